"""A gazetteer of one's own: the built-in one with all of GeoNames, or with places that a project adds.

Source: the GeoNames dump, https://download.geonames.org/export/dump/readme.txt (19 columns, tab-separated; CC BY 4.0).
"""

from __future__ import annotations

import csv
import io
import math
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from dateline.errors import InputError, LinkError
from dateline.link.gazetteer import KINDS, SUPPLEMENT, Gazetteer, gazetteer
from dateline.link.gazetteer_keys import keys_of, worth_keeping

__all__ = ["COLUMNS", "MOST_NAMESAKES", "Built", "build"]

MOST_NAMESAKES = 40
"""The smaller ones of a name like San José could not be told apart anyway."""

COLUMNS = ("name", "alternates", "kind", "country", "latitude", "longitude", "radius_km")
"""Of a file of added places; `alternates` (split by |) and `radius_km` may be empty."""

OWN = SUPPLEMENT + 500_000_000
"""Ids of added places begin here."""

# What the codes of GeoNames are to dateline; all else (hotels, bus stops, wells) is left out. Source: geonames.org/export/codes.html
_FEATURES = {
    **dict.fromkeys(("PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5", "PPLC", "PPLF", "PPLG", "PPLL", "PPLR", "PPLS", "PPLX", "STLMT"), "settlement"),
    "ADM1": "province",
    **dict.fromkeys(("ADM2", "ADM3"), "district"),
    **dict.fromkeys(("AIRP", "AIRB", "AIRF", "CMP", "CMPRF", "CMPMIL", "INSM", "PRN", "MN", "DAM", "CSTM", "CTRB", "PS", "OILR", "PRT", "BDG"), "site"),
    **dict.fromkeys(("LK", "STM", "SEA", "GULF", "BAY", "STRT", "RSV", "CHN", "LGN"), "water"),
    **dict.fromkeys(("RGN", "ISL", "ISLS", "MTS", "MT", "DSRT", "VAL", "FRST", "PEN", "PLN", "PLAT", "OAS", "CAPE"), "region"),
}  # fmt: skip
_FIELDS = 19
_BATCH = 50_000
_NEAR_DEGREES = 3.0  # within which the settlement is sought whose division holds an added place
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A gazetteer file that was made, how many places it holds, and how many of them came from GeoNames' dump and from added files."""

    path: Path
    places: int
    from_geonames: int
    added: int


def build(
    out: Path, *, geonames: Path | None = None, added: Sequence[Path] = (), base: Path | None = None, progress: Told | None = None
) -> Built:
    """A gazetteer file in the form that `Gazetteer` opens, made beside `out` and moved there when it is whole.

    Args:
        out: where it goes; one that is there is replaced.
        geonames: allCountries.zip, or the zip of one country, of GeoNames' dump.
        added: CSV files of places, with the columns COLUMNS.
        base: the gazetteer to start from; the built-in one where None.
        progress: told of the lines of the dump that are read.
    Raises:
        InputError: a file is missing, or a line of it is wrong; the message names the line.
        LinkError: the file cannot be written, or the one to start from was made by another version.
    """
    start = Gazetteer(base) if base is not None else gazetteer()
    beside = out.with_name(f"{out.name}.new")
    try:
        beside.unlink(missing_ok=True)
        with closing(sqlite3.connect(start.path)) as source, closing(sqlite3.connect(beside)) as db:
            source.backup(db)
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("CREATE TEMP TABLE pair (key TEXT NOT NULL, id INTEGER NOT NULL)")
            n_geonames = _take_dump(db, geonames, progress) if geonames is not None else 0
            n_added = sum(_take_added(db, file) for file in added)
            _index(db)
            (places,) = db.execute("SELECT count(*) FROM place").fetchone()
            db.commit()
            db.execute("VACUUM")
        beside.replace(out)
    except sqlite3.OperationalError as fault:
        raise LinkError(
            "gazetteer-write", f"cannot be written: {fault}", where=str(out), fix="Check the folder and the space on the disk."
        ) from fault
    finally:
        beside.unlink(missing_ok=True)
    return Built(out, places, n_geonames, n_added)


# --- the dump --------------------------------------------------------------------------------------------------------------


