"""Actor: who did it, or whom it was done to."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.codes import ActorKind
from dateline.model.span import Quote

__all__ = ["Actor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor in one claim.

    Args:
        quote: the words of the text, which may be a pronoun or "the group".
        name: the resolved name, or a description if unnamed ("unidentified gunmen").
        count: how many persons, where the text says.
        actor_id: entry of the registry; None where unnamed or unknown.
        confidence: 0 to 1, of the link.
        reason: why this entry, in words.
    """

    name: str
    kind: ActorKind
    quote: Quote | None = None
    count: int | None = None
    actor_id: str | None = None
    confidence: float | None = None
    reason: str | None = None
