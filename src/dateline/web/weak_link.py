"""The weakest link of an event: which of its reports would leave if it came apart there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.merge import weakest
from dateline.model import Document, IncidentRef, Match
from dateline.run import EventView

__all__ = ["Part", "weaker_part"]


@dataclass(frozen=True, slots=True)
class Part:
    """The reports on the lighter side of an event's weakest link.

    Args:
        link: the comparison that holds them.
        leaving: of each report the id of its first claim, and its document.
        torn: documents that stay though they repeat a text that leaves, or leave though they repeat one that stays.
    """

    link: Match
    leaving: tuple[tuple[str, Document], ...]
    torn: tuple[Document, ...]


def weaker_part(view: EventView, originals: Mapping[str, str]) -> Part | None:
    """The part that a split at the weakest link takes away: fewer reports, of equals those that came later; None where nothing was joined.

    Args:
        view: the event.
        originals: for each document that is a copy, the id of the one that it counts with.
    """
    link = weakest(view.why()) if view.why() else None
    if link is None:
        return None
    others = [match for match in view.why() if match is not link]
    sides = [_reached(end, others) for end in (link.right, link.left)]
    if sides[0] & sides[1]:
        return None  # other comparisons hold both sides together as well
    away = min(sides, key=lambda side: (len(side), [-day for day in _days(view, side)]))
    names = {claim.incident.ref: (claim.id, claim.document) for claim in reversed(view.claims)}
    leaving = tuple(names[incident.ref] for incident in view.incidents if incident.ref in away)
    return Part(link, leaving, _torn(view, {doc.id for _, doc in leaving}, originals)) if leaving else None


def _reached(start: IncidentRef, links: Iterable[Match]) -> frozenset[IncidentRef]:
    """The incidents that links lead to from one."""
    beside: dict[IncidentRef, set[IncidentRef]] = defaultdict(set)
    for link in links:
        beside[link.left].add(link.right)
        beside[link.right].add(link.left)
    found, waiting = {start}, [start]
    while waiting:
        new = beside[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)


def _days(view: EventView, side: frozenset[IncidentRef]) -> list[int]:
    """When the earliest report of a side came out, as a number of days; reports without a day count as late."""
    told = [claim.document.published for claim in view.claims if claim.incident.ref in side]
    return [min((day.toordinal() for day in told if day), default=10**7)]


def _torn(view: EventView, away: set[str], originals: Mapping[str, str]) -> tuple[Document, ...]:
    return tuple(doc for doc in view.documents if doc.id in originals and (doc.id in away) != (originals[doc.id] in away))
