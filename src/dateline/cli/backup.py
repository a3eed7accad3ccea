"""`dateline backup`: a copy of the database that is whole, also while others work on it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Json, ProjectPath
from dateline.cli.speech import counted, give_json, say

__all__ = ["backup"]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.", show_default=False)],
    *,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Write a copy of the project's database to a file, with its SHA-256 beside it, whatever others do meanwhile.

    The copy is checked when it is written: the database intact, the log of decisions whole. The project file and files beside it are
    not in it.

    Example: dateline backup /media/stick/karsa-2026-03-31.db
    """
    from dateline.run.backing import back_up

    with open_nearest(project) as opened:
        if dry_run:
            say(f"Would write a copy of {opened.store.where} to {file}. Nothing was written.")
            return ExitCode.DONE
        made = back_up(opened.store, file)
    if json:
        node = {"file": str(made.file), "sha256": made.sha256, "bytes": made.size_bytes}
        give_json(node | {"decisions": made.audit.n_decisions, "head": made.audit.head})
        return ExitCode.DONE
    say(
        f"{made.file}: {made.size_bytes:,} bytes, {counted(made.audit.n_decisions, 'decision')}, checked. Digest: {made.file}.sha256"
    )
    say(f"To put it back: dateline restore {made.file}")
    return ExitCode.DONE
