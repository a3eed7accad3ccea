"""How alike an event of ours and a row of an outside list are, as a sum of weights.

Days, families of actions, spellings of names and what forbids that two are one are those of merging; what lists have beyond
reports, points and named sides, is compared here.

Source: Fellegi and Sunter, "A Theory for Record Linkage" (1969).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from dateline.merge.compare import apart_km, days_between, veto
from dateline.merge.names import Name, is_alike, is_same_name
from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch, sketch
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Count,
    Event,
    HarmKind,
    Incident,
    Place,
    PlacePrecision,
    Quote,
    Source,
    Stance,
    TimePrecision,
    When,
)
from dateline.model.light import replaced
from dateline.quality.list_rules import ListRules
from dateline.quality.outside import OutsideEvent
from dateline.text.normal import fold

__all__ = ["Likeness", "Side", "is_same_actor", "likeness", "side_of_event", "side_of_row"]

_NARROW = 3  # a type that may be more actions than these says nothing when one of them is the other side's
_SPOT_KM, _POINT_KM, _NEAR_KM, _FAR_KM = 5, 3, 25, 100  # Source: as in `dateline.merge.compare`; 5 km is the width of a town
_AREAS = (PlacePrecision.DISTRICT, PlacePrecision.PROVINCE)
_ROUGH = frozenset({TimePrecision.MONTH, TimePrecision.YEAR})
_SOFT_DAYS = {TimePrecision.FEW_DAYS: 1, TimePrecision.WEEK: 2, TimePrecision.MONTH: 5, TimePrecision.YEAR: 15}
_UNNAMED = frozenset({ActorKind.UNKNOWN, ActorKind.PROPERTY})
_ORGANISED = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITIA, ActorKind.GANG})
_PEOPLE = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS})
_STATE = frozenset({ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT, ActorKind.FOREIGN_FORCES})


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared of one event.

    Args:
        sketch: days, place and names as merging takes them.
        first, second: who did it and to whom; or two sides in an order that says nothing.
        is_directed: whether the order says who did it.
        actions: what the action may be; empty where nothing is said.
        killed: the figure, in persons.
        is_total: whether it is a total over several occurrences; None where that is open.
    """

    sketch: Sketch
    first: tuple[Actor, ...]
    second: tuple[Actor, ...]
    is_directed: bool
    actions: frozenset[Action]
    killed: Count
    is_total: bool | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """The log odds that two events are one occurrence, and each comparison with its level and weight."""

    score: float
    parts: tuple[tuple[str, str, float], ...]


def side_of_event(event: Event, number: int) -> Side:
    """What is compared of an event of ours.

    Args:
        event: the event.
        number: its place among ours, which names it here.
    """
    first, second = (tuple(v.value for v in values if v.value) for values in (event.perpetrators, event.targets))
    estimate = event.harm_of(HarmKind.KILLED)
    return Side(
        sketch=_sketch(f"ours-{number}", event.action.value, event.time.value or When(), event.place.value or Place()),
        first=first,
        second=second,
        is_directed=True,
        actions=frozenset({event.action.value}) if event.action.value else frozenset(),
        killed=estimate.count if estimate else Count(),
        is_total=event.aggregate,
    )


def side_of_row(row: OutsideEvent) -> Side:
    """What is compared of a row of an outside list."""
    return Side(
        sketch=_sketch(f"theirs-{row.row}", None, row.time, row.place),
        first=row.first,
        second=row.second,
        is_directed=row.is_directed,
        actions=row.actions,
        killed=row.killed,
        is_total=row.is_total,
    )


def _sketch(name: str, action: Action | None, time: When, place: Place) -> Sketch:
    claim = Claim(quote=Quote(name, 0, 1, "-"), source=Source(), stance=Stance.REPORTS)
    bare = replaced(place, {"confidence": None})  # an estimate of several reports is no doubtful link of one of them
    return sketch(Incident(document=name, key="e", action=action or Action.ATTACK, time=time, place=bare, claims=(claim,)))


def likeness(ours: Side, theirs: Side, rules: Rules, weights: ListRules) -> Likeness | None:
    """How alike two events are; None where a fact forbids that they are one: other countries, or known days too far apart.

    Args:
        ours: an event.
        theirs: a row.
        rules: of merging, for what forbids a pair and which actions are kindred.
        weights: of lists.
    """
    other = theirs.sketch if theirs.is_total is not None else replace(theirs.sketch, aggregate=bool(ours.is_total))
    if veto(replace(ours.sketch, aggregate=bool(ours.is_total)) if ours.is_total else ours.sketch, other, rules) is not None:
        return None
    levels = [
        ("place", _place(ours.sketch, theirs.sketch)),
        ("time", _time(ours.sketch, theirs.sketch)),
        ("action", _action(ours.actions, theirs.actions, rules)),
        *(("actors", level) for level in _actors(ours, theirs, weights.weights["actors"])),
        ("killed", _killed(ours.killed, theirs.killed)),
    ]
    parts = tuple((name, level, weights.weights[name][level]) for name, level in levels)
    return Likeness(round(weights.prior + sum(weight for _, _, weight in parts), 3), parts)


