"""`dateline watch`: feeds into the project."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import counted, give_json, problem_to_json, report_problems, say
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.run import Added

__all__ = ["watch"]

_WEB = ("http://", "https://")


def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEEDS", help="Addresses of feeds (RSS, Atom), or files with one address a line.")
    ],
    *,
    once: Annotated[bool, typer.Option("--once", help="Look once and end, for cron and the like.")] = False,
    every: Annotated[int, typer.Option("--every", metavar="MINUTES", min=5, help="Minutes between two looks.")] = 30,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Look at feeds again and again, and add their articles to the project.

    Asks as hosts wish: robots.txt, two seconds between requests, unchanged pages not sent again, a rest after a refusal. A changed article
    is stored as a new version. What has been seen is kept in watch.json beside the project file.
    """
    from dateline.read.fetch import Fetcher
    from dateline.run.watching import STATE, Watch

    addresses = [address for name in feeds for address in _addresses(name)]
    with open_nearest(project) as opened:
        folder = opened.own.folder
        watching = Watch(addresses, Fetcher(), folder / STATE if folder else None)
        while True:
            result = opened.add_readings(watching.round())
            watching.save()
            _tell(result, as_json=json)
            if once:
                return ExitCode.PROBLEMS if result.problems else ExitCode.DONE
            time.sleep(60 * every)


def _addresses(name: str) -> list[str]:
    """The address itself, or those in a file; blank lines and lines that begin with # are passed over."""
    if name.startswith(_WEB):
        return [name]
    path = Path(name)
    if not path.is_file():
        raise InputError(
            "feed-address",
            "it is neither a web address nor a file",
            where=name,
            fix="Give https://… or a file with one address a line.",
        )
    lines = [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def _tell(result: Added, *, as_json: bool) -> None:
    if as_json:
        give_json(
            {
                "added": result.added,
                "versions": result.versions,
                "already": result.already,
                "problems": [problem_to_json(one) for one in result.problems],
            }
        )
        return
    report_problems(result.problems)
    versions = f" ({counted(result.versions, 'new version')})" if result.versions else ""
    say(
        f"{time.strftime('%H:%M')}  {counted(result.added, 'document')} added{versions}, {result.already} already here, "
        f"{counted(len(result.problems), 'problem')}"
    )
