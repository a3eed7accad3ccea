"""`dateline choose`: set a value of an event."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath

__all__ = ["choose"]


def choose(
    event: Id,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD", help="action, status, date, place, perpetrators, targets, weapon, killed, wounded, missing …"
        ),
    ],
    value: Annotated[
        str | None,
        typer.Argument(metavar="[VALUE]", help="The value, or unknown. Persons: 5, 5+, 3-7 or 3-5-7 (low, best, high)."),
    ] = None,
    *,
    claim: Annotated[
        str | None,
        typer.Option("--claim", metavar="REF", help="Take the value of this claim, as C-4TP9MXQ2.", show_default=False),
    ] = None,
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Set a value of an event: one that a claim gives, or one that you type.

    It holds in every later run in place of what the rules choose, until it is undone; all claims stay visible beside it.
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        outcome = opened.choose(view.id, field, value, claim=claim, by=who(by), why=why, dry_run=dry_run)
    said = f"as claim {claim} says" if claim is not None else f"{value}"
    return decided(outcome, done=f"{field} of {view.id} is {said}", as_json=json)
