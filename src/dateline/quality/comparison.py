"""Our events beside an outside list: what is in both, only in one, and what is told differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.merge import Rules
from dateline.model import Event
from dateline.quality.assignment import Assignment, assign
from dateline.quality.differing import Difference, differences
from dateline.quality.likeness import Likeness, side_of_event, side_of_row
from dateline.quality.list_rules import ListRules, list_rules
from dateline.quality.outside import OutsideEvent, OutsideList

__all__ = ["EDGE_DAYS", "Comparison", "Nearest", "OnlyOurs", "OnlyTheirs", "Pair", "compare", "name_of_row"]

# Days beyond the first and last of the list within which an event of ours may still be one of its rows.
# Source: `veto_days` of merging, further than which two known days are never one event.
EDGE_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An event and a row that count as one occurrence.

    Args:
        likeness: their score and what it is made of.
        margin: by how much they are more alike than the event with another row or the row with another event; None where there is none.
        is_clear: whether the margin, if there is one, is as large as the rule asks.
        differences: what they tell differently.
    """

    event: Event
    row: OutsideEvent
    likeness: Likeness
    margin: float | None
    is_clear: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """What comes nearest to an event or row that was not paired: its name, how alike it is, and whether another has taken it."""

    name: str
    likeness: Likeness
    is_taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyOurs:
    """An event of ours that no row is paired with; `beyond` says why the list's scheme could not hold it, if it could not."""

    event: Event
    nearest: Nearest | None
    beyond: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyTheirs:
    """A row that no event of ours is paired with."""

    row: OutsideEvent
    nearest: Nearest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Our events beside an outside list.

    Args:
        pairs, only_ours, only_theirs: in the order of days.
        out_of_reach: events of ours in countries or days that the list does not cover; they are not compared.
        rule: name and version of the rule that paired.
        outside: the list.
    """

    pairs: tuple[Pair, ...]
    only_ours: tuple[OnlyOurs, ...]
    only_theirs: tuple[OnlyTheirs, ...]
    out_of_reach: int
    rule: str
    outside: OutsideList


def compare(events: Iterable[tuple[Event, str | None]], outside: OutsideList, *, rules: Rules) -> Comparison:
    """Our events beside an outside list.

    Args:
        events: each with the reason why the list's scheme could not hold it, None where it could.
        outside: the list.
        rules: of merging.
    """
    reach, weights = _Reach(outside), list_rules()
    counted = list(events)
    ours = [one for one in counted if reach.holds(one[0])]
    sides = ([side_of_event(event, n) for n, (event, _) in enumerate(ours)], [side_of_row(row) for row in outside.events])
    found = assign(*sides, rules, weights)
    return Comparison(
        pairs=_pairs([event for event, _ in ours], outside.events, found, weights),
        only_ours=_only_ours(ours, outside.events, found),
        only_theirs=_only_theirs([event for event, _ in ours], outside.events, found),
        out_of_reach=len(counted) - len(ours),
        rule=str(weights),
        outside=outside,
    )


def _pairs(ours: Sequence[Event], theirs: Sequence[OutsideEvent], found: Assignment, weights: ListRules) -> tuple[Pair, ...]:
    made = (
        Pair(
            event=ours[one.ours],
            row=theirs[one.theirs],
            likeness=one.likeness,
            margin=margin,
            is_clear=margin is None or margin >= weights.clear_from,
            differences=differences(ours[one.ours], theirs[one.theirs], one.likeness),
        )
        for one, margin in zip(found.pairs, found.margins, strict=True)
    )
    return tuple(sorted(made, key=lambda pair: (pair.row.time.start or date.min, pair.row.row)))


def _only_ours(
    ours: Sequence[tuple[Event, str | None]], theirs: Sequence[OutsideEvent], found: Assignment
) -> tuple[OnlyOurs, ...]:
    paired, taken = {one.ours for one in found.pairs}, {one.theirs for one in found.pairs}

    def nearest(n: int) -> Nearest | None:
        one = found.nearest_row.get(n)
        return None if one is None else Nearest(name_of_row(theirs[one.theirs]), one.likeness, one.theirs in taken)

    left = (OnlyOurs(event=event, nearest=nearest(n), beyond=beyond) for n, (event, beyond) in enumerate(ours) if n not in paired)
    return tuple(sorted(left, key=lambda one: (_first_day(one.event), one.event.id or "")))


def _only_theirs(ours: Sequence[Event], theirs: Sequence[OutsideEvent], found: Assignment) -> tuple[OnlyTheirs, ...]:
    paired, taken = {one.theirs for one in found.pairs}, {one.ours for one in found.pairs}

    def nearest(n: int) -> Nearest | None:
        one = found.nearest_event.get(n)
        return None if one is None else Nearest(ours[one.ours].id or "", one.likeness, one.ours in taken)

    left = (OnlyTheirs(row=row, nearest=nearest(n)) for n, row in enumerate(theirs) if n not in paired)
    return tuple(sorted(left, key=lambda one: (one.row.time.start or date.min, one.row.row)))


def _first_day(event: Event) -> date:
    when = event.time.value
    return (when.start if when else None) or date.min


def name_of_row(row: OutsideEvent) -> str:
    """The list's own name for a row, or its number: "row 12"."""
    return row.id or f"row {row.row}"


class _Reach:
    """The countries and days that a list covers."""

    def __init__(self, outside: OutsideList) -> None:
        self._countries = outside.countries()
        self._span = outside.span()

    def holds(self, event: Event) -> bool:
        """Whether an event may be in the list, as far as its country and days say."""
        place, when = event.place.value, event.time.value
        if place and place.country and self._countries and place.country not in self._countries:
            return False
        if self._span is None or when is None or when.start is None or when.end is None:
            return False
        edge = timedelta(EDGE_DAYS)
        return when.start <= self._span[1] + edge and when.end >= self._span[0] - edge
