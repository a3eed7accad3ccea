"""`dateline audit`: whether the log of decisions is as it was written."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import counted, give, give_json

__all__ = ["audit"]

audit = typer.Typer(
    name="audit",
    help="Prove that the log of decisions is whole: each is chained to the one before it by a digest.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@audit.command()
def verify(
    *,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="DIGEST", help="A digest that `dateline audit head` gave earlier.", show_default=False),
    ] = None,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Say whether any decision was changed, moved or taken out since it was stored, and which (exit 1 if so).

    Whoever can write to the database could write the whole chain anew; a digest of its end that was noted elsewhere shows that too.

    Example: dateline audit verify --head sha256:9f2c…
    """
    with open_nearest(project) as opened:
        found = opened.store.decisions.audit(kept=head)
    if json:
        flaws = [{"decision": flaw.decision, "what": flaw.what} for flaw in found.flaws]
        give_json({"whole": found.is_whole, "decisions": found.n_decisions, "head": found.head, "flaws": flaws})
    elif found.is_whole:
        give(f"{counted(found.n_decisions, 'decision')}, whole. Head: {found.head}")
    else:
        for flaw in found.flaws:
            give(f"{flaw.decision or 'the log'}: {flaw.what}")
    return ExitCode.DONE if found.is_whole else ExitCode.FAILED


@audit.command()
def head(*, project: ProjectPath = None, json: Json = False) -> int:
    """Print the digest of the last decision: note it elsewhere, and `dateline audit verify --head` proves all up to there.

    Example: dateline audit head >> ../audit-heads.txt
    """
    with open_nearest(project) as opened:
        found = opened.store.decisions.audit()
    if json:
        give_json({"decisions": found.n_decisions, "head": found.head})
    else:
        give(found.head)
    return ExitCode.DONE
