"""A map as a drawing of its own: land, borders, lakes and towns of the part of the world where events lie, and a dot for each event.

Source: outlines from Natural Earth at 1:50,000,000, names from GeoNames; see data/basemap/NOTICE.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from math import cos, radians, sqrt
from typing import Any

__all__ = ["Dot", "draw"]

Ring = Sequence[Sequence[float]]
Box = tuple[float, float, float, float]  # west, south, east, north, in degrees; or left, top, right, bottom of the drawing
Named = tuple[int, float, float, str]

_WIDTH = 900.0
_RATIO = 1.6  # width to height
_LEAST_DEGREES = 8.0  # the narrowest view: closer the outlines say nothing
_MARGIN = 0.15  # of the span of the events, on each side
_DOT, _MOST_DOT, _FULL = (
    4.0,
    20.0,
    100,
)  # radius of the smallest and largest dot, and the deaths from which it is as large as it gets
_TOWNS = 14
_COUNTRY_LETTER, _TOWN_LETTER = 10.5, 7.0  # width of a letter of a country's and of a town's name, about
_BEYOND = 0.2  # of the view, by which outlines run beyond it before they are cut, so that no cut shows
_KM_A_DEGREE = 111.2
_BARS_KM = (5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One event on the map.

    Args:
        latitude, longitude: WGS 84 degrees.
        deaths: best estimate; the dot's area grows with it.
        radius_km: how far from the point the place may lie; drawn as a ring where it can be seen.
        sign: what is written in it, as a number that a list explains; None for none.
        words: what it is, as its title.
    """

    latitude: float
    longitude: float
    deaths: int | None
    radius_km: float | None
    sign: str | None
    words: str


def draw(dots: Sequence[Dot]) -> str | None:
    """The map as SVG; None where there is no dot.

    Plate carrée, stretched so that distances are right at the middle latitude of the view. Dots lie above one another by size, the
    largest lowest.
    """
    if not dots:
        return None
    view = _View(_box(dots))
    layers = "".join(_outline(kind, rings, view) for kind, rings in _world().items())
    ordered = sorted(dots, key=lambda dot: (-(dot.deaths or 0), dot.sign or "~"))
    drawn = "".join(_dot(dot, view) for dot in ordered)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {view.width:.0f} {view.height:.0f}" font-family="sans-serif">'
        f'<rect width="100%" height="100%" fill="#dbe7ef"/>{layers}{drawn}{_towns(view)}{_scale(view)}</svg>'
    )


class _View:
    """The part of the world that is drawn, and where its points come to lie."""

    def __init__(self, box: Box) -> None:
        self.west, self.south, self.east, self.north = box
        self.width = _WIDTH
        self._stretch = cos(radians(min(75.0, abs(self.south + self.north) / 2)))
        self.scale = self.width / (self.east - self.west)  # of a degree of longitude
        self.height = (self.north - self.south) * self.scale / self._stretch

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.scale, (self.north - latitude) * self.scale / self._stretch

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def km(self, km: float) -> float:
        return km / _KM_A_DEGREE * self.scale / self._stretch


def _box(dots: Sequence[Dot]) -> Box:
    """The least box in the map's proportions that has all dots in it, with a margin."""
    west, east = min(dot.longitude for dot in dots), max(dot.longitude for dot in dots)
    south, north = min(dot.latitude for dot in dots), max(dot.latitude for dot in dots)
    middle = ((west + east) / 2, (south + north) / 2)
    stretch = cos(radians(min(75.0, abs(middle[1]))))
    wide = max(_LEAST_DEGREES, (east - west) * (1 + 2 * _MARGIN), (north - south) * (1 + 2 * _MARGIN) * _RATIO / stretch)
    wide = min(wide, 360.0)
    high = min(wide / _RATIO * stretch, 170.0)
    left = max(-180.0, min(180.0 - wide, middle[0] - wide / 2))
    bottom = max(-85.0, min(85.0 - high, middle[1] - high / 2))
    return left, bottom, left + wide, bottom + high


@cache
def _world() -> dict[str, tuple[Ring, ...]]:
    """The outlines of the basemap, by kind: rings of land and lakes, lines of borders."""
    node = json.loads((files("dateline") / "data" / "basemap" / "world.json").read_bytes())
    return {feature["properties"]["kind"]: tuple(_rings(feature["geometry"]["coordinates"])) for feature in node["features"]}


