"""Distances and directions in the words of a place quote: "20 km south of X", "halfway between X and Y"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.model import Point
from dateline.text.normal import fold
from dateline.text.numbers import cardinal

__all__ = ["Offset", "middle", "moved", "offset"]

KM_PER_DEGREE = 111.2
_UNITS_KM = {
    **dict.fromkeys(
        ("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "kilomètre", "kilomètres", "kilómetro", "kilómetros"),
        1.0,
    ),
    **dict.fromkeys(
        ("quilômetro", "quilômetros", "quilómetro", "quilómetros", "км", "километр", "километра", "километров", "километрах"), 1.0
    ),
    **dict.fromkeys(
        ("кілометр", "кілометри", "кілометра", "кілометрів", "кілометрах", "كم", "كيلومتر", "كيلومترا", "كيلومترات"), 1.0
    ),
    **dict.fromkeys(("mile", "miles", "milla", "millas", "milha", "milhas"), 1.609),
    **dict.fromkeys(
        ("metre", "metres", "meter", "meters", "metros", "mètres", "м", "метров", "метрах", "метрів", "متر", "مترا"), 0.001
    ),
}
# Degrees clockwise from north, by the stem of the word.
_BEARINGS = {
    0: "north northern northward nord norte север північ شمال",
    45: "northeast north-east northeastern nord-est noreste nordeste северо-восток північний-схід",
    90: "east eastern est este leste oriente восток схід شرق",
    135: "southeast south-east southeastern sud-est sureste sudeste юго-восток південний-схід",
    180: "south southern southward sud sur sul юг південь півден جنوب",
    225: "southwest south-west southwestern sud-ouest suroeste sudoeste юго-запад південний-захід",
    270: "west western ouest oeste occidente запад захід غرب",
    315: "northwest north-west northwestern nord-ouest noroeste северо-запад північний-захід",
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Offset:
    """How far from a named place something lies, and in which direction.

    Args:
        distance_km: kilometres from the name.
        bearing: degrees clockwise from north; None where the words give no direction.
    """

    distance_km: float
    bearing: float | None


def offset(words: str, language: str = "en") -> Offset | None:
    """The distance and direction that the words before a name give; None where they give no distance.

    Args:
        words: "about 20 km south of".
        language: ISO 639-1 code, for numbers in words.
    """
    keys = fold(words.replace("-", " ")).split()
    at = next((n for n, key in enumerate(keys) if key in _units()), None)
    if at is None:
        return None
    number = _quantity(words, language)
    if number is None:
        return None
    return Offset(number * _units()[keys[at]], _bearing(keys[at + 1 :]))


def _quantity(words: str, language: str) -> float | None:
    figure = _NUMBER.search(words)
    if figure is not None:
        return float(figure.group().replace(",", "."))
    told = cardinal(words, language)
    return None if told is None else float(told)


def _bearing(keys: Sequence[str]) -> float | None:
    """The direction that folded words give; two points of the compass side by side give the one between them."""
    found: list[int] = []
    for key in keys:
        degrees = next((b for stem, b in _stems() if key.startswith(stem) or key.removeprefix("ال").startswith(stem)), None)
        if degrees is not None:
            found.append(degrees)
    if not found:
        return None
    east, north = (sum(f(math.radians(b)) for b in found[:2]) for f in (math.sin, math.cos))
    return math.degrees(math.atan2(east, north)) % 360.0 if len(found) > 1 else float(found[0])


@cache
def _units() -> dict[str, float]:
    return {fold(unit): km for unit, km in _UNITS_KM.items()}


@cache
def _stems() -> tuple[tuple[str, int], ...]:
    """Folded stems with their bearings, longer ones first so that "northeast" is not read as "north"."""
    stems = {fold(word): bearing for bearing, words in _BEARINGS.items() for word in words.split()}
    return tuple(sorted(((s, b) for s, b in stems.items() if " " not in s), key=lambda row: (-len(row[0]), row[0])))


def moved(point: Point, by: Offset) -> Point:
    """The point that lies an offset away; the point itself where there is no direction.

    Source: the flat-earth approximation, good to 1 in 100 within 200 km outside the polar regions.
    """
    if by.bearing is None:
        return point
    latitude, longitude = point
    north = by.distance_km * math.cos(math.radians(by.bearing)) / KM_PER_DEGREE
    east = by.distance_km * math.sin(math.radians(by.bearing)) / (KM_PER_DEGREE * max(math.cos(math.radians(latitude)), 0.1))
    return _rounded(max(-90.0, min(90.0, latitude + north)), longitude + east)


def middle(one: Point, other: Point) -> Point:
    """The point halfway between two that lie less than half the globe apart in longitude."""
    across = (other[1] - one[1] + 180.0) % 360.0 - 180.0
    return _rounded((one[0] + other[0]) / 2.0, one[1] + across / 2.0)


def _rounded(latitude: float, longitude: float) -> Point:
    """To ten metres, which is more than the words can tell."""
    return round(latitude, 4), round((longitude + 180.0) % 360.0 - 180.0, 4)
