"""Spellings: the words of a text, and where in it a list of names is spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.text.normal import fold

__all__ = ["Index", "Spelling", "Word", "bare", "index", "longest", "words"]

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ`]s$", re.IGNORECASE)
_LIKE_WORDS = frozenset(("ADF", "FACT", "MODEL", "PAM", "SITE", "WHO"))
# Letters that Arabic writes onto the next word: and, so, with, to.
_CLITICS = "وفبل"
# Longer acronyms are told from common words by their length alone.
_ACRONYM = 5
_MIXED = re.compile(r"(?=.*[a-z])[A-Z](?:[a-z]{0,2}[A-Z]+)+[a-z]{0,2}")
# So short an acronym is borne by many bodies in the world; a country must speak for it.
# Source: in the registry 1 in 9 acronyms of up to three letters has several owners, 1 in 60 of four.
_SHORT = 3


class Word(NamedTuple):
    """One word of a text: as written without its possessive ending, folded, and its range in code points.

    A tuple, since a document makes hundreds of them and a frozen dataclass takes three times as long to make.
    """

    text: str
    folded: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; a possessive ending is not part of its word."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        written = _POSSESSIVE.sub("", match[0]) if match[0][-1] in "sS" else match[0]
        yield Word(written, fold(written), match.start(), match.start() + len(written))


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a name.

    Args:
        folded: its words, folded.
        written: the one word as it must be written, where there is only one.
        owner: whose name it is.
        is_weak: others bear it too: a short acronym, or nothing but common words ("National Liberation Front").
    """

    folded: tuple[str, ...]
    written: str | None
    owner: str
    is_weak: bool

    def fits(self, text: Sequence[Word], at: int, *, shouting: bool) -> bool:
        """Whether the words from `at` spell this name."""
        if any(
            at + n >= len(text) or (text[at + n].folded != folded and not (n == 0 and bare(text[at].folded) == folded))
            for n, folded in enumerate(self.folded)
        ):
            return False
        return self.written is None or _as_written(self.written, text[at].text, shouting=shouting)


def bare(folded: str) -> str:
    """An Arabic word without a conjunction or preposition written onto it."""
    if len(folded) < 4 or folded[0] not in _CLITICS:
        return folded
    return "ا" + folded[1:] if folded.startswith("لل") else folded[1:]


def _as_written(name: str, word: str, *, shouting: bool) -> bool:
    """Whether a word is the name and not some common word: "IS" is no verb, "LeT" no "Let", "Fano" no lower-case word.

    In a text all in capitals, acronyms that spell a word or have two letters do not count, nor do those of mixed case.
    """
    if name.isupper() and len(name) <= _ACRONYM:
        return word.isupper() and not (shouting and (len(name) == 2 or name in _LIKE_WORDS))
    if _MIXED.fullmatch(name):
        return word == name or (word.isupper() and not shouting and len(name) > _SHORT)
    return not name[0].isupper() or word[0].isupper()


@dataclass(frozen=True, slots=True)
class Index:
    """Spellings by how they begin: those of one word by it, the others by their first two words, the longest first.

    Args:
        firsts: all first words, since most words of a text begin no name.
    """

    single: Mapping[str, Sequence[Spelling]]
    longer: Mapping[tuple[str, str], Sequence[Spelling]]
    firsts: frozenset[str]

    def beginning(self, first: str, second: str) -> Sequence[Spelling]:
        """The spellings that may begin with two words, the longest first."""
        longer = self.longer.get((first, second), ())
        single = self.single.get(first, ())
        return (*longer, *single) if longer and single else longer or single


def index(names: Iterable[tuple[str, str]], common: frozenset[str] = frozenset()) -> Index:
    """The spellings of names.

    Args:
        names: owner and name.
        common: folded words that alone make no name one body's own.
    """
    single: dict[str, list[Spelling]] = {}
    longer: dict[tuple[str, str], list[Spelling]] = {}
    for owner, name in names:
        spelt = words(name)
        folded = tuple(word.folded for word in spelt)
        written = spelt[0].text if len(spelt) == 1 else None
        spelling = Spelling(folded, written, owner, _is_weak(folded, written, common))
        if written is None:
            longer.setdefault((folded[0], folded[1]), []).append(spelling)
        else:
            single.setdefault(folded[0], []).append(spelling)
    for spellings in (*single.values(), *longer.values()):
        spellings.sort(key=lambda spelling: (-len(spelling.folded), spelling.owner))
    return Index(single, longer, frozenset((*single, *(first for first, _ in longer))))


def _is_weak(folded: Sequence[str], written: str | None, common: frozenset[str]) -> bool:
    if written is not None:
        return len(written) <= _SHORT and written.isalpha() and (written.isupper() or bool(_MIXED.fullmatch(written)))
    return all(word in common for word in folded)


def longest(spellings: Index, text: Sequence[Word], at: int, *, shouting: bool) -> tuple[Spelling, ...]:
    """The longest spellings that begin at a word, one for each owner; none if no name does."""
    first = text[at].folded
    if first not in spellings.firsts and first.isascii():
        return ()
    second = text[at + 1].folded if at + 1 < len(text) else ""
    known = spellings.beginning(first, second) or (() if first.isascii() else spellings.beginning(bare(first), second))
    found: list[Spelling] = []
    for spelling in known:
        if found and len(spelling.folded) < len(found[0].folded):
            break
        if all(spelling.owner != other.owner for other in found) and spelling.fits(text, at, shouting=shouting):
            found.append(spelling)
    return tuple(found)
