"""The figures of a brief: sums over events with their ranges, and how much of them rests on one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Count, Event, EventState, HarmKind, Status
from dateline.write.record import EventRecord

__all__ = ["Group", "Totals", "grouped", "is_counted", "is_planned", "totals", "totals_words"]

_PLANNED = frozenset({Status.THREATENED, Status.HYPOTHETICAL})
_CHECKED = frozenset({EventState.CHECKED, EventState.FINAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums over events; numbers of persons.

    Args:
        n_events: events.
        n_single: of these, the ones that rest on one independent document.
        n_disputed: on whose values their claims disagree.
        n_checked: that a second person has checked.
        killed, wounded: sums of the lowest, best and highest numbers; see `_sum`.
        is_open: whether for some event no highest number of deaths is told, so that the sum of the highest is a least one.
        killed_on_single: of the best sum of deaths, what rests on one independent document for each event.
    """

    n_events: int
    n_single: int
    n_disputed: int
    n_checked: int
    killed: Count
    wounded: Count
    is_open: bool
    killed_on_single: int


@dataclass(frozen=True, slots=True)
class Group:
    """Events that share a value, and their totals; before it how many there were in the period before."""

    name: str
    totals: Totals
    n_before: int


def is_counted(event: Event) -> bool:
    """Whether an event enters the sums: it is no total over several occurrences, which would count twice, and it was no mere plan."""
    return not event.aggregate and event.status.value not in _PLANNED


def is_planned(event: Event) -> bool:
    """Whether an event is a threat, a plan or a possibility."""
    return not event.aggregate and event.status.value in _PLANNED


def totals(records: Iterable[EventRecord]) -> Totals:
    """The sums over events; the caller leaves out those that do not count."""
    events = [record.event for record in records]
    single = [event for event in events if event.n_independent <= 1]
    killed = [_count(event, HarmKind.KILLED) for event in events]
    return Totals(
        n_events=len(events),
        n_single=len(single),
        n_disputed=sum(bool(event.conflicts) for event in events),
        n_checked=sum(event.state in _CHECKED for event in events),
        killed=_sum(killed),
        wounded=_sum(_count(event, HarmKind.WOUNDED) for event in events),
        is_open=any(one.is_known and one.high is None for one in killed),
        killed_on_single=_sum(_count(event, HarmKind.KILLED) for event in single).best or 0,
    )


def _count(event: Event, kind: HarmKind) -> Count:
    estimate = event.harm_of(kind)
    return estimate.count if estimate else Count()


def _sum(counts: Iterable[Count]) -> Count:
    """The sums of the ends, of what is not told the nearest number that is.

    "At least 5" adds 5 to all three, "up to 5" adds 5 to the highest alone. Unknown where no event has a number.
    """
    known = [one for one in counts if one.is_known]
    if not known:
        return Count()
    low = sum(next((n for n in (one.low, one.best) if n is not None), 0) for one in known)
    best = sum(next((n for n in (one.best, one.low) if n is not None), 0) for one in known)
    high = sum(next(n for n in (one.high, one.best, one.low) if n is not None) for one in known)
    return Count(low, best, high)


def totals_words(one: Totals) -> str:
    """The deaths of some events in words: "412 – 470 – 530", with "or more" where some have no highest number."""
    count = one.killed
    if not count.is_known:
        return "no number"
    if count.low == count.high:
        return f"{count.best}{' or more' if one.is_open else ''}"
    return f"{count.low} – {count.best} – {count.high}{' or more' if one.is_open else ''}"


def grouped(
    now: Sequence[EventRecord], before: Sequence[EventRecord], names: Callable[[EventRecord], Iterable[str]]
) -> tuple[Group, ...]:
    """Events by a value of theirs, the most deaths first, then the most events; an event with several values stands in several groups.

    Args:
        now: events of the period.
        before: events of the period before it.
        names: the values of an event.
    """
    ours: defaultdict[str, list[EventRecord]] = defaultdict(list)
    earlier: defaultdict[str, int] = defaultdict(int)
    for record in now:
        for name in dict.fromkeys(names(record)):
            ours[name].append(record)
    for record in before:
        for name in dict.fromkeys(names(record)):
            earlier[name] += 1
    found = [Group(name, totals(ours.get(name, ())), earlier.get(name, 0)) for name in ours.keys() | earlier.keys()]
    return tuple(sorted(found, key=lambda group: (-group.totals.n_events, -(group.totals.killed.best or 0), group.name)))
