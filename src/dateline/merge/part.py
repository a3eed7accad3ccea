"""Parts: the incidents whose events may come out otherwise than they stand, clustered by themselves.

Clustering joins the best two groups, then the next best. So the events that stand stay as they are, one and all, unless some open incident
comes to be joined with them; and whether one does shows when the open incidents are clustered together with the events that they are
linked to. Where none of these changes, the events farther off cannot either. Where one does, its incidents are open too, and so on.

What comes out is what clustering everything at once gives: two groups are joined only where the mean over all pairs between them lies above a bound,
and pairs that no block brought together count below it; so at least one pair between them must lie above it, which is a link.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from dateline.merge.cluster import FORBIDDEN, clusters
from dateline.merge.compare import veto
from dateline.merge.rules import Rules
from dateline.merge.score import score_millis
from dateline.merge.sketch import Sketch

__all__ = ["Bound", "Group", "Pair", "Part", "Surroundings", "bound_millis", "components", "regrouped", "score_of"]

Pair = tuple[int, int]
Group = tuple[int, ...]


class Surroundings(Protocol):
    """What clustering looks up around open incidents. An incident is a row; pairs are lower row first."""

    def sketches(self, rows: Collection[int]) -> Mapping[int, Sketch]:
        """The sketches of at least these rows."""
        ...

    def groups(self, rows: Collection[int]) -> Collection[Group]:
        """The events that stand which hold these rows, each as all of its rows, sorted; a row that stands in none is left out."""
        ...

    def scores(self, rows: Collection[int]) -> Mapping[Pair, int]:
        """Thousandths of log odds of the compared pairs that have at least one end among these rows."""
        ...

    def inside(self, groups: Collection[Group]) -> Mapping[Pair, int]:
        """Thousandths of log odds of the compared pairs that lie within one of these events."""
        ...


@dataclass(frozen=True, slots=True)
class Bound:
    """What people decided on pairs of rows, as `settle` left it: pairs that are one event, and pairs that are two."""

    together: Sequence[Pair] = ()
    apart: Sequence[Pair] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Open rows, and their events.

    Args:
        rows: all that came to be open, sorted.
        groups: their events, each sorted, sorted.
    """

    rows: tuple[int, ...]
    groups: tuple[Group, ...]


def regrouped(opened: Iterable[int], around: Surroundings, rules: Rules, bound: Bound | None = None) -> Part:
    """The events of some open incidents, and of all whose events change with them.

    Args:
        opened: rows that stand in no event yet, and all rows of the events that something changed in.
        around: the events that stand, and the pairs.
        rules: the bound for a join and the hard facts.
        bound: what people decided; it must open what it newly binds.
    """
    search = _Regrouping(around, rules, bound or Bound())
    return search.run(set(opened))


def bound_millis(rules: Rules) -> float:
    """The score that one pair between two groups must exceed, so that they may be joined, in thousandths of log odds."""
    return 1000 * rules.join_above if rules.unpaired <= rules.join_above else float("-inf")


def score_of(a: Sketch, b: Sketch, rules: Rules) -> int:
    """The score of a pair in thousandths of log odds; `FORBIDDEN` where a hard fact forbids joining them."""
    return FORBIDDEN if veto(a, b, rules) else score_millis(a, b, rules)


def components(size: int, links: Iterable[Pair]) -> list[list[int]]:
    """Positions from 0 to `size` - 1 in groups that chains of links hold together, each sorted, in the order of their first members."""
    parent = list(range(size))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n

    for a, b in links:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    found: dict[int, list[int]] = {}
    for n in range(size):
        found.setdefault(root(n), []).append(n)
    return list(found.values())


class _Regrouping:
    def __init__(self, around: Surroundings, rules: Rules, bound: Bound) -> None:
        self._around, self._rules = around, rules
        self._least = bound_millis(rules)
        self._together, self._apart = _both_ways(bound.together), _both_ways(bound.apart)

    def run(self, opened: set[int]) -> Part:
        done: list[Group] = []
        while opened:
            opened = self._with_bound(opened)
            scores = self._around.scores(opened)
            standing = self._linked(opened, scores)
            again: set[int] = set()
            for rows, own in self._islands(opened, standing, scores):
                made = self._clustered(rows, own)
                changed = [group for group in standing if group[0] in rows and group not in made]
                if changed:
                    again |= (opened & rows).union(*changed)
                else:
                    done += (group for group in made if group[0] in opened)
            opened = again
        return Part(tuple(sorted(chain.from_iterable(done))), tuple(sorted(done)))

    def _with_bound(self, opened: set[int]) -> set[int]:
        """The open rows, and the events of the rows that people joined with them."""
        found, new = set(opened), set(opened)
        while new:
            bound = {other for row in new & self._together.keys() for other in self._together[row]} - found
            new = set(chain.from_iterable(self._around.groups(bound))) - found
            found |= new
        return found

    def _linked(self, opened: set[int], scores: Mapping[Pair, int]) -> set[Group]:
        """The events that stand which an open row is linked to."""
        ends = {row for pair, score in scores.items() if score > self._least for row in pair}
        return set(self._around.groups(ends - opened))

    def _islands(
        self, opened: set[int], standing: set[Group], scores: Mapping[Pair, int]
    ) -> Iterator[tuple[set[int], dict[Pair, int]]]:
        """Rows that chains of links, decisions and events hold together, with the scores among them."""
        rows = sorted(opened.union(*standing))
        place = {row: at for at, row in enumerate(rows)}
        pairs = {pair: score for pair, score in scores.items() if pair[0] in place and pair[1] in place}
        pairs |= self._around.inside([group for group in standing if len(group) > 1])
        links = ((place[a], place[b]) for (a, b), score in pairs.items() if score > self._least)
        held = ((place[a], place[b]) for a in rows for b in self._together.get(a, ()) if b in place)
        whole = ((place[group[0]], place[row]) for group in standing for row in group[1:])
        found = components(len(rows), chain(links, held, whole))
        home = {rows[at]: n for n, island in enumerate(found) for at in island}
        own: list[dict[Pair, int]] = [{} for _ in found]
        for (a, b), score in pairs.items():
            if home[a] == home[b]:
                own[home[a]][a, b] = score
        for island, mine in zip(found, own, strict=True):
            yield {rows[at] for at in island}, mine

    def _clustered(self, rows: Collection[int], scores: Mapping[Pair, int]) -> set[Group]:
        if len(rows) == 1:
            return {tuple(rows)}
        sketches = self._around.sketches(rows)
        order = sorted(rows, key=lambda row: sketches[row].ref)
        place = {row: at for at, row in enumerate(order)}
        own = {_sorted(place[a], place[b]): score for (a, b), score in scores.items()}
        together, apart = (
            [(place[a], place[b]) for a in rows for b in pairs.get(a, ()) if a < b and b in place]
            for pairs in (self._together, self._apart)
        )
        groups = clusters([sketches[row] for row in order], own, self._rules, together=together, apart=apart)
        return {tuple(sorted(order[at] for at in group)) for group in groups}


def _both_ways(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for a, b in pairs:
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return found


def _sorted(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
