"""Ratings: what each coder, and the machine, gave to the fields of events; and how long it took them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline import review
from dateline.errors import InputError
from dateline.model import Decision, Event
from dateline.review import MACHINE, Choose, Chosen, Code, Judgement, Rating, Remark
from dateline.run.standing import heir_of

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["CoderWork", "ratings", "work"]

_NO_WORK = (Judgement.COMMENT, Judgement.SAME, Judgement.UNDO)
# A longer time between two decisions is a pause, not work.
_PAUSE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class CoderWork:
    """What a coder did.

    Args:
        n_events: events that they decided on.
        n_decisions: decisions on these, undone ones left out.
        minutes: for one event, on average, by the times of their decisions; None where these do not tell.
    """

    coder: str
    n_events: int
    n_decisions: int
    minutes: float | None


def ratings(store: Store, decisions: Sequence[Decision], *, only_independent: bool) -> tuple[Rating, ...]:
    """What each coder gave to the fields of each event, and what the machine gave to these fields before people decided.

    Args:
        store: with the revisions of the events.
        decisions: all that are stored, in the order in which they were made.
        only_independent: whether what a coder gave who may have seen another's values is left out: all but what the first person on an
            event gave, and what was coded blind.
    """
    found: dict[tuple[str, str, str], Rating] = {}
    on_events = list(_on_events(store, decisions))
    known = store.history.bare({name for event, decision, _ in on_events for name in (event, decision.target)})
    for event, decision, is_first in on_events:
        for field, chosen, is_blind in _given(known, decision):
            if is_first or is_blind or not only_independent:
                found[event, decision.by, field] = Rating(event, decision.by, field, chosen)
    asked = sorted({(event, field) for event, _, field in found})
    told = ((event, field, _machine(known[event].values(), field)) for event, field in asked)
    return (*found.values(), *(Rating(event, MACHINE, field, chosen) for event, field, chosen in told if chosen is not None))


def work(store: Store, decisions: Sequence[Decision]) -> tuple[CoderWork, ...]:
    """What each coder did, by name.

    The time of an event is that between a coder's decisions on it and their decision before each, pauses left out; so the first
    decision after a pause tells no time.
    """
    heir = heir_of(store)
    by_coder: dict[str, list[Decision]] = defaultdict(list)
    for decision in review.active(decisions):
        if decision.judgement not in _NO_WORK:
            by_coder[decision.by].append(decision)
    return tuple(_work(coder, made, heir) for coder, made in sorted(by_coder.items()))


def _work(coder: str, made: Sequence[Decision], heir: Callable[[str], str]) -> CoderWork:
    spent: dict[str, timedelta] = defaultdict(timedelta)
    for before, decision in pairwise(made):
        if timedelta() <= (took := decision.at - before.at) <= _PAUSE:
            spent[heir(decision.target)] += took
    minutes = sum(spent.values(), timedelta()) / timedelta(minutes=1) / len(spent) if spent else None
    return CoderWork(coder, len({heir(one.target) for one in made}), len(made), minutes)


def _on_events(store: Store, decisions: Sequence[Decision]) -> Iterator[tuple[str, Decision, bool]]:
    """Each standing decision on an event with the event's present id, and whether only this person had worked on it so far."""
    heir = heir_of(store)
    people: dict[str, set[str]] = defaultdict(set)
    for decision in review.active(decisions):
        if decision.judgement in _NO_WORK:
            continue
        event = heir(decision.target)
        people[event].add(decision.by)
        yield event, decision, people[event] == {decision.by}


def _given(known: Mapping[str, Mapping[int, Event]], decision: Decision) -> Iterator[tuple[str, Chosen, bool]]:
    """The fields that a decision gives a value to, each with the value and whether it was coded blind."""
    try:
        meaning = None if decision.undo_of is not None else review.meaning_of(decision)
    except InputError:
        return  # `dateline log` tells of it
    if isinstance(meaning, Choose):
        yield meaning.field, meaning.chosen, False
    elif isinstance(meaning, Code):
        yield from ((one.field, one.chosen, meaning.blind) for one in meaning.given)
    elif isinstance(meaning, Remark) and decision.judgement == Judgement.ACCEPT and meaning.revision is not None:
        event = known.get(meaning.event, {}).get(meaning.revision)
        if event is not None:  # else it is from before revisions were kept
            yield from ((field, review.held(event, field), False) for field in review.FIELDS if _is_told(event, field))


def _is_told(event: Event, field: str) -> bool:
    """Whether the event holds a value, or says that it is unknown, and does not only lack a figure that nobody gives."""
    return not field.startswith("harm.") or review.held(event, field) != Chosen()


def _machine(revisions: Iterable[Event], field: str) -> Chosen | None:
    """What the machine gave: the value of the latest revision in which nobody had decided on the field; None where there is none.

    Args:
        revisions: of an event, the latest first.
        field: as `field_of` gives it.
    """
    return next((review.held(one, field) for one in revisions if review.decided_on(one, field) is None), None)
