"""Measures of how well items are put together, each from its published definition; figures in percent.

A partition names for each item the set that it is in. Gold and told partitions hold the same items.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from math import comb, inf
from typing import Any, TypeAlias

__all__ = [
    "Partition",
    "adjusted_rand",
    "b3",
    "b3_with_missing",
    "ceaf_e",
    "conll",
    "lea",
    "muc",
    "pairwise",
    "prf",
    "same_event",
    "sets",
]

Partition: TypeAlias = Mapping[Any, Hashable]
Sets: TypeAlias = Mapping[Hashable, set[Any]]


def prf(precision: float, recall: float) -> dict[str, float]:
    """Precision, recall and F1, rounded to tenths."""
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(100 * precision, 1), "recall": round(100 * recall, 1), "f1": round(100 * f1, 1)}


def sets(partition: Partition) -> dict[Hashable, set[Any]]:
    """The items of each set."""
    found: dict[Hashable, set[Any]] = defaultdict(set)
    for item, name in partition.items():
        found[name].add(item)
    return found


def b3(gold: Partition, ours: Partition) -> dict[str, float]:
    """B³ precision, recall and F1. Source: Bagga and Baldwin (1998)."""
    gold_sets, our_sets = sets(gold), sets(ours)
    shared = {item: len(gold_sets[gold[item]] & our_sets[ours[item]]) for item in gold}
    return prf(
        sum(n / len(our_sets[ours[item]]) for item, n in shared.items()) / len(gold),
        sum(n / len(gold_sets[gold[item]]) for item, n in shared.items()) / len(gold),
    )


def b3_with_missing(gold: Partition, ours: Partition, every: Sequence[Hashable]) -> dict[str, float]:
    """B³ where some gold items were not found: they have no recall, and their fellows lose theirs with them.

    Args:
        gold: of the found items.
        ours: of the found items.
        every: the gold sets of all items, found or not, one entry an item.
    """
    gold_sets, our_sets, sizes = sets(gold), sets(ours), Counter(every)
    shared = {item: len(gold_sets[gold[item]] & our_sets[ours[item]]) for item in gold}
    return prf(
        sum(n / len(our_sets[ours[item]]) for item, n in shared.items()) / len(gold),
        sum(n / sizes[gold[item]] for item, n in shared.items()) / len(every),
    )


def pairwise(gold: Partition, ours: Partition) -> dict[str, float]:
    """Precision, recall and F1 over pairs of items put together."""
    both = sum(comb(n, 2) for n in Counter((gold[item], ours[item]) for item in gold).values())
    told, true = (sum(comb(n, 2) for n in Counter(p[item] for item in gold).values()) for p in (ours, gold))
    return prf(both / told if told else 1.0, both / true if true else 1.0)


def lea(key: Sets, response: Sets) -> float:
    """Link-based entity-aware recall without singletons. Source: Moosavi and Strube (2016)."""
    total = weight = 0.0
    for k in key.values():
        if len(k) > 1:
            total += len(k) * sum(comb(len(k & r), 2) for r in response.values()) / comb(len(k), 2)
            weight += len(k)
    return total / weight if weight else 0.0


def same_event(gold: Partition, ours: Partition) -> dict[str, float]:
    """LEA of both partitions, singletons left out."""
    key, response = sets(gold), sets({item: ours[item] for item in gold})
    return prf(lea(response, key), lea(key, response))


def muc(gold: Partition, ours: Partition) -> dict[str, float]:
    """Links kept and links made. Source: Vilain, Burger, Aberdeen, Connolly and Hirschman (1995)."""
    return prf(_links(ours, gold), _links(gold, ours))


def _links(key: Partition, response: Partition) -> float:
    """The share of the links that hold the key's sets together which the response keeps: per set its size less the parts it falls into."""
    groups = sets(key).values()
    kept = sum(len(group) - len({response[item] for item in group}) for group in groups)
    whole = sum(len(group) - 1 for group in groups)
    return kept / whole if whole else 0.0


def ceaf_e(gold: Partition, ours: Partition) -> dict[str, float]:
    """Sets matched one to one so that they are most alike; likeness is twice what is shared over both sizes. Source: Luo (2005), phi 4."""
    keys, responses = list(sets(gold).values()), list(sets({item: ours[item] for item in gold}).values())
    likeness = [[2 * len(k & r) / (len(k) + len(r)) for r in responses] for k in keys]
    best = _most(likeness)
    return prf(best / len(responses), best / len(keys))


def conll(gold: Partition, ours: Partition) -> float:
    """The mean F1 of MUC, B³ and CEAF-e. Source: Pradhan et al., CoNLL-2012 shared task."""
    return round(sum(measure(gold, ours)["f1"] for measure in (muc, b3, ceaf_e)) / 3, 1)


def _most(table: Sequence[Sequence[float]]) -> float:
    """The largest sum of entries, at most one of each row and of each column.

    Source: the Hungarian method with potentials (Kuhn 1955, Munkres 1957), on costs that are the entries made negative.
    """
    if table and len(table) > len(table[0]):
        table = list(zip(*table, strict=True))
    rows, columns = len(table), len(table[0]) if table else 0
    row_of = [0] * (columns + 1)
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], at = row, 0
        least, came, done = [inf] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while row_of[at]:
            done[at], one = True, row_of[at]
            for j in range(1, columns + 1):
                if not done[j] and (cost := -table[one - 1][j - 1] - u[one] - v[j]) < least[j]:
                    least[j], came[j] = cost, at
            then = min((j for j in range(1, columns + 1) if not done[j]), key=least.__getitem__)
            step = least[then]
            for j in range(columns + 1):
                if done[j]:
                    u[row_of[j]] += step
                    v[j] -= step
                else:
                    least[j] -= step
            at = then
        while at:
            row_of[at], at = row_of[came[at]], came[at]
    return sum(table[row_of[j] - 1][j - 1] for j in range(1, columns + 1) if row_of[j])


def adjusted_rand(gold: Partition, ours: Partition) -> float:
    """The adjusted Rand index in percent. Source: Hubert and Arabie (1985)."""
    both = sum(comb(n, 2) for n in Counter((gold[k], ours[k]) for k in gold).values())
    a, b = (sum(comb(n, 2) for n in Counter(p.values()).values()) for p in (gold, ours))
    expected = a * b / comb(len(gold), 2) if len(gold) > 1 else 0.0
    most = (a + b) / 2
    return round(100 * (1.0 if most == expected else (both - expected) / (most - expected)), 1)
