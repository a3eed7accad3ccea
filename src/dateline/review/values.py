"""Chosen values: set in place of those that a rule chose, with the claims that say so and those that say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.model import (
    Action,
    Actor,
    Claim,
    ClaimRef,
    Count,
    Event,
    HarmEstimate,
    HarmKind,
    Incident,
    IncidentRef,
    Place,
    PlacePrecision,
    Value,
    WeaponKind,
    When,
)
from dateline.review.field import harm_kind
from dateline.review.home import home_of
from dateline.review.meaning import Chosen
from dateline.review.replay import Choice
from dateline.text.normal import fold

__all__ = ["RULE", "Applied", "Differing", "apply", "value_of_claim"]

RULE = "decision"
Told = tuple[ClaimRef, Incident, Claim]


@dataclass(frozen=True, slots=True)
class Applied:
    """Events with the values that people chose for them.

    Args:
        events: in the order in which they came.
        unfit: for a decision on a value that no event takes, why not, in words.
        against: for a decision each of its fields in which another value holds, with the decision that holds in its place.
        held: for a decision in how many fields its value holds.
        differing: fields in which independent coders differ, and nobody has decided between them.
    """

    events: tuple[Event, ...]
    unfit: Mapping[str, str] = field(default_factory=dict)
    against: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of an event for which two coders chose different values.

    Args:
        event: its place among the events.
        holds: the decision whose value holds until somebody decides.
        other: the other coder's decision.
    """

    event: int
    field: str
    holds: str
    other: str


def apply(events: Sequence[Event], choices: Sequence[Choice], incidents: Mapping[IncidentRef, Incident]) -> Applied:
    """The events with the chosen values.

    A choice goes to the event that holds most of the incidents that it was made on; more than half of them must be in it. Of
    two choices for one field of one event the later holds; but an independent one overrules only what the same coder chose.

    Args:
        events: as merging made them.
        choices: in the order in which they were decided.
        incidents: by their names, at least those of the events that choices are about.
    """
    home = {ref: n for n, event in enumerate(events) for ref in event.incidents} if choices else {}
    unfit: dict[str, str] = {}
    made: dict[tuple[int, str], list[Choice]] = {}
    for choice in choices:
        n = _home(choice, home)
        if n is None:
            unfit.setdefault(choice.decided.id, _why_homeless(choice))
        else:
            made.setdefault((n, choice.field), []).append(choice)
    done = list(events)
    outcome = _Outcome()
    for (n, name), rivals in made.items():
        chosen = _holding(rivals)
        outcome.note(n, name, chosen, rivals)
        done[n] = _chosen(done[n], chosen, incidents)
    against = {decision: tuple(fields) for decision, fields in outcome.against.items()}
    return Applied(tuple(done), unfit, against, outcome.held, tuple(outcome.differing))


def _holding(rivals: Sequence[Choice]) -> Choice:
    """The choice that holds, of those for one field of one event in the order in which they were decided."""
    chosen = rivals[0]
    for choice in rivals[1:]:
        if not choice.independent or choice.decided.by == chosen.decided.by:
            chosen = choice
    return chosen


class _Outcome:
    """What becomes of choices, gathered field by field."""

    def __init__(self) -> None:
        self.against: dict[str, list[tuple[str, str]]] = {}
        self.held: dict[str, int] = {}
        self.differing: list[Differing] = []

    def note(self, n: int, name: str, chosen: Choice, rivals: Sequence[Choice]) -> None:
        """Note what became of the choices for a field of the n-th event."""
        at = rivals.index(chosen)
        latest = {choice.decided.by: choice for choice in rivals}
        for place, choice in enumerate(rivals):
            if choice.chosen == chosen.chosen:
                self.held[choice.decided.id] = self.held.get(choice.decided.id, 0) + 1
                continue
            self.against.setdefault(choice.decided.id, []).append((name, chosen.decided.id))
            if place > at and latest[choice.decided.by] is choice:
                self.differing.append(Differing(n, name, chosen.decided.id, choice.decided.id))


def _home(choice: Choice, home: Mapping[IncidentRef, int]) -> int | None:
    n = home_of(choice.incidents, home)
    return n if choice.claim is None or home.get(choice.claim.incident) == n else None


def _why_homeless(choice: Choice) -> str:
    if not choice.incidents:
        return "none of the reports that it was made on tells the event any more"
    if choice.claim is not None:
        return "the claim belongs to another event than most of the reports that it was made on"
    return "the reports that it was made on tell of several events now"


def value_of_claim(field: str, incident: Incident, claim: Claim) -> Chosen | None:  # noqa: PLR0911 - one return for each field
    """What a claim gives for a field; None where it gives nothing."""
    kind = harm_kind(field)
    if kind is not None:
        count = _figure(claim, kind)
        return None if count is None else Chosen(count=count)
    if field == "action":
        return Chosen(action=incident.action)
    if field == "status":
        return Chosen(status=incident.status)
    if field == "time":
        when = claim.time or incident.time
        return Chosen(time=when) if when.start else None
    if field == "place":
        place = claim.place or incident.place
        return Chosen(place=place) if place.precision is not PlacePrecision.UNKNOWN else None
    if field == "weapon":
        return Chosen(weapon=claim.weapon.kind) if claim.weapon else None
    actors = claim.perpetrators if field == "perpetrators" else claim.targets
    return Chosen(actors=actors) if actors else None


