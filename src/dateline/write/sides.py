"""Who stands on which side of an event, in the terms that outside schemes share: state, organised, unarmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Actor, ActorKind, HarmKind, Place, PlacePrecision, Value
from dateline.write.countries import CountryCodes, country_codes
from dateline.write.record import EventRecord

__all__ = ["ARMED", "NON_STATE", "PERSONS", "STATE", "Divisions", "Sides", "divisions", "sides"]

STATE = frozenset({ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT, ActorKind.FOREIGN_FORCES})
NON_STATE = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITIA, ActorKind.GANG})
ARMED = (STATE - {ActorKind.GOVERNMENT}) | NON_STATE | {ActorKind.PEACEKEEPERS, ActorKind.PRIVATE_SECURITY}
PERSONS = frozenset(
    {
        ActorKind.CIVILIANS,
        ActorKind.JOURNALISTS,
        ActorKind.AID_WORKERS,
        ActorKind.HEALTH_WORKERS,
        ActorKind.PRISONERS,
        ActorKind.GOVERNMENT,
        ActorKind.PROTESTERS,
    }
)

_TO_BODIES = (HarmKind.KILLED, HarmKind.WOUNDED)


@dataclass(frozen=True, slots=True)
class Sides:
    """The actors of an event, and what sort of people its harm fell on.

    Args:
        perpetrators, targets: in the event's order.
        target_kinds: kinds of the targets; where no target is named, of those that its claims count as killed or wounded.
        country: where it happened.
    """

    perpetrators: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    target_kinds: frozenset[ActorKind]
    country: CountryCodes | None

    @property
    def perpetrator_kinds(self) -> frozenset[ActorKind]:
        """Kinds of the perpetrators."""
        return frozenset(actor.kind for actor in self.perpetrators)

    @property
    def hits_armed(self) -> bool:
        """Whether an armed actor is among the targets."""
        return bool(self.target_kinds & ARMED)

    @property
    def hits_persons(self) -> bool:
        """Whether unarmed people are; people of whom nothing more is said count as such."""
        return bool(self.target_kinds & (PERSONS | {ActorKind.UNKNOWN}))


def sides(record: EventRecord) -> Sides:
    """The sides of an event."""
    event = record.event
    targets = _actors(event.targets)
    kinds = frozenset(actor.kind for actor in targets) or _counted(record)
    place = event.place.value
    return Sides(_actors(event.perpetrators), targets, kinds, country_codes(place.country if place else None))


def _actors(values: Sequence[Value[Actor]]) -> tuple[Actor, ...]:
    return tuple(value.value for value in values if value.value)


def _counted(record: EventRecord) -> frozenset[ActorKind]:
    harm = (one for claim in record.claims.values() for one in claim.harm)
    return frozenset(one.who for one in harm if one.kind in _TO_BODIES and one.count.high != 0) - {ActorKind.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Divisions:
    """The divisions that a place lies in, of the first to the third order; None where its chain does not name them."""

    first: str | None = None
    second: str | None = None
    third: str | None = None


def divisions(place: Place) -> Divisions:
    """The divisions in the chain of a place, counted from the country down, the place itself left out if it is none."""
    chain = list(place.chain[:-1]) if place.country else list(place.chain)
    itself = place.precision in (PlacePrecision.EXACT, PlacePrecision.NEAR)
    within = chain[1:] if itself else chain
    return Divisions(*_padded(reversed(within)))


def _padded(names: Iterable[str]) -> list[str | None]:
    return [*names, None, None, None][:3]
