"""The relevance test: whether a document may tell of anything that the codebook records, before the model reads it."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import FindError
from dateline.find.words import ROWS, rows, words
from dateline.model import Document

__all__ = ["FILE", "UNTRAINED", "Relevance", "Screen", "parts", "relevant", "scale"]

FILE = Path(str(files("dateline") / "data" / "relevance" / "weights.npz"))
"""The weights that ship; made by training/relevance.py."""

UNTRAINED = -128
"""What the table holds in rows of words that training did not meet."""

PART_WORDS = 60
"""Words of a part: about a paragraph, so that one on a bombing is not drowned in a long feature."""

STEP_WORDS = 30
"""Words from the start of one part to that of the next, so that each sentence stands whole in some part."""

LEAST_KNOWN = 0.5
"""Share of known words below which a document passes whatever they say. News in the seven languages that training met has 0.7 or more,
other languages 0.5 or less: see `benchmarks.relevance`."""

_SURE_ODDS = 1.0
"""Natural-log odds from which the title counts by itself, whatever follows; below, a few words that say little would pass for much."""

_MEMORY_WORDS = 100_000
"""Words whose weight is remembered, some 15 MB; after that remembering begins anew, so that a stream of news cannot fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """What the test says of a document.

    Args:
        probability: that its most telling part tells of violence, security operations or contention; as among the documents of training,
            of which a half do.
        passed: whether it goes on to the model: the probability is at the threshold or above, or too few words are known to say.
        known: share of its words that training met; None where the probability let it pass, so that nobody asked.
    """

    probability: float
    passed: bool
    known: float | None = None


class Screen:
    """The test, loaded.

    Args:
        file: the weights.
    Raises:
        FindError: the file is missing or damaged.
    """

    def __init__(self, file: Path = FILE) -> None:
        self._table, (self._unit, self._bias, self.threshold) = _read(file)
        self._weights = _Weights(self._table, self._unit)

    def relevant(self, doc: Document) -> Relevance:
        """Whether the document may tell of an incident, by its title and text."""
        head = words(doc.title) if doc.title else []
        told = head + words(doc.text)
        if not told:
            return Relevance(probability=0.0, passed=False)
        if len(self._weights) > _MEMORY_WORDS:
            self._weights = _Weights(self._table, self._unit)
        probability = _share(self._score(told, len(head)))
        if probability >= self.threshold:
            return Relevance(probability=probability, passed=True)
        known = 1 - sum(map(self._weights.unknown.__contains__, told)) / len(told)
        return Relevance(probability=probability, passed=known < LEAST_KNOWN, known=known)

    def _score(self, told: list[str], head: int) -> float:
        """The natural-log odds of the most telling part; the first `head` words are the title."""
        sums = np.zeros(len(told) + 1)
        np.cumsum(np.fromiter(map(self._weights.__getitem__, told), np.float64, len(told)), out=sums[1:])
        starts, ends = parts(len(told))
        most = self._bias + float((sums[ends] - sums[starts]).max() / scale(ends[0] - starts[0]))
        title = self._bias + float(sums[head] / scale(head))
        return max(most, title) if title >= _SURE_ODDS else most


class _Weights(dict[str, float]):
    """Word -> weight, made when it is first asked for."""

    def __init__(self, table: NDArray[np.int8], unit: float) -> None:
        self._table = table
        self._unit = unit
        self.unknown: set[str] = set()

    def __missing__(self, word: str) -> float:
        values = self._table[rows(word)]
        if values[0] == UNTRAINED:
            self.unknown.add(word)
        weight = self[word] = float(values[values != UNTRAINED].sum(dtype=np.int64)) * self._unit
        return weight


def parts(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the parts of a text of so many words begin and end: one part for a short text, overlapping ones of one length for others."""
    last = max(0, count - PART_WORDS)
    starts = np.append(np.arange(0, last, STEP_WORDS), last)
    return starts, np.minimum(starts + PART_WORDS, count)


def scale(count: Any) -> Any:
    """What the sum of a part's weights is divided by: the root of its words, so that a headline can weigh as much as a paragraph.

    Args:
        count: words of a part, or an array of such counts.
    """
    return np.sqrt(np.maximum(count, 12) / 30)


def relevant(doc: Document) -> Relevance:
    """Whether the document may tell of an incident, by the shipped weights; some 0.1 ms for a report of 300 words.

    Example:
        >>> relevant(Document(id="d", text="Gunmen killed five farmers near Maiduguri.")).passed
        True
    Raises:
        FindError: the file of weights is missing or damaged.
    """
    return _shipped().relevant(doc)


@lru_cache(maxsize=1)
def _shipped() -> Screen:
    return Screen()


def _share(odds: float) -> float:
    """The probability that natural-log odds amount to."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, odds))))


def _read(file: Path) -> tuple[NDArray[np.int8], Iterable[float]]:
    """The table of weights, and its unit, bias and threshold."""
    try:
        with np.load(file, allow_pickle=False) as held:
            table, numbers = held["table"], [float(held[name]) for name in ("unit", "bias", "threshold")]
    except FileNotFoundError as fault:
        raise FindError(
            "relevance-missing",
            f"no {file.name}",
            where=str(file.parent),
            fix="Install dateline again, or run training.relevance.",
        ) from fault
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as fault:
        raise _damaged(file, str(fault)) from fault
    if table.shape != (ROWS,) or table.dtype != np.int8:
        raise _damaged(file, f"its table is {table.dtype} of {table.shape}")
    return table, numbers


def _damaged(file: Path, why: str) -> FindError:
    return FindError("relevance-damaged", f"{file.name} cannot be read: {why}", where=str(file), fix="Install dateline again.")
