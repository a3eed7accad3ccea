"""Builds src/dateline/data/gazetteer/gazetteer.sqlite. Same packages and same tables in, same bytes out.

pip install -r training/gazetteer/requirements.txt   (in an environment of its own; only the build needs them)
python training/gazetteer/build.py [--out FILE]
"""

from __future__ import annotations

import argparse
import math
import sqlite3
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

from inflect import inflected
from sources import COUNTRY, SETTLEMENT, Row, countries, division_points, divisions, settlements
from supplement import supplement

from dateline.link.gazetteer import FORMAT, KINDS, fold_digest
from dateline.link.gazetteer_build import MOST_NAMESAKES
from dateline.link.gazetteer_keys import keys_of, worth_keeping
from dateline.text.normal import fold

OUT = Path(__file__).parents[2] / "src" / "dateline" / "data" / "gazetteer" / "gazetteer.sqlite"
KM_PER_DEGREE = 111.2
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT, parent INTEGER,
                    latitude INTEGER, longitude INTEGER, population INTEGER NOT NULL, radius INTEGER);
CREATE TABLE name (key TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, id INTEGER NOT NULL, name TEXT NOT NULL, capital INTEGER) WITHOUT ROWID;
CREATE TABLE country_form (key TEXT NOT NULL, code TEXT NOT NULL, role TEXT NOT NULL, languages TEXT NOT NULL,
                           PRIMARY KEY (key, code)) WITHOUT ROWID;
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    lands, capitals, forms = countries()
    units, id_of = divisions()
    towns = settlements(units, id_of)
    places = {**{r.id: r for r in lands.values()}, **units, **towns}
    settle_parents(places)
    division_points(places)
    measure_units(places)
    supplement(places)
    write(out, places, lands=lands, capitals=capital_ids(places, capitals), forms=forms)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {len(places)} places")


def settle_parents(places: dict[int, Row]) -> None:
    """Parents that exist and lie in the same country; the country itself where there is none."""
    land = {r.country: r.id for r in places.values() if r.kind == COUNTRY}
    for row in places.values():
        above = places.get(row.parent or 0)
        if row.kind != COUNTRY and (above is None or above.country != row.country or above.id == row.id):
            row.parent = land.get(row.country)


def above(places: dict[int, Row], row: Row) -> Iterator[Row]:
    """The units that hold a place, from the smallest on."""
    seen = {row.id}
    while row.parent is not None and row.parent not in seen and row.parent in places:
        seen.add(row.parent)
        row = places[row.parent]
        yield row


def measure_units(places: dict[int, Row]) -> None:
    """Point, radius and population of each unit, from the settlements in it.

    Where no list gives a unit's point it is the median of its settlements; the radius is the distance within which nine in ten
    of them lie.
    """
    members: dict[int, list[Row]] = defaultdict(list)
    for row in places.values():
        if row.kind == SETTLEMENT:
            for unit in above(places, row):
                members[unit.id].append(row)
    for number, rows in members.items():
        unit = places[number]
        if unit.latitude is None:
            unit.latitude, unit.longitude = median(r.latitude or 0.0 for r in rows), median(r.longitude or 0.0 for r in rows)
        far = sorted(distance_km(unit, r) for r in rows)
        unit.radius_km = max(far[int(0.9 * (len(far) - 1))], 5.0)
        if unit.kind != COUNTRY:
            unit.population = sum(r.population for r in rows)


def distance_km(one: Row, other: Row) -> float:
    """Kilometres on a flat map, which is close enough inside one country."""
    north = (one.latitude or 0.0) - (other.latitude or 0.0)
    east = ((one.longitude or 0.0) - (other.longitude or 0.0)) * math.cos(math.radians(one.latitude or 0.0))
    return KM_PER_DEGREE * math.hypot(north, east)


def capital_ids(places: dict[int, Row], capitals: dict[str, str]) -> dict[str, int]:
    """The settlement that is each country's capital, by name and then by size."""
    best: dict[str, Row] = {}
    for row in places.values():
        wanted = fold(capitals.get(row.country, ""))
        if row.kind != SETTLEMENT or not wanted or wanted not in {fold(n) for n in row.names if n[:1].isupper()}:
            continue
        if row.country not in best or row.population > best[row.country].population:
            best[row.country] = row
    return {code: row.id for code, row in best.items()}


def write(
    out: Path,
    places: dict[int, Row],
    *,
    lands: dict[str, Row],
    capitals: dict[str, int],
    forms: Iterable[tuple[str, str, str, str]],
) -> None:
    """The file, its tables in the order of their keys so that equal input gives equal bytes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)
    db = sqlite3.connect(out)
    db.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF;" + SCHEMA)
    db.executemany("INSERT INTO meta VALUES (?, ?)", [("fold", fold_digest()), ("format", str(FORMAT))])
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", [columns(places[n]) for n in sorted(places)])
    db.executemany("INSERT INTO name VALUES (?, ?)", sorted(name_index(places).items()))
    db.executemany("INSERT INTO country VALUES (?,?,?,?)", sorted((c, r.id, r.name, capitals.get(c)) for c, r in lands.items()))
    db.executemany("INSERT INTO country_form VALUES (?,?,?,?)", country_forms(forms))
    db.commit()
    db.execute("VACUUM")
    db.close()


def columns(row: Row) -> tuple[object, ...]:
    degrees = [None if d is None else round(d * 10_000) for d in (row.latitude, row.longitude)]
    radius = None if row.radius_km is None else round(row.radius_km)
    name = unicodedata.normalize("NFC", row.name)
    return row.id, name, KINDS.index(row.kind), row.country or None, row.parent, *degrees, row.population, radius


def name_index(places: dict[int, Row]) -> dict[str, bytes]:
    """Ids under each folded name, the weightiest first, packed as little-endian 32-bit numbers."""
    under: dict[str, set[int]] = defaultdict(set)
    for row in places.values():
        if row.kind == COUNTRY:
            continue  # countries have their own table
        for name in row.names | row.sure:
            kept = worth_keeping(name, kind=row.kind, country=row.country, population=row.population)
            if name == row.name or name in row.sure or kept:
                for key in keys_of(name, kind=row.kind, country=row.country):
                    under[key].add(row.id)
    order = {n: (-r.population, n) for n, r in places.items()}
    kept = {key: sorted(ids, key=order.__getitem__)[:MOST_NAMESAKES] for key, ids in under.items()}
    return {key: struct.pack(f"<{len(ids)}I", *ids) for key, ids in kept.items()}


def country_forms(forms: Iterable[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    """Folded forms with the country, what they are and the languages that write them so."""
    roles: dict[tuple[str, str], str] = {}
    languages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for language, form, code, role in forms:
        for word in inflected(language, form):
            key = fold(word)
            if key:
                roles[key, code] = "name" if "name" in (role, roles.get((key, code))) else "form"
                languages[key, code].add(language)
    return sorted((key, code, role, ",".join(sorted(languages[key, code]))) for (key, code), role in roles.items())


if __name__ == "__main__":
    main()
