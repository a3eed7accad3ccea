"""`dateline gazetteer`: what a place name stands for, and a project's own gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.home import home_of
from dateline.cli.options import DryRun, Json, ProjectPath
from dateline.cli.speech import give, give_json, say
from dateline.errors import ConfigError, InputError

if TYPE_CHECKING:
    from dateline.link.gazetteer import Entry, Gazetteer

__all__ = ["gazetteer"]

gazetteer = typer.Typer(
    name="gazetteer",
    help="Look up places, and build a project's own gazetteer.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
_FOUND = 20


@gazetteer.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a place, in any spelling.")],
    *,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """List the places that bear a name, the likelier spelling and the larger place first."""
    from dateline.link.place import candidates

    known = _known(project)
    found = candidates(name)[:_FOUND]
    if json:
        give_json({"places": [_to_json(known, entry) for entry in found]})
        return ExitCode.DONE
    for entry in found:
        point = "" if entry.latitude is None else f"{entry.latitude:.2f}, {entry.longitude:.2f}"
        chain = ", ".join([entry.name, *(unit.name for unit in known.above(entry))])
        give("  ".join(part for part in (str(entry.geonames_id or "own"), chain, entry.kind, point) if part))
    if not found:
        say(f"No place in the gazetteer is called {name}. Next: dateline gazetteer build --add FILE.csv")
    return ExitCode.DONE


@gazetteer.command()
def build(
    *,
    geonames: Annotated[
        Path | None,
        typer.Option(
            metavar="ZIP", help="All of GeoNames (allCountries.zip) or one country's zip from its dump.", show_default=False
        ),
    ] = None,
    add: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE.csv",
            help="Places to add: name, alternates (split by |), kind, country, latitude, longitude, radius_km; may be repeated.",
            show_default=False,
        ),
    ] = None,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Start from the built-in gazetteer, not from the project's own.")
    ] = False,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Build the project's own gazetteer: what it has, with all of GeoNames or with places of your own.

    The next run codes the documents again with it.
    """
    from dateline.link.gazetteer_build import build as make
    from dateline.run.own import GAZETTEER

    if geonames is None and not add:
        raise InputError(
            "gazetteer-nothing", "nothing to add", where="gazetteer build", fix="Give --geonames ZIP or --add FILE.csv."
        )
    file = home_of(project) / GAZETTEER
    base = file if file.is_file() and not afresh else None
    if dry_run:
        say(f"Would build {file} from {base or 'the built-in gazetteer'} and {', '.join(map(str, (geonames, *(add or ()))))}.")
        return ExitCode.DONE
    done = make(file, geonames=geonames, added=add or (), base=base, progress=None if json else _tell)
    if json:
        give_json({"file": str(done.path), "places": done.places, "from_geonames": done.from_geonames, "added": done.added})
    else:
        say(
            f"{file}: {done.places:,} places, {done.from_geonames:,} new from GeoNames, {done.added:,} of your own. Next: dateline run"
        )
    return ExitCode.DONE


def _tell(lines: int) -> None:
    if lines % 1_000_000 == 0:
        say(f"{lines:,} lines of GeoNames read")


def _known(project: str | None) -> Gazetteer:
    """The project's own gazetteer; the built-in one where it has none, or there is no project."""
    from dateline.link import gazetteer as places
    from dateline.run.own import Own

    try:
        places.use_own(Own(home_of(project)).gazetteer)
    except ConfigError:
        if project is not None:
            raise
        places.use_own(None)
    return places.gazetteer()


def _to_json(known: Gazetteer, entry: Entry) -> dict[str, object]:
    return {
        "geonames_id": entry.geonames_id,
        "name": entry.name,
        "kind": entry.kind,
        "country": entry.country,
        "chain": [entry.name, *(unit.name for unit in known.above(entry))],
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "radius_km": entry.radius_km,
        "population": entry.population or None,
    }
