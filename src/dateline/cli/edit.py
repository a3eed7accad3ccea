"""`dateline edit`: give an event a value that no claim gives, with the words that it rests on."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath
from dateline.run import Proposal

__all__ = ["edit"]


def edit(
    event: Id,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="As in `dateline choose`: killed, date, place, perpetrators …")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The value, or unknown, as in `dateline choose`.")],
    *,
    words: Annotated[
        str | None,
        typer.Option("--words", metavar="TEXT", help="The words that it rests on, copied from the source.", show_default=False),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="SOURCE", help="Where they stand: a document's id, an address or a name.", show_default=False
        ),
    ] = None,
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Give an event a value that no claim gives, with the words that it rests on, or at least a reason.

    Where the source is a stored document, its text must hold the words. The value holds in every later run, until it is undone.

    Example: dateline edit E-7K3QWX4 killed 6 --words "a sixth man died on Monday" --source "Radio Meru, 9 March"
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        proposal = Proposal(
            judgement="edit", event=view.id, field=field, value=value, words=words, source=source, by=who(by), why=why
        )
        outcome = opened.decide(proposal, dry_run=dry_run)
    return decided(outcome, done=f"{field} of {view.id} is {value}", as_json=json)
