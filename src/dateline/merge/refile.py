"""Refiling: which pairs the blocks give otherwise when members come and go; and which they give around some."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from dateline.merge.block import barring, reach
from dateline.merge.rules import Blocking, Rules

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Entry", "around", "open_pairs", "refiled", "within"]

# Place in the block, and the row of the incident.
Entry = tuple[bytes, int]
Pair = tuple[int, int]


def refiled(before: Sequence[Entry], after: Sequence[Entry], blocking: Blocking) -> frozenset[Pair]:
    """The pairs of members that stayed, lower row first, which a block gave and gives no more, or the other way round.

    In a long block only what stands near a change is looked at, so that the cost is that of the change and not of the block.

    Args:
        before: its members until now, sorted.
        after: its members from now on, sorted.
        blocking: when a block is long, and how far to look in it.
    """
    if max(len(before), len(after)) <= blocking.full_block:
        return frozenset()
    change = _Change(before, after, blocking)
    return frozenset(chain(change.come(), change.gone()))


class _Change:
    def __init__(self, before: Sequence[Entry], after: Sequence[Entry], blocking: Blocking) -> None:
        self.before, self.after = before, after
        self.was, self.now = reach(len(before), blocking), reach(len(after), blocking)
        self.rank = {row: n for n, (_, row) in enumerate(before)}
        self.place = {row: n for n, (_, row) in enumerate(after)}
        self.added = [entry for entry in after if entry[1] not in self.rank]
        self.removed = [entry for entry in before if entry[1] not in self.place]
        self.is_long = min(len(before), len(after)) > blocking.full_block

    def come(self) -> Iterator[Pair]:
        """The pairs between which somebody stood who has left."""
        return self._lost(self.after, self._near(self.after, self.removed, self.now), self.rank, reach=(self.now, self.was))

    def gone(self) -> Iterator[Pair]:
        """The pairs between which somebody stands now, so that they are too far apart."""
        return self._lost(self.before, self._near(self.before, self.added, self.was), self.place, reach=(self.was, self.now))

    def _near(self, members: Sequence[Entry], changes: Sequence[Entry], far: int) -> set[int]:
        """Places of the members that stand near a change; all of them where the block became long or short."""
        if not self.is_long:
            return set(range(len(members)))
        middles = (bisect_left(members, entry) for entry in changes)
        return {at for middle in middles for at in range(max(0, middle - far), min(len(members), middle + far))}

    @staticmethod
    def _lost(
        members: Sequence[Entry], near: Iterable[int], other_rank: Mapping[int, int], *, reach: tuple[int, int]
    ) -> Iterator[Pair]:
        """The pairs of one order, begun near a change, that the other order, whose ranks are given, does not give."""
        here, there = reach
        for at in near:
            one = members[at][1]
            for _, other in members[at + 1 : at + 1 + here]:
                if one in other_rank and other in other_rank and abs(other_rank[one] - other_rank[other]) > there:
                    yield min(one, other), max(one, other)


def open_pairs(pairs: Collection[Pair], places: Mapping[int, bytes], veto_days: int) -> set[Pair]:
    """Of some pairs of rows those that are not barred, as far as their places tell."""
    import numpy as np

    rows = sorted(places)
    number = {row: n for n, row in enumerate(rows)}
    chosen = sorted(pairs)
    low, high = (np.array([number[pair[side]] for pair in chosen], dtype=np.int64) for side in (0, 1))
    barred = barring([places[row] for row in rows], low, high, veto_days)
    return {pair for pair, is_barred in zip(chosen, barred.tolist(), strict=True) if not is_barred}


def around(rows: Collection[int], blocks: Iterable[Sequence[Entry]], rules: Rules, *, kept: Collection[int] = ()) -> set[Pair]:
    """The pairs that blocks give with an end among some incidents, lower row first; barred ones are left out as far as places tell.

    Args:
        rows: of these incidents.
        blocks: all blocks that they are filed in, each with all its members, sorted.
        rules: bounds of the blocks, and what bars.
        kept: rows whose barred pairs are given too.
    """
    return _found(dict.fromkeys(rows, 1), blocks, rules, kept=kept, is_inside=False)


def within(
    groups: Iterable[Collection[int]], blocks: Iterable[Sequence[Entry]], rules: Rules, *, kept: Collection[int] = ()
) -> set[Pair]:
    """As `around`, the pairs that lie within one of these groups of incidents."""
    label = {row: n for n, group in enumerate(groups, 1) for row in group}
    return _found(label, blocks, rules, kept=kept, is_inside=True)


def _found(
    label: Mapping[int, int], blocks: Iterable[Sequence[Entry]], rules: Rules, *, kept: Collection[int], is_inside: bool
) -> set[Pair]:
    import numpy as np

    told = [block for block in blocks if len(block) > 1]
    entries = list(chain.from_iterable(told))
    own = np.fromiter((label.get(row, 0) for _, row in entries), dtype=np.int64, count=len(entries))
    far = _reaches(told, rules.blocking)
    firsts, steps = [np.zeros(0, dtype=np.int64)], [0]
    at = np.flatnonzero(far)
    while at.size:
        step = len(firsts)
        one, other = own[at], own[at + step]
        firsts.append(at[(one == other) & (one > 0)] if is_inside else at[(one > 0) | (other > 0)])
        steps.append(step)
        at = at[far[at] > step]
    first = np.concatenate(firsts)
    return _open(entries, first, first + np.repeat(steps, [some.size for some in firsts]), rules, kept=kept)


def _reaches(blocks: Sequence[Sequence[Entry]], blocking: Blocking) -> NDArray[Any]:
    """For each member of the blocks how many after it in its block it is compared with."""
    import numpy as np

    size = np.array([len(block) for block in blocks], dtype=np.int64)
    length = np.repeat(size, size)
    after = np.repeat(np.cumsum(size), size) - np.arange(length.size) - 1
    found: NDArray[Any] = np.minimum(after, np.where(length <= blocking.full_block, length, blocking.window))
    return found


def _open(
    entries: Sequence[Entry], first: NDArray[Any], second: NDArray[Any], rules: Rules, *, kept: Collection[int]
) -> set[Pair]:
    """The pairs of entries that are not barred, each once."""
    import numpy as np

    rows = np.fromiter((row for _, row in entries), dtype=np.int64, count=len(entries))
    known, at, number = np.unique(rows, return_index=True, return_inverse=True)
    one, other = number[first], number[second]
    codes = np.unique(np.minimum(one, other) * known.size + np.maximum(one, other))
    low, high = codes // max(known.size, 1), codes % max(known.size, 1)
    is_kept = np.isin(known, np.array(sorted(kept), dtype=np.int64))
    barred = barring([entries[n][0] for n in at.tolist()], low, high, rules.veto_days)
    is_open = ~barred | is_kept[low] | is_kept[high]
    return set(zip(known[low[is_open]].tolist(), known[high[is_open]].tolist(), strict=True))
