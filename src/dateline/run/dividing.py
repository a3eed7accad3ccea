"""Where the divisions lie that places are told by, as the gazetteer knows them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.model import Place, PlacePrecision

if TYPE_CHECKING:
    from dateline.model.place import Point

__all__ = ["point_of"]

_KINDS = {PlacePrecision.DISTRICT: "district", PlacePrecision.PROVINCE: "province", PlacePrecision.COUNTRY: "country"}


def point_of(place: Place, precision: PlacePrecision) -> Point | None:
    """The point of the division that a place lies in; None where the gazetteer does not know it.

    Args:
        place: the place, linked or not.
        precision: whether its district, its province or its country is asked for.
    """
    kind = _KINDS.get(precision)
    return None if kind is None else _point(place.geonames_id, place.chain, place.country, kind)


@lru_cache(maxsize=50_000)
def _point(number: int | None, chain: tuple[str, ...], country: str | None, kind: str) -> Point | None:
    from dateline.errors import LinkError
    from dateline.link.gazetteer import gazetteer

    known = gazetteer()
    entries = []
    if number is not None:
        try:
            entries = [known.entry(number)]
        except LinkError:
            entries = []  # linked by another gazetteer; its chain says where it lies
    above = [unit for entry in entries for unit in (entry, *known.above(entry))]
    named = (entry for name in chain for entry in known.entries(name) if entry.country == country)
    for unit in (*above, *named):
        if unit.kind == kind and unit.latitude is not None and unit.longitude is not None:
            return unit.latitude, unit.longitude
    return _country_point(country) if kind == "country" else None


def _country_point(country: str | None) -> Point | None:
    from dateline.link.gazetteer import gazetteer

    known = gazetteer()
    if country is None or country not in known.countries:
        return None
    entry = known.entry(known.countries[country].id)
    return None if entry.latitude is None or entry.longitude is None else (entry.latitude, entry.longitude)
