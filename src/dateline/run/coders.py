"""Coders: who worked on which event, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline import review
from dateline.errors import InputError
from dateline.model import Decision, EventState
from dateline.review import Chosen, Judgement
from dateline.run.standing import heir_of

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["Differences", "differing", "unseen_changes", "workers"]

Differences = dict[str, dict[str, Chosen]]
"""For each field what each coder chose."""

_ON_VALUES = (Judgement.CHOOSE, Judgement.EDIT, Judgement.CODE)
_NO_WORK = (Judgement.COMMENT, Judgement.SAME, Judgement.UNDO)


def workers(store: Store, decisions: Sequence[Decision]) -> dict[str, set[str]]:
    """For each event who decided on it, comments left out.

    Args:
        store: tells which id leads to which.
        decisions: all that are stored, in the order in which they were made.
    """
    heir = heir_of(store)
    found: dict[str, set[str]] = defaultdict(set)
    for decision in review.active(decisions):
        if decision.judgement not in _NO_WORK:
            found[heir(decision.target)].add(decision.by)
    return dict(found)


def unseen_changes(store: Store, decisions: Sequence[Decision]) -> frozenset[str]:
    """The checked and final events that a run has changed since anybody decided on them.

    Args:
        store: with the events and their revisions.
        decisions: all that are stored, in the order in which they were made.
    """
    changed = store.queue.changed_by_runs()
    seen: dict[str, int] = {}
    for decision in review.active(decisions):
        if decision.target in changed:
            seen[decision.target] = max(seen.get(decision.target, 0), _revision(decision))
    return frozenset(name for name, version in changed.items() if seen.get(name, 0) < version)


def _revision(decision: Decision) -> int:
    """The revision that a decision was made on; 0 where it does not say."""
    try:
        return getattr(review.meaning_of(decision), "revision", None) or 0
    except InputError:
        return 0  # `dateline log` tells of it


def differing(store: Store, decisions: Sequence[Decision]) -> dict[str, Differences]:
    """For each event on which independent coders differ, and nobody has decided since, the fields and what each chose.

    Args:
        store: with the events.
        decisions: all that are stored, in the order in which they were made.
    """
    chosen = _by_several(store, review.active(decisions))
    if not chosen:
        return {}
    incidents = store.codings.current(review.documents_of(chosen))
    replayed = review.replay(chosen, incidents)
    named = {ref for choice in replayed.choices for ref in choice.incidents}
    events = store.events.many(set(store.events.of_incidents(named).values()))
    members = store.codings.current({ref.document for event in events for ref in event.incidents})
    applied = review.apply(events, replayed.choices, {incident.ref: incident for incident in (*incidents, *members)})
    by_name = {(choice.decided.id, choice.field): choice for choice in replayed.choices}
    found: dict[str, Differences] = defaultdict(dict)
    for one in applied.differing:
        both = (by_name[name, one.field] for name in (one.holds, one.other))
        found[events[one.event].id or ""].setdefault(one.field, {}).update({c.decided.by: c.chosen for c in both})
    return dict(found)


def _by_several(store: Store, standing: Sequence[Decision]) -> list[Decision]:
    """The choices on events that several people chose for, one of them independently, and that nobody has checked since."""
    heir = heir_of(store)
    on_values = [(heir(one.target), one) for one in standing if one.judgement in _ON_VALUES]
    people: dict[str, set[str]] = defaultdict(set)
    for event, one in on_values:
        people[event].add(one.by)
    coded = {event for event, one in on_values if one.judgement == Judgement.CODE and len(people[event]) > 1}
    waiting = store.queue.in_state(coded, EventState.CODED)
    return [one for event, one in on_values if event in waiting]
