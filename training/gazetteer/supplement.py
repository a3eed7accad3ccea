"""The hand supplement: places, regions and spellings that the lists lack, from supplement.csv."""

from __future__ import annotations

import csv

from sources import COUNTRY, HERE, Row

from dateline.text.normal import fold

__all__ = ["FIRST_ID", "supplement"]

# GeoNames ids stay far below; the linker shows no GeoNames id for an entry from here on.
FIRST_ID = 3_000_000_000


def supplement(places: dict[int, Row]) -> None:
    """Adds the rows of supplement.csv to `places`: new entries, and further spellings of entries that are there.

    Raises:
        SystemExit: a row names a unit or an entry that does not exist, or lies far outside its unit.
    """
    index: dict[tuple[str, str], list[Row]] = {}
    for row in places.values():
        for key in {fold(n) for n in row.names}:
            index.setdefault((row.country, key), []).append(row)
    with (HERE / "supplement.csv").open(encoding="utf-8", newline="") as lines:
        for n, line in enumerate(csv.DictReader(lines)):
            _add(places, index, line, FIRST_ID + n)


def _add(places: dict[int, Row], index: dict[tuple[str, str], list[Row]], line: dict[str, str], number: int) -> None:
    names = {line["name"], *filter(None, line["alternates"].split("|"))}
    if line["kind"] == "spelling":
        found = [r for r in index.get((line["country"], fold(line["name"])), []) if line["within"] in ("", r.kind)]
        if not found:
            raise SystemExit(f"supplement.csv: {line['country']} has no entry {line['name']!r} for more spellings")
        max(found, key=lambda r: r.population).names |= names
        return
    unit = _unit(places, index, line)
    places[number] = Row(
        number,
        line["name"],
        line["kind"],
        line["country"],
        names,
        parent=unit.id if unit else None,
        latitude=float(line["latitude"]),
        longitude=float(line["longitude"]),
        population=int(line["population"] or 0),
        radius_km=float(line["radius_km"]) if line["radius_km"] else None,
    )


def _unit(places: dict[int, Row], index: dict[tuple[str, str], list[Row]], line: dict[str, str]) -> Row | None:
    wanted = line["within"]
    if not wanted:
        return next((r for r in places.values() if r.kind == COUNTRY and r.country == line["country"]), None)
    units = [r for r in index.get((line["country"], fold(wanted)), []) if r.kind in ("province", "district")]
    if not units:
        raise SystemExit(f"supplement.csv: {line['country']} has no unit {wanted!r} for {line['name']!r}")
    return min(units, key=lambda r: (r.kind != "province", -r.population))
