"""Words for searching: a text as the words that are looked up, what a person typed as terms, and where the terms stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.text.normal import fold

__all__ = ["Excerpt", "Term", "excerpts", "marked", "places", "search_words", "terms"]

_CHUNK = re.compile(r"\S+")
# A phrase in quotation marks of any kind, or a word; a sign before it leaves out what has it.
_TYPED = re.compile(r'(?P<without>[-−]?)(?:["“”«»„](?P<phrase>[^"“”«»„]*)["“”«»„]?|(?P<word>[^\s"“”«»„]+))')
_MOST_TERMS = 24
# Longer ones are no words: encoded attachments, rows of signs.
_LONGEST = 64
# Scripts that set no spaces between words: each sign is a word, and neighbours are a phrase.
# Source: Unicode Standard Annex 14, "Unicode Line Breaking Algorithm", classes SA and ID: Thai, Lao, Myanmar, Khmer; kana and Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Conjunction, preposition and article that Arabic writes before a word without a space.
# Source: Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007), light10, its prefixes.
_ATTACHED = re.compile("(?:[وف]?(?:ال|بال|كال|لل)(?=[\u0621-\u064a]{2})|و(?=[\u0621-\u064a]{3}))")
_AROUND = 90  # code points of a text that an excerpt shows on each side of a place


@dataclass(frozen=True, slots=True)
class Term:
    """What a text must have, or must not: a word, the beginning of one, or words in a row.

    Args:
        words: one, or several in a row.
        is_prefix: whether the last of them may go on.
        is_excluded: whether texts that have it are left out.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text with places in it.

    Args:
        start, end: of the first place, in code points of the text.
        parts: the words, each with whether they are a place that was searched for.
        is_cut_before, is_cut_after: whether the text has more.
    """

    start: int
    end: int
    parts: tuple[tuple[str, bool], ...]
    is_cut_before: bool
    is_cut_after: bool


def search_words(text: str) -> Iterator[str]:
    """The words of a text as they are looked up: folded, in their order."""
    for chunk in _CHUNK.finditer(text):
        yield from _words(chunk[0])


def terms(typed: str) -> tuple[Term, ...]:
    """What a person asks for: words that must all be there, "words in a row", -without, begin*; no typing is an error.

    What holds no letter and no figure asks for nothing.
    """
    found: list[Term] = []
    for match in _TYPED.finditer(typed):
        text = match["phrase"] if match["word"] is None else match["word"]
        words = tuple(search_words(text))
        if words:
            found.append(Term(words, text.endswith("*"), bool(match["without"])))
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


def places(text: str, wanted: Sequence[Term], *, most: int = 200) -> list[tuple[int, int]]:
    """Where the terms stand in a text, as ranges of code points, in their order; those that texts must not have are passed over."""
    asked = [term for term in wanted if not term.is_excluded]
    words = [(word, chunk.start(), chunk.end()) for chunk in _CHUNK.finditer(text) for word in _words(chunk[0])] if asked else []
    found: list[tuple[int, int]] = []
    for at in range(len(words)):
        for term in asked:
            last = at + len(term.words) - 1
            if _stands(term, words, at):
                start, end = _trimmed(text, words[at][1], words[last][2])
                if not found or start >= found[-1][1]:
                    found.append((start, end))
                break
        if len(found) == most:
            break
    return found


def excerpts(text: str, found: Sequence[tuple[int, int]], *, most: int = 3) -> tuple[Excerpt, ...]:
    """Parts of a text around places, the first ones; places that lie close together are in one."""
    groups: list[list[tuple[int, int]]] = []
    for place in found:
        if groups and place[0] - groups[-1][-1][1] <= 2 * _AROUND:
            groups[-1].append(place)
        else:
            groups.append([place])
    return tuple(_excerpt(text, group[:8]) for group in groups[:most])


def marked(text: str, found: Sequence[tuple[int, int]]) -> Excerpt:
    """The whole text as one excerpt; without places its start is the first."""
    return _cut(text, found, 0, len(text))


def _excerpt(text: str, group: Sequence[tuple[int, int]]) -> Excerpt:
    start = _at_space(text, max(0, group[0][0] - _AROUND), group[0][0])
    end = _at_space(text, min(len(text), group[-1][1] + _AROUND), group[-1][1])
    return _cut(text, group, start, end)


def _cut(text: str, group: Sequence[tuple[int, int]], start: int, end: int) -> Excerpt:
    parts, at = [], start
    for first, last in group:
        parts += [(_flat(text[at:first]), False), (_flat(text[first:last]), True)]
        at = last
    parts.append((_flat(text[at:end]), False))
    first, last = group[0] if group else (start, start)
    return Excerpt(first, last, tuple(part for part in parts if part[0]), start > 0, end < len(text))


def _at_space(text: str, at: int, place: int) -> int:
    """The border nearest to `at`, towards the place, that cuts no word."""
    if at in (0, len(text)):
        return at
    step = 1 if at < place else -1
    for near in range(at, place, step):
        if text[near - 1 : near].isspace() if step > 0 else text[near : near + 1].isspace():
            return near
    return at


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@lru_cache(maxsize=50_000)
def _words(chunk: str) -> tuple[str, ...]:
    folded = fold(chunk) if len(chunk) <= 4 * _LONGEST else fold.__wrapped__(chunk)
    if _UNSPACED.search(folded):
        folded = _UNSPACED.sub(lambda sign: f" {sign[0]} ", folded)
    return tuple(
        _ATTACHED.sub("", word, count=1) if _ATTACHED.match(word) else word for word in folded.split() if len(word) <= _LONGEST
    )


def _stands(term: Term, words: Sequence[tuple[str, int, int]], at: int) -> bool:
    if at + len(term.words) > len(words):
        return False
    *before, last = term.words
    if any(words[at + n][0] != word for n, word in enumerate(before)):
        return False
    word = words[at + len(before)][0]
    return word.startswith(last) if term.is_prefix else word == last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the signs around its words."""
    first, last = start, end
    while first < last and unicodedata.category(text[first])[0] not in "LMN":
        first += 1
    while last > first and unicodedata.category(text[last - 1])[0] not in "LMN":
        last -= 1
    return (first, last) if first < last else (start, end)
