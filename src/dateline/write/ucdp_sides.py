"""UCDP's two sides of an event, its type of violence, and the deaths of each side.

Source: UCDP GED Codebook 23.1, "type_of_violence", "side_a", "deaths_a" and the fields after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from dateline.model import Actor, ActorKind, Count, Harm, HarmEstimate, HarmKind
from dateline.write.countries import country_codes, ucdp_actor_ids
from dateline.write.record import EventRecord
from dateline.write.scheme import Unfit
from dateline.write.sides import NON_STATE, PERSONS, STATE, Sides

__all__ = ["Deaths", "Dyad", "Side", "Violence", "deaths", "dyad"]

_FORCE = STATE | {ActorKind.PEACEKEEPERS}  # missions fight on the side of a state; an official who acts, acts for one
_HIT_AS_STATE = _FORCE - {ActorKind.GOVERNMENT}  # an official who is attacked is a civilian


class Violence(IntEnum):
    """UCDP's types of organised violence."""

    STATE_BASED = 1
    NON_STATE = 2
    ONE_SIDED = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dyad.

    Args:
        name: "Government of Syria" for a state, the name of a group, or "Civilians".
        ucdp_id: UCDP's number of the actor, where our registry has it.
        gw: state number of Gleditsch and Ward, for a state.
        kinds: the kinds of actors whose deaths are this side's.
    """

    name: str
    ucdp_id: int | None
    gw: int | None
    kinds: frozenset[ActorKind]


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two sides and the type of violence between them; a state is side a.

    Args:
        is_on_unarmed: whether the targets are known to be unarmed people and nobody else.
    """

    violence: Violence
    a: Side
    b: Side
    is_on_unarmed: bool = False

    @property
    def name(self) -> str:
        """The name of the dyad as UCDP forms them."""
        return f"{self.a.name} - {self.b.name}"


@dataclass(frozen=True, slots=True)
class Deaths:
    """Deaths of each side, and the three estimates of all of them, in persons; best is the sum of the four."""

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    best: int
    high: int


_CIVILIANS = Side("Civilians", 9999, None, frozenset())  # Source: UCDP GED, side_b_dset_id of one-sided violence


def dyad(who: Sides) -> Dyad | Unfit:
    """The two sides, or why there are none that UCDP counts."""
    attacker = _first(who.perpetrators, _FORCE | NON_STATE)
    if attacker is None:
        return Unfit("no organised actor is named as perpetrator")
    a = _side(attacker, who)
    opponent = _first(who.targets, _HIT_AS_STATE | NON_STATE)
    if opponent is not None:
        b = _side(opponent, who)
        if attacker.kind in NON_STATE and opponent.kind in NON_STATE:
            return Dyad(Violence.NON_STATE, a, b)
        return Dyad(Violence.STATE_BASED, *((b, a) if attacker.kind in NON_STATE else (a, b)))
    if not who.targets and who.target_kinds & _HIT_AS_STATE and attacker.kind in NON_STATE:
        return Dyad(Violence.STATE_BASED, _state(who.country.iso3 if who.country else None, None), a)
    if who.hits_persons:
        return Dyad(Violence.ONE_SIDED, a, _CIVILIANS, who.target_kinds <= PERSONS)
    return Unfit(
        "only property, or fighters of no named side, were hit" if who.target_kinds else "nobody says whom it was done to"
    )


def deaths(record: EventRecord, sides: Dyad) -> Deaths | Unfit:
    """The deaths, or why UCDP would not count the event."""
    estimate = record.event.harm_of(HarmKind.KILLED)
    if estimate is None or not estimate.count.is_known:
        return Unfit("no number of deaths is known; UCDP needs one death at least")
    low, best, high = _three(estimate.count)
    if high == 0:
        return Unfit("nobody was killed; UCDP needs one death at least")
    a, b, civilians = _by_side(_figures(record, estimate, best), sides)
    rest = best - a - b - civilians
    return (
        Deaths(a, b, civilians + rest, 0, low, best, high)
        if sides.is_on_unarmed
        else Deaths(a, b, civilians, rest, low, best, high)
    )


def _three(count: Count) -> tuple[int, int, int]:
    """Low, best and high; an end that is not known is the nearest one that is, best before all the lower one."""
    best = next(n for n in (count.best, count.low, count.high) if n is not None)
    if count.best is None and count.low is None:
        return 0, 0, best  # "up to 10" is no estimate of 10
    return (count.low if count.low is not None else best), best, (count.high if count.high is not None else best)


def _figures(record: EventRecord, estimate: HarmEstimate, best: int) -> tuple[Harm, ...]:
    """The figures of the first claim behind the best estimate that add up to it; none where no claim's do."""
    for ref in (*estimate.best_claims, *estimate.low_claims):
        figures = tuple(one for one in record.claims[ref].harm if one.kind is HarmKind.KILLED)
        if sum(_three(one.count)[1] for one in figures if one.count.is_known) == best:
            return tuple(one for one in figures if one.count.is_known)
    return ()


def _by_side(figures: Iterable[Harm], sides: Dyad) -> tuple[int, int, int]:
    """Deaths of side a, of side b, and of civilians; people of whom nothing is said are none of them."""
    a = b = civilians = 0
    for one in figures:
        n = _three(one.count)[1]
        if one.who in sides.a.kinds and one.who not in sides.b.kinds:
            a += n
        elif one.who in sides.b.kinds and one.who not in sides.a.kinds:
            b += n
        elif (
            one.who not in (ActorKind.UNKNOWN, ActorKind.PROPERTY) and one.who not in _FORCE - {ActorKind.GOVERNMENT} | NON_STATE
        ):
            civilians += n
    return a, b, civilians


def _first(actors: Iterable[Actor], kinds: frozenset[ActorKind]) -> Actor | None:
    return next((actor for actor in actors if actor.kind in kinds), None)


def _side(actor: Actor, who: Sides) -> Side:
    if actor.kind not in _FORCE:
        return Side(actor.name, ucdp_actor_ids().get(actor.actor_id or ""), None, frozenset({actor.kind}))
    iso3 = _state_of(actor)
    at_home = actor.kind in (ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT) and not actor.actor_id
    if iso3 is None and not at_home:
        return Side(actor.name, ucdp_actor_ids().get(actor.actor_id or ""), None, frozenset({actor.kind}))
    return _state(iso3 or (who.country.iso3 if who.country else None), actor.name)


def _state_of(actor: Actor) -> str | None:
    """The country whose body the actor is by its entry in the registry, `gov-syr-military`."""
    parts = (actor.actor_id or "").split("-")
    return parts[1].upper() if parts[0] == "gov" and len(parts) > 1 else None


def _state(iso3: str | None, name: str | None) -> Side:
    codes = country_codes(iso3)
    if codes is None:
        return Side(name or "Government", None, None, _HIT_AS_STATE)
    return Side(f"Government of {codes.name}", ucdp_actor_ids().get(f"gov-{codes.iso3.lower()}"), codes.gw, _HIT_AS_STATE)
