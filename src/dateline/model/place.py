"""Place: where something happened."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from dateline.model.codes import PlacePrecision
from dateline.model.span import Quote

__all__ = ["Place", "Point", "distance_km"]

Point = tuple[float, float]
"""Latitude and longitude, WGS 84 degrees."""

EARTH_DIAMETER_KM = 12_742


def distance_km(a: Point, b: Point) -> float:
    """Kilometres along the great circle between two points.

    Source: haversine formula, mean radius of the Earth 6,371 km.
    """
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return EARTH_DIAMETER_KM * asin(sqrt(min(1.0, h)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The most specific place that the text gives, and what the gazetteer knows of it.

    Args:
        quote: the words that name it; None where it is inferred from the document.
        name: the most specific place, spelt as in the document, in the nominative.
        chain: names from specific to general, ending in the country's English name.
        country: ISO 3166-1 alpha-3.
        geonames_id: GeoNames id of the entry that it was linked to.
        latitude, longitude: WGS 84 degrees.
        radius_km: how far from the point the place may lie, in kilometres.
        confidence: 0 to 1, of the link.
        reason: why this entry, in words.
    """

    quote: Quote | None = None
    name: str | None = None
    chain: tuple[str, ...] = ()
    country: str | None = None
    precision: PlacePrecision = PlacePrecision.UNKNOWN
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    confidence: float | None = None
    reason: str | None = None