def _rings(coordinates: Any) -> Iterator[Ring]:
    """The rings and lines in GeoJSON coordinates of any depth."""
    if isinstance(coordinates[0][0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _rings(part)


_STYLES = {
    "land": 'fill="#f6f4ee" stroke="#8796a5" stroke-width="1"',
    "border": 'fill="none" stroke="#8796a5" stroke-width="1" stroke-dasharray="4 2"',
    "lake": 'fill="#dbe7ef" stroke="#8796a5" stroke-width=".6"',
}


def _outline(kind: str, rings: Iterable[Ring], view: _View) -> str:
    style = _STYLES[kind]
    closed = "Z" if 'fill="none"' not in style else ""
    path = "".join(_path(points) + closed for ring in rings if len(points := _cut(ring, view)) > 1)
    return f'<path {style} fill-rule="evenodd" d="{path}"/>' if path else ""


def _cut(ring: Ring, view: _View) -> list[tuple[float, float]]:
    """The points of an outline, those far outside moved to a frame around the view; none where all lie on one side of it."""
    wide, high = _BEYOND * (view.east - view.west), _BEYOND * (view.north - view.south)
    west, east, south, north = view.west - wide, view.east + wide, view.south - high, view.north + high
    if (
        all(p[0] < west for p in ring)
        or all(p[0] > east for p in ring)
        or all(p[1] < south for p in ring)
        or all(p[1] > north for p in ring)
    ):
        return []
    found: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        x, y = view.point(min(max(longitude, west), east), min(max(latitude, south), north))
        point = (round(x, 1), round(y, 1))
        if not found or found[-1] != point:
            found.append(point)
    return found


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _towns(view: _View) -> str:
    """The names of countries and of the first towns in the view; the file has the most important first."""
    node = json.loads((files("dateline") / "data" / "basemap" / "names.json").read_bytes())
    seen = [(kind, *view.point(x, y), name) for kind, x, y, name in node["names"] if view.holds(x, y)]
    countries = [one for one in seen if one[0] == 0]
    towns = [one for one in seen if one[0] != 0]
    return "".join(_apart(countries, towns, view))


def _apart(countries: Sequence[Named], towns: Sequence[Named], view: _View) -> Iterator[str]:
    """The names that stand clear of those before them and of the edge."""
    placed: list[Box] = []
    n_towns = 0
    for kind, x, y, name in (*countries, *towns):
        wide = len(name) * (_COUNTRY_LETTER if kind == 0 else _TOWN_LETTER)
        left = x - wide / 2 if kind == 0 else x
        box = (left, y - 12, left + wide, y + 6)
        hidden = any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in placed)
        if hidden or box[0] < 0 or box[2] > view.width or (kind != 0 and n_towns == _TOWNS):
            continue
        n_towns += kind != 0
        placed.append(box)
        yield _name(kind == 0, x, y, name)


# White around the letters, so that they can be read over dots.
_TOWN = 'font-size="11" fill="#3a444e" stroke="#fff" stroke-opacity=".8" stroke-width="2.5" paint-order="stroke"'


def _name(is_country: bool, x: float, y: float, name: str) -> str:  # noqa: FBT001 - of two kinds of names
    shape = 'text-anchor="middle" font-size="15" letter-spacing="2" fill="#6f7c88"' if is_country else _TOWN
    spot = "" if is_country else f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.6" fill="#4a5561"/>'
    return (
        f'{spot}<text x="{x + (0 if is_country else 9):.1f}" y="{y + (0 if is_country else 4):.1f}" {shape}>{escape(name)}</text>'
    )


def _scale(view: _View) -> str:
    """A bar in the corner that says how long a round number of kilometres is, at the middle latitude of the view."""
    km = max((n for n in _BARS_KM if view.km(n) <= view.width / 5), default=_BARS_KM[0])
    length, y = view.km(km), view.height - 14
    return (
        f'<path d="M14 {y - 5:.1f}v5h{length:.1f}v-5" fill="none" stroke="#3a444e" stroke-width="1.5"/>'
        f'<text x="{18 + length:.1f}" y="{y:.1f}" {_TOWN}>{km:,} km</text>'
    )


def _dot(dot: Dot, view: _View) -> str:
    x, y = view.point(dot.longitude, dot.latitude)
    share = sqrt(min(1.0, (dot.deaths or 0) / _FULL))
    radius = max(_DOT + (_MOST_DOT - _DOT) * share, 5.0 + 3.0 * len(dot.sign) if dot.sign else 0.0)
    reach = view.km(dot.radius_km) if dot.radius_km else 0.0
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}" fill="#b3261e" fill-opacity=".08" stroke="#b3261e" stroke-dasharray="3 3"/>'
    sign = (
        f'<text x="{x:.1f}" y="{y + 3.5:.1f}" font-size="10" text-anchor="middle" fill="#fff">{escape(dot.sign)}</text>'
        if dot.sign
        else ""
    )
    return (
        f"<g><title>{escape(dot.words)}</title>{ring if radius + 2 < reach < view.width / 2 else ''}"
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#b3261e" fill-opacity=".85" stroke="#fff"/>{sign}</g>'
    )
