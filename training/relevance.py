"""Train the relevance test, the finder's first pass, and choose its threshold.

usage: python -m training.relevance --data ../shared/data [--out FILE] [--iterations N]

Logistic regression over words and stems (`dateline.find.words`), part by part. A relevant document counts by its most telling parts, one
from elsewhere by all of its parts. The threshold is chosen in cross-validation, on authored documents of folds 1 to 4 and our own: a
margin below the odds that all but 5 in 1,000 of them reach. Nothing is random; the same data gives the same file. Prints the cross-validated
shares as JSON. Two minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.find.relevance import FILE, UNTRAINED, scale
from dateline.find.words import ROWS, rows
from training.relevance_data import FOLDS, Sample, samples

LOST = 0.005
"""Share of the coded relevant documents that may be lost in cross-validation: half of what the target allows."""

MARGIN = 0.5
"""Natural-log odds by which the threshold lies below that share: text of other writers is harder than a fold of these."""

ITERATIONS = 40
RATE = 0.03
DECAY = (0.9, 0.99)

Floats = NDArray[np.float64]


class Design:
    """The parts of all samples as counts of words, and the words as rows of the table."""

    def __init__(self, told: Sequence[Sample]) -> None:
        numbers: dict[str, int] = {}
        lengths = [len(part) for one in told for part in one.parts]
        self.word = np.asarray([numbers.setdefault(w, len(numbers)) for one in told for part in one.parts for w in part])
        self.part = np.repeat(np.arange(len(lengths)), lengths)
        self.document = np.repeat(np.arange(len(told)), [len(one.parts) for one in told])
        self.first = np.append(0, np.flatnonzero(np.diff(self.document)) + 1)
        self.n_parts = np.diff(np.append(self.first, len(lengths)))[self.document]
        self.scale: Floats = scale(np.asarray(lengths))
        found = [rows(word) for word in numbers]
        self.row = np.concatenate(found)
        self.of_row = np.repeat(np.arange(len(found)), [len(one) for one in found])
        self.is_relevant = np.asarray([one.is_relevant for one in told])
        self.weight = np.asarray([one.weight for one in told])

    def odds(self, table: Floats, bias: float) -> Floats:
        """Natural-log odds of each part."""
        of_word = np.bincount(self.of_row, table[self.row])
        return bias + np.bincount(self.part, of_word[self.word], len(self.scale)) / self.scale

    def gradient(self, of_part: Floats) -> Floats:
        """What a change of the parts' odds asks of the table."""
        of_word = np.bincount(self.word, (of_part / self.scale)[self.part])
        return np.bincount(self.row, of_word[self.of_row], ROWS)

    def most(self, odds: Floats) -> Floats:
        """Odds of each document: those of its most telling part."""
        return np.maximum.reduceat(odds, self.first)

    def pull(self, odds: Floats, used: NDArray[np.bool_]) -> Floats:
        """How much each part counts, in all 1: telling parts more, and of documents from elsewhere the others too."""
        risen = np.exp(odds - self.most(odds)[self.document])
        share = risen / np.add.reduceat(risen, self.first)[self.document]
        others = 0.5 * share + 0.5 * np.sqrt(np.minimum(self.n_parts, 6)) / self.n_parts
        pull = (self.weight * used)[self.document] * np.where(self.is_relevant[self.document], share, others)
        whole: Floats = pull / pull.sum()
        return whole


def fit(design: Design, used: NDArray[np.bool_], iterations: int) -> tuple[Floats, float]:
    """Table and bias after so many steps of Adam over all samples that are used; stopping early keeps rare words small."""
    values, mean, square = np.zeros(ROWS + 1), np.zeros(ROWS + 1), np.zeros(ROWS + 1)
    label = design.is_relevant[design.document]
    for step in range(1, iterations + 1):
        odds = design.odds(values[:-1], values[-1])
        wrong = design.pull(odds, used) * (1 / (1 + np.exp(-odds)) - label)
        slope = np.append(design.gradient(wrong), wrong.sum())
        mean = DECAY[0] * mean + (1 - DECAY[0]) * slope
        square = DECAY[1] * square + (1 - DECAY[1]) * slope**2
        values -= RATE * (mean / (1 - DECAY[0] ** step)) / (np.sqrt(square / (1 - DECAY[1] ** step)) + 1e-7)
    return values[:-1], float(values[-1])


def crossed(design: Design, told: Sequence[Sample], iterations: int) -> Floats:
    """Odds of each document by a table that did not see its fold."""
    fold = np.asarray([-1 if one.fold is None else one.fold for one in told])
    out = np.full(len(told), np.nan)
    for left_out in range(FOLDS):
        table, bias = fit(design, (fold != left_out) & (fold >= 0), iterations)
        out = np.where(fold == left_out, design.most(design.odds(table, bias)), out)
    return out


def threshold(told: Sequence[Sample], odds: Floats) -> float:
    """Where documents begin to pass: a margin below the odds that all but a few of the coded relevant documents reach."""
    coded = np.asarray([one.group in {"authored", "own"} and one.fold is not None for one in told])
    return float(np.quantile(odds[coded], LOST, method="lower")) - MARGIN


def write(file: Path, design: Design, table: Floats, *, bias: float, least: float) -> None:
    """The table in one byte a row; rows that no word of training has are marked."""
    unit = np.abs(table).max() / 127
    rounded = np.round(table / unit).astype(np.int8)
    trained = np.zeros(ROWS, dtype=bool)
    trained[design.row] = True
    file.parent.mkdir(parents=True, exist_ok=True)
    held = np.where(trained, rounded, np.int8(UNTRAINED))
    np.savez_compressed(file, table=held, unit=unit, bias=bias, threshold=1 / (1 + np.exp(-least)))


def shares(told: Sequence[Sample], odds: Floats, least: float) -> dict[str, object]:
    """Share that is turned away in cross-validation, by group, and by language of the coded relevant documents."""
    out: dict[str, object] = {"threshold_odds": round(least, 2)}
    for kind, names in (
        ("group", sorted({one.group for one in told})),
        ("language", sorted({one.language for one in told if one.group == "own"})),
        ("elsewhere", sorted({one.language for one in told if one.group == "elsewhere"})),
    ):
        for name in names:
            chosen = [
                o < least
                for one, o in zip(told, odds, strict=True)
                if not np.isnan(o)
                and (
                    one.group == name
                    if kind == "group"
                    else one.language == name and one.group in ({"own", "authored"} if kind == "language" else {"elsewhere"})
                )
            ]
            out[f"{kind} {name}"] = [int(np.sum(chosen)), len(chosen)]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FILE)
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    args = parser.parse_args()
    told = samples(args.data)
    design = Design(told)
    odds = crossed(design, told, args.iterations)
    least = threshold(told, odds)
    used = np.asarray([one.fold is not None for one in told])
    table, bias = fit(design, used, args.iterations)
    write(args.out, design, table, bias=bias, least=least)
    print(json.dumps(shares(told, odds, least)))


if __name__ == "__main__":
    main()
