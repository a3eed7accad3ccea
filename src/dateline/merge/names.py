"""Names compared: words without filler, acronyms, spelling variants."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz

from dateline.text.normal import latin

__all__ = ["REPORTING", "Name", "is_alike", "is_same_name", "place_key", "skeleton", "things"]

_DOUBLE = re.compile(r"(.)\1+")


def _single(word: str) -> str:
    return _DOUBLE.sub(r"\1", word)


def _lists() -> dict[str, list[str]]:
    node: dict[str, list[str]] = tomllib.loads((files("dateline") / "data" / "rules" / "words.toml").read_text(encoding="utf-8"))
    return node


_WRITTEN = _lists()
# The words that tell nothing or little, doubled letters made single as in the names they are compared with.
_WORDS = {name: frozenset(_single(w) for w in words) for name, words in _WRITTEN.items()}
REPORTING = frozenset(_WRITTEN["reporting"])
"""Words that reports of any violence use; as they are written, in lower case."""
_NO_PLACE = _WORDS["articles"] | _WORDS["places"]
_VOWELS = re.compile(r"[aeiouyh\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    Args:
        words: folded words without articles and words for persons, doubled letters made single (Shabaab, Shabab).
        core: of these, the words that are no mere kind of body.
        letters: the name itself where it is an acronym, in lower case, else the initials of its capitalised words.
        is_acronym: whether the name is an acronym.
    """

    words: frozenset[str]
    core: frozenset[str]
    letters: str
    is_acronym: bool

    @classmethod
    def of(cls, name: str) -> Name:
        """The name, taken apart once and kept."""
        return _taken_apart(name)


@lru_cache(maxsize=65536)
def _taken_apart(name: str) -> Name:
    words = frozenset(_single(w) for w in latin(name).split()) - _WORDS["articles"] - _WORDS["persons"]
    bare = name.strip().replace(".", "").replace("-", "")
    acronym = 2 < len(bare) < 9 and bare.isalpha() and bare.isupper()
    initials = "".join(w[0] for w in re.findall(r"[^\W\d_]+", name) if w[0].isupper())
    return Name(words, words - _WORDS["bodies"], (bare if acronym else initials).lower(), acronym)


def is_same_name(a: Name, b: Name) -> bool:
    """Whether two actor names may name one actor.

    The same words, an acronym and the words it stands for, or one name inside the other with at least half of its
    words and nothing left over that tells two branches apart.

    Source: the codebook's rule that an actor is its resolved name; the share of one half as in the project's scoring of names.
    """
    if not a.core or not b.core:
        return False
    if a.is_acronym != b.is_acronym and len(a.letters) > 2 and a.letters == b.letters:
        return True
    short, long = (a.words, b.words) if len(a.words) <= len(b.words) else (b.words, a.words)
    if short == long:
        return True
    return short < long and 2 * len(short) >= len(long) and not (long - short) & _WORDS["branches"]


@lru_cache(maxsize=65536)
def things(description: str) -> frozenset[str]:
    """The words of a description that say more than what kind of people or body it is: "a queue at the cattle market" gives queue, cattle."""
    words = frozenset(_single(w) for w in latin(description).split() if len(w) > 4)
    return words - _WORDS["persons"] - _WORDS["bodies"] - _WORDS["places"] - _WORDS["reporting"]


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """The name of a place in one word, without filler: "Al-Salam district" and "Salam" are the same."""
    folded = latin(name).split()
    return "".join(w for w in folded if _single(w) not in _NO_PLACE) or "".join(folded)


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """The consonants of a place key, so that spelling variants fall into one block: wajirko, wajiroko."""
    bones = _single(_VOWELS.sub("", key).replace("m", "n").replace("q", "k"))
    return bones if len(bones) > 1 else key


@lru_cache(maxsize=262144)
def is_alike(a: str, b: str) -> bool:
    """Whether two place keys are spelling variants of one name.

    Source: similarity of 0.85, the bound that the project's scoring of places uses.
    """
    return a == b or (bool(a and b) and fuzz.ratio(a, b) >= 85)
