"""A text as words with their folded keys, and the spellings under which a word of the text may stand in the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.link.place_words import reference_words
from dateline.text.normal import fold

__all__ = ["Token", "is_shouted", "joined", "nominatives", "shown", "spellings", "tokens"]

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´‘][^\W_]+)*")
_OWNER = re.compile(r"['’]s$")
_ELISION = re.compile(r"(?:[ldLDnN]|qu)['’](?=\w{2})")
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1200-\u137f\u3040-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
# What may stand between the words of one name: "St. Louis", "al-Bab", "Deir  al-Zor"; never a comma or a line.
_INSIDE = re.compile(r"[ \u00a0_]?|[-‐‑–]|\. ?|['’ʼ`´‘]|[-‐‑]['’]")
_GAPS = frozenset((" ", "-"))


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Args:
        start, end: code points in the text, without a possessive ending.
        key: the word as it is looked up.
        name_like: whether it may begin or end a name: it has a capital, or its script knows none.
        owner: whether it stands in the possessive ("Syria's").
        joined: whether only a space or a hyphen stands between it and the word before.
    """

    start: int
    end: int
    key: str
    name_like: bool
    owner: bool
    joined: bool


def is_shouted(text: str) -> bool:
    """Whether a text is written in capitals throughout, as old wires were, so that a capital tells nothing."""
    head = text[:1000]
    upper, lower = sum(map(str.isupper, head)), sum(map(str.islower, head))
    return upper > 0.6 * (upper + lower)


def tokens(text: str, *, shouted: bool = False) -> tuple[Token, ...]:
    """The words of a text, in order."""
    out: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word, owner = match.group(), False
        if not word.isalnum():  # an apostrophe inside
            owner = bool(_OWNER.search(word))
            end -= 2 if owner else 0
            if (cut := _ELISION.match(word)) and word[cut.end()].isupper():
                start += cut.end()
            word = text[start:end]
        between = text[last:start]
        inside = bool(out) and (between in _GAPS or _INSIDE.fullmatch(between) is not None) and not out[-1].owner
        key = fold(word)
        out.append(Token(start, end, key, _is_name_like(word, key, shouted=shouted), owner, inside))
        last = match.end()
    return tuple(out)


def _is_name_like(word: str, key: str, *, shouted: bool) -> bool:
    if not shouted and (word[0].isupper() or word.isascii()):
        return word[0].isupper()
    if shouted or _CASELESS.search(word):
        return len(word) > 1 and key not in reference_words()
    return False


def shown(name: str, key: str) -> str:
    """A name as it is shown: the spelling of the text that the key was found by, in the nominative and without a prefix."""
    if _CYRILLIC.search(name):
        return next((n for n in nominatives(name) if fold(n) == key), name)
    if _ARABIC.search(name) and fold(name) != key:
        bare = ("ال" + name[2:] if name.startswith("لل") else name[1:], name[2:])
        return next((n for n in bare if fold(n) == key), name)
    return name


def joined(run: Sequence[Token]) -> str:
    """The key of several words."""
    return " ".join(t.key for t in run)


def spellings(words: str) -> Iterator[str]:
    """The keys under which words of a text may stand: as they are, then without what the grammar added to them.

    An abbreviation with its full stop ("Calif.") is looked up with it first, since without it may be an ordinary word.
    """
    if words.endswith("."):
        yield fold(words) + "."
    yield fold(words)
    if _ARABIC.search(words):
        yield from _without_prefix(fold(words))
    elif _CYRILLIC.search(words):
        for name in nominatives(words):
            yield fold(name)


def _without_prefix(key: str) -> Iterator[str]:
    """An Arabic name without a conjunction or preposition that is written onto it; the article comes back after لـ."""
    if key.startswith("لل") and len(key) > 4:
        yield "ال" + key[2:]
    if key[:1] in "وفبلك" and len(key) > 4:
        yield key[1:]
        if key[1:2] in "بلك" and len(key) > 5:
            yield key[2:]
    if key.startswith("ال") and len(key) > 5:
        yield key[2:]
    elif len(key) > 3:
        yield "ال" + key


