"""Decision: what a person decided, as an appended row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Decided", "Decision"]


@dataclass(frozen=True, slots=True)
class Decided:
    """Who chose a value, and when, in UTC; `id` names the decision."""

    id: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One human judgement; never changed, only undone by a later one.

    Args:
        id: permanent name.
        target: what it is about (an event, claim or document id).
        judgement: what was decided ("join", "split", "choose", "accept", "reject", "comment", "undo").
        value: what the judgement is about beside its target, as JSON text: the incidents, the chosen value; see `dateline.review`.
        by: who decided.
        at: when, in UTC.
        reason: why.
        undo_of: id of the decision that this one takes back.
    """

    id: str
    target: str
    judgement: str
    by: str
    at: datetime
    value: str | None = None
    reason: str | None = None
    undo_of: str | None = None
