"""What a search found: documents and claims, with the parts of their texts that have the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.text.search import Excerpt

__all__ = ["ClaimHit", "DocumentHit", "Hits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHit:
    """A document that has the words.

    Args:
        title: as one excerpt, where it has any of the words.
        excerpts: parts of the text; none where the words stand in the title alone.
    """

    id: str
    heading: str | None
    outlet: str | None
    published: date | None
    language: str | None
    title: Excerpt | None
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHit:
    """A claim of a current coding that has the words, in its quote or in the name of its source or of an actor.

    Args:
        id: as C-4TP9MXQ2.
        event: id of the event that it is told of; None before it is merged.
        document: id of its document.
        start, end: of its quote, in code points of the document's text.
        quote: the words, as one excerpt.
    """

    id: str
    event: str | None
    document: str
    outlet: str | None
    published: date | None
    action: str
    stance: str
    source_kind: str
    source_name: str | None
    start: int
    end: int
    quote: Excerpt


@dataclass(frozen=True, slots=True)
class Hits:
    """Some hits, those that came last first, and the cursor behind which the next page begins; None where there is none."""

    documents: tuple[DocumentHit, ...] = ()
    claims: tuple[ClaimHit, ...] = ()
    next: str | None = None
