"""Refiling: which pairs the blocks give anew, and which no longer, when members come and go; and which they give among some."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.merge.block import reach, within
from dateline.merge.part import bound_millis, score_of
from dateline.merge.rules import Blocking, Rules
from dateline.merge.sketch import Sketch

__all__ = ["Entry", "Refiled", "among", "linked", "refiled"]

# Place in the block, and the row of the incident.
Entry = tuple[bytes, int]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Refiled:
    """What changed in a block.

    Args:
        come: pairs of rows that it gives now and did not give before; all those of members that came among them.
        gone: pairs of members that stayed, which it gave before and does not give now.
    """

    come: frozenset[Pair]
    gone: frozenset[Pair]


def refiled(before: Sequence[Entry], after: Sequence[Entry], blocking: Blocking) -> Refiled:
    """What changed in a block.

    In a long block only what stands near a change is looked at, so that the cost is that of the change and not of the block.

    Args:
        before: its members until now, sorted.
        after: its members from now on, sorted.
        blocking: when a block is long, and how far to look in it.
    """
    change = _Change(before, after, blocking)
    return Refiled(frozenset(change.come()), frozenset(change.gone()))


class _Change:
    def __init__(self, before: Sequence[Entry], after: Sequence[Entry], blocking: Blocking) -> None:
        self.before, self.after = before, after
        self.was, self.now = reach(len(before), blocking), reach(len(after), blocking)
        self.rank = {row: n for n, (_, row) in enumerate(before)}
        self.place = {row: n for n, (_, row) in enumerate(after)}
        self.added = [entry for entry in after if entry[1] not in self.rank]
        self.removed = [entry for entry in before if entry[1] not in self.place]
        self.is_short = max(len(before), len(after)) <= blocking.full_block
        self.is_long = min(len(before), len(after)) > blocking.full_block

    def come(self) -> Iterator[Pair]:
        """The pairs that are new: around those that came, and where somebody who stood between two has left."""
        near = {self.place[row] for _, row in self.added}
        near |= set() if self.is_short else self._near(self.after, self.removed, self.now)
        starts = {at for middle in near for at in range(max(0, middle - self.now), middle + 1)}
        for at in starts:
            one = self.after[at][1]
            for _, other in self.after[at + 1 : at + 1 + self.now]:
                if not self._gave(one, other):
                    yield min(one, other), max(one, other)

    def gone(self) -> Iterator[Pair]:
        """The pairs between which somebody stands now, so that they are too far apart."""
        near = set() if self.is_short else self._near(self.before, self.added, self.was)
        for at in near:
            one = self.before[at][1]
            for _, other in self.before[at + 1 : at + 1 + self.was]:
                if one in self.place and other in self.place and not self._gives(one, other):
                    yield min(one, other), max(one, other)

    def _near(self, members: Sequence[Entry], changes: Sequence[Entry], far: int) -> set[int]:
        """Places of the members that stand near a change; all of them where the block became long or short."""
        if not self.is_long:
            return set(range(len(members)))
        middles = (bisect_left(members, entry) for entry in changes)
        return {at for middle in middles for at in range(max(0, middle - far), min(len(members), middle + far))}

    def _gave(self, one: int, other: int) -> bool:
        return one in self.rank and other in self.rank and abs(self.rank[one] - self.rank[other]) <= self.was

    def _gives(self, one: int, other: int) -> bool:
        return abs(self.place[one] - self.place[other]) <= self.now


def among(rows: Collection[int], blocks: Iterable[Sequence[Entry]], blocking: Blocking) -> set[Pair]:
    """The pairs that blocks give among some incidents, lower row first.

    Args:
        rows: of these incidents.
        blocks: all blocks that they are filed in, each with all its members, sorted.
        blocking: as in `refiled`.
    """
    found: set[Pair] = set()
    for block in blocks:
        ranks = {row: n for n, (_, row) in enumerate(block) if row in rows}
        found.update((min(pair), max(pair)) for pair in within(ranks, len(block), blocking))
    return found


def linked(pairs: Iterable[Pair], sketches: Mapping[int, Sketch], rules: Rules) -> list[Pair]:
    """Of some pairs those by which two incidents may come into one event."""
    bound = bound_millis(rules)
    return [(a, b) for a, b in pairs if score_of(sketches[a], sketches[b], rules) > bound]
