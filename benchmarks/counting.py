"""Counts of right answers, their precision, recall and F1, and how sure these are over documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

DRAWS, SEED = 1000, 7


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers and what they were measured against.

    Args:
        right: answers that are right.
        told: all answers.
        found: gold entries that some answer gets right; other than `right` where one entry may serve several answers.
        gold: all gold entries.
    """

    right: int = 0
    told: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.told + other.told, self.found + other.found, self.gold + other.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1; 0 where nothing is right."""
        if not self.right or not self.found:
            return 0.0
        precision, recall = self.right / self.told, self.found / self.gold
        return 2 * precision * recall / (precision + recall)

    def to_json(self) -> dict[str, float]:
        """Precision, recall and F1 in percent."""
        precision, recall = percent(self.right, self.told), percent(self.found, self.gold)
        return {"precision": precision, "recall": recall, "f1": round(100 * self.f1, 1)}


def percent(part: float, whole: float) -> float:
    """The share in percent, one decimal; 0 of nothing is 0."""
    return round(100 * part / whole, 1) if whole else 0.0


def total(rows: Iterable[Counts]) -> Counts:
    """The sum of some counts."""
    return sum(rows, Counts())


def report(rows: Sequence[Counts]) -> dict[str, object]:
    """Figures over documents, with the 95 % bootstrap interval of F1; one row a document.

    Source: percentile bootstrap over documents, Efron and Tibshirani (1993), 1,000 draws.
    """
    table = np.asarray([(r.right, r.told, r.found, r.gold) for r in rows], dtype=np.int64).reshape(-1, 4)
    draws = np.random.default_rng(SEED).integers(0, len(table), (DRAWS, len(table))) if len(table) else []
    scores = [Counts(*map(int, table[draw].sum(0))).f1 for draw in draws]
    low, high = np.percentile(scores, (2.5, 97.5)) if scores else (0.0, 0.0)
    return {**total(rows).to_json(), "interval": [round(100 * float(low), 1), round(100 * float(high), 1)]}


def rows_of(paths: Iterable[Path]) -> list[dict[str, object]]:
    """The objects of some JSONL files."""
    # Only the line feed parts lines: a text may hold other line separators.
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def digest(paths: Iterable[Path]) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the files' bytes."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]