def _place(a: Sketch, b: Sketch) -> str:
    km = apart_km(a, b)
    is_one = bool(a.names and b.names) and (
        is_alike(a.names[0], b.names[0]) or (a.geonames_id is not None and a.geonames_id == b.geonames_id)
    )
    areas = [one.place_precision in _AREAS for one in (a, b)]
    if is_one and (all(areas) or km is None or km <= _NEAR_KM):
        return "same_area" if all(areas) else "same_spot" if km is None or km <= _SPOT_KM else "same_name"
    if (large := next((y for x, y in ((a, b), (b, a)) if _holds(y, x)), None)) is not None:
        return "inside_province" if large.place_precision is PlacePrecision.PROVINCE else "inside"
    if km is not None and not any(areas) and a.names and b.names:
        return "same_point" if km <= _POINT_KM else "near" if km <= _NEAR_KM else "elsewhere" if km <= _FAR_KM else "far"
    return _unpointed(a, b, km)


def _unpointed(a: Sketch, b: Sketch, km: float | None) -> str:
    if not a.names or not b.names:
        near = km is not None and km <= _NEAR_KM and PlacePrecision.COUNTRY not in (a.place_precision, b.place_precision)
        return "near" if near else "country_only" if a.country and a.country == b.country else "unknown"
    return "near" if km is not None and km <= _NEAR_KM else "elsewhere"


def _holds(large: Sketch, small: Sketch) -> bool:
    """Whether the chain of the smaller place names the larger."""
    return bool(large.names) and any(is_alike(name, large.names[0]) for name in small.names[1:])


def _time(a: Sketch, b: Sketch) -> str:
    gap = days_between(a, b)
    if gap is None:
        return "far"
    rough = bool({a.time_precision, b.time_precision} & _ROUGH)
    if (a.start, a.end) == (b.start, b.end):
        return "same"
    if gap == 0:
        return "loose_overlap" if rough else "overlap"
    gap = max(1, gap - sum(_SOFT_DAYS.get(one.time_precision, 0) for one in (a, b)))
    return "day_apart" if gap == 1 else "days_apart" if gap <= 3 else "week_apart" if gap <= 7 else "far"


def _action(ours: frozenset[Action], theirs: frozenset[Action], rules: Rules) -> str:
    if not ours or not theirs:
        return "unknown"
    (own,) = ours
    if own in theirs:
        return "same" if len(theirs) <= _NARROW else "unknown"
    if any(rules.is_kindred(own, other) for other in theirs):
        return "kindred"
    if rules.family(own) != "violence" or not any(rules.family(other) == "violence" for other in theirs):
        return "distinct"
    return "unknown" if Action.ATTACK in (own, *theirs) else "other_violence"


def _actors(ours: Side, theirs: Side, table: dict[str, float] | object) -> tuple[str, str]:
    """The levels of both sides, in the better of the two orders where the list's order says nothing."""
    assert isinstance(table, dict)
    straight = (_side(ours.first, theirs.first), _side(ours.second, theirs.second))
    if theirs.is_directed:
        return straight
    turned = (_side(ours.first, theirs.second), _side(ours.second, theirs.first))
    return max(straight, turned, key=lambda pair: sum(table[level] for level in pair))


def _side(left: Collection[Actor], right: Collection[Actor]) -> str:
    if any(is_same_actor(a, b) for a in left for b in right):
        return "same"
    if {actor.kind for actor in left} & {actor.kind for actor in right} & _PEOPLE:
        return "same"  # people have no other name in lists
    known = [{_broad(actor.kind) for actor in side} - {None} for side in (left, right)]
    if not all(known):
        return "unknown"
    named = all(any(_is_named(actor) for actor in side) for side in (left, right))
    if known[0] & known[1]:
        return "other" if named else "same_kind"
    # An unnamed armed group may be anybody who bears arms.
    bears_arms = all(kinds & {"state", "organised"} for kinds in known)
    return "unknown" if bears_arms and not named else "other"


def is_same_actor(a: Actor, b: Actor) -> bool:
    """Whether two actors are one: by their entries in the registry, as bodies of one state, or by their names."""
    if a.actor_id and b.actor_id:
        return a.actor_id == b.actor_id or ((state := _state(a.actor_id)) is not None and state == _state(b.actor_id))
    return fold(a.name) == fold(b.name) or is_same_name(Name.of(a.name), Name.of(b.name))


def _state(actor_id: str) -> str | None:
    """The country whose body an entry of the registry is, as in `gov-syr-military`."""
    parts = actor_id.split("-")
    return parts[1] if parts[0] == "gov" and len(parts) > 1 else None


def _is_named(actor: Actor) -> bool:
    return actor.actor_id is not None or any(letter.isupper() for letter in actor.name)


def _broad(kind: ActorKind) -> str | None:
    """The sort of actor on which lists agree: state, organised, or people; None where nothing is said."""
    if kind in _UNNAMED:
        return None
    return "state" if kind in _STATE else "organised" if kind in _ORGANISED else "people"


def _killed(ours: Count, theirs: Count) -> str:
    """The best figures compared; the ends where one side has no best."""
    a, b = (next((n for n in (one.best, one.low, one.high) if n is not None), None) for one in (ours, theirs))
    if a is None or b is None:
        return "unknown"
    if a == b:
        return "none" if a == 0 else "same_small" if a <= 3 else "same"
    low, high = sorted((a, b))
    if high - low <= 2 or 2 * high <= 3 * low:
        return "close" if low else "none_or_some"
    return "none_or_some" if low == 0 else "apart" if high <= 3 * low else "far"
