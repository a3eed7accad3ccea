"""`dateline restore`: put a backup in place of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import nearest_folder, require_there
from dateline.cli.options import DryRun, Json, ProjectPath
from dateline.cli.speech import counted, give_json, say

__all__ = ["restore"]


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup that `dateline backup` wrote.", show_default=False)],
    *,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Put a backup in place of the project's database, which is moved aside and kept.

    The backup is checked first: its digest, the database, the log of decisions. Stop `dateline serve` and other commands before.

    Example: dateline restore /media/stick/karsa-2026-03-31.db
    """
    from dateline.run.backing import database_file
    from dateline.run.backing import restore as put_back
    from dateline.store.backup import check_backup

    require_there([str(file)])
    place = Path(project) if project is not None else nearest_folder()
    target = database_file(place)
    if dry_run:
        found, aside = check_backup(file), None
        say(f"Would put {file} ({counted(found.audit.n_decisions, 'decision')}) in place of {target}. Nothing was changed.")
    else:
        found, aside = put_back(file, place)
    if json:
        node = {"file": str(file), "database": str(target), "aside": str(aside) if aside else None, "dry_run": dry_run}
        give_json(node | {"decisions": found.audit.n_decisions, "head": found.audit.head})
    elif not dry_run:
        say(f"{target} is as {file} was: {counted(found.audit.n_decisions, 'decision')}.")
        say(f"The former database: {aside}" if aside else "There was no database before.")
    return ExitCode.DONE
