"""Tally: a total that reports give ("the sixth attack since December") beside what the database holds for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dateline.merge.names import Name, is_alike, is_same_name, place_key
from dateline.merge.rules import Rules
from dateline.model import Action, Event, Incident, Place, PlacePrecision, Status

__all__ = ["Tally", "Verdict", "tally"]


class Verdict(StrEnum):
    """What the database holds, compared with a total."""

    AGREES = "agrees"
    FEWER = "fewer"
    MORE = "more"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A total over several occurrences, checked.

    Args:
        told: the numbers of occurrences that its reports give, sorted.
        certain: ids of the events that fall under it.
        possible: ids of those that may, since their actor or place is not told closely enough.
        verdict: whether the database holds as many, fewer or more; `unknown` where no report gives a number.
    """

    told: tuple[int, ...]
    certain: tuple[str, ...]
    possible: tuple[str, ...]
    verdict: Verdict


def tally(total: Event, incidents: Iterable[Incident], events: Iterable[Event], rules: Rules) -> Tally:
    """What a total amounts to in the database.

    An event falls under it where its action is the same (or any of the violence that a total of attacks counts), its days overlap the total's and
    it lies in the total's place; certainly so where its perpetrator bears the total's name, or the total names none.
    A total agrees where what is certain, or may be, meets the span of the numbers told.

    Args:
        total: an event over several occurrences.
        incidents: those that it was merged from, which give the numbers.
        events: single ones that may fall under it; others are left out here.
        rules: which actions are kin.
    """
    told = tuple(sorted({i.n_incidents for i in incidents if i.n_incidents is not None}))
    certain: list[str] = []
    possible: list[str] = []
    for event in events:
        if event.id is None or event.aggregate or event.id == total.id:
            continue
        fit = _fit(total, event, rules)
        if fit is not None:
            (certain if fit else possible).append(event.id)
    return Tally(
        told=told,
        certain=tuple(sorted(certain)),
        possible=tuple(sorted(possible)),
        verdict=_verdict(told, len(certain), len(certain) + len(possible)),
    )


def _verdict(told: Sequence[int], least: int, most: int) -> Verdict:
    if not told:
        return Verdict.UNKNOWN
    if most < min(told):
        return Verdict.FEWER
    return Verdict.MORE if least > max(told) else Verdict.AGREES


def _fit(total: Event, event: Event, rules: Rules) -> bool | None:
    """Whether an event falls under a total for certain; None where it does not at all."""
    if event.status.value is not total.status.value and Status.OCCURRED in (event.status.value, total.status.value):
        return None
    if not _is_such(total.action.value, event.action.value, rules) or not _is_within(total, event):
        return None
    where = _holds(total.place.value, event.place.value)
    who = _is_by(total, event)
    return None if where is None or who is None else where and who


def _is_such(wanted: Action | None, action: Action | None, rules: Rules) -> bool:
    if wanted is None or action is None:
        return False
    if wanted is Action.ATTACK:
        return rules.family(action) == rules.family(wanted)
    return action is wanted or rules.is_kindred(action, wanted)


def _is_within(total: Event, event: Event) -> bool:
    span, when = total.time.value, event.time.value
    if span is None or when is None or span.start is None or when.start is None:
        return False
    return when.start <= (span.end or span.start) and span.start <= (when.end or when.start)


def _holds(outer: Place | None, inner: Place | None) -> bool | None:
    """Whether a place lies in another: None where it does not, False where it may."""
    if outer is None or outer.country is None:
        return False
    if inner is None or inner.country is None:
        return False
    if outer.country != inner.country:
        return None
    if outer.precision in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN):
        return True
    names = [place_key(name) for name in (inner.name or "", *inner.chain[:-1]) if name]
    if any(is_alike(place_key(outer.name or ""), name) for name in names):
        return True
    return False if inner.precision is PlacePrecision.COUNTRY else None


def _is_by(total: Event, event: Event) -> bool | None:
    """Whether an event's perpetrator is the total's: None where it is another, False where it is open."""
    wanted = [Name.of(v.value.name) for v in total.perpetrators if v.value is not None and v.value.name]
    named = [Name.of(v.value.name) for v in event.perpetrators if v.value is not None and v.value.name]
    if not wanted:
        return True
    if any(is_same_name(a, b) for a in wanted for b in named):
        return True
    return None if any(name.core for name in named) else False
