"""Whole: the events of all incidents at once, in memory that hardly grows with a city's history.

Incidents come to be open some thousands at a time, in the order of their days, and each lot is clustered with the events that it touches
(`part`). Pairs and scores are numbers of 32 bits in arrays; only those of one lot are ever taken apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateline.merge.part import Bound, Group, Pair, regrouped, score_of
from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Whole"]

# Incidents that are opened at a time: enough for several days of a million in ten years.
LOT = 4000

_CHUNK = 200_000


class Whole:
    """All incidents, their compared pairs with scores, and their events; an incident's row is its position.

    Args:
        sketches: sorted by reference.
        low, high: the compared pairs, each once; the lower position and the higher one.
        rules: the weights, the bound for a join and the hard facts.
        bound: what people decided.
        lot: how many incidents are opened at a time; it changes nothing of what comes out.
    """

    def __init__(
        self,
        sketches: Sequence[Sketch],
        pairs: tuple[NDArray[Any], NDArray[Any]],
        rules: Rules,
        *,
        bound: Bound | None = None,
        lot: int = LOT,
    ) -> None:
        import numpy as np

        self._sketches = sketches
        low, high = (side.astype(np.int32) for side in pairs)
        self._score = _scores(sketches, low, high, rules)
        self._pairs = low, high
        self._order, self._first = _by_end(len(sketches), low, high)
        self._placed = np.zeros(len(sketches), dtype=bool)
        self._home: list[Group | None] = [None] * len(sketches)
        for opened in _lots(sketches, lot):
            self._placed[opened] = True
            for group in regrouped(opened, self, rules, bound).groups:
                for row in group:
                    self._home[row] = group

    def events(self) -> Iterator[tuple[Group, Mapping[Pair, int]]]:
        """Each event as its positions, with the scores within it, in the order of their first positions."""
        for row, group in enumerate(self._home):
            if group is not None and group[0] == row:
                yield group, self.inside([group]) if len(group) > 1 else {}

    def sketch(self, row: int) -> Sketch:
        """See `Surroundings`."""
        return self._sketches[row]

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

        spans = [self._order[self._first[row] : self._first[row + 1]] for row in rows]
        return np.unique(np.concatenate(spans)) if spans else np.zeros(0, dtype=np.int64)

    def _taken(self, chosen: NDArray[Any]) -> dict[Pair, int]:
        low, high = self._pairs
        chosen = chosen[self._placed[low[chosen]] & self._placed[high[chosen]]]
        pairs = zip(low[chosen].tolist(), high[chosen].tolist(), strict=True)
        return dict(zip(pairs, self._score[chosen].tolist(), strict=True))


def _scores(sketches: Sequence[Sketch], low: NDArray[Any], high: NDArray[Any], rules: Rules) -> NDArray[Any]:
    import numpy as np

    score = np.empty(low.size, dtype=np.int32)
    for at in range(0, low.size, _CHUNK):
        pairs = zip(low[at : at + _CHUNK].tolist(), high[at : at + _CHUNK].tolist(), strict=True)
        score[at : at + _CHUNK] = [score_of(sketches[a], sketches[b], rules) for a, b in pairs]
    return score


def _by_end(size: int, low: NDArray[Any], high: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Numbers of the pairs sorted by the incidents they end in, and where each incident's begin."""
    import numpy as np

    ends = np.concatenate([low, high])
    order = np.argsort(ends, kind="stable")
    first = np.searchsorted(ends[order], np.arange(size + 1))
    order %= max(low.size, 1)
    return order.astype(np.int32), first


def _lots(sketches: Sequence[Sketch], lot: int) -> Iterator[list[int]]:
    """Positions by day, some at a time; the order matters to the cost alone."""
    order = sorted(range(len(sketches)), key=lambda n: sketches[n].start or sketches[n].published or 0)
    for at in range(0, len(order), lot):
        yield order[at : at + lot]
