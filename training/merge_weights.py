"""Fits the evidence weights of merging and writes them as a rules data file.

usage: python training/merge_weights.py DIR [--out FILE]

DIR holds train-a..d.jsonl and folds.json of the authored stories (../shared/data/authored); fold 0 is left out. A pair of
incidents of different documents that some block brings together is one example; it is positive where both bear one key in
one story. The stories are clean and few, so each incident is also seen through the faults that real finding has: a day
off by one, a place known only by its district or not at all, a vaguer action, actors or figures missing, and as its own
neighbour: the same place and actors on another day with another toll. Logistic regression with a pull to
weights set by judgement, each held to its sign. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from math import log
from pathlib import Path

import numpy as np

from dateline.merge.block import candidate_pairs
from dateline.merge.compare import COMPARISONS, LEVELS, levels, veto
from dateline.merge.rules import Rules, load
from dateline.merge.sketch import Sketch, sketch
from dateline.model import Action, Claim, Count, Document, Incident, Place, PlacePrecision
from dateline.quality import Coded, fold_ids, gold

ROUNDS = 3  # noisy copies of each incident
PULL = 20.0  # strength of the pull to the starting weights, in examples
STEPS = 4000

# Where the weights start from and are pulled back to: a practitioner's judgement of each level, in log odds. A level's sign
# is held, so that no accident of few stories makes an agreement speak against; where it says 0 it stays silent.
PRIOR = -4.5
CENTRE: dict[str, dict[str, float]] = {
    "place": {
        "same_name": 2.5, "same_point": 2.5, "near": 0.8, "inside_town": 2.0, "inside_district": 1.5, "inside_province": 0.5, "same_parent": 0.3,
        "same_area": -1.0, "country_only": -0.3, "unknown": 0.0, "elsewhere": -2.5, "far": -4.0,
    },
    "time": {
        "same_day": 2.5, "overlap": 1.5, "loose_overlap": 0.3, "unknown": 0.0, "day_apart": -0.7, "days_apart": -2.5, "week_apart": -3.5, "far": -5.0,
    },
    "action": {"same": 1.0, "vague": 0.6, "kindred": 0.3, "other_violence": -1.2, "distinct": -2.5},
    "status": {"same": 0.0, "differs": -0.7, "planned_or_done": -2.0},
    "perpetrator": {"same_name": 1.2, "same_kind": 0.3, "unknown": 0.0, "swapped": 0.3, "other_name": -0.8, "other_kind": -1.0},
    "target": {"same_name": 1.2, "same_kind": 0.4, "unknown": 0.0, "other_name": -0.3, "other_kind": -1.0},
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
    ("target", ("same_name", "same_kind")),
    ("time", ("same_day", "overlap", "loose_overlap")),
    ("killed", ("same", "same_small", "close")),
    ("words", ("verbatim", "many", "some", "few")),
)


@dataclass(frozen=True, slots=True)
class Example:
    """One pair: its levels, whether it is one occurrence, and whether a made-up neighbour takes part."""

    levels: tuple[str, ...]
    truth: bool
    is_made_up: bool


def read(folder: Path) -> list[Coded]:
    """The documents of folds 1 to 4 with their incidents."""
    return gold([folder / f"train-{part}.jsonl" for part in "abcd"], fold_ids(folder / "folds.json", "1", "2", "3", "4"))


def worn(incident: Incident, rng: random.Random) -> Incident:
    """The incident as imperfect finding may give it."""
    place, when = incident.place, incident.time
    if rng.random() < 0.15 and when.start and when.end:
        step = timedelta(days=rng.choice((-2, -1, -1, 1, 1, 2)))
        when = replace(when, start=when.start + step, end=when.end + step)
    fate = rng.random()
    if fate < 0.10 and len(place.chain) > 2:
        precision = PlacePrecision.DISTRICT if len(place.chain) > 3 else PlacePrecision.PROVINCE
        place = replace(
            place,
            name=place.chain[1],
            chain=place.chain[1:],
            precision=precision,
            geonames_id=None,
            latitude=None,
            longitude=None,
        )
    elif fate < 0.14:
        place = Place()
    elif fate < 0.18:
        place = replace(
            place,
            name=None,
            chain=place.chain[-1:],
            precision=PlacePrecision.COUNTRY,
            geonames_id=None,
            latitude=None,
            longitude=None,
        )
    action = (
        rng.choice((Action.ATTACK, Action.ATTACK, Action.SHOOTING, Action.ARMED_CLASH, Action.RAID))
        if rng.random() < 0.15
        else incident.action
    )
    return replace(incident, place=place, time=when, action=action, claims=tuple(_worn(c, rng) for c in incident.claims))


def _worn(claim: Claim, rng: random.Random) -> Claim:
    keep = lambda rows: rows if rng.random() > 0.25 else ()  # noqa: E731 - said once, used thrice
    harm = tuple(replace(h, count=Count(h.count.low, None, None)) if rng.random() < 0.1 else h for h in claim.harm)
    return replace(claim, perpetrators=keep(claim.perpetrators), targets=keep(claim.targets), harm=keep(harm))


def neighbour(incident: Incident, rng: random.Random) -> Incident:
    """Another occurrence like it: same place and actors, up to twenty days later, another toll, half of them in another manner."""
    step = timedelta(days=rng.choice((0, 1, 1, 2, 2, 3, 4, 5, 7, 10, 14, 20)))
    when = incident.time
    if when.start and when.end:
        when = replace(when, start=when.start + step, end=when.end + step)
    claims = tuple(_other_toll(c, rng) for c in incident.claims)
    if step and rng.random() < 0.5:
        return replace(incident, time=when, claims=claims)
    action = rng.choice(
        (Action.SHOOTING, Action.BOMBING, Action.ARMED_CLASH, Action.ABDUCTION, Action.AIR_STRIKE, Action.PROTEST)
    )
    return replace(incident, time=when, action=action, claims=tuple(replace(c, weapon=None, targets=()) for c in claims))


def _other_toll(claim: Claim, rng: random.Random) -> Claim:
    grow = lambda n: None if n is None else rng.choice((n, n + 1, 2 * n + 1, 3 * n + 2))  # noqa: E731
    harm = tuple(replace(h, count=Count(n, n, None)) for h in claim.harm for n in [grow(h.count.best)])
    return replace(claim, harm=harm)


def examples(data: list[tuple[Document, list[Incident]]], rules: Rules) -> Iterator[Example]:
    """Levels and truth of every candidate pair, clean and worn."""
    for r in range(ROUNDS + 1):
        rng = random.Random(r)
        sketches: list[tuple[Sketch, tuple[str, str]]] = []
        for doc, incidents in data:
            for incident in incidents:
                truth = (doc.story or doc.id, incident.key)
                free = replace(doc, story=None)
                sketches.append((sketch(worn(incident, rng) if r else incident, free), truth))
                if r and rng.random() < 0.5:
                    kept = rng.uniform(0.0, 0.12)
                    other = sketch(worn(neighbour(incident, rng), rng), free)
                    twin = replace(
                        other,
                        ref=replace(other.ref, document=other.ref.document + "+"),
                        words=frozenset(w for w in other.words if rng.random() < kept),
                        quotes=frozenset(),
                    )
                    sketches.append((twin, (truth[0] + "+", truth[1])))
        sketches.sort(key=lambda st: st[0].ref)
        own = [s for s, _ in sketches]
        for a, b in candidate_pairs(own, rules):
            if veto(own[a], own[b], rules) is None:
                made_up = any(sketches[n][1][0].endswith("+") for n in (a, b))
                yield Example(levels(own[a], own[b], rules), sketches[a][1] == sketches[b][1], made_up)


def fit(rows: list[Example]) -> tuple[float, dict[tuple[str, str], float]]:
    """The prior and the weight of every level, by projected gradient descent.

    The made-up neighbours teach what tells two occurrences apart, but they are more than the world has; the prior is set
    back to the share of pairs without them (case-control sampling: only the intercept depends on the share drawn).
    """
    columns = [(name, level) for name in COMPARISONS for level in LEVELS[name]]
    index = {column: n for n, column in enumerate(columns)}
    x = np.zeros((len(rows), len(columns)))
    for n, row in enumerate(rows):
        x[n, [index[name, level] for name, level in zip(COMPARISONS, row.levels, strict=True)]] = 1
    y = np.array([float(row.truth) for row in rows])
    centre = np.array([CENTRE[name][level] for name, level in columns])
    low, high = np.where(centre > 0, 0.0, -np.inf), np.where(centre < 0, 0.0, np.inf)
    low[centre == 0], high[centre == 0] = 0.0, 0.0
    weight, prior = centre.copy(), PRIOR
    rate = 4.0 / len(rows)
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(x @ weight + prior))) - y
        weight = np.clip(weight - rate * (x.T @ error + PULL * (weight - centre)), low, high)
        prior -= rate * (float(error.sum()) + PULL * (prior - PRIOR))
    negatives = [row for row in rows if not row.truth]
    prior += log(len(negatives) / sum(not row.is_made_up for row in negatives))
    return prior, ordered(
        dict(zip(columns, weight.tolist(), strict=True)), dict(zip(columns, x.sum(axis=0).tolist(), strict=True))
    )


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


def written(prior: float, weight: dict[tuple[str, str], float], n: int, positive: int) -> str:
    """The data file."""
    lines = [
        "# Evidence weights: natural-log odds that each level of each comparison adds. Made by training/merge_weights.py from the",
        f"# authored stories, folds 1 to 4: {n} pairs, {positive} of them one occurrence. A copy may be changed by hand.",
        'name = "authored"',
        'version = "1"',
        f"prior = {prior:.2f}",
    ]
    for name in COMPARISONS:
        lines += ["", f"[{name}]"]
        lines += [f"{level} = {weight[name, level] + 0.0:.2f}".replace("-0.00", "0.00") for level in LEVELS[name]]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/dateline/data/rules/weights.toml"))
    args = parser.parse_args()
    rows = list(examples(read(args.folder), load()))
    prior, weight = fit(rows)
    positive = sum(row.truth for row in rows)
    args.out.write_text(written(prior, weight, len(rows), positive), encoding="utf-8")
    print(f"{len(rows)} pairs, {positive} positive -> {args.out}")


if __name__ == "__main__":
    main()
