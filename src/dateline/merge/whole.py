"""Whole: the events of all incidents at once, in memory that hardly grows with them.

Incidents come to be open some thousands at a time, in the order of their days, and each lot is clustered with the events that it touches
(`part`). Of the others there are pairs, scores and events as numbers in arrays; sketches are made when they are needed, and held for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateline.merge.part import Bound, Group, Pair, regrouped, score_of
from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Whole"]

# Incidents that are opened at a time: enough for two weeks of a million in ten years.
LOT = 4000

# Lots whose sketches are held.
_HELD = 6

# A pair that was not scored yet.
_NOT_SCORED = -(2**31)


class Whole:
    """All incidents, their compared pairs with scores, and their events.

    Args:
        sketched: gives the sketches of some incidents by their numbers, in that order; asked for most of them once, for some again.
        order: the numbers of all incidents, those of a day close together; it changes the cost, and nothing of what comes out.
        pairs: the compared pairs, each once; the lower numbers and the higher ones.
        rules: the weights, the bound for a join and the hard facts.
        bound: what people decided.
        lot: how many incidents are opened at a time; it changes nothing of what comes out either.
    """

    def __init__(
        self,
        sketched: Callable[[Sequence[int]], Sequence[Sketch]],
        order: Sequence[int],
        pairs: tuple[NDArray[Any], NDArray[Any]],
        *,
        rules: Rules,
        bound: Bound | None = None,
        lot: int = LOT,
    ) -> None:
        import numpy as np

        self._sketched, self._rules, self._held = sketched, rules, dict[int, Sketch]()
        self._pairs = pairs
        self._score = np.full(pairs[0].size, _NOT_SCORED, dtype=np.int32)
        self._ends, self._first = _by_end(len(order), *pairs)
        self._placed = np.zeros(len(order), dtype=bool)
        self._home: list[Group | None] = [None] * len(order)
        for at in range(0, len(order), lot):
            self._open(order[at : at + lot], bound)
            for row in list(self._held)[: -_HELD * lot]:
                del self._held[row]
        self._held.clear()

    def _open(self, rows: Sequence[int], bound: Bound | None) -> None:
        self._placed[rows] = True
        for group in regrouped(rows, self, self._rules, bound).groups:
            for row in group:
                self._home[row] = group

    def events(self) -> Iterator[tuple[Group, Mapping[Pair, int]]]:
        """Each event as the numbers of its incidents, sorted, with the scores within it, in the order of their first numbers."""
        for row, group in enumerate(self._home):
            if group is not None and group[0] == row:
                yield group, self.inside([group]) if len(group) > 1 else {}

    def sketches(self, rows: Collection[int]) -> Mapping[int, Sketch]:
        """See `Surroundings`."""
        lacking = sorted(set(rows) - self._held.keys())
        self._held.update(zip(lacking, self._sketched(lacking), strict=True))
        return self._held

    def groups(self, rows: Collection[int]) -> Collection[Group]:
        """See `Surroundings`."""
        return {group for row in rows if (group := self._home[row]) is not None}

    def scores(self, rows: Collection[int]) -> Mapping[Pair, int]:
        """See `Surroundings`; pairs with incidents that have not come yet are left out."""
        return self._taken(self._ending(rows))

    def inside(self, groups: Collection[Group]) -> Mapping[Pair, int]:
        """See `Surroundings`."""
        home = {row: n for n, group in enumerate(groups) for row in group}
        found = self._taken(self._ending(home))
        return {(a, b): score for (a, b), score in found.items() if a in home and b in home and home[a] == home[b]}

    def _ending(self, rows: Collection[int]) -> NDArray[Any]:
        """Numbers of the pairs that end in these rows."""
        import numpy as np

        spans = [self._ends[self._first[row] : self._first[row + 1]] for row in rows]
        return np.unique(np.concatenate(spans)) if spans else np.zeros(0, dtype=np.int64)

    def _taken(self, chosen: NDArray[Any]) -> dict[Pair, int]:
        """The pairs with these numbers whose incidents have come, with their scores."""
        low, high = self._pairs
        chosen = chosen[self._placed[low[chosen]] & self._placed[high[chosen]]]
        self._fill(chosen[self._score[chosen] == _NOT_SCORED])
        pairs = zip(low[chosen].tolist(), high[chosen].tolist(), strict=True)
        return dict(zip(pairs, self._score[chosen].tolist(), strict=True))

    def _fill(self, chosen: NDArray[Any]) -> None:
        """Score the pairs with these numbers."""
        if not chosen.size:
            return
        low, high = (side[chosen].tolist() for side in self._pairs)
        told = self.sketches({*low, *high})
        self._score[chosen] = [score_of(told[a], told[b], self._rules) for a, b in zip(low, high, strict=True)]


def _by_end(size: int, low: NDArray[Any], high: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Numbers of the pairs sorted by the incidents they end in, and where each incident's begin."""
    import numpy as np

    ends = np.concatenate([low, high])
    order = np.argsort(ends, kind="stable")
    first = np.searchsorted(ends[order], np.arange(size + 1))
    order %= max(low.size, 1)
    return order.astype(np.int32), first
