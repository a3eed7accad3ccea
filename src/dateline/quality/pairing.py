"""Gold incidents paired with predicted ones where they rest on the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dateline.quality.alike import overlap, same_actor, same_place
from dateline.quality.telling import IncidentTold

__all__ = ["Pair", "matching_size", "paired"]

T = TypeVar("T")
Pair = tuple[IncidentTold, IncidentTold]

# Source: the project's measure, `score.py` of the data kit, codebook 1.2.
LEAST_SHARED = 0.3


def matching_size(left: Sequence[T], right: Sequence[T], same: Callable[[T, T], bool]) -> int:
    """Size of the largest one-to-one matching of equal members."""
    fits = [[k for k, b in enumerate(right) if same(a, b)] for a in left]
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for k in fits[i]:
            if k not in seen:
                seen.add(k)
                if k not in taken or place(taken[k], seen):
                    taken[k] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(left)))


def paired(gold: Sequence[IncidentTold], predicted: Sequence[IncidentTold]) -> tuple[Pair, ...]:
    """Pairs of gold and predicted incidents, one to one, best agreement first."""
    found = [
        (agreement, i, k)
        for i, g in enumerate(gold)
        for k, p in enumerate(predicted)
        if (agreement := _agreement(g, p)) is not None
    ]
    pairs: list[Pair] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, i, k in sorted(found, key=lambda row: (-row[0], row[1], row[2])):
        if i not in used_gold and k not in used_predicted:
            used_gold.add(i)
            used_predicted.add(k)
            pairs.append((gold[i], predicted[k]))
    return tuple(pairs)


def _agreement(g: IncidentTold, p: IncidentTold) -> float | None:
    """How well two incidents agree; None where their evidence hardly overlaps.

    The terms are added one after another, in this order, so that ties fall as in the data kit's program.
    """
    shared = max((overlap(a, b) for a in g.evidence for b in p.evidence), default=0.0)
    if shared < LEAST_SHARED:
        return None
    terms = (
        (0.5, g.action == p.action),
        (0.5, same_place(g.place, p.place)),
        (0.3, g.start is not None and g.start == p.start),
        (0.3, matching_size(g.targets, p.targets, same_actor) > 0),
        (0.2, matching_size(g.perpetrators, p.perpetrators, same_actor) > 0),
        (0.2, g.aggregate == p.aggregate),
        (0.2, bool(g.killed & p.killed)),
    )
    for weight, holds in terms:
        shared += weight * holds
    return shared
