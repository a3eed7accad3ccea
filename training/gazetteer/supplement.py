"""The supplement: places, regions and spellings that the lists lack, from supplement.csv and ged_places.csv.

Each line gives a name, more spellings, a point and a radius. `source` is `hand` (a new entry, written from general
knowledge of the field, good to about 0.1 degree), `spelling` (more spellings of an entry that GeoNames has near that point), `geonames:ID`
(a new entry with its GeoNames id) or `ged` (a place that UCDP GED has located).
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from sources import COUNTRY, HERE, SETTLEMENT, Row

from dateline.link.gazetteer import SUPPLEMENT
from dateline.text.normal import fold

__all__ = ["supplement"]

KM_PER_DEGREE = 111.2
FAR_KM = 300.0  # from the nearest settlement of its country a place cannot lie
SAME_KM = {"settlement": 12.0, "site": 5.0, "province": 250.0, "district": 60.0}


def supplement(places: dict[int, Row]) -> None:
    """Adds the lines of both files to `places`: new entries, and further spellings of entries that are there.

    A new entry lies in the smallest unit that holds the nearest settlement of its country.

    Raises:
        SystemExit: a spelling has no entry near its point, or a new settlement has no other within 300 km.
    """
    by_country: dict[str, list[Row]] = defaultdict(list)
    for row in places.values():
        by_country[row.country].append(row)
    number = SUPPLEMENT
    for file in ("supplement.csv", "ged_places.csv"):
        with (HERE / file).open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                _add(places, by_country[line["country"]], line, number=number)
                number += 1


def _add(places: dict[int, Row], neighbours: list[Row], line: dict[str, str], *, number: int) -> None:
    names = {line["name"], *filter(None, line["alternates"].split("|"))}
    if line["source"].startswith("geonames:"):
        number = int(line["source"].removeprefix("geonames:"))
    row = Row(number, line["name"], line["kind"], line["country"], names, sure=names)
    row.latitude, row.longitude = float(line["latitude"]), float(line["longitude"])
    row.radius_km = float(line["radius_km"]) if line["radius_km"] else None
    known = _known(row, neighbours)
    if known is not None:
        known.sure |= names
    elif line["source"] == "spelling":
        raise SystemExit(
            f"supplement.csv: {row.country} has no {row.kind} like {row.name!r} near {row.latitude}, {row.longitude}"
        )
    elif line["source"] == "ged" and _nearest(row, neighbours)[1] > FAR_KM:
        print(f"left out: {row.name}, which {row.country} no longer holds")
    else:
        row.parent = _parent(row, neighbours)
        row.population = 1 if row.kind in ("settlement", "site") else 0
        places[number] = row


def _known(row: Row, neighbours: Iterable[Row]) -> Row | None:
    """The entry of the same kind and much the same name at that point, the most populous if there are several."""
    reach = SAME_KM.get(row.kind)
    if reach is None:
        return None
    near = [r for r in neighbours if r.kind == row.kind and r.latitude is not None and _km(row, r) <= reach]
    like = [r for r in near if any(_alike(a, b) for a in row.names for b in (r.name, *sorted(r.names)))]
    return max(like, key=lambda r: (r.name == row.name, r.population, -r.id), default=None)


def _alike(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    return (
        bool(a and b)
        and a[:1].isascii() == b[:1].isascii()
        and SequenceMatcher(None, a, b).ratio() >= (1.0 if min(len(a), len(b)) < 5 else 0.8)
    )


def _parent(row: Row, neighbours: list[Row]) -> int | None:
    land = next((r.id for r in neighbours if r.kind == COUNTRY), None)
    if row.kind in ("region", "water", "province"):
        return land
    nearest, distance = _nearest(row, neighbours)
    if nearest is None or distance > FAR_KM:
        raise SystemExit(f"supplement.csv: {row.name!r} lies {'nowhere' if nearest is None else 'far from all'} in {row.country}")
    return nearest.parent


def _nearest(row: Row, neighbours: list[Row]) -> tuple[Row | None, float]:
    """The settlement nearest to a place, and its distance in kilometres."""
    towns = ((_km(row, r), r.id, r) for r in neighbours if r.kind == SETTLEMENT)
    distance, _, nearest = min(towns, default=(math.inf, 0, None))
    return nearest, distance


def _km(one: Row, other: Row) -> float:
    north = (one.latitude or 0.0) - (other.latitude or 0.0)
    east = ((one.longitude or 0.0) - (other.longitude or 0.0)) * math.cos(math.radians(one.latitude or 0.0))
    return KM_PER_DEGREE * math.hypot(north, east)
