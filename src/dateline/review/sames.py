"""Sames: actors and places that people said are one, so that every report is read with the name that stays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dateline.errors import InputError
from dateline.model import Actor, Claim, Decision, Incident, Place
from dateline.model.codec import encode
from dateline.review.active import active
from dateline.review.meaning import Same, meaning_of
from dateline.text.normal import fold

__all__ = ["Sames"]

T = TypeVar("T", Actor, Place)


@dataclass(frozen=True, slots=True)
class Sames:
    """What people said is one.

    Args:
        groups: in the order in which they were decided; a later one holds where two of them rename the same name.
    """

    groups: tuple[Same, ...] = ()
    _actors: dict[str, Actor] = field(default_factory=dict, init=False, repr=False, compare=False)
    _places: dict[str, Place] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for group in self.groups:
            for actor in group.actors:
                _put(self._actors, _actor_keys(actor), group.actors[0], _actor_keys(group.actors[0]))
            for place in group.places:
                _put(self._places, _place_keys(place), group.places[0], _place_keys(group.places[0]))

    @classmethod
    def of(cls, decisions: Sequence[Decision]) -> Sames:
        """What the standing ones of these decisions say is one; those that cannot be read say nothing."""
        found = []
        for decision in active(decisions):
            try:
                meaning = meaning_of(decision)
            except InputError:
                continue  # the replay tells of it
            if isinstance(meaning, Same):
                found.append(meaning)
        return cls(tuple(found))

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def digest(self) -> str:
        """SHA-256 of all that they say; empty where they say nothing."""
        if not self.groups:
            return ""
        return hashlib.sha256(json.dumps(encode(self.groups), sort_keys=True).encode()).hexdigest()

    def rename(self, incident: Incident) -> Incident:
        """The incident with the names that stay; its words are as they were."""
        claims = tuple(map(self._claim, incident.claims))
        return replace(incident, place=self._place(incident.place), claims=claims)

    def _claim(self, claim: Claim) -> Claim:
        place = self._place(claim.place) if claim.place else None
        perpetrators, targets = (tuple(map(self._actor, side)) for side in (claim.perpetrators, claim.targets))
        return replace(claim, place=place, perpetrators=perpetrators, targets=targets)

    def _actor(self, actor: Actor) -> Actor:
        found = next((self._actors[key] for key in _actor_keys(actor) if key in self._actors), None)
        return actor if found is None else replace(actor, name=found.name, kind=found.kind, actor_id=found.actor_id)

    def _place(self, place: Place) -> Place:
        found = next((self._places[key] for key in _place_keys(place) if key in self._places), None)
        return place if found is None else replace(found, quote=place.quote, precision=place.precision)


def _put(named: dict[str, T], keys: Sequence[str], stays: T, own: Sequence[str]) -> None:
    """Have the keys lead to what stays, and all that led to one of them too."""
    for old, led in list(named.items()):
        if any(named.get(key) is led for key in keys):
            named[old] = stays
    named.update(dict.fromkeys((*keys, *own), stays))


def _actor_keys(actor: Actor) -> tuple[str, ...]:
    ids = (f"id {actor.actor_id}",) if actor.actor_id else ()
    return (*ids, f"name {fold(actor.name)}")


def _place_keys(place: Place) -> tuple[str, ...]:
    """A place's entry, or its name within its country; a name alone would rename every town that bears it."""
    if place.geonames_id is not None:
        return (f"id {place.geonames_id}",)
    return (f"name {fold(place.name)} {place.country}",) if place.name else ()
