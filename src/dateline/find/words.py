"""The words of a text as the relevance test reads them, and the rows that each has in the table of weights."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

__all__ = ["ROWS", "rows", "words"]

ROWS = 1 << 18
"""Rows of the table of weights, for some 180,000 words and stems of the training texts: more would double the file, and half as many
would lay words that matter on rows of words that do not."""

LONGEST = 40
"""Letters of a word that are looked at; what is longer is no word."""

_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d")
_ARABIC = re.compile("[\u0600-\u06ff]")
# Points and tatweel are left out; letters that writers use for one another become one.
_SIGNS = str.maketrans(
    dict.fromkeys([*map(chr, range(0x64B, 0x653)), "\u0640", "\u0670"], "") | dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ة": "ه"}
)
# What Arabic writes at the head of a word, where three letters are left: "and", "so"; "in", "like", "for"; the article.
_ATTACHED = re.compile("^[وف]?(?:[بكل]?ال|لل|[بكل](?=.{4}))?(?=.{3})")
_STEMS = (4, 5, 6)
_ARABIC_STEMS = (3, 4, 5)


def words(text: str) -> list[str]:
    """The words of a text, in order, lower case.

    Source: Unicode Standard Annex 15 (canonical composition, NFC).
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if _ARABIC.search(text):
            text = text.translate(_SIGNS)
    return _WORD.findall(text.lower())


def rows(word: str) -> list[int]:
    """The rows of a word: its own first, then those of its stems, whose weights add up.

    A stem is the first letters, of Arabic words those after what is attached at the head: forms of a word that training did not meet
    share the weights of those that it did. All figures of one length are one word.
    """
    word = _FIGURE.sub("0", word)[:LONGEST]
    if _ARABIC.match(word):
        bare = _ATTACHED.sub("", word)
        stems = [f"{bare}=", *(f"{bare[:n]}-" for n in _ARABIC_STEMS if len(bare) > n)]
    else:
        stems = [f"{word[:n]}-" for n in _STEMS if len(word) > n]
    return [crc32(name.encode()) & (ROWS - 1) for name in (word, *stems)]
