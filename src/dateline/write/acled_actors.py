"""ACLED's two actors of an event, each with its associates and its kind.

Source: ACLED Codebook, "Actors", "Interaction": the order of the two carries no direction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Actor, ActorKind
from dateline.write.acled_types import EventType, SubEvent
from dateline.write.sides import ARMED, Sides

__all__ = ["INTER_NAMES", "Party", "interaction", "parties"]

# The code of each kind in older files is its place in the list, from 1.
INTER_NAMES = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
_REBELS, _POLITICAL, _IDENTITY, _RIOTERS, _PROTESTERS, _CIVILIANS, _EXTERNAL = 2, 3, 4, 5, 6, 7, 8
_INTER = {
    ActorKind.MILITARY: 1,
    ActorKind.POLICE: 1,
    ActorKind.GOVERNMENT: 1,
    ActorKind.FOREIGN_FORCES: _EXTERNAL,
    ActorKind.PEACEKEEPERS: _EXTERNAL,
    ActorKind.PRIVATE_SECURITY: _EXTERNAL,
    ActorKind.ARMED_GROUP: _REBELS,
    ActorKind.MILITIA: _POLITICAL,
    ActorKind.GANG: _POLITICAL,
}
# Militias named after a community, not after a cause.
_COMMUNAL = re.compile(
    r"\b(clan|communal|ethnic|farmer|herder|hunter|pastoralist|self-defen[cs]e|settler|trib(e|al)|vigilante|villag)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two actors.

    Args:
        name: as ACLED would name it: "Civilians (Nigeria)" for people, the name of a body.
        inter: 1 to 8; see INTER_NAMES.
        associates: the other actors of its side, and who the people are.
    """

    name: str
    inter: int
    associates: tuple[str, ...] = ()


def parties(sub: SubEvent, who: Sides) -> tuple[Party, Party | None] | None:
    """The two actors of an event, the second None where there is one alone; None where nobody at all is named."""
    doers, done_to = list(who.perpetrators), [a for a in who.targets if a.kind is not ActorKind.PROPERTY]
    if sub.event_type is EventType.BATTLES:
        done_to.sort(key=lambda actor: actor.kind not in ARMED)
    first, second = _party(doers, sub, who, acts=True), _party(done_to, sub, who, acts=False)
    if first is None and sub.event_type in (EventType.BATTLES, EventType.CIVILIANS, EventType.EXPLOSIONS):
        first = Party(_with_country("Unidentified Armed Group", who), _POLITICAL)
    if second is None and sub in (SubEvent.EXCESSIVE_FORCE, SubEvent.INTERVENTION):
        second = _crowd(sub, who, ())
    elif first is None and sub.event_type in (EventType.PROTESTS, EventType.RIOTS):
        first = _crowd(sub, who, ()) if sub.event_type is EventType.RIOTS or sub is SubEvent.PEACEFUL_PROTEST else None
    if second is None and first is not None and sub.event_type is EventType.CIVILIANS:
        second = Party(_with_country("Civilians", who), _CIVILIANS)
    if first is None:
        return None if second is None else (second, None)
    return first, second


def interaction(first: Party, second: Party | None) -> str:
    """The pair of kinds in words, the lower code first, "State forces-Civilians"; "Protesters only" for one alone."""
    if second is None:
        return f"{INTER_NAMES[first.inter - 1]} only"
    low, high = sorted((first.inter, second.inter))
    return f"{INTER_NAMES[low - 1]}-{INTER_NAMES[high - 1]}"


def _party(actors: Sequence[Actor], sub: SubEvent, who: Sides, *, acts: bool) -> Party | None:
    if not actors:
        return None
    lead, *others = actors
    others_named = tuple(dict.fromkeys(actor.name for actor in others if actor.name != lead.name))
    if lead.kind is ActorKind.PROTESTERS:
        return _crowd(sub, who, (lead.name, *others_named))
    inter = _inter(lead, acts=acts)
    if inter == _CIVILIANS:
        return Party(_with_country("Civilians", who), _CIVILIANS, (lead.name, *others_named))
    return Party(lead.name, inter, others_named)


def _inter(actor: Actor, *, acts: bool) -> int:
    """The kind of an actor; an official who was attacked counts as a civilian, an unknown attacker as a political militia."""
    if actor.kind is ActorKind.GOVERNMENT and not acts:
        return _CIVILIANS
    if actor.kind is ActorKind.MILITIA and _COMMUNAL.search(actor.name):
        return _IDENTITY
    return _INTER.get(actor.kind, _POLITICAL if acts and actor.kind is ActorKind.UNKNOWN else _CIVILIANS)


def _crowd(sub: SubEvent, who: Sides, names: tuple[str, ...]) -> Party:
    riots = sub.event_type is EventType.RIOTS
    return Party(_with_country("Rioters" if riots else "Protesters", who), _RIOTERS if riots else _PROTESTERS, names)


def _with_country(name: str, who: Sides) -> str:
    return f"{name} ({who.country.name})" if who.country else name
