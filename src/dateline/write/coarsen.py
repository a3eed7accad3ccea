"""Places told less closely than they are known: by the division that they lie in, or by a cell of a grid.

Rules `admin2`, `admin1` and `country` tell a place by its district, its province or its country; `grid-Nkm` by the middle of a cell
of N kilometres. Names of what is finer are withheld with the coordinates, and blacked out in quotes, titles and reasons; the
precision says what is left. A place that is known no closer stays as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dateline.errors import InputError
from dateline.model import Claim, Place, PlacePrecision
from dateline.model.place import Point
from dateline.write.mask import Mask
from dateline.write.record import EventRecord, Withheld
from dateline.write.sides import divisions

__all__ = ["Coarsening", "Division", "coarsened", "coarsening"]

_FIX = "Give admin2, admin1, country, or a grid like grid-25km."
_LEVELS = {"admin2": PlacePrecision.DISTRICT, "admin1": PlacePrecision.PROVINCE, "country": PlacePrecision.COUNTRY}
_FINE = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)
_GRID = re.compile(r"grid-([1-9]\d{0,3})km")
_DEGREE_KM = 111.32  # Source: a degree of latitude, mean radius of the Earth 6,371 km, rounded as on the equator of WGS 84
# What a cell is worth: a point within 25 km is near (UCDP GED Codebook, where_prec 2); wider cells are told as a district or a province.
_NEAR_KM, _DISTRICT_KM = 25, 100


@dataclass(frozen=True, slots=True)
class Division:
    """A district, a province or a country.

    Args:
        name: as the gazetteer writes it.
        point: where it is placed; None where that is not known.
    """

    name: str
    point: Point | None


DivisionOf = Callable[[Place, PlacePrecision], Division | None]
"""The division, of this precision, that a place lies in; None where it is not known."""


def no_division_of(place: Place, precision: PlacePrecision) -> Division | None:  # noqa: ARG001 - a DivisionOf
    """No division: what is known where there is no gazetteer."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coarsening:
    """How closely places are told.

    Args:
        name: of the rule.
        precision: the finest precision that is told; that of the cell for a grid.
        cell_km: side of a grid's cell, in kilometres; None for a division.
        division_of: the divisions that places lie in; without it they are those of the place's chain, and have no coordinates.
    """

    name: str
    precision: PlacePrecision
    cell_km: int | None = None
    division_of: DivisionOf = no_division_of

    @property
    def rule(self) -> str:
        """The name under which the rule stands in exports."""
        return f"coarsen-{self.name}"


def coarsening(name: str) -> Coarsening:
    """The rule of this name.

    Raises:
        InputError: there is none.
    """
    if name in _LEVELS:
        return Coarsening(name=name, precision=_LEVELS[name])
    match = _GRID.fullmatch(name)
    if match is None:
        raise InputError("coarsen-rule", f"there is no rule {name!r} for coordinates", fix=_FIX)
    side_km = int(match[1])
    wide = PlacePrecision.DISTRICT if side_km <= _DISTRICT_KM else PlacePrecision.PROVINCE
    return Coarsening(name=name, precision=PlacePrecision.NEAR if side_km <= _NEAR_KM else wide, cell_km=side_km)


def coarsened(record: EventRecord, rule: Coarsening) -> tuple[EventRecord, tuple[Withheld, ...]]:
    """The record with its places as the rule tells them, and how many values were withheld in which field."""
    if not any(_is_finer(place, rule) for place in _places(record)):
        return record, ()
    mask = _Places(record, rule)
    return mask.record(record), mask.withheld()


class _Places(Mask):
    """Tells the places of one record as a rule does, and blacks out the names that it withholds."""

    def __init__(self, record: EventRecord, rule: Coarsening) -> None:
        secrets = {name for place in _places(record) if _is_finer(place, rule) for name in _withheld_names(place, rule)}
        super().__init__(rule.rule, [spelling for name in secrets for spelling in (name, name.upper())])
        self._coarsening = rule

    def concerns(self, claim: Claim) -> bool:
        """Also where the claim has a place of its own."""
        return claim.place is not None or super().concerns(claim)

    def place(self, place: Place) -> Place:
        """The place as the rule tells it."""
        if not _is_finer(place, self._coarsening):
            return super().place(place)
        self.kept_back["places"].add((place.name, place.chain))
        if place.latitude is not None:
            self.kept_back["coordinates"].add((place.latitude, place.longitude))
        told = _gridded(place, self._coarsening) if self._coarsening.cell_km else _in_division(place, self._coarsening)
        return replace(told, quote=None, geonames_id=None, reason=f"rule {self.rule}", confidence=place.confidence)


