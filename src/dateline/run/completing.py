"""Typed values made whole: what the gazetteer knows of a place that somebody typed, and the registry of an actor."""

from __future__ import annotations

from dataclasses import replace

from dateline.errors import InputError
from dateline.link import gazetteer as gazetteers
from dateline.link.gazetteer import Entry, Gazetteer
from dateline.link.look_up import look_up
from dateline.link.place_answer import PRECISION, RADIUS_KM
from dateline.link.registry import registry
from dateline.model import Actor, ActorKind, Event, Place, PlacePrecision
from dateline.review import Chosen
from dateline.text.normal import fold

__all__ = ["complete"]

_NAMED = 5  # namesakes that are told
_UNITS = ("province", "district")  # kinds of the gazetteer


def complete(chosen: Chosen, event: Event | None) -> Chosen:
    """The value with what gazetteer and registry know of it; other values as they are.

    Args:
        chosen: as it was typed.
        event: whose value it is; its country and year tell actors of one name apart. None for a value of no single event.
    Raises:
        InputError: several places of the country bear the name.
        LinkError: a data file is missing or damaged.
    """
    if chosen.place is not None:
        return replace(chosen, place=_place(chosen.place))
    return replace(chosen, actors=tuple(_actor(actor, event) for actor in chosen.actors))


def _place(typed: Place) -> Place:
    known = gazetteers.gazetteer()
    country = _country(typed.chain[-1], known)
    inner = typed.chain[:-1] if country else typed.chain
    if country is not None:
        typed = replace(typed, country=country, chain=(*inner, known.countries[country].name))
    if not inner:
        return replace(typed, name=typed.chain[0], precision=PlacePrecision.COUNTRY)
    entry = _entry(inner, country, known, is_placed=typed.latitude is not None)
    return typed if entry is None else _placed(typed, inner, entry, known)


def _country(name: str, known: Gazetteer) -> str | None:
    form = known.country_forms().get(fold(name))
    return name.upper() if name.upper() in known.countries else form.code if form else None


def _entry(names: tuple[str, ...], country: str | None, known: Gazetteer, *, is_placed: bool) -> Entry | None:
    """The one entry of the first name that lies in the country and in what the other names name; None where there is none.

    Raises:
        InputError: there are several, and no point is given that tells them apart.
    """
    name, unit = _name_and_unit(names[0])
    found = [e for e in known.entries(name) if country in (None, e.country) and _lies_in(e, names[1:], known)]
    # A town's district or province that bears its name is meant only where it is called so.
    found = [e for e in found if e.kind == unit] if unit else [e for e in found if e.kind not in _UNITS] or found
    if len(found) < 2 or is_placed:
        return found[0] if len(found) == 1 else None
    listed = "; ".join(", ".join((e.name, *(a.name for a in known.above(e)))) for e in found[:_NAMED])
    raise InputError(
        "choose-place",
        f"{len(found)} places bear the name {names[0]}",
        where="VALUE",
        fix=f"Name what it lies in ({listed}), or add its point: @ LATITUDE, LONGITUDE.",
    )


def _name_and_unit(text: str) -> tuple[str, str | None]:
    """A name without the word of its unit, and the unit: "Gao province" is the province of Gao."""
    name, _, last = text.rpartition(" ")
    return (name, last.casefold()) if name and last.casefold() in _UNITS else (text, None)


def _lies_in(entry: Entry, names: tuple[str, ...], known: Gazetteer) -> bool:
    above = {fold(unit.name) for unit in known.above(entry)}
    return all(fold(name) in above for name in names)


def _placed(typed: Place, inner: tuple[str, ...], entry: Entry, known: Gazetteer) -> Place:
    country = known.countries.get(entry.country or "")
    chain = typed.chain if typed.country or country is None else (*inner, country.name)
    own_point = typed.latitude is not None
    return replace(
        typed,
        chain=chain,
        country=entry.country,
        precision=PRECISION[entry.kind],
        geonames_id=entry.geonames_id,
        latitude=typed.latitude if own_point else entry.latitude,
        longitude=typed.longitude if own_point else entry.longitude,
        radius_km=None if own_point else entry.radius_km or RADIUS_KM.get(entry.kind),
    )


def _actor(typed: Actor, event: Event | None) -> Actor:
    place, when = (event.place.value, event.time.value) if event else (None, None)
    ids = look_up(typed.name, place.country if place else None, when.start.year if when and when.start else None)
    if len(ids) != 1:
        return typed
    entry = registry().organisations.get(ids[0])
    kind = entry.kind if entry and entry.kind and typed.kind is ActorKind.UNKNOWN else typed.kind
    return replace(typed, actor_id=ids[0], kind=kind)
