"""How two texts differ, word by word: what both have, what only the one and what only the other has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Comparison", "Run", "compared"]

# A word with the blanks behind it; of scripts that are written without blanks each sign is one.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]\s*|[^\s\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+\s*")
_MOST = 400_000_000  # words of the one times words of the other: 50 MB, and under a second
_AROUND = 25  # words that are shown on each side of a difference


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row.

    Args:
        kind: "same", "ours" for what only this text has, "theirs" for what only the other has, "gap" for same words that are left out.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts compared.

    Args:
        runs: none where the texts are too long to be compared.
        n_same, n_ours, n_theirs: words.
    """

    runs: tuple[Run, ...]
    n_same: int
    n_ours: int
    n_theirs: int


def compared(ours: str, theirs: str) -> Comparison | None:
    """This text and another, word by word, blanks left out of account; None where they are too long for that.

    Source: E. W. Myers, An O(ND) difference algorithm (1986), as the measure: fewest words put in and taken out.
    """
    from rapidfuzz.distance import Indel

    # A blank at the end, so that the last word of the one does not run into what the other has behind it.
    left, right = _WORD.findall(f"{ours} "), _WORD.findall(f"{theirs} ")
    if len(left) * len(right) > _MOST:
        return None
    steps = Indel.opcodes([word.strip() for word in left], [word.strip() for word in right])
    parts = _ordered(
        (step.tag, left[step.src_start : step.src_end] if step.tag != "insert" else right[step.dest_start : step.dest_end])
        for step in steps
    )
    counts = {tag: sum(len(words) for kind, words in parts if kind == tag) for tag in ("equal", "delete", "insert")}
    return Comparison(tuple(_runs(parts)), counts["equal"], counts["delete"], counts["insert"])


def _ordered(parts: Iterable[tuple[str, Sequence[str]]]) -> list[tuple[str, Sequence[str]]]:
    """The parts, what only this text has before what stands in its place in the other."""
    found: list[tuple[str, Sequence[str]]] = []
    for part in parts:
        if part[0] == "delete" and found and found[-1][0] == "insert":
            found.insert(-1, part)
        else:
            found.append(part)
    return found


def _runs(parts: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Run]:
    """The parts with long stretches of the same words cut to what stands around differences."""
    names = {"delete": "ours", "insert": "theirs"}
    for n, (tag, words) in enumerate(parts):
        if tag != "equal":
            yield Run(names[tag], "".join(words))
            continue
        head = 0 if n == 0 else _AROUND
        tail = 0 if n == len(parts) - 1 else _AROUND
        left_out = len(words) - head - tail
        if left_out <= _AROUND:
            yield Run("same", "".join(words))
        else:
            yield from (Run("same", "".join(words[:head])),) if head else ()
            yield Run("gap", f"{left_out:,} words")
            yield from (Run("same", "".join(words[-tail:])),) if tail else ()
