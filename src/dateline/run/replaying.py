"""Decisions in a run: the values that people chose are set, and what has become of each decision is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline import review
from dateline.model import Decision, Event, Incident, IncidentRef
from dateline.run.naming import Former

__all__ = ["Decidedly", "decide", "leave"]


@dataclass(frozen=True, slots=True)
class Decidedly:
    """Events under what people decided.

    Args:
        events: with the values that they chose, and the states that they gave them.
        standings: what has become of each decision.
        differing: fields in which coders differ.
    """

    events: tuple[Event, ...]
    standings: tuple[review.Standing, ...]
    differing: tuple[review.Differing, ...] = ()

    @property
    def n_conflicts(self) -> int:
        """How many decisions the reports, as they are read now, stand in the way of."""
        return sum(bool(standing.conflicts) for standing in self.standings)


def decide(
    events: Sequence[Event], decisions: Sequence[Decision], replayed: review.Replay, incidents: Sequence[Incident]
) -> Decidedly:
    """The events with the chosen values and their states, and every decision with what has become of it.

    Args:
        events: as merging made them under the bonds of `replayed`.
        decisions: all that are stored, in the order in which they were made.
        replayed: these, read for the incidents.
        incidents: those of the events.
    """
    if not decisions:
        return Decidedly(tuple(events), ())
    from dateline import merge

    by_ref = {incident.ref: incident for incident in incidents}
    applied = review.with_states(review.apply(events, replayed.choices, by_ref), decisions, replayed)
    misfits = merge.settle(incidents, replayed.bonds).misfits
    return Decidedly(applied.events, review.standings(decisions, replayed, misfits, applied), applied.differing)


def leave(formers: Sequence[Former], leaving: Mapping[str, frozenset[IncidentRef]]) -> list[Former]:
    """The stored events, each with the incidents that a person split off from it."""
    return [replace(f, leaving=leaving[f.id]) if f.id in leaving else f for f in formers]
