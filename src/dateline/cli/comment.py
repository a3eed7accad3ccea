"""`dateline comment`: say something about an event."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath
from dateline.run import Proposal

__all__ = ["comment"]


def comment(
    event: Id,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be said.")],
    *,
    field: Annotated[
        str | None, typer.Option("--field", metavar="FIELD", help="The field that it is about, as killed.", show_default=False)
    ] = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="REF", help="The claim that it is about, as C-4TP9MXQ2.", show_default=False)
    ] = None,
    by: By = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Say something about an event; it is kept in the log and changes nothing.

    Example: dateline comment E-7K3QWX4 "ask the hospital" --field killed
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        said = Proposal(judgement="comment", event=view.id, by=who(by), why=text, field=field, claim=claim)
        outcome = opened.decide(said, dry_run=dry_run)
    return decided(outcome, done=f"a comment on {view.id}", as_json=json)
