"""Which decision an event changes because of, so that the log of changes names who made them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline import review
from dateline.model import Decision, Event, Incident, IncidentRef
from dateline.review import Judgement, Replay
from dateline.store import Succession

__all__ = ["causes", "of_joined", "original"]


def causes(
    pending: Sequence[Decision],
    decisions: Sequence[Decision],
    *,
    replayed: Replay,
    incidents: Iterable[Incident],
    events: Sequence[Event],
) -> dict[str, str]:
    """For each event that a new decision is about the latest of these.

    Args:
        pending: decisions that the stored events do not know yet.
        decisions: all that are stored.
        replayed: these, read for the present incidents.
        incidents: those of the events.
        events: with their ids.
    """
    if not pending:
        return {}
    told = tuple(incidents)
    by_id = {one.id: one for one in decisions}
    home = {ref: event.id for event in events for ref in event.incidents if event.id}
    found: dict[str, str] = {}
    for decision in pending:
        first = original(decision, by_id)
        if first.judgement == Judgement.SAME:
            found |= dict.fromkeys(home.values(), decision.id)
        for ref in _about(first, replayed, told):
            if ref in home:
                found[home[ref]] = decision.id
    return found


def original(decision: Decision, by_id: Mapping[str, Decision]) -> Decision:
    """The decision that a chain of undoings is about in the end."""
    while decision.undo_of is not None:
        decision = by_id[decision.undo_of]
    return decision


def of_joined(found: Mapping[str, str], successions: Iterable[Succession]) -> dict[str, str]:
    """The same, with the ids that were joined into others."""
    return dict(found) | {s.old: found[s.new] for s in successions if s.kind == "joined" and s.new in found}


def _about(decision: Decision, replayed: Replay, incidents: Sequence[Incident]) -> tuple[IncidentRef, ...]:
    if decision.id in replayed.found:
        return replayed.found[decision.id]
    return review.replay((decision,), incidents).found.get(decision.id, ())
