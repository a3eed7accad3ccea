"""`dateline release`: a dataset frozen in a folder, with all that goes with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.export import Format
from dateline.cli.locate import open_nearest
from dateline.cli.options import Coarsen, Excerpts, Json, ProjectPath, Where, WithNames, WritingWorkers
from dateline.cli.speech import counted, give, give_json
from dateline.cli.where import conditions, selected
from dateline.errors import InputError
from dateline.run.exporting import options_with

if TYPE_CHECKING:
    from dateline.run import Project
    from dateline.run.releasing import Release
    from dateline.write.citation import Citation

__all__ = ["release"]

_DEFAULT = (Format.CSV, Format.JSONL, Format.PARQUET)


def release(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the release, as in 2026.1.", show_default=False)],
    *,
    formats: Annotated[
        list[Format] | None,
        typer.Option(
            "--format", metavar="FORMAT", help="A format, or several; csv, jsonl and parquet without it.", show_default=False
        ),
    ] = None,
    where: Where = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FOLDER", help="The folder of all releases; each has a folder in it.")
    ] = Path("releases"),
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="FOLDER",
            help="The release to compare with; the last one in the folder without it.",
            show_default=False,
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", help="What it is called; 'NAME events' by the project's name without it.", show_default=False),
    ] = None,
    author: Annotated[
        list[str] | None, typer.Option("--author", help="Who made it, 'Family, Given' or a body; or several.", show_default=False)
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Its address or DOI.", show_default=False)] = None,
    licence: Annotated[
        str | None, typer.Option("--licence", help="Under which it is given; as in project.toml without it.", show_default=False)
    ] = None,
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="DAY", help="Day of the release, as 2026-03-04; today without it.", show_default=False),
    ] = None,
    with_names: WithNames = False,
    coarsen: Coarsen = None,
    excerpts: Excerpts = None,
    workers: WritingWorkers = 2,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Freeze the events in a folder: files, receipts, codebook, data card, changes, citations, digests.

    What changed since the last release is told event by event: added, changed by field, joined, split off, withdrawn.
    The same store and day give the same bytes; `dateline verify FOLDER` checks them.
    """
    from dateline.run.releasing import Asked
    from dateline.run.releasing import release as make

    chosen = tuple(dict.fromkeys(one.value for one in formats or _DEFAULT))
    asked = conditions(where)
    with open_nearest(project) as opened:
        cited = _cited(opened, name, _day(day), title=title, authors=author, url=url, licence=licence)
        options = options_with(opened.withheld, with_names=with_names, coarsen=coarsen, excerpts=excerpts, for_excel=False)
        wanted = Asked(
            formats=chosen,
            conditions=asked,
            query=selected(opened.events, asked).query,
            options=options,
            cited=cited,
            workers=workers,
        )
        made = make(opened, out / name, wanted, before=against or _last(out))
    _tell(made, as_json=json)
    return ExitCode.DONE


def _cited(  # what a citation names
    opened: Project, name: str, day: date, *, title: str | None, authors: list[str] | None, url: str | None, licence: str | None
) -> Citation:
    import dateline
    from dateline.write.citation import Citation

    return Citation(
        authors=tuple(authors or (opened.name,)),
        title=title or f"{opened.name} events",
        version=name,
        released=day,
        tool=f"dateline {dateline.__version__}",
        url=url,
        licence=licence or opened.licence,
    )


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 - the day where the user is
    except ValueError as fault:
        raise InputError("date-shape", f"{text!r} is no date", where="--date", fix="Write it like 2026-03-04.") from fault


def _last(folder: Path) -> Path | None:
    """The folder of the latest release; None where there is none."""
    from dateline.run.releasing import MANIFEST, release_in

    found = [release_in(path.parent) for path in folder.glob(f"*/{MANIFEST}")]
    return max(found, key=lambda one: (one.released, one.folder.stat().st_mtime_ns, one.name)).folder if found else None


def _tell(made: Release, *, as_json: bool) -> None:
    if as_json:
        node: dict[str, object] = {"name": made.name, "folder": str(made.folder), "events": made.n_events}
        give_json(node | {"against": made.against, "changes": dict(made.changes)})
        return
    give(f"{made.folder}: {counted(made.n_events, 'event')}")
    if made.against:
        told = ", ".join(f"{n} {kind}" for kind, n in made.changes.items()) or "no change"
        give(f"  since {made.against}: {told}")
