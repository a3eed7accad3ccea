"""Cluster: groups of incidents by average linkage, under facts that forbid a join.

The two groups with the highest mean score are joined first, then the next, until no mean lies above the bound. A mean
over all pairs keeps one lucky pair from chaining two events together.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch

__all__ = ["clusters"]


@dataclass(slots=True)
class _Group:
    """What a group of incidents rules out."""

    members: list[int]
    documents: set[str]
    story: str | None
    country: str | None
    aggregate: bool
    latest_start: int | None
    earliest_end: int | None

    @classmethod
    def of(cls, n: int, one: Sketch, rules: Rules) -> _Group:
        day = (one.start, one.end) if one.is_day_precise else (None, None)
        return cls([n], {one.ref.document}, one.story, one.sure_country(rules.country_confidence), one.aggregate, *day)

    def may_join(self, other: _Group, veto_days: int) -> bool:
        small, large = sorted((self.documents, other.documents), key=len)
        return (
            self.aggregate == other.aggregate
            and (self.story is None or other.story is None or self.story == other.story)
            and (self.country is None or other.country is None or self.country == other.country)
            and not any(name in large for name in small)
            and self._days_apart(other) <= veto_days
        )

    def _days_apart(self, other: _Group) -> int:
        if self.latest_start is None or other.latest_start is None or self.earliest_end is None or other.earliest_end is None:
            return 0
        return max(self.latest_start, other.latest_start) - min(self.earliest_end, other.earliest_end)

    def absorb(self, other: _Group) -> None:
        self.members += other.members
        self.documents |= other.documents
        self.story = self.story or other.story
        self.country = self.country or other.country
        starts = [d for d in (self.latest_start, other.latest_start) if d is not None]
        ends = [d for d in (self.earliest_end, other.earliest_end) if d is not None]
        self.latest_start, self.earliest_end = max(starts, default=None), min(ends, default=None)


def clusters(sketches: Sequence[Sketch], scores: Mapping[tuple[int, int], int], rules: Rules) -> list[list[int]]:
    """The groups, each a sorted list of positions in `sketches`, sorted.

    Args:
        sketches: sorted by reference.
        scores: thousandths of log odds of each compared pair (lower position first); forbidden pairs far below zero.
        rules: the bound for a join and the hard facts.
    """
    return _Clustering(sketches, scores, rules).run()


class _Clustering:
    """The state of one agglomeration: groups by their first member, and the sums of scores between them."""

    def __init__(self, sketches: Sequence[Sketch], scores: Mapping[tuple[int, int], int], rules: Rules) -> None:
        self.bound = 1000 * rules.join_above
        self.unpaired = round(1000 * rules.unpaired)
        self.veto_days = rules.veto_days
        self.groups = {n: _Group.of(n, one, rules) for n, one in enumerate(sketches)}
        self.sums: dict[int, dict[int, tuple[int, int]]] = {}
        for (a, b), score in scores.items():
            self.sums.setdefault(a, {})[b] = (score, 1)
            self.sums.setdefault(b, {})[a] = (score, 1)
        self.heap = [(-self.mean(a, b), a, b) for a, b in scores if self.mean(a, b) > self.bound]
        heapq.heapify(self.heap)

    def mean(self, a: int, b: int) -> float:
        total, known = self.sums[a][b]
        pairs = len(self.groups[a].members) * len(self.groups[b].members)
        return (total + self.unpaired * (pairs - known)) / pairs

    def run(self) -> list[list[int]]:
        while self.heap:
            negative, a, b = heapq.heappop(self.heap)
            if self.is_current(a, b, -negative):
                if self.groups[a].may_join(self.groups[b], self.veto_days):
                    self.join(a, b)
                else:
                    self.forget(a, b)
        return sorted(sorted(group.members) for group in self.groups.values())

    def is_current(self, a: int, b: int, mean: float) -> bool:
        return b in self.sums.get(a, {}) and self.mean(a, b) == mean

    def forget(self, a: int, b: int) -> None:
        """What may not join now may never join: groups only grow."""
        del self.sums[a][b], self.sums[b][a]

    def join(self, a: int, b: int) -> None:
        """`a` takes in `b`; a group keeps the lowest position as its name, so that ties are broken alike in every run."""
        self.forget(a, b)
        self.groups[a].absorb(self.groups.pop(b))
        ours, theirs = self.sums[a], self.sums.pop(b)
        for other, (total, known) in theirs.items():
            del self.sums[other][b]
            mine, seen = ours.get(other, (0, 0))
            ours[other] = self.sums[other][a] = (mine + total, seen + known)
        for other in ours:
            first, second = (a, other) if a < other else (other, a)
            mean = self.mean(first, second)
            if mean > self.bound:
                heapq.heappush(self.heap, (-mean, first, second))
