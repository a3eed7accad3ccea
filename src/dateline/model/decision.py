"""Decision: what a person decided, as an appended row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Decision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One human judgement; never changed, only undone by a later one.

    Args:
        id: permanent name.
        target: what it is about (an event, claim or document id).
        judgement: what was decided ("accept", "reject", "join", "split", "choose", "undo" …).
        value: the chosen value as JSON text, where the judgement carries one.
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