# Endings of Russian and Ukrainian place names in the oblique cases, with those of the nominative; longer ones first.
# Source: the regular declensions of nouns and of adjectives in -ский/-ський (Zaliznyak's types 1-3; Ukrainian declensions I-III).
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ского", ("ский", "ское")),
    ("ському", ("ський",)),
    ("ського", ("ський",)),
    ("ском", ("ский", "ск", "ское")),
    ("ской", ("ская",)),
    ("ської", ("ська",)),
    ("ській", ("ська",)),
    ("ским", ("ский",)),
    ("ским", ("ское",)),
    ("ською", ("ська",)),
    ("ого", ("ое", "ый", "е", "ий")),
    ("ому", ("ий", "ое", "е")),
    ("ьком", ("ьки",)),
    ("ой", ("а", "ая")),
    ("ою", ("а",)),
    ("ей", ("я",)),
    ("ією", ("ія",)),
    ("ом", ("", "о", "ый")),
    ("ем", ("ь", "й", "е")),
    ("им", ("е", "ий")),
    ("ій", ("а", "ія")),
    ("ах", ("ы", "а", "и")),
    ("ях", ("и", "я")),
    ("ках", ("ки",)),
    ("ове", ("ов", "ово")),
    ("ові", ("ів", "ов", "ове")),
    ("єві", ("їв", "єв")),
    ("еві", ("ів", "ев")),
    ("ці", ("ка", "ця", "ць")),
    ("зі", ("га", "з")),
    ("сі", ("ха", "с")),
    ("ії", ("ія",)),
    ("ии", ("ия",)),
    ("ию", ("ия",)),
    ("ію", ("ія",)),
    ("ої", ("а",)),
    ("ині", ("ина",)),
    ("ину", ("ина",)),
    ("е", ("", "а", "ь", "я", "о", "й")),
    ("і", ("", "а", "ь", "я", "е", "о")),
    ("и", ("ь", "я", "а", "ы", "")),
    ("ы", ("а", "")),
    ("у", ("", "а", "о", "е")),
    ("ю", ("я", "ь", "й")),
    ("а", ("", "о", "е")),
    ("я", ("ь", "й", "е", "")),
)


# Types of division, which stand in a name after its adjective.
_TYPES = {
    **dict.fromkeys(("области", "областью", "області", "областю"), "область"),
    **dict.fromkeys(("района", "районе", "районом", "району", "районі"), "район"),
    **dict.fromkeys(("округа", "округе", "округом", "округу"), "округ"),
    **dict.fromkeys(("края", "крае", "краем"), "край"),
    **dict.fromkeys(("республики", "республике", "республику"), "республика"),
}


@lru_cache(maxsize=20_000)
def nominatives(words: str) -> tuple[str, ...]:
    """Possible nominatives of a Russian or Ukrainian name in another case, likelier first; the words themselves lead.

    Each word is taken back alone or with the others, so "Буйнакского района" gives "Буйнакский район" among others.
    """
    parts = words.split()
    if len(parts) > 2:
        return (words,)
    first, second = (_nominative(parts[0]), _nominative(parts[-1])[:4] if len(parts) == 2 else ("",))
    return tuple(dict.fromkeys((words, *(f"{a} {b}".strip() for b in second for a in first))))


def _nominative(word: str) -> tuple[str, ...]:
    lower = word.casefold()
    out = [word, _TYPES[lower]] if lower in _TYPES else [word]
    for ending, replacements in _ENDINGS:
        if lower.endswith(ending) and len(word) - len(ending) >= 2:
            out += [word[: len(word) - len(ending)] + new for new in replacements]
    return tuple(dict.fromkeys(out))
