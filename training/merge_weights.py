"""Fits the evidence weights of merging and writes them as a rules data file.

usage: python -m training.merge_weights DIR [--stories FILE...] [--coded FILE] [--out FILE]

DIR holds train-a..d.jsonl and folds.json of the authored stories (../shared/data/authored); fold 0 is left out. A pair of
incidents of different documents that some block brings together is one example; it is positive where both bear one key in
one story. `training.merge_examples` says in which ways the stories are seen. Logistic regression with a pull to
weights set by judgement, each held to its sign. The same input gives the same file.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.merge.compare import COMPARISONS, LEVELS
from dateline.merge.rules import load
from dateline.quality import Coded, fold_ids, gold
from training.merge_examples import Example, by_finder, by_hand, examples

PULL = 60.0
"""Strength of the pull to the starting weights, in examples."""
FOUND_WEIGHT = 2
"""How often a pair that the finder coded counts, of which there are fewer."""
STEPS = 600

# Where the weights start from and are pulled back to: a practitioner's judgement of each level, in log odds. A level's sign
# is held, so that no accident of few stories makes an agreement speak against; where it says 0 it stays silent.
PRIOR = -4.5
CENTRE: dict[str, dict[str, float]] = {
    "place": {
        "same_name": 2.5, "same_point": 2.5, "near": 0.8, "inside_town": 2.0, "inside_district": 1.5, "inside_province": 0.5, "told_beside": 0.8,
        "same_parent": 0.3, "same_area": -1.0, "country_only": -0.3, "unknown": 0.0, "unlocated": -0.8, "elsewhere": -2.5, "far": -4.0,
    },
    "time": {
        "same_day": 2.5, "overlap": 1.5, "loose_overlap": 0.3, "told_soon": 0.6, "unknown": 0.0, "day_apart": -0.7, "days_apart": -2.5, "told_later": -0.8,
        "told_before": -3.0, "week_apart": -3.5, "far": -5.0,
    },
    "action": {"same": 1.0, "vague": 0.6, "kindred": 0.3, "other_violence": -1.2, "distinct": -2.5},
    "status": {"same": 0.0, "differs": -0.7, "planned_or_done": -2.0},
    "perpetrator": {"same_name": 1.2, "same_kind": 0.3, "unknown": 0.0, "swapped": 0.3, "other_name": -0.8, "other_kind": -1.0},
    "target": {"same_name": 1.2, "same_words": 1.0, "same_kind": 0.4, "unknown": 0.0, "other_name": -0.3, "other_kind": -1.0},
    "killed": {
        "same": 2.0, "same_small": 1.0, "close": 0.6, "both_none": 0.5, "unknown": 0.0, "none_or_some": -0.7, "apart": -0.7, "far": -1.5,
    },
    "wounded": {"same": 1.5, "close": 0.5, "unknown": 0.0, "apart": -0.5},
    "captives": {"same": 1.5, "close": 0.5, "unknown": 0.0, "one_sided": -0.4, "apart": -0.7},
    "weapon": {"same": 0.7, "unknown": 0.0, "other": -0.5},
    "words": {"verbatim": 5.0, "many": 3.0, "some": 1.5, "few": 0.6, "unknown": 0.0, "none": -0.8},
}  # fmt: skip


# Levels from strong to weak agreement: where few stories put two of them in the wrong order, both get their mean.
CHAINS = (
    ("perpetrator", ("same_name", "same_kind")),
    ("target", ("same_name", "same_words", "same_kind")),
    ("time", ("same_day", "overlap", "loose_overlap")),
    ("killed", ("same", "same_small", "close")),
    ("words", ("verbatim", "many", "some", "few")),
)


def fit(rows: Iterable[Example]) -> tuple[float, dict[tuple[str, str], float]]:
    """The prior and the weight of every level, by accelerated projected gradient descent.

    The made-up neighbours teach what tells two occurrences apart, but they are more than the world has; the prior is set
    back to the share of pairs without them (case-control sampling: only the intercept depends on the share drawn).

    Source: Beck and Teboulle, "A Fast Iterative Shrinkage-Thresholding Algorithm" (2009).
    """
    table, share = _counted(rows)
    x, y, n = table
    columns = [(name, level) for name in COMPARISONS for level in LEVELS[name]]
    centre = np.array([CENTRE[name][level] for name, level in columns])
    low, high = np.where(centre > 0, 0.0, -np.inf), np.where(centre < 0, 0.0, np.inf)
    low[centre == 0], high[centre == 0] = 0.0, 0.0
    weight, prior, rate, pace = centre.copy(), PRIOR, 4.0 / n.sum(), 1.0
    ahead, prior_ahead = weight.copy(), prior
    for _ in range(STEPS):
        error = n * (1 / (1 + np.exp(-(x @ ahead + prior_ahead))) - y)
        stepped = np.clip(ahead - rate * (x.T @ error + PULL * (ahead - centre)), low, high)
        prior_stepped = prior_ahead - rate * (float(error.sum()) + PULL * (prior_ahead - PRIOR))
        quicker = (1 + sqrt(1 + 4 * pace * pace)) / 2
        ahead = stepped + (pace - 1) / quicker * (stepped - weight)
        prior_ahead = prior_stepped + (pace - 1) / quicker * (prior_stepped - prior)
        weight, prior, pace = stepped, prior_stepped, quicker
    seen = dict(zip(columns, (x * n[:, None]).sum(axis=0).tolist(), strict=True))
    return prior + share, ordered(dict(zip(columns, weight.tolist(), strict=True)), seen)


Table = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def _counted(rows: Iterable[Example]) -> tuple[Table, float]:
    """Each sort of pair once: its levels as ones and zeros, its truth, how often it was seen; and what the neighbours add to the prior."""
    seen: Counter[tuple[tuple[str, ...], bool]] = Counter()
    apart: Counter[bool] = Counter()
    for row in rows:
        seen[row.levels, row.truth] += FOUND_WEIGHT if row.is_found else 1
        apart[row.is_made_up] += not row.truth
    index = {(name, level): n for n, (name, level) in enumerate((c, lv) for c in COMPARISONS for lv in LEVELS[c])}
    x = np.zeros((len(seen), len(index)))
    for n, (levels, _) in enumerate(seen):
        x[n, [index[pair] for pair in zip(COMPARISONS, levels, strict=True)]] = 1
    truth = np.array([float(truth) for _, truth in seen])
    return (x, truth, np.array(list(seen.values()), dtype=float)), log(apart.total() / max(1, apart[False]))


def ordered(weight: dict[tuple[str, str], float], n: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """The weights with each chain in order (pool adjacent violators, weighed by the number of examples)."""
    for name, chain in CHAINS:
        pools: list[tuple[float, float, list[str]]] = []
        for level in chain:
            mean, size, levels_ = weight[name, level], n[name, level] + PULL, [level]
            while pools and pools[-1][0] < mean:
                above, many, names = pools.pop()
                mean, size, levels_ = (above * many + mean * size) / (many + size), many + size, [*names, *levels_]
            pools.append((mean, size, levels_))
        weight.update({(name, level): mean for mean, _, names in pools for level in names})
    return weight


def written(prior: float, weight: dict[tuple[str, str], float], rows: Sequence[Example], stories: int) -> str:
    """The data file."""
    positive = sum(row.truth for row in rows)
    lines = [
        "# Evidence weights: natural-log odds that each level of each comparison adds. Made by training/merge_weights.py from",
        f"# {stories} stories, as coded by hand and as found: {len(rows)} pairs, {positive} of them one occurrence. A copy may be changed by hand.",
        'name = "stories"',
        'version = "2"',
        f"prior = {prior:.2f}",
    ]
    for name in COMPARISONS:
        lines += ["", f"[{name}]"]
        lines += [f"{level} = {weight[name, level] + 0.0:.2f}".replace("-0.00", "0.00") for level in LEVELS[name]]
    return "\n".join(lines) + "\n"


def stories(folder: Path, folds: Sequence[str], own: Sequence[Path]) -> list[Coded]:
    """The documents of the authored stories in some folds, and of own files, that belong to a story."""
    authored = gold([folder / f"train-{part}.jsonl" for part in "abcd"], fold_ids(folder / "folds.json", *folds))
    return [(doc, incidents) for doc, incidents in (*authored, *gold(own)) if doc.story]


def linked(data: Iterable[Coded]) -> list[Coded]:
    """The same, the places of the incidents linked by dateline itself: with points, as found incidents have them."""
    from dateline.link import place

    return [(doc, tuple(place.resolve(doc, list(incidents)))) for doc, incidents in data]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", type=Path, nargs="*", default=[], help="own documents, those of them that belong to stories")
    parser.add_argument("--coded", type=Path, help="what `dateline code` wrote for the same documents")
    parser.add_argument("--out", type=Path, default=Path("src/dateline/data/rules/weights.toml"))
    args = parser.parse_args()
    data = stories(args.folder, ("1", "2", "3", "4"), args.stories)
    finder = by_finder(data, args.coded) if args.coded else []
    rows = list(examples(by_hand(data), by_hand(linked(data)), finder, load()))
    prior, weight = fit(rows)
    args.out.write_text(written(prior, weight, rows, len({doc.story for doc, _ in data})), encoding="utf-8")
    print(f"{len(rows)} pairs, {sum(row.truth for row in rows)} positive -> {args.out}")


if __name__ == "__main__":
    main()
