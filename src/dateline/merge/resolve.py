"""Resolve: an event's values, each chosen by a named rule from independent incidents, with the claims for and against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from dateline.merge.actors import actors, named_differently
from dateline.merge.harm import harm
from dateline.merge.names import is_alike, place_key
from dateline.merge.rules import Rules
from dateline.merge.sketch import is_total
from dateline.merge.testimony import Testimony
from dateline.model import (
    Action,
    ClaimRef,
    Event,
    HarmEstimate,
    Incident,
    Match,
    Place,
    PlacePrecision,
    Stance,
    Status,
    TimePrecision,
    Value,
    WeaponKind,
    When,
)

__all__ = ["event"]

T = TypeVar("T")

_STATUS = (Status.OCCURRED, Status.ONGOING, Status.ATTEMPTED, Status.FOILED, Status.THREATENED, Status.HYPOTHETICAL)
_TIME_FINENESS = tuple(TimePrecision)
_FINENESS = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE, PlacePrecision.COUNTRY)


def event(said: Testimony, matches: tuple[Match, ...], rules: Rules) -> Event:
    """The event that the testimony amounts to; its id stays None.

    Args:
        said: all claims of the event.
        matches: the comparisons that hold its incidents together.
        rules: names of the rules, and what they need.
    """
    perpetrators, targets = (actors(said, role, rules.values.actors) for role in ("perpetrators", "targets"))
    action = _action(said, rules)
    figures = harm(said, action.value or Action.ATTACK, rules)
    return Event(
        action=action,
        status=_status(said, rules),
        aggregate=is_total(said.incidents[0]),
        time=_time(said, rules),
        place=_place(said, rules),
        perpetrators=perpetrators,
        targets=targets,
        weapon=_weapon(said, rules),
        harm=figures,
        incidents=tuple(i.ref for i in said.incidents),
        n_documents=said.n_documents,
        n_independent=said.n_independent,
        matches=matches,
        conflicts=_conflicts(said, figures),
    )


def _votes(said: Testimony, options: Iterable[tuple[T, Incident]], rank: Callable[[T], int]) -> list[tuple[T, list[Incident]]]:
    """The options with the incidents that give them: most witnesses first, then the most trusted, then by rank."""
    found: dict[T, list[Incident]] = {}
    for option, incident in options:
        found.setdefault(option, []).append(incident)
    return sorted(found.items(), key=lambda item: (-said.n_witnesses(item[1]), -said.trust(item[1]), rank(item[0])))


def _action(said: Testimony, rules: Rules) -> Value[Action]:
    """The action that most witnesses tell, of those that say how; the graver where they are even.

    `attack` supports what is more specific, and is chosen where nothing is.
    """
    votes = _votes(said, ((i.action, i) for i in said.incidents), rules.gravity.index)
    specific = [vote for vote in votes if vote[0] is not Action.ATTACK]
    chosen = (specific or votes)[0][0]
    return _value(
        said,
        chosen,
        rules.values.action,
        is_for=lambda i: i.action is chosen,
        is_against=lambda i: i.action not in (chosen, Action.ATTACK),
    )


def _status(said: Testimony, rules: Rules) -> Value[Status]:
    chosen = _votes(said, ((i.status, i) for i in said.incidents), _STATUS.index)[0][0]
    return _value(
        said, chosen, rules.values.status, is_for=lambda i: i.status is chosen, is_against=lambda i: i.status is not chosen
    )


def _value(
    said: Testimony, value: T | None, rule: str, *, is_for: Callable[[Incident], bool], is_against: Callable[[Incident], bool]
) -> Value[T]:
    return Value(
        value=value,
        rule=rule,
        supports=said.refs(i for i in said.incidents if is_for(i)),
        contradicts=said.refs(i for i in said.incidents if is_against(i)),
    )


# --- time ----------------------------------------------------------------------------------------------------------------


def _time(said: Testimony, rules: Rules) -> Value[When]:
    """The interval that most witnesses allow, and of those that as many allow, the shortest that most of them give."""
    timed = [i for i in said.incidents if i.time.start]
    if not timed:
        return Value(value=None, rule=rules.values.time)
    spans = _votes(said, (((i.time.start, i.time.end), i) for i in timed), lambda _: 0)

    def merit(vote: tuple[tuple[object, object], list[Incident]]) -> tuple[object, ...]:
        when = vote[1][0].time
        allowed = said.n_witnesses(i for i in timed if _overlap(i.time, when))
        return (-allowed, when.days or 0, -said.n_witnesses(vote[1]), -said.trust(vote[1]), when.start)

    chosen = min(min(spans, key=merit)[1], key=lambda i: (_TIME_FINENESS.index(i.time.precision), i.ref)).time
    return _value(
        said,
        chosen,
        rules.values.time,
        is_for=lambda i: _overlap(i.time, chosen),
        is_against=lambda i: bool(i.time.start) and not _overlap(i.time, chosen),
    )


def _overlap(a: When, b: When) -> bool:
    return bool(a.start and b.start and a.end and b.end and a.start <= b.end and b.start <= a.end)


# --- place ---------------------------------------------------------------------------------------------------------------


def _place(said: Testimony, rules: Rules) -> Value[Place]:
    """The finest place that most witnesses allow; of its spellings the one most used, with the longest chain."""
    placed = [i for i in said.incidents if i.place.precision is not PlacePrecision.UNKNOWN]
    if not placed:
        return Value(value=None, rule=rules.values.place)

    def merit(one: Incident) -> tuple[object, ...]:
        agreed = said.n_witnesses(i for i in placed if _fits(i.place, one.place))
        named = said.n_witnesses(i for i in placed if _same(i.place, one.place))
        spelt = said.n_witnesses(i for i in placed if i.place.name == one.place.name)
        place = one.place
        return (-agreed, _FINENESS.index(place.precision), -named, place.geonames_id is None, -spelt, -len(place.chain), one.ref)

    chosen = min(placed, key=merit).place
    return _value(
        said,
        chosen,
        rules.values.place,
        is_for=lambda i: i.place.precision is not PlacePrecision.UNKNOWN and _fits(i.place, chosen),
        is_against=lambda i: i.place.precision is not PlacePrecision.UNKNOWN and not _fits(i.place, chosen),
    )


def _names(place: Place) -> list[str]:
    return [key for name in (place.name or "", *place.chain) if (key := place_key(name))]


def _same(a: Place, b: Place) -> bool:
    return (a.geonames_id is not None and a.geonames_id == b.geonames_id) or is_alike(
        place_key(a.name or ""), place_key(b.name or "")
    )


def _fits(a: Place, b: Place) -> bool:
    """Whether two places may be one: the same, or the one named in the other's chain, or a country that holds the other."""
    if a.country and b.country and a.country != b.country:
        return False
    if PlacePrecision.COUNTRY in (a.precision, b.precision) or _same(a, b):
        return True
    return any(is_alike(place_key(a.name or ""), name) for name in _names(b)) or any(
        is_alike(place_key(b.name or ""), name) for name in _names(a)
    )


