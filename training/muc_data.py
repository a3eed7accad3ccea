"""MUC-4 documents as targets for the head of training.muc_head, and what the finder says of them, computed once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.muc4 import Filled, documents
from benchmarks.muc4_head import KINDS, features, states_digest
from benchmarks.muc4_metrics import SLOTS, Template
from numpy.typing import NDArray

from dateline.find.labels import BEGIN, INSIDE, OUTSIDE
from dateline.find.network import Network
from dateline.find.trim import trimmed


@dataclass(frozen=True, slots=True)
class Example:
    """One document with what the head should say of it.

    Args:
        features: (tokens, width), 16-bit floats.
        ranges: code points of the tokens (tokens, 2).
        tags: (tokens, slots), outside, begin or inside.
        belongs: (tokens, kinds), 1 where a filler of such a template stands.
        told: (kinds,).
    """

    text: str
    gold: tuple[Template, ...]
    features: NDArray[np.float16]
    ranges: NDArray[np.int64]
    tags: NDArray[np.int64]
    belongs: NDArray[np.float32]
    told: NDArray[np.float32]


def example(text: str, gold: Sequence[Template], row: NDArray[np.float16], ranges: NDArray[np.int64]) -> Example:
    """The targets of a document: every place where a gold mention stands is one, since the key names strings."""
    tags = np.full((len(ranges), len(SLOTS)), OUTSIDE, np.int64)
    belongs = np.zeros((len(ranges), len(KINDS)), np.float32)
    told = np.zeros(len(KINDS), np.float32)
    for template in gold:
        kinds = [KINDS.index(k) for k in template.kinds]
        told[kinds] = 1
        for n, slot in enumerate(SLOTS):
            mentions = {m for e in template.of(slot) for m in e}
            for start, end in places(text, ranges, mentions):
                if (tags[start:end, n] == OUTSIDE).all():
                    tags[start:end, n] = INSIDE
                    tags[start, n] = BEGIN
                belongs[start:end, kinds] = 1
    return Example(text, tuple(gold), row, ranges, tags, belongs, told)


def places(text: str, ranges: NDArray[np.int64], mentions: set[str]) -> Iterator[tuple[int, int]]:
    """Token ranges at which one of the normalised mentions stands, longest mentions first."""
    for mention in sorted(mentions, key=len, reverse=True):
        pattern = r"[\W_]*(?:\b(?:a|an|the)\b[\W_]*)?".join(map(_loose, mention.split()))
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            a, b = trimmed(text, *match.span())
            inside = np.flatnonzero((ranges[:, 0] < b) & (ranges[:, 1] > a))
            if len(inside):
                yield int(inside[0]), int(inside[-1]) + 1


def _loose(word: str) -> str:
    """A word with punctuation anywhere in it, which normalising took out."""
    return r"[^\w\s]*".join(map(re.escape, word))


@dataclass(frozen=True, slots=True)
class Read:
    """Features and token ranges of documents, one after the other."""

    rows: NDArray[np.float16]
    ranges: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def save(self, path: Path) -> None:
        """Keep them in a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, rows=self.rows, ranges=self.ranges, lengths=self.lengths)

    @classmethod
    def load(cls, path: Path) -> Read:
        """Those of a file."""
        with np.load(path) as kept:
            return cls(kept["rows"], kept["ranges"], kept["lengths"])

    def parts(self) -> list[tuple[NDArray[np.float16], NDArray[np.int64]]]:
        """Features and ranges of each document."""
        ends = np.cumsum(self.lengths)
        return [(self.rows[b - n : b], self.ranges[b - n : b]) for b, n in zip(ends, self.lengths, strict=True)]


def read(network: Network, gold: Sequence[Filled]) -> Read:
    """What the finder says of some documents; those without a token count none."""
    rows, ranges = [], []
    for one in gold:
        encoded = network.encode(one.small)
        if encoded is None:
            raise SystemExit(f"{one.document.id} has no text")
        rows.append(features(network, encoded).astype(np.float16))
        ranges.append(np.stack((encoded.tokens.starts, encoded.tokens.ends), axis=1))
    return Read(np.concatenate(rows), np.concatenate(ranges), np.asarray([len(r) for r in ranges]))


def examples_of(network: Network, path: Path, work: Path) -> list[Example]:
    """The examples of a file, the finder's part from WORK where it is there."""
    gold = documents([path])
    texts = hashlib.sha256("".join(g.small.text for g in gold).encode()).hexdigest()
    kept = work / f"{path.stem}-{texts[:16]}-{states_digest(network)[7:23]}.npz"
    if not kept.exists():
        read(network, gold).save(kept)
    return [example(g.small.text, g.templates, *part) for g, part in zip(gold, Read.load(kept).parts(), strict=True)]
