"""Which decisions stand: those that no standing later one takes back."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Decision

__all__ = ["active", "undone_by"]


def undone_by(decisions: Sequence[Decision]) -> dict[str, str]:
    """For each decision that is taken back, the id of the decision that does; an undo may be taken back itself.

    Args:
        decisions: in the order in which they were made.
    """
    found: dict[str, str] = {}
    for decision in reversed(decisions):
        if decision.undo_of is not None and decision.id not in found:
            found.setdefault(decision.undo_of, decision.id)
    return found


def active(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that stand, in their order, undoings left out."""
    gone = undone_by(decisions)
    return tuple(decision for decision in decisions if decision.undo_of is None and decision.id not in gone)
