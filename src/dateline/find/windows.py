"""A document's text as overlapping windows of tokens, and the way back to one row of tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dateline.model import Document
from dateline.text.case import is_one_case, lowered

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Tokens", "Window", "tokenise", "windows"]

WINDOW_TOKENS = 512
"""Longest input of the encoder (its position table)."""

OVERLAP_TOKENS = 128
"""Tokens that neighbouring windows share, so that each token has context on both sides somewhere."""

TITLE_TOKENS = 40
"""The title is read at the head of each window; what is longer adds nothing."""

SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a document.

    Args:
        ids: vocabulary ids of the text's tokens, shape (n,).
        starts, ends: their ranges in code points of the text, without surrounding white space, shape (n,).
        title: vocabulary ids of the title's tokens.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    title: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder.

    Args:
        ids: vocabulary ids with the marks of begin, title end and end.
        first: index of the document's token that stands at `offset`.
        offset: where in `ids` the document's tokens begin.
        keep: range [from, to) of document tokens whose states are taken from this window.
    """

    ids: NDArray[np.int64]
    first: int
    offset: int
    keep: tuple[int, int]


def tokenise(tokenizer: Tokenizer, doc: Document) -> Tokens:
    """The document's tokens; furniture is kept, since it gives context.

    A text in capitals throughout is read in small letters: the vocabulary cuts words in capitals into letters, which mean little.
    """
    text = doc.text
    read = lowered if is_one_case(text) else str
    coded = tokenizer.encode(_encodable(read(text)), add_special_tokens=False)
    starts, ends = [], []
    for begin, end in coded.offsets:
        start, stop = begin, end
        while start < stop and text[start].isspace():
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        starts.append(start)
        ends.append(stop)
    title = tokenizer.encode(_encodable(read(doc.title)), add_special_tokens=False).ids[:TITLE_TOKENS] if doc.title else []
    return Tokens(*(np.asarray(values, dtype=np.int64) for values in (coded.ids, starts, ends, title)))


def _encodable(text: str) -> str:
    """The text, as long as before, with half surrogate pairs (which some JSON brings and UTF-8 cannot hold) replaced."""
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def windows(tokens: Tokens, *, begin: int, end: int) -> tuple[Window, ...]:
    """The windows that cover all tokens, each token kept from the window in which it has most context.

    Args:
        tokens: of one document.
        begin: vocabulary id of the mark that opens the encoder's input.
        end: vocabulary id of the mark that closes a part of it.
    """
    head = np.concatenate(([begin], tokens.title, [end])) if len(tokens.title) else np.asarray([begin])
    room = WINDOW_TOKENS - len(head) - 1
    n = len(tokens)
    firsts = [0]
    while firsts[-1] + room < n:
        firsts.append(min(firsts[-1] + room - OVERLAP_TOKENS, n - room))
    out = []
    for k, first in enumerate(firsts):
        last = min(first + room, n)
        keep_from = 0 if k == 0 else (first + min(firsts[k - 1] + room, n)) // 2
        keep_to = n if k == len(firsts) - 1 else (firsts[k + 1] + last) // 2
        ids = np.concatenate((head, tokens.ids[first:last], [end])).astype(np.int64)
        out.append(Window(ids, first, len(head), (keep_from, keep_to)))
    return tuple(out)
