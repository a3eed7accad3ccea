"""`dateline state`: bring an event to a state."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath

__all__ = ["state"]


def state(
    event: Id,
    state: Annotated[str, typer.Argument(metavar="STATE", help="machine, coded, checked or final.")],
    *,
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Bring an event to a state: checked only after another person has worked on it, final only where it is checked.

    Example: dateline state E-7K3QWX4 final --by lead
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        outcome = opened.set_state(view.id, state, by=who(by), why=why, dry_run=dry_run)
    return decided(outcome, done=f"{view.id} is {state}", as_json=json)
