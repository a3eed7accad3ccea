"""`dateline join`: say that events are one."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath

__all__ = ["join"]


def join(
    event: Id,
    others: Annotated[list[str], typer.Argument(metavar="EVENT...", help="Ids of the events that are the same occurrence.")],
    *,
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Say that events are one: the oldest id stays, the others answer with it.

    The decision holds in every later run, and when documents are coded again, until it is undone.
    """
    with open_nearest(project) as opened:
        names = [find_event(opened, typed).id for typed in (event, *others)]
        outcome = opened.join(*names, by=who(by), why=why, dry_run=dry_run)
    said = list(dict.fromkeys(names))
    return decided(outcome, done=f"{', '.join(said[:-1])} and {said[-1]} are one event", as_json=json)
