"""`dateline undo`: take a decision back."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Json, ProjectPath

__all__ = ["undo"]


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Id of a decision, as D-7; `dateline log` lists them.")],
    *,
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Take a decision back; both stay in the log, and an undo may be undone."""
    with open_nearest(project) as opened:
        outcome = opened.undo(decision, by=who(by), why=why, dry_run=dry_run)
    return decided(outcome, done=f"{outcome.decision.undo_of} is taken back", as_json=json)