def _take_dump(db: sqlite3.Connection, file: Path, progress: Told | None) -> int:
    """Adds the places of the dump that are not there yet, and the names of all; how many were new."""
    lands = {number: code for code, number in db.execute("SELECT code, id FROM country")}
    iso3: dict[str, str] = {}
    divisions: dict[tuple[str, ...], int] = {}
    for row in _dump(file, progress):
        number = int(row[0])
        if number in lands:
            iso3[row[8]] = lands[number]
        elif row[7] in ("ADM1", "ADM2"):
            divisions[(row[8], row[10], row[11])[: 2 if row[7] == "ADM1" else 3]] = number
    known = {number for (number,) in db.execute("SELECT id FROM place")}
    countries = {code: number for number, code in lands.items()}
    before = len(known)
    for batch in _batched(_places(_dump(file, progress), iso3, divisions, countries)):
        db.executemany(
            "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?)", [columns for columns, _ in batch if columns[0] not in known]
        )
        db.executemany("INSERT INTO pair VALUES (?,?)", [(key, columns[0]) for columns, keys in batch for key in keys])
        known.update(columns[0] for columns, _ in batch)
    return len(known) - before


def _dump(file: Path, progress: Told | None) -> Iterator[list[str]]:
    """The rows of the dump's text file."""
    try:
        with zipfile.ZipFile(file) as archive:
            inside = next((n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()), None)
            if inside is None:
                raise InputError(
                    "geonames-dump",
                    "there is no .txt in the archive",
                    where=str(file),
                    fix="Give allCountries.zip or a country's zip of GeoNames.",
                )
            with archive.open(inside) as raw:
                for n, line in enumerate(io.TextIOWrapper(raw, encoding="utf-8"), start=1):
                    row = line.rstrip("\n").split("\t")
                    if len(row) != _FIELDS:
                        raise InputError(
                            "geonames-dump",
                            f"{len(row)} columns, not {_FIELDS}",
                            where=f"{file}, line {n} of {inside}",
                            fix="Download the file again.",
                        )
                    if progress is not None and n % _BATCH == 0:
                        progress(n)
                    yield row
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as fault:
        raise InputError(
            "geonames-dump",
            f"cannot be read: {fault}",
            where=str(file),
            fix="Give allCountries.zip or a country's zip of GeoNames.",
        ) from fault


Columns = tuple[int, str, int, str, int, int, int, int, None]
Place = tuple[Columns, set[str]]


def _places(
    rows: Iterable[list[str]], iso3: dict[str, str], divisions: dict[tuple[str, ...], int], countries: dict[str, int]
) -> Iterator[Place]:
    """The columns and keys of each row that dateline can use."""
    for row in rows:
        kind, country = _FEATURES.get(row[7]), iso3.get(row[8])
        if kind is None or country is None:
            continue
        number, people = int(row[0]), int(row[14] or 0)
        above = (divisions.get((row[8], row[10], row[11])), divisions.get((row[8], row[10])), countries[country])
        parent = next(p for p in above if p is not None and p != number)
        point = (round(float(row[4]) * 10_000), round(float(row[5]) * 10_000))
        # A village without a number of people is one all the same: it counts as one of a hundred.
        weight = people or (100 if kind == "settlement" else 0)
        names = [row[1], *(n for n in row[3].split(",") if worth_keeping(n, kind=kind, country=country, population=weight))]
        yield (number, row[1], KINDS.index(kind), country, parent, *point, people, None), _keys(names, kind, country)


def _keys(names: Iterable[str], kind: str, country: str | None) -> set[str]:
    return {key for name in names for key in keys_of(name, kind=kind, country=country)}


def _batched(places: Iterable[Place]) -> Iterator[list[Place]]:
    batch: list[Place] = []
    for place in places:
        batch.append(place)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


# --- added places ----------------------------------------------------------------------------------------------------------


