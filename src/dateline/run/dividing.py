"""The divisions that places are told by, as the gazetteer knows them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.model import Place, PlacePrecision

if TYPE_CHECKING:
    from dateline.link.gazetteer import Entry
    from dateline.write.coarsen import Division

__all__ = ["division_of"]

_KINDS = {PlacePrecision.DISTRICT: "district", PlacePrecision.PROVINCE: "province", PlacePrecision.COUNTRY: "country"}


def division_of(place: Place, precision: PlacePrecision) -> Division | None:
    """The division that a place lies in, as the gazetteer knows it; None where it does not.

    Args:
        place: the place, linked or not.
        precision: whether its district, its province or its country is asked for.
    """
    kind = _KINDS.get(precision)
    return None if kind is None else _division(place.geonames_id, place.chain, place.country, kind)


@lru_cache(maxsize=50_000)
def _division(number: int | None, chain: tuple[str, ...], country: str | None, kind: str) -> Division | None:
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
    found = next((unit for unit in (*above, *named) if unit.kind == kind), None)
    if found is None and kind == "country" and country is not None and country in known.countries:
        found = known.entry(known.countries[country].id)
    return _placed(found) if found else None


def _placed(entry: Entry) -> Division:
    from dateline.write.coarsen import Division

    if entry.latitude is None or entry.longitude is None:
        return Division(entry.name, None)
    return Division(entry.name, (entry.latitude, entry.longitude))