# --- weapon and conflicts ------------------------------------------------------------------------------------------------


def _weapon(said: Testimony, rules: Rules) -> Value[WeaponKind]:
    told = [(t.claim.weapon.kind, t) for t in said.tellings if t.claim.weapon]
    if not told:
        return Value(value=None, rule=rules.values.weapon)
    votes = _votes(said, ((kind, t.incident) for kind, t in told), list(WeaponKind).index)
    chosen = next((kind for kind, _ in votes if kind is not WeaponKind.OTHER), votes[0][0])
    return Value(
        value=chosen,
        rule=rules.values.weapon,
        supports=_sorted(t.ref for kind, t in told if kind is chosen),
        contradicts=_sorted(t.ref for kind, t in told if kind not in (chosen, WeaponKind.OTHER)),
    )


def _conflicts(said: Testimony, figures: Sequence[HarmEstimate]) -> tuple[str, ...]:
    """The fields on which independent claims disagree, sorted.

    A denial that names no one denies the occurrence; one that names someone denies that it was they.

    Source: codebook 1.2, Stance: "In `denies`, perpetrators and targets describe the denied proposition".
    """
    found = {f"harm.{f.kind.value}" for f in figures if _is_contested(f)}
    denials = [t for t in said.tellings if t.claim.stance is Stance.DENIES]
    if any(not t.claim.perpetrators for t in denials):
        found.add("occurrence")
    if any(t.claim.perpetrators for t in denials) or named_differently(said):
        found.add("perpetrators")
    return tuple(sorted(found))


def _is_contested(figure: HarmEstimate) -> bool:
    count = figure.count
    return bool(figure.contradicts) or (count.low is not None and count.high is not None and count.low != count.high)


def _sorted(refs: Iterable[ClaimRef]) -> tuple[ClaimRef, ...]:
    return tuple(sorted(set(refs)))
