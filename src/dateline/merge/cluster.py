"""Cluster: groups of incidents by average linkage, under facts that forbid a join.

The two groups with the highest mean score are joined first, then the next, until no mean lies above the bound. A mean
over all pairs keeps one lucky pair from chaining two events together.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch

__all__ = ["FORBIDDEN", "clusters"]

# Log odds, in thousandths, of a pair that a hard fact forbids: no mean over any group comes back from it.
FORBIDDEN = -10_000_000


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
    apart: set[int] = field(default_factory=set)  # members of other groups that a person keeps apart from this one

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
            and (not self.apart or self.apart.isdisjoint(other.members))
        )

    def _days_apart(self, other: _Group) -> int:
        if self.latest_start is None or other.latest_start is None or self.earliest_end is None or other.earliest_end is None:
            return 0
        return max(self.latest_start, other.latest_start) - min(self.earliest_end, other.earliest_end)

    def overrule(self, other: _Group, veto_days: int) -> bool:
        """Whether the two differ in what a machine read, the country or the day; then neither reading rules anything out any more."""
        countries = self.country is not None and other.country is not None and self.country != other.country
        days = self._days_apart(other) > veto_days
        for one in (self, other):
            one.country = None if countries else one.country
            one.latest_start, one.earliest_end = (None, None) if days else (one.latest_start, one.earliest_end)
        return countries or days

    def absorb(self, other: _Group) -> None:
        self.members += other.members
        self.documents |= other.documents
        self.apart |= other.apart
        self.story = self.story or other.story
        self.country = self.country or other.country
        starts = [d for d in (self.latest_start, other.latest_start) if d is not None]
        ends = [d for d in (self.earliest_end, other.earliest_end) if d is not None]
        self.latest_start, self.earliest_end = max(starts, default=None), min(ends, default=None)


def clusters(
    sketches: Sequence[Sketch],
    scores: Mapping[tuple[int, int], int],
    rules: Rules,
    *,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """The groups, each a sorted list of positions in `sketches`, sorted.

    Args:
        sketches: sorted by reference.
        scores: thousandths of log odds of each compared pair (lower position first); forbidden pairs far below zero.
        rules: the bound for a join and the hard facts.
        together: pairs that people decided to be one event, whatever their score; together with `apart` as `settle` left them.
        apart: pairs that people decided to be two.
    """
    return _Clustering(sketches, scores, rules, _Decided(together, apart)).run()


class _Clustering:
    """The state of one agglomeration: groups by their first member, and the sums of scores between them."""

    def __init__(
        self, sketches: Sequence[Sketch], scores: Mapping[tuple[int, int], int], rules: Rules, decided: _Decided
    ) -> None:
        self.bound = 1000 * rules.join_above
        self.unpaired = round(1000 * rules.unpaired)
        self.veto_days = rules.veto_days
        self.groups: dict[int, _Group] = {}
        for n, one in enumerate(sketches):
            decided.place(self.groups, _Group.of(n, one, rules), self.veto_days)
        self.sums: dict[int, dict[int, tuple[int, int]]] = {}
        for a, b, score in decided.between(scores):
            total, known = self.sums.setdefault(a, {}).get(b, (0, 0))
            self.sums[a][b] = self.sums.setdefault(b, {})[a] = (total + score, known + 1)
        self.heap = [(-mean, a, b) for a in self.sums for b in self.sums[a] if a < b and (mean := self.mean(a, b)) > self.bound]
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


class _Decided:
    """What people decided on pairs: groups that stand from the start, under their first member, and pairs that never meet."""

    def __init__(self, together: Iterable[tuple[int, int]], apart: Iterable[tuple[int, int]]) -> None:
        self.home: dict[int, int] = {}
        groups: dict[int, list[int]] = {}
        for pair in together:
            first, second = sorted(self.home.get(n, n) for n in pair)
            if first != second:
                gone = groups.pop(second, [second])
                groups.setdefault(first, [first]).extend(gone)
                self.home.update(dict.fromkeys([first, *gone], first))
        self.apart: dict[int, set[int]] = {}
        for a, b in apart:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)
        self.overruled: set[int] = set()

    def place(self, groups: dict[int, _Group], one: _Group, veto_days: int) -> None:
        """Put a group of one incident, the next in order, among the groups."""
        (n,) = one.members
        one.apart |= self.apart.get(n, set())
        first = self.home.get(n, n)
        if first == n:
            groups[n] = one
            return
        if groups[first].overrule(one, veto_days):
            self.overruled.add(first)
        groups[first].absorb(one)

    def between(self, scores: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, int, int]]:
        """The scores between groups. Where a person overruled a fact, it forbids no third incident that another member may join."""
        heard = {
            (self.home[n], other)
            for pair, score in (scores.items() if self.overruled else ())
            for n, other in (pair, pair[::-1])
            if self.home.get(n) in self.overruled and score > FORBIDDEN
        }
        for (a, b), score in scores.items():
            first, second = self.home.get(a, a), self.home.get(b, b)
            waived = score <= FORBIDDEN and ((first, b) in heard or (second, a) in heard)
            if first != second and not waived:
                yield first, second, score
