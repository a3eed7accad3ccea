"""Why reports are one event: each comparison as bars with words, and what came near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.merge import weakest
from dateline.model import Document, IncidentRef, Match
from dateline.run import EventView, Project
from dateline.text.odds import odds_words, strength_words

__all__ = ["Bar", "Join", "Near", "joins", "near_misses"]

_FULL = 8.0  # log odds that fill a bar: odds of 3,000 to 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of evidence: its words, its weight in natural-log odds and in words, and the length of its bar from 0 to 100."""

    words: str
    weight: float
    strength: str
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two incidents that were compared.

    Args:
        left, right: incident, and its document where it is at hand.
        odds: the sum in words.
        is_weakest: whether the event would come apart here first.
    """

    left: tuple[IncidentRef, Document | None]
    right: tuple[IncidentRef, Document | None]
    score: float
    odds: str
    bars: tuple[Bar, ...]
    vetoed: str | None
    decision: str | None
    is_weakest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An event that came near to another without being joined with it.

    Args:
        closest: score of the closest pair of incidents.
        mean: over all pairs that nothing forbids.
        bound: from which they would be one event.
        against: what spoke against a join, in words.
        pair: the closest pair of incidents, compared.
    """

    view: EventView
    pair: Join
    closest: float
    mean: float | None
    bound: float
    against: str


def near_misses(project: Project, view: EventView, most: int) -> tuple[Near, ...]:
    """The events that came nearest to one, the closest first.

    Args:
        project: which holds them.
        view: the event.
        most: how many.
    """
    found = []
    for miss in project.near_misses(view.id, most):
        other, closest = project.event(miss.right), miss.matches[0]
        pair = _join(closest, (*view.documents, *other.documents), is_weakest=False)
        near = Near(view=other, pair=pair, closest=closest.score, mean=miss.mean, bound=miss.bound, against=_against(closest))
        found.append(near)
    return tuple(found)


def _against(closest: Match) -> str:
    if closest.vetoed:
        return closest.vetoed
    reasons = sorted((r for r in closest.reasons if r.weight < 0), key=lambda r: r.weight)[:2]
    return ", ".join(f"{r.words} ({r.weight:+.1f})" for r in reasons) or "nothing strong"


def joins(view: EventView) -> tuple[Join, ...]:
    """The comparisons that hold an event together, the strongest first."""
    last = weakest(view.why())
    return tuple(_join(match, view.documents, is_weakest=match is last) for match in sorted(view.why(), key=lambda m: -m.score))


def _named(documents: Sequence[Document], ref: IncidentRef) -> tuple[IncidentRef, Document | None]:
    """An incident with its document."""
    return ref, next((doc for doc in documents if doc.id == ref.document), None)


def _join(match: Match, documents: Sequence[Document], *, is_weakest: bool) -> Join:
    return Join(
        left=_named(documents, match.left),
        right=_named(documents, match.right),
        score=match.score,
        odds=odds_words(match.score),
        bars=tuple(
            Bar(r.words, r.weight, strength_words(r.weight), round(min(100.0, 100 * abs(r.weight) / _FULL), 1))
            for r in match.reasons
        ),
        vetoed=match.vetoed,
        decision=match.decision,
        is_weakest=is_weakest,
    )
