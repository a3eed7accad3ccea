"""The map: a dot for each event, on outlines of land, cut to where the events lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from dateline.store import Point
from dateline.text.words import code_words

__all__ = ["Chart", "Dot", "chart"]

_UNITS = 10  # a degree; those of the outlines
_LEAST = 24.0 * _UNITS  # the narrowest view, in units: closer than 24 degrees the outlines are too coarse
_MARGIN = 0.12  # of the view, on each side
_RATIO = 2.2  # width to height
_DOT, _MOST_DOT = 0.006, 0.03  # radius of the smallest and largest dot, as shares of the view's width
_FULL = 100  # deaths from which a dot is as large as it gets


@dataclass(frozen=True, slots=True)
class Dot:
    """An event on the map, in units of the drawing; its area grows with the deaths."""

    event: str
    x: float
    y: float
    radius: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A map.

    Args:
        view: left, top, width and height of the part of the world that is seen, in units of the drawing.
        dots: the largest first, so that none is hidden under another.
    """

    view: tuple[float, float, float, float]
    dots: tuple[Dot, ...]


def chart(points: Sequence[Point]) -> Chart | None:
    """The map of some events; None where none has a place on it."""
    inside = [point for point in points if -180 <= point.longitude <= 180 and -90 <= point.latitude <= 90]
    if not inside:
        return None
    places = [((point.longitude + 180) * _UNITS, (90 - point.latitude) * _UNITS) for point in inside]
    view = _view(places)
    dots = [_dot(point, x, y, view[2]) for point, (x, y) in zip(inside, places, strict=True)]
    return Chart(view=view, dots=tuple(sorted(dots, key=lambda dot: -dot.radius)))


def _view(places: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The least part of the world in the map's proportions that has all places in it, with a margin."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    width = max(_LEAST, across / (1 - 2 * _MARGIN), down * _RATIO / (1 - 2 * _MARGIN))
    height = width / _RATIO
    left, top = (max(xs) + min(xs) - width) / 2, (max(ys) + min(ys) - height) / 2
    return round(left, 1), round(top, 1), round(width, 1), round(height, 1)


def _dot(point: Point, x: float, y: float, width: float) -> Dot:
    share = sqrt(min(point.killed or 0, _FULL) / _FULL)
    words = f"{point.event}: {code_words(point.action)}, {point.place or 'place unknown'}"
    told = words + (f", {point.killed} killed" if point.killed is not None else "")
    return Dot(point.event, round(x, 1), round(y, 1), round(width * (_DOT + (_MOST_DOT - _DOT) * share), 2), told)
