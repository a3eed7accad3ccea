"""Events of ours and rows of an outside list paired one to one, the most alike first.

Greedy by score and not by the largest sum: a pair then never depends on events far from it, an added row disturbs few pairs, and
whoever reads the table finds each event with the row that is most like it among those that were free.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.merge.compare import apart_km, days_between
from dateline.merge.rules import Rules
from dateline.quality.likeness import Likeness, Side, likeness
from dateline.quality.list_rules import ListRules

__all__ = ["Assignment", "Candidate", "assign"]

Order = tuple[float, tuple[int, float], int, int]

# Days around an event in which its counterpart is looked for. Source: a week, the last distance that merging weighs at all
# ("week_apart"), and the three days by which rough dates are softened.
_SLACK_DAYS = 10
_SHORT_DAYS = 10  # a longer event lies in the list of long ones, so that the short ones can be looked up by their first day


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event of ours and a row, by their places in the two lists, and how alike they are."""

    ours: int
    theirs: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Assignment:
    """What was paired, and what came nearest to what was not.

    Args:
        pairs: sorted by ours; none of either side twice.
        margins: for each pair, by how much it is more alike than the next that either of its sides could be in; below 0 where that
            one was taken; None where there is no other that is likely at all.
        nearest_row: for an event that was not paired the row most like it, if any could be it.
        nearest_event: for a row that was not paired the event most like it, if any could be it.
    """

    pairs: tuple[Candidate, ...]
    margins: tuple[float | None, ...]
    nearest_row: Mapping[int, Candidate]
    nearest_event: Mapping[int, Candidate]


def assign(ours: Sequence[Side], theirs: Sequence[Side], rules: Rules, weights: ListRules) -> Assignment:
    """The pairs of two lists.

    Args:
        ours: our events.
        theirs: the rows of the outside list.
        rules: of merging.
        weights: of lists; a pair must reach log odds of 0.
    """
    near_row: dict[int, tuple[Order, Candidate]] = {}
    near_event: dict[int, tuple[Order, Candidate]] = {}
    likely: list[tuple[Order, Candidate]] = []
    for one in _candidates(ours, theirs, rules, weights):
        placed = ((-one.likeness.score, _apart(ours[one.ours], theirs[one.theirs]), one.ours, one.theirs), one)
        for near, n in ((near_row, one.ours), (near_event, one.theirs)):
            if n not in near or placed[0] < near[n][0]:
                near[n] = placed
        # What is less alike can neither be a pair nor make one unclear; a front's bad week has a hundred such for every row.
        if one.likeness.score >= -weights.clear_from:
            likely.append(placed)
    found = [one for _, one in sorted(likely, key=lambda placed: placed[0])]
    pairs: list[Candidate] = []
    taken: set[int] = set()
    given: set[int] = set()
    for one in found:
        if one.likeness.score >= 0 and one.ours not in taken and one.theirs not in given:
            taken.add(one.ours)
            given.add(one.theirs)
            pairs.append(one)
    pairs.sort(key=lambda c: c.ours)
    return Assignment(
        pairs=tuple(pairs),
        margins=_margins(pairs, found),
        nearest_row={n: one for n, (_, one) in near_row.items() if n not in taken},
        nearest_event={n: one for n, (_, one) in near_event.items() if n not in given},
    )


def _margins(pairs: Sequence[Candidate], found: Sequence[Candidate]) -> tuple[float | None, ...]:
    """The margins of pairs, from all candidates in the order of their scores."""
    of_ours: defaultdict[int, list[Candidate]] = defaultdict(list)
    of_theirs: defaultdict[int, list[Candidate]] = defaultdict(list)
    for one in found:
        for known in (of_ours[one.ours], of_theirs[one.theirs]):
            if len(known) < 2:
                known.append(one)
    rivals = ([c for c in (*of_ours[one.ours], *of_theirs[one.theirs]) if c is not one] for one in pairs)
    best = (max((c.likeness.score for c in others), default=None) for others in rivals)
    return tuple(None if rival is None else round(one.likeness.score - rival, 3) for one, rival in zip(pairs, best, strict=True))


def _apart(a: Side, b: Side) -> tuple[int, float]:
    """Days and kilometres between two events, which settle a tie; what is unknown counts as far."""
    gap, km = days_between(a.sketch, b.sketch), apart_km(a.sketch, b.sketch)
    return (_SLACK_DAYS if gap is None else gap), (float("inf") if km is None else km)


def _candidates(ours: Sequence[Side], theirs: Sequence[Side], rules: Rules, weights: ListRules) -> Iterator[Candidate]:
    index = _Index(ours)
    for n, row in enumerate(theirs):
        for k in index.near(row):
            found = likeness(ours[k], row, rules, weights)
            if found is not None:
                yield Candidate(k, n, found)


class _Index:
    """Our events by country and first day; those without a country, or of unknown days, are looked at for every row."""

    def __init__(self, sides: Sequence[Side]) -> None:
        short: defaultdict[str | None, list[tuple[int, int]]] = defaultdict(list)
        self._long: defaultdict[str | None, list[tuple[int, int, int]]] = defaultdict(list)
        for n, side in enumerate(sides):
            start, end, country = side.sketch.start, side.sketch.end, side.sketch.country
            if start is not None and end is not None and end - start <= _SHORT_DAYS:
                short[country].append((start, n))
            elif start is not None and end is not None:
                self._long[country].append((start, end, n))
        self._short = {country: sorted(rows) for country, rows in short.items()}

    def near(self, row: Side) -> Iterator[int]:
        start, end, country = row.sketch.start, row.sketch.end, row.sketch.country
        if start is None or end is None:
            return
        first, last = start - _SLACK_DAYS, end + _SLACK_DAYS
        countries = dict.fromkeys((*self._short, *self._long)) if country is None else dict.fromkeys((country, None))
        for name in countries:
            rows = self._short.get(name, [])
            yield from (
                n for _, n in rows[bisect_left(rows, (first - _SHORT_DAYS, -1)) : bisect_right(rows, (last, len(rows) + 10**9))]
            )
            yield from (n for a, b, n in self._long.get(name, ()) if a <= last and b >= first)
