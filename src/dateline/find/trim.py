"""Where a quote really begins and ends, once white space and loose punctuation are off."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["trimmed"]

EDGES = frozenset(".,;:!?…-–—•*\"'“”‘’„‚«»‹›()[]،؛؟。、\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""What does not stay at the end of a quote; the last seven have no width."""

OPENER_OF = {")": "(", "]": "[", "”": "“", "»": "«", '"': '"'}
CLOSER_OF = {opener: closer for closer, opener in OPENER_OF.items()}

ABBREVIATION = re.compile(r"(?<!\w)\w\.\w\.")
"""A full stop that belongs to its word: "U.S.", "p.m."."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space and punctuation at its ends; empty where nothing is left.

    A bracket or quotation mark stays where its other half stands inside, and goes where both only enclose the whole.

    Args:
        text: the document's text.
        start: first code point.
        end: code point after the last.
    """
    while start < end:
        first, last = text[start], text[end - 1]
        if _is_loose(last, OPENER_OF, text[start : end - 1]) and not _abbreviates(text, end):
            end -= 1
        elif _is_loose(first, CLOSER_OF, text[start + 1 : end]):
            start += 1
        elif CLOSER_OF.get(first) == last and first not in (inside := text[start + 1 : end - 1]) and last not in inside:
            start, end = start + 1, end - 1
        else:
            break
    return start, end


def _is_loose(sign: str, halves: Mapping[str, str], rest: str) -> bool:
    """Whether a sign at one end says nothing: white space or punctuation without its other half in the rest."""
    return sign.isspace() or (sign in EDGES and not (sign in halves and halves[sign] in rest))


def _abbreviates(text: str, end: int) -> bool:
    return end >= 4 and ABBREVIATION.match(text, end - 4, end) is not None
