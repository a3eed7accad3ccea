"""`dateline same`: say that actors or places are one."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Json, ProjectPath
from dateline.cli.speech import counted

__all__ = ["same"]


def same(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="actor or place.")],
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Names of one thing, as `dateline choose` takes them; the first stays.")
    ],
    *,
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Say that actors or places are one: from now on every report is read with the first name, and merged so.

    No report is changed; undone, all is as before. All incidents are merged anew, which takes a while in a large project.

    Example: dateline same actor "Dune Front (armed group)" "Front of the Dunes"
    """
    with open_nearest(project) as opened:
        outcome = opened.same(kind, *names, by=who(by), why=why, dry_run=dry_run)
    done = f"{' and '.join(names[1:])}: the same {kind} as {names[0]}, in {counted(len(outcome.events), 'event')}"
    return decided(outcome, done=done, as_json=json)
