"""`dateline withdraw`: take back an event that was given out."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath

__all__ = ["withdraw"]


def withdraw(
    event: Id,
    *,
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help="The reason; readers of the changes are told it.", show_default=False)
    ],
    by: By = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Take back an event that was given out: its id answers with the reason, and the feed of changes tells it.

    Example: dateline withdraw E-7K3QWX4 --why "the report was of 2019"
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        outcome = opened.withdraw(view.id, by=who(by), why=why, dry_run=dry_run)
    return decided(outcome, done=f"{view.id} is withdrawn", as_json=json)
