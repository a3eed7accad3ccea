"""The map: the events of a selection gathered in cells, as a drawing on outlines of land and as points for a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10, sqrt

from dateline.store import Box, Cluster
from dateline.text.words import code_words
from dateline.web.kinds import MIXED, Kind, kind_of

__all__ = ["Chart", "Dot", "cell_degrees", "chart", "features"]

_UNITS = 10  # a degree; those of the outlines
_LEAST = 24.0 * _UNITS  # the narrowest view, in units: closer than 24 degrees the outlines are too coarse
_MARGIN = 0.12  # of the view, on each side
_RATIO = 1.5  # width to height
_CELLS = 24  # cells that a view is wide: two dots of neighbours still stand apart
_LEAST_CELL = 0.02  # degrees
_DOT, _MOST_DOT = 0.012, 0.034  # radius of the smallest and largest dot, as shares of the view's width
_FULL = 100  # deaths from which a dot is as large as it gets
# What a ring adds to a dot's radius, as a share of the view's width: the less closely a place is known, the wider.
_RINGS = {"near": 0.006, "district": 0.012, "province": 0.02, "country": 0.03}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Events on the map, in units of the drawing; the area grows with the deaths.

    Args:
        address: of the event, where it is a single one.
        sign: what is written in it: how many events, or the letter of a single one's kind.
        ring: radius of the ring around a place that is not known exactly; None for no ring.
        words: what it stands for.
    """

    address: str | None
    x: float
    y: float
    radius: float
    sign: str
    kind: Kind
    ring: float | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A map.

    Args:
        view: left, top, width and height of the part of the world that is seen, in units of the drawing.
        box: the least box around all events.
        dots: the largest first, so that none is hidden under another.
        n_events: that have coordinates.
    """

    view: tuple[float, float, float, float]
    box: Box
    dots: tuple[Dot, ...]
    n_events: int


def chart(box: Box, found: Sequence[Cluster]) -> Chart:
    """The map of some events.

    Args:
        box: the least box around them.
        found: they, in cells of `cell_degrees`.
    """
    view = _view(box)
    dots = sorted((_dot(one, view[2]) for one in found), key=lambda dot: -dot.radius)
    return Chart(view=view, box=box, dots=tuple(dots), n_events=sum(one.n_events for one in found))


def cell_degrees(box: Box) -> float:
    """The size of the cells for a map of a box."""
    return max(_LEAST_CELL, _view(box)[2] / _UNITS / _CELLS)


def features(found: Sequence[Cluster]) -> dict[str, object]:
    """The cells as GeoJSON. Source: RFC 7946."""
    return {"type": "FeatureCollection", "features": [_feature(one) for one in found]}


def _feature(one: Cluster) -> dict[str, object]:
    kind = _kind(one)
    told = {"n": one.n_events, "killed": one.killed, "kind": kind.key, "sign": _sign(one, kind), "words": _words(one)}
    told |= {"event": one.event, "precision": one.precision}
    point = {"type": "Point", "coordinates": [round(one.longitude, 4), round(one.latitude, 4)]}
    return {"type": "Feature", "properties": told, "geometry": point}


def _kind(one: Cluster) -> Kind:
    return MIXED if one.n_events > 1 and one.action is None else kind_of(one.action)


def _sign(one: Cluster, kind: Kind) -> str:
    return kind.letter if one.n_events == 1 else f"{one.n_events:,}"


def _words(one: Cluster) -> str:
    what = code_words(one.action) if one.action else "events of several kinds" if one.n_events > 1 else "action unknown"
    where = one.place or ("several places" if one.n_events > 1 else "place unknown")
    name = one.event or f"{one.n_events:,} events"
    told = f"{name}: {what}, {where}"
    if one.precision and one.precision != "exact":
        told += f" (known to the {one.precision})" if one.precision != "near" else " (near it)"
    return told + (f", {one.killed:,} killed" if one.killed is not None else "")


def _view(box: Box) -> tuple[float, float, float, float]:
    """The least part of the world in the map's proportions that has all of the box in it, with a margin."""
    (left, right), (top, bottom) = (
        [(x + 180) * _UNITS for x in (box.west, box.east)],
        [(90 - y) * _UNITS for y in (box.north, box.south)],
    )
    width = max(_LEAST, (right - left) / (1 - 2 * _MARGIN), (bottom - top) * _RATIO / (1 - 2 * _MARGIN))
    height = width / _RATIO
    return round((left + right - width) / 2, 1), round((top + bottom - height) / 2, 1), round(width, 1), round(height, 1)


def _dot(one: Cluster, width: float) -> Dot:
    kind = _kind(one)
    share = sqrt(min(one.killed or 0, _FULL) / _FULL)
    digits = 0.004 * log10(one.n_events)  # so that the number fits into its dot
    radius = width * (_DOT + digits + (_MOST_DOT - _DOT) * share)
    ring = _RINGS.get(one.precision or "")
    return Dot(
        address=one.event,
        x=round((one.longitude + 180) * _UNITS, 1),
        y=round((90 - one.latitude) * _UNITS, 1),
        radius=round(radius, 2),
        sign=_sign(one, kind),
        kind=kind,
        ring=None if ring is None else round(radius + width * ring, 2),
        words=_words(one),
    )