def _take_added(db: sqlite3.Connection, file: Path) -> int:
    """Adds the places of a CSV file; how many there were."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if missing := [c for c in ("name", "kind", "country", "latitude", "longitude") if c not in (reader.fieldnames or ())]:
                raise InputError(
                    "places-file", f"no column {missing[0]}", where=str(file), fix=f"Its columns are {', '.join(COLUMNS)}."
                )
            rows = list(reader)
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError("places-file", f"cannot be read: {fault}", where=str(file), fix="Give a CSV file in UTF-8.") from fault
    (last,) = db.execute("SELECT max(id) FROM place").fetchone()
    for n, row in enumerate(rows, start=1):
        _add(db, row, number=max(last, OWN) + n, where=f"{file}, line {n + 1}")
    return len(rows)


def _add(db: sqlite3.Connection, row: dict[str, str], *, number: int, where: str) -> None:
    name, kind, country = row["name"].strip(), row["kind"].strip(), row["country"].strip() or None
    kinds = KINDS[1:]
    if not name or kind not in kinds:
        what = f"kind is {kind!r}" if name else "name is empty"
        raise InputError("places-row", what, where=where, fix=f"A place has a name, and its kind is one of {', '.join(kinds)}.")
    if country is not None and not db.execute("SELECT 1 FROM country WHERE code = ?", (country,)).fetchone():
        raise InputError(
            "places-row",
            f"country is {country!r}",
            where=where,
            fix="Write the ISO 3166-1 code of three letters; nothing for several countries.",
        )
    latitude, longitude = _degrees(row["latitude"], 90, where), _degrees(row["longitude"], 180, where)
    radius = row.get("radius_km") or None
    names = [name, *filter(None, (n.strip() for n in (row.get("alternates") or "").split("|")))]
    point = (round(latitude * 10_000), round(longitude * 10_000))
    reach = None if radius is None else round(_number(radius, where))
    columns = (number, name, KINDS.index(kind), country, _parent(db, country, latitude, longitude), *point, 1, reach)
    db.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", columns)
    db.executemany("INSERT INTO pair VALUES (?,?)", [(key, number) for key in sorted(_keys(names, kind, country))])


def _degrees(cell: str, most: int, where: str) -> float:
    value = _number(cell, where)
    if abs(value) > most:
        raise InputError(
            "places-row",
            f"{value} degrees",
            where=where,
            fix="Latitudes lie within 90 and longitudes within 180 degrees; check their order.",
        )
    return value


def _number(cell: str, where: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(
            "places-row", f"{cell!r} is no number", where=where, fix="Write decimal degrees and kilometres, such as 13.83 and 20."
        )
    return value


def _parent(db: sqlite3.Connection, country: str | None, latitude: float, longitude: float) -> int | None:
    """The division that holds the nearest settlement of the country; the country where none is near."""
    if country is None:
        return None
    box = [round((d + side * _NEAR_DEGREES) * 10_000) for d in (latitude, longitude) for side in (-1, 1)]
    shrink = math.cos(math.radians(latitude)) ** 2
    found = db.execute(
        "SELECT parent FROM place WHERE country = ? AND kind = ? AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? "
        "ORDER BY (latitude - ?) * (latitude - ?) + ? * (longitude - ?) * (longitude - ?) LIMIT 1",
        (country, KINDS.index("settlement"), *box, *[latitude * 10_000] * 2, shrink, *[longitude * 10_000] * 2),
    ).fetchone()
    if found is not None:
        return int(found[0])
    (land,) = db.execute("SELECT id FROM country WHERE code = ?", (country,)).fetchone()
    return int(land)


# --- the index of names ----------------------------------------------------------------------------------------------------


def _index(db: sqlite3.Connection) -> None:
    """Writes the new names into the index: the ids under each key, the most populous first."""
    fresh = db.execute("SELECT DISTINCT pair.key FROM pair").fetchall()
    old = ((key, row[0]) for (key,) in fresh if (row := db.execute("SELECT ids FROM name WHERE key = ?", (key,)).fetchone()))
    db.executemany(
        "INSERT INTO pair VALUES (?,?)",
        [(key, number) for key, ids in old for number in struct.unpack(f"<{len(ids) // 4}I", ids)],
    )
    rows = db.execute(
        "SELECT DISTINCT pair.key, pair.id, place.population FROM pair JOIN place USING (id) ORDER BY pair.key, place.population DESC, pair.id"
    )
    packed = []
    for key, group in groupby(rows, key=itemgetter(0)):
        ids = [row[1] for row in group][:MOST_NAMESAKES]
        packed.append((key, struct.pack(f"<{len(ids)}I", *ids)))
    db.executemany("INSERT OR REPLACE INTO name VALUES (?,?)", packed)
