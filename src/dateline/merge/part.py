"""Parts: incidents that may come into one event, however clustering goes, so that each part can be merged by itself.

Two groups are joined where the mean over all pairs between them lies above a bound, and pairs that no block brought together count
below it; so at least one pair that was compared must lie above it. Incidents that no chain of such pairs links never meet, and
what happens in one part changes nothing in another.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.merge.cluster import FORBIDDEN, clusters
from dateline.merge.compare import veto
from dateline.merge.rules import Rules
from dateline.merge.score import score_millis
from dateline.merge.sketch import Sketch

__all__ = ["Part", "bound_millis", "components", "parts", "score_of"]

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """One part, clustered.

    Args:
        members: positions, sorted.
        groups: those of each event, sorted.
        scores: thousandths of log odds of its pairs, lower position first.
    """

    members: list[int]
    groups: list[list[int]]
    scores: Mapping[Pair, int] = field(default_factory=dict)


def parts(
    sketches: Sequence[Sketch], pairs: Iterable[Pair], rules: Rules, *, together: Sequence[Pair] = (), apart: Sequence[Pair] = ()
) -> Iterator[Part]:
    """The parts, each clustered, in the order of their first members.

    Args:
        sketches: sorted by reference.
        pairs: those to be scored, lower position first.
        rules: the weights, the bound for a join and the hard facts.
        together: pairs that people decided to be one event; together with `apart` as `settle` left them.
        apart: pairs that people decided to be two.
    """
    scored = _Scored.of(sketches, pairs, rules)
    found = components(len(sketches), [*scored.above(bound_millis(rules)), *together])
    home = {n: at for at, members in enumerate(found) if len(members) > 1 for n in members}
    inside = scored.inside(home)
    held, kept = _inside(together, home), _inside(apart, home)
    for at, members in enumerate(found):
        if len(members) == 1:
            yield Part(members, [members])
        else:
            scores = inside[at]
            groups = _clustered(members, sketches, scores, rules, decided=(held.get(at, ()), kept.get(at, ())))
            yield Part(members, groups, scores)


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


@dataclass(frozen=True, slots=True)
class _Scored:
    """Pairs with their scores, as numbers of 32 bits: there may be many millions."""

    low: array[int]
    high: array[int]
    score: array[int]

    @classmethod
    def of(cls, sketches: Sequence[Sketch], pairs: Iterable[Pair], rules: Rules) -> _Scored:
        found = cls(array("i"), array("i"), array("i"))
        for a, b in pairs:
            found.low.append(a)
            found.high.append(b)
            found.score.append(score_of(sketches[a], sketches[b], rules))
        return found

    def above(self, bound: float) -> Iterator[Pair]:
        return ((a, b) for a, b, score in zip(self.low, self.high, self.score, strict=True) if score > bound)

    def inside(self, home: Mapping[int, int]) -> dict[int, dict[Pair, int]]:
        """The scores within each part."""
        found: dict[int, dict[Pair, int]] = defaultdict(dict)
        for a, b, score in zip(self.low, self.high, self.score, strict=True):
            at = home.get(a)
            if at is not None and at == home.get(b):
                found[at][a, b] = score
        return found


def _inside(pairs: Iterable[Pair], home: Mapping[int, int]) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = defaultdict(list)
    for a, b in pairs:
        at = home.get(a)
        if at is not None and at == home.get(b):
            found[at].append((a, b))
    return found


def _clustered(
    members: Sequence[int],
    sketches: Sequence[Sketch],
    scores: Mapping[Pair, int],
    rules: Rules,
    *,
    decided: tuple[Sequence[Pair], Sequence[Pair]],
) -> list[list[int]]:
    place = {n: at for at, n in enumerate(members)}
    together, apart = ([(place[a], place[b]) for a, b in pairs] for pairs in decided)
    own = {(place[a], place[b]): score for (a, b), score in scores.items()}
    groups = clusters([sketches[n] for n in members], own, rules, together=together, apart=apart)
    return [[members[at] for at in group] for group in groups]