def _places(record: EventRecord) -> Iterator[Place]:
    """The event's place and those of its claims."""
    yield from filter(None, (record.event.place.value, *(claim.place for claim in record.claims.values())))


def _is_finer(place: Place, rule: Coarsening) -> bool:
    """Whether a place is known more closely than the rule tells it; a point is gridded whatever its precision."""
    if rule.cell_km is not None:
        return place.latitude is not None or place.precision in _FINE[:2]
    return place.precision in _FINE and _FINE.index(place.precision) < _FINE.index(rule.precision)


def _kept_chain(place: Place, rule: Coarsening) -> tuple[tuple[str, ...], PlacePrecision]:
    """The part of the chain that the rule tells, and how closely that places the event.

    A division that the document does not name is named as the gazetteer does.
    """
    country = place.chain[-1:] if place.country else ()
    within = divisions(place)
    finest = PlacePrecision.DISTRICT if rule.cell_km else rule.precision
    province = within.first or _name(rule.division_of(place, PlacePrecision.PROVINCE))
    if finest is PlacePrecision.DISTRICT and province:
        district = within.second or _name(rule.division_of(place, PlacePrecision.DISTRICT))
        if district:
            return (district, province, *country), PlacePrecision.DISTRICT
    if finest in (PlacePrecision.DISTRICT, PlacePrecision.PROVINCE) and province:
        return (province, *country), PlacePrecision.PROVINCE
    return country, PlacePrecision.COUNTRY if place.country else PlacePrecision.UNKNOWN


def _name(division: Division | None) -> str | None:
    return division.name if division else None


def _withheld_names(place: Place, rule: Coarsening) -> Iterator[str]:
    """The names that would tell the place more closely, as they are spelt in its chain and in its document."""
    kept, _ = _kept_chain(place, rule)
    quoted = (place.quote.text,) if place.quote else ()
    for name in (place.name, *place.chain, *quoted):
        if name and name not in kept:
            yield name


def _in_division(place: Place, rule: Coarsening) -> Place:
    chain, precision = _kept_chain(place, rule)
    division = rule.division_of(place, precision)
    point = division.point if division else None
    return Place(
        name=chain[0] if chain else None,
        chain=chain,
        country=place.country,
        precision=precision,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        confidence=place.confidence,
    )


def _gridded(place: Place, rule: Coarsening) -> Place:
    chain, precision = _kept_chain(place, rule)
    at = _FINE.index(place.precision) if place.precision in _FINE else len(_FINE)
    coarse = max(at, _FINE.index(rule.precision))
    placed = Place(name=chain[0] if chain else None, chain=chain, country=place.country, precision=precision)
    if place.latitude is None or place.longitude is None or rule.cell_km is None:
        return placed
    latitude, longitude = _middle(place.latitude, place.longitude, rule.cell_km)
    radius_km = max(place.radius_km or 0.0, round(rule.cell_km / math.sqrt(2), 1))
    kept = _FINE[coarse] if coarse < len(_FINE) else place.precision
    return replace(placed, precision=kept, latitude=latitude, longitude=longitude, radius_km=radius_km)


def _middle(latitude: float, longitude: float, side_km: int) -> Point:
    """The middle of the cell that a point lies in: rows of equal height from the equator, columns of equal width in each row."""
    height = side_km / _DEGREE_KM
    row = math.floor(latitude / height)
    middle = min(max((row + 0.5) * height, -90.0), 90.0)
    # At least one column, near the poles too; whole columns, so that cells meet at the 180th meridian.
    columns = max(1, round(360 * math.cos(math.radians(middle)) / height))
    width = 360 / columns
    column = min(math.floor((longitude + 180) / width), columns - 1)
    return round(middle, 4), round((column + 0.5) * width - 180, 4)
