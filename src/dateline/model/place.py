"""Place: where something happened."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.codes import PlacePrecision
from dateline.model.span import Quote

__all__ = ["Place"]


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
