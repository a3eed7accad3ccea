"""`dateline new`: a project."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.options import DryRun, Json
from dateline.cli.speech import give_json, say

__all__ = ["new"]


def new(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Folder of the project; made where it is not there.")],
    *,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Name of the project; the folder's where none is given.")
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="ADDRESS",
            help="Database of a team, as postgresql://HOST/NAME; without it a file in the folder. Leave out the password: see ~/.pgpass.",
        ),
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Make a project.

    It is a folder with its settings, an empty database, and a place for your files.
    """
    place = Path(folder)
    called = name or place.resolve().name
    if dry_run:
        _refuse_taken(place)
    else:
        from dateline.run import create_project

        create_project(place, name=name, database=store).close()
    made = [*([] if store else [f"{called}.db"]), "project.toml", "corpus/"]
    if json:
        node = {
            "project": called,
            "folder": str(place),
            "store": _shown(store),
            "made": [] if dry_run else made,
            "dry_run": dry_run,
        }
        give_json(node)
        return ExitCode.DONE
    held = f"its store at {_shown(store)}" if store else f"{called}.db (SQLite)"
    say(f"{'Would make' if dry_run else 'Made'} {place}/ : {held}, project.toml, corpus/.")
    if store and _has_password(store):
        say("note: the password stands in project.toml; to keep it out of there, use ~/.pgpass or PGPASSWORD.")
    if not dry_run:
        step = "" if place.resolve() == Path.cwd() else f"cd {shlex.quote(str(place))} && "
        say(f"Next: {step}dateline add FILES")
    return ExitCode.DONE


def _has_password(address: str) -> bool:
    return bool(urlsplit(address).password)


def _shown(address: str | None) -> str | None:
    """The address without its password."""
    if address is None or not _has_password(address):
        return address
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":***@")).geturl()


def _refuse_taken(place: Path) -> None:
    from dateline.config import FILE_NAME
    from dateline.errors import ConfigError

    file = place / FILE_NAME
    if file.exists():
        raise ConfigError(
            "project-exists", f"there is a project in {place} already", where=str(file), fix="Open it, or give another folder."
        )