def _chosen(event: Event, choice: Choice, incidents: Mapping[IncidentRef, Incident]) -> Event:
    members = [incidents[ref] for ref in event.incidents]
    told = [(ref, i, claim) for i in members for ref, claim in zip(i.claim_refs(), i.claims, strict=True)]
    kind = harm_kind(choice.field)
    if kind is not None:
        estimate = _estimate(kind, choice, told)
        others = [one for one in event.harm if one.kind is not kind]
        return replace(event, harm=tuple(sorted((*others, estimate), key=lambda one: list(HarmKind).index(one.kind))))
    change: dict[str, Any] = {choice.field: _actors(choice, told) if choice.field in _ROLES else _single(choice, told)}
    return replace(event, **change)


def _single(choice: Choice, told: Sequence[Told]) -> Value[Any]:
    value = getattr(choice.chosen, choice.field)
    say = [(ref, getattr(given, choice.field)) for ref, i, c in told if (given := value_of_claim(choice.field, i, c))]
    agree, against = _AGREE[choice.field]
    supports = {ref for ref, other in say if value is not None and agree(value, other)}
    contradicts = {ref for ref, other in say if value is not None and against(value, other)}
    return _value(value, choice, supports, contradicts)


def _value(value: Any, choice: Choice, supports: Iterable[ClaimRef], contradicts: Iterable[ClaimRef] = ()) -> Value[Any]:
    own = {choice.claim} if choice.claim else set()
    return Value(
        value=value,
        rule=RULE,
        supports=tuple(sorted({*supports, *own})),
        contradicts=tuple(sorted(set(contradicts) - own)),
        decided=choice.decided,
    )


_ROLES = ("perpetrators", "targets")


def _actors(choice: Choice, told: Sequence[Told]) -> tuple[Value[Actor], ...]:
    if not choice.chosen.actors:
        return (_value(None, choice, ()),)
    values = []
    for actor in choice.chosen.actors:
        supports = {ref for ref, _, c in told if any(_is_same_actor(actor, other) for other in getattr(c, choice.field))}
        values.append(_value(actor, choice, supports))
    return tuple(values)


def _is_same_actor(a: Actor, b: Actor) -> bool:
    return (a.actor_id is not None and a.actor_id == b.actor_id) or fold(a.name) == fold(b.name)


def _estimate(kind: HarmKind, choice: Choice, told: Sequence[Told]) -> HarmEstimate:
    count = choice.chosen.count or Count()
    say = [(ref, figure) for ref, _, claim in told if (figure := _figure(claim, kind)) is not None]
    own = choice.claim

    def that_give(number: int | None) -> tuple[ClaimRef, ...]:
        found = {ref for ref, figure in say if number is not None and number in (figure.low, figure.best, figure.high)}
        return tuple(sorted(found | ({own} if own and number is not None else set())))

    outside = (ref for ref, figure in say if ref != own and _lies_outside(figure, count))
    return HarmEstimate(
        kind=kind,
        count=count,
        rule=RULE,
        low_claims=that_give(count.low),
        best_claims=that_give(count.best),
        high_claims=that_give(count.high),
        contradicts=tuple(sorted(outside)),
        decided=choice.decided,
    )


def _figure(claim: Claim, kind: HarmKind) -> Count | None:
    """A claim's figure of a kind; several are the parts of a partition and are added.

    Source: codebook 1.2, Harm: "A full partition gives the parts only".
    """
    counts = [harm.count for harm in claim.harm if harm.kind is kind and harm.count.is_known]
    if not counts:
        return None

    def total(numbers: list[int | None]) -> int | None:
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None

    return Count(total([c.low for c in counts]), total([c.best for c in counts]), total([c.high for c in counts]))


def _lies_outside(figure: Count, count: Count) -> bool:
    """Whether no number that the figure allows lies between the low and the high of the count."""
    least = next((n for n in (figure.low, figure.best) if n is not None), 0)
    most = figure.high
    return (count.high is not None and least > count.high) or (count.low is not None and most is not None and most < count.low)


# --- which told values agree with a chosen one, and which are against it -------------------------------------------------


def _overlap(a: When, b: When) -> bool:
    return bool(a.start and a.end and b.start and b.end and a.start <= b.end and b.start <= a.end)


def _fits(a: Place, b: Place) -> bool:
    """Whether one entry or name is the other's, or lies in the other's chain; or whether one is only the other's country."""
    if a.country and b.country and a.country != b.country:
        return False
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return True
    names = [{fold(name) for name in (place.name, *place.chain) if name} for place in (a, b)]
    return bool(a.name and fold(a.name) in names[1]) or bool(b.name and fold(b.name) in names[0])


_AGREE: dict[str, tuple[Callable[[Any, Any], bool], Callable[[Any, Any], bool]]] = {
    "action": (lambda a, b: a is b, lambda a, b: b not in (a, Action.ATTACK)),
    "status": (lambda a, b: a is b, lambda a, b: a is not b),
    "time": (_overlap, lambda a, b: not _overlap(a, b)),
    "place": (_fits, lambda a, b: not _fits(a, b)),
    "weapon": (lambda a, b: a is b, lambda a, b: b not in (a, WeaponKind.OTHER)),
}
