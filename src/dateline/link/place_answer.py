"""Places as they are handed on: what was chosen, how closely it is known, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.link.gazetteer import Entry
from dateline.link.place_choice import Choice, point
from dateline.link.place_offset import Offset, moved
from dateline.link.place_quote import Reading
from dateline.link.place_scene import Scene
from dateline.link.place_tokens import shown
from dateline.model import Place, PlacePrecision, Quote

__all__ = ["Target", "country_place", "focus_place", "listed_place", "province_place", "unlisted_place"]

# How far from the point a place may lie, in kilometres, where the entry itself has no extent.
RADIUS_KM = {"settlement": 5.0, "site": 3.0, "region": 100.0, "water": 100.0}
NEAR_KM = 25.0
# Source: codebook 1.2, "Incident", precision; a region such as "Donbas" is as wide as a first-order division.
PRECISION = {
    "country": PlacePrecision.COUNTRY,
    "province": PlacePrecision.PROVINCE,
    "region": PlacePrecision.PROVINCE,
    "district": PlacePrecision.DISTRICT,
    "settlement": PlacePrecision.EXACT,
    "site": PlacePrecision.EXACT,
    "water": PlacePrecision.NEAR,
}


@dataclass(frozen=True, slots=True)
class Target:
    """A name that stands for the place: the one in the quote, or one that the quote points back to."""

    name: str
    unit: str | None
    at: int
    how: str


def listed_place(scene: Scene, quote: Quote, reading: Reading, *, target: Target, choice: Choice) -> Place:
    """The place that an entry of the gazetteer gives."""
    entry = choice.entry
    precision = _precision(entry.kind, reading, target)
    name = shown(target.name, choice.key)
    country = entry.country or scene.page.focus.country(target.at)[0]
    here = point(entry)
    if here is not None and reading.offset is not None and precision is PlacePrecision.NEAR:
        here = moved(here, reading.offset)
    return Place(
        quote=quote,
        name=name,
        chain=scene.chain(name, entry, country),
        country=country,
        precision=precision,
        geonames_id=entry.geonames_id,
        latitude=here[0] if here else None,
        longitude=here[1] if here else None,
        radius_km=_radius_km(entry, precision, reading.offset) if here else None,
        confidence=round(choice.probability, 2),
        reason=_reason(target, choice),
    )


def unlisted_place(scene: Scene, quote: Quote, reading: Reading, *, target: Target, in_town: bool) -> Place:
    """The place of a name that no list has: the name kept, the country in focus, no point.

    With `in_town` the name lies in a town that the words name, so that a district is one of the town's.
    """
    named = next((n.country for n in reading.others if n.country), None)
    country, share = (named, 0.9) if named else scene.page.focus.country(quote.start)
    if country is None:
        why = f"{target.name!r} is in no list for a country that the text is about, and the text names none"
        return Place(quote=quote, name=target.name, confidence=0.1, reason=why)
    kind = "site" if target.unit == "district" and in_town else target.unit or "settlement"
    return Place(
        quote=quote,
        name=target.name,
        chain=(target.name, *_containers(reading), *scene.country_name(country)),
        country=country,
        precision=_precision(kind, reading, target),
        confidence=round(0.3 + 0.4 * share, 2),
        reason=f"{target.name!r} is in no list for the countries that the text is about; {scene.gazetteer.countries[country].name} is the country in focus",
    )


def _containers(reading: Reading) -> list[str]:
    """The names of a quote that hold its head: those after it and those that own it."""
    head = reading.head
    if head is None or reading.several or reading.near:
        return []
    return [n.text for n in reading.others if not n.country and (n.start > head.start or n.owner)][:2]


def country_place(scene: Scene, quote: Quote | None, code: str, *, confidence: float = 0.9, reason: str = "") -> Place:
    """A whole country."""
    land = scene.gazetteer.countries[code]
    entry = scene.gazetteer.entry(land.id)
    return Place(
        quote=quote,
        name=land.name,
        chain=(land.name,),
        country=code,
        precision=PlacePrecision.COUNTRY,
        geonames_id=entry.geonames_id,
        latitude=entry.latitude,
        longitude=entry.longitude,
        radius_km=entry.radius_km,
        confidence=round(confidence, 2),
        reason=reason or f"the words name {land.name}",
    )


def focus_place(scene: Scene, quote: Quote | None, at: int | None, *, why: str) -> Place:
    """The country in focus around a position; unknown where the document names no place at all."""
    country, share = scene.page.focus.country(at)
    if country is None:
        return Place(quote=quote, name=quote.text if quote else None, confidence=0.1, reason="the text names no place")
    land = scene.gazetteer.countries[country].name
    return country_place(scene, quote, country, confidence=0.3 + 0.6 * share, reason=f"{why}, {land}")


def province_place(scene: Scene, province: Entry, *, reason: str) -> Place:
    """A first-order division, inferred without words of its own."""
    name = scene.spelling(province.id)
    return Place(
        name=name,
        chain=(name, *scene.country_name(province.country)),
        country=province.country,
        precision=PlacePrecision.PROVINCE,
        geonames_id=province.geonames_id,
        latitude=province.latitude,
        longitude=province.longitude,
        radius_km=province.radius_km,
        confidence=0.5,
        reason=reason,
    )


def _precision(kind: str, reading: Reading, target: Target) -> PlacePrecision:
    """How closely the words give the place: the type word beside the name decides, then the kind of the entry."""
    level = PRECISION[kind]
    if kind == "settlement" and target.unit in ("province", "district"):
        level = PRECISION[target.unit]
    elif kind == "district" and target.unit != "district":
        level = PlacePrecision.EXACT  # a bare name stands for the town that its district is called after
    if reading.scattered and level is PlacePrecision.EXACT and not reading.near:
        return PlacePrecision.DISTRICT
    if reading.near and (level in (PlacePrecision.EXACT, PlacePrecision.DISTRICT) or kind == "region"):
        return PlacePrecision.NEAR
    return level


def _radius_km(entry: Entry, precision: PlacePrecision, offset: Offset | None) -> float | None:
    """Within how many kilometres of its point a place lies; a quarter of a distance told with its direction, as such distances are round."""
    if precision is PlacePrecision.NEAR and offset is not None:
        return round(max(offset.distance_km * (1.0 if offset.bearing is None else 0.25), RADIUS_KM["settlement"]), 1)
    if precision is PlacePrecision.NEAR:
        return NEAR_KM
    return entry.radius_km if entry.radius_km is not None else RADIUS_KM.get(entry.kind)


def _reason(target: Target, choice: Choice) -> str:
    entry = choice.entry
    rivals = f", of {choice.rivals + 1} so named" if choice.rivals else ""
    why = f" ({choice.why})" if choice.why else ""
    about = f"; {choice.share:.0%} of the text is about that country" if entry.country else ""
    return f"{target.name!r} ({target.how}) is {entry.name}, {entry.kind} in {entry.country or 'several countries'}{rivals}{why}{about}"
