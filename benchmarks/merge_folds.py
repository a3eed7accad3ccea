"""Merging measured on the authored stories in five folds, each with evidence weights that were learned without it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from training.merge_examples import Told, by_finder, by_hand, examples
from training.merge_weights import fit, linked, stories

from benchmarks.coreference import Partition, pairwise, same_event
from dateline import merge
from dateline.merge.compare import COMPARISONS, LEVELS
from dateline.merge.rules import Rules, Weights
from dateline.quality import fold_ids, gold

FOLDS = ("0", "1", "2", "3", "4")


def learned(folder: Path, folds: Sequence[str], own: Sequence[Path], coded: Path | None) -> Rules:
    """The default rules with weights learned on some folds, and on own stories where they are given."""
    data, rules = stories(folder, folds, own), merge.load()
    finder = by_finder(data, coded) if coded else []
    prior, weight = fit(examples(by_hand(data), by_hand(linked(data)), finder, rules))
    levels = {name: {level: weight[name, level] for level in LEVELS[name]} for name in COMPARISONS}
    return replace(rules, weights=Weights(name="fold", version="0", prior=prior, levels=levels))


def _figures(told: Sequence[Told], rules: Rules) -> dict[str, float]:
    """Same event and pairwise of the stories' incidents, all in one heap: neither stories nor keys are seen."""
    documents = {doc.id: replace(doc, story=None, copy_of=None) for doc, _, _ in told}
    incidents = [replace(incident, key=f"i{n:03d}") for n, (_, incident, _) in enumerate(told)]
    key: Partition = {incident.ref: truth for incident, (_, _, truth) in zip(incidents, told, strict=True)}
    events = merge.events(incidents, documents.values(), rules)
    ours = {ref: n for n, event in enumerate(events) for ref in event.incidents}
    return {"same_event": same_event(key, ours)["f1"], "pairwise": pairwise(key, ours)["f1"], "incidents": float(len(told))}


def main(given: Sequence[str]) -> int:
    """Print a line for each fold, and one JSON object with the means."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.merge folds", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of train-a..d.jsonl and folds.json")
    parser.add_argument("--stories", type=Path, nargs="*", default=[], help="own documents, to learn from as well")
    parser.add_argument("--coded", type=Path, help="what `dateline code` wrote for all of them, to learn from as well")
    parser.add_argument("--json", action="store_true", help="print nothing but the JSON object")
    args = parser.parse_args(given)
    found: dict[str, dict[str, float]] = {}
    for fold in FOLDS:
        rules = learned(args.data, [f for f in FOLDS if f != fold], args.stories, args.coded)
        ids = fold_ids(args.data / "folds.json", fold)
        found[fold] = _figures(by_hand(gold([args.data / f"train-{part}.jsonl" for part in "abcd"], ids)), rules)
        if not args.json:
            print(f"fold {fold}: same event {found[fold]['same_event']}, pairwise {found[fold]['pairwise']}")
    mean = {name: round(sum(f[name] for f in found.values()) / len(FOLDS), 1) for name in ("same_event", "pairwise")}
    print(json.dumps({"folds": found, "mean": mean}))
    return 0
