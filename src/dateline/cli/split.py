"""`dateline split`: say that some reports of an event tell of another one."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath
from dateline.cli.speech import counted

__all__ = ["split"]


def split(
    event: Id,
    *,
    incident: Annotated[
        list[str],
        typer.Option(
            "--incident",
            metavar="REF",
            help="What leaves: the id of a claim, a document's id or its beginning, or document/key; may be repeated.",
        ),
    ],
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Say that some reports of an event tell of another: they get an event with a new id.

    What one document tells of the event leaves it as a whole. The decision holds in every later run until it is undone.
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        outcome = opened.split(view.id, incident, by=who(by), why=why, dry_run=dry_run)
    count = len(set(incident))
    leave = f"{counted(count, 'report')} of {view.id} {'tells' if count == 1 else 'tell'} of another event"
    new = [name for name in outcome.events if name != view.id]
    return decided(outcome, done=leave + (f", {', '.join(new)}" if new else ""), as_json=json)
