"""Why two events are two, which others come near to one, and what a total amounts to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from statistics import fmean
from typing import TYPE_CHECKING

from dateline import merge
from dateline.merge.tally import Tally
from dateline.merge.tally import tally as tally_of
from dateline.model import Event, Match
from dateline.store import EventQuery

if TYPE_CHECKING:
    from dateline.run.view import EventView
    from dateline.store import Store

__all__ = ["Separation", "near_misses", "separation", "tally"]

# Events of one country and the same days that are compared to find near misses; a capital's bad week has fewer.
MOST_COMPARED = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """Why two events are two.

    Args:
        left, right: their ids.
        matches: every incident of the one compared with every one of the other, closest first.
        mean: log odds of joining both, the mean over all comparisons that nothing forbids; None where all are forbidden.
        bound: the mean from which they would be one.
        forbidden: hard facts that keep them apart, in words.
        decisions: ids of the decisions that do.
    """

    left: str
    right: str
    matches: tuple[Match, ...]
    mean: float | None
    bound: float
    forbidden: tuple[str, ...]
    decisions: tuple[str, ...] = ()


def separation(left: EventView, right: EventView, *, rules: str) -> Separation:
    """Why two events are two.

    Args:
        left: one event.
        right: the other; their order does not matter.
        rules: name or file of the rule set.
    """
    loaded = merge.load(rules)
    documents = {doc.id: doc for doc in (*left.documents, *right.documents)}.values()
    matches = merge.between(left.incidents, right.incidents, documents, rules=loaded)
    open_ = [m.score for m in matches if m.vetoed is None]
    return Separation(
        left=left.id,
        right=right.id,
        matches=matches,
        mean=round(fmean(open_), 3) if open_ else None,
        bound=loaded.join_above,
        forbidden=tuple(sorted({m.vetoed for m in matches if m.vetoed is not None})),
    )


def near_misses(store: Store, view: EventView, *, rules: str, most: int) -> tuple[Separation, ...]:
    """The events that come nearest to one without being joined with it, the closest pair first.

    Compared are events of the same country and days.

    Args:
        store: where the others lie.
        view: the event.
        rules: name or file of the rule set.
        most: how many are wanted.
    """
    from dateline.run.selection import Selection

    around = Selection(store, _around(view.event, merge.load(rules).veto_days))
    others = (
        other for other in islice(around, MOST_COMPARED) if other.id != view.id and other.event.aggregate == view.event.aggregate
    )
    found = [separation(view, other, rules=rules) for other in others]
    closest = sorted((s for s in found if s.mean is not None), key=lambda s: (-_best(s.matches), s.right))
    return tuple(closest[:most])


def _best(matches: Sequence[Match]) -> float:
    return max((m.score for m in matches if m.vetoed is None), default=float("-inf"))


def _around(event: Event, days: int) -> EventQuery:
    place, when = event.place.value, event.time.value
    start = when.start if when else None
    end = (when.end or when.start) if when else None
    slack = timedelta(days=days)
    return EventQuery(
        country=place.country if place else None,
        since=start - slack if start else None,
        until=end + slack if end else None,
    )


def tally(store: Store, view: EventView, *, rules: str) -> Tally:
    """What the database holds for a total over several occurrences.

    Args:
        store: where the single events lie.
        view: the total.
        rules: name or file of the rule set.
    """
    return tally_of(view.event, view.incidents, store.events.find(_around(view.event, 0)), merge.load(rules))
