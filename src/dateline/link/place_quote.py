"""What the words of a place quote say: which name is the place, which names hold it, and how closely it is meant."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.link.place_mentions import Lists, is_slavic_unit
from dateline.link.place_offset import Offset, offset
from dateline.link.place_tokens import Token, is_shouted, spellings, tokens
from dateline.link.place_words import (
    adjacent_words,
    building_words,
    directions,
    inside_words,
    loose_near_words,
    many_words,
    near_words,
    particles,
    reference_words,
    unit_kinds,
)

__all__ = ["Name", "Reading", "read_quote"]

_OF = frozenset(["of", "de", "du", "d", "des", "do", "da", "del", "di"])
_BETWEEN = frozenset(["between", "entre", "между", "між", "بين"])
_AT_A_BUILDING = frozenset(["outside"])
_PLURAL = frozenset(
    [
        "villages",
        "hamlets",
        "farms",
        "settlements",
        "communities",
        "aldeas",
        "veredas",
        "caseríos",
        "aldeias",
        "hameaux",
        "сел",
        "сёл",
        "сіл",
        "قري",
        "القري",
    ]
)
_MIDDLE = frozenset(["centre", "center", "central", "middle", "centro", "центре", "центр", "وسط"])
_ARTICLES = frozenset(["al", "el", "la", "los", "las", "le", "les", "as", "ad", "ash", "at", "az", "an", "ar", "da"])


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a quote: its range in the quote, the kind that a type word gives it, and whether it owns what follows."""

    start: int
    end: int
    text: str
    unit: str | None
    owner: bool
    country: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A quote, read.

    Args:
        head: the name of the place; None where the words only point back ("the village") or describe ("the road").
        others: the remaining names, in order: containers, or the further ends of a road.
        near: whether the occurrence is put beside the name.
        direction: whether only a part is meant ("northern X", "the north").
        unit: the kind of place that is pointed back to, where there is no head.
        several: whether more than one place is named side by side.
        many: whether the words speak of many places without naming any ("six towns", "nationwide").
        scattered: whether several villages of the named place are meant ("eleven villages of X").
        between: whether the occurrence is put between the head and the next name.
        offset: how far from the head, and in which direction, the words put it.
    """

    head: Name | None
    others: tuple[Name, ...]
    near: bool
    direction: bool
    unit: str | None
    several: bool
    many: bool
    scattered: bool
    between: bool
    offset: Offset | None


def read_quote(quote: str, lists: Lists, *, before: str = "", language: str = "en") -> Reading:
    """What the words of a place quote say.

    Args:
        quote: the words.
        lists: where names are looked up.
        before: the words of the same sentence that stand before the quote, where "near" may stand.
        language: ISO 639-1 code, for numbers in words.
    """
    words = tokens(quote, shouted=is_shouted(quote) and len(quote.split()) > 3)
    names = _names(quote, words, lists)
    head = _head(names, words)
    first = next((n for n, w in enumerate(words) if head and w.start >= head.start), len(words))
    last = next((n for n, w in enumerate(words) if head and w.start >= head.end), len(words))
    ahead = [w.key for w in words[:first]]
    unit = None if head else _unit_pointed_at([w.key for w in words])
    return Reading(
        head,
        tuple(n for n in names if n is not head),
        _is_near(ahead, _after(quote, words, last), before, building=unit == "site"),
        not directions().isdisjoint(ahead),
        unit,
        head is not None and _side_by_side(head, names, words),
        head is None and not many_words().isdisjoint(ahead) and not _one_unit(ahead),
        head is not None and not _PLURAL.isdisjoint(ahead),
        head is not None and not _BETWEEN.isdisjoint(ahead),
        offset(before[-30:] + quote[: head.start] if head else quote, language),
    )


def _one_unit(keys: Sequence[str]) -> bool:
    """Whether the many places lie in one unit that is pointed back to ("the governorate's southern districts")."""
    return any(unit_kinds().get(k) == "province" and k not in many_words() for k in keys)


def _after(quote: str, words: Sequence[Token], last: int) -> list[str]:
    """The word right after a name, or after a second name tied to it ("the Hays-Jarrahi road")."""
    n = last
    while n < len(words) and words[n].joined and words[n].name_like:
        n += 1
    return [w.key for w in words[n : n + 1] if w.joined and quote[w.start - 1] in " \u00a0_"]


def _unit_pointed_at(keys: Sequence[str]) -> str | None:
    """The kind of place that words without a name point back to; a building of a province's is a building."""
    kinds = [unit_kinds()[k] for k in keys if k in unit_kinds()]
    if not building_words().isdisjoint(keys) or "site" in kinds:
        return "site"
    return kinds[0] if kinds else None


def _is_near(ahead: Sequence[str], behind: Sequence[str], before: str, *, building: bool) -> bool:
    """Whether the words before a name, or right after it, put the occurrence beside it.

    What is outside a building is in its town, and so is a road in a town ("a road in X", "the mountain town of X").
    """
    town = len(ahead) > 1 and ahead[-1] in _OF and unit_kinds().get(ahead[-2]) == "settlement"
    inside = bool(ahead) and (ahead[-1] in inside_words() or town)
    led = ahead if inside else [*(w.key for w in tokens(before)[-3:]), *ahead]
    if not near_words().isdisjoint(w for w in led if not ((inside or building) and w in _AT_A_BUILDING)):
        return True
    if any(k in directions() - _MIDDLE and after in _OF for k, after in itertools.pairwise(ahead)):
        return True
    if not inside and not loose_near_words().isdisjoint(ahead):
        return True
    return not adjacent_words().isdisjoint(behind)


def _names(quote: str, words: Sequence[Token], lists: Lists) -> list[Name]:
    out, n = [], 0
    while n < len(words):
        size = _name_at(quote, words, n, lists)
        if size:
            out.append(_name(quote, words, n, size=size, lists=lists))
        n += size or 1
    return out


def _name_at(quote: str, words: Sequence[Token], n: int, lists: Lists) -> int:
    """How many words from here on make one name; 0 if none begins here."""
    if not _starts_name(quote, words, n, lists):
        return 0
    size = 1
    while n + size < len(words) and words[n + size].joined and (words[n + size].name_like or words[n + size].key in particles()):
        size += 1
    while size > 1 and not words[n + size - 1].name_like:
        size -= 1
    if n + size < len(words) and words[n + size].joined and is_slavic_unit(words[n + size]):
        # "Глотово Грайворонского округа": the last adjective belongs to the division, not to the village.
        return size - 1 if size > 1 else 2
    return _cut(quote, words, n, size=size, lists=lists)


def _starts_name(quote: str, words: Sequence[Token], n: int, lists: Lists) -> bool:
    word = words[n]
    follows = n + 1 < len(words) and words[n + 1].joined and words[n + 1].name_like
    if not word.name_like:
        return follows and (word.key in ("al", "el") or (word.key in _ARTICLES and quote[word.end] in "-‐‑"))
    if word.key in reference_words():
        # "Lake Chad", "North Kivu", "La Saline", "East Gezira"; not "Near Goma", "In Goma", "Village".
        return follows and (word.key in _ARTICLES | directions() or _known(quote[word.start : words[n + 1].end], lists))
    return True


def _cut(quote: str, words: Sequence[Token], n: int, *, size: int, lists: Lists) -> int:
    """A run shortened to a known name where the longer stretch is none ("Chilapa-Hueycantenango", "Сотк")."""
    run = words[n : n + size]
    if size == 1 or _known(quote[run[0].start : run[-1].end], lists):
        return size
    for shorter in range(size - 1, 0, -1):
        kept = run[:shorter]
        plain = all(w.key in reference_words() or w.key in _ARTICLES or w.key in particles() for w in kept)
        if plain or not kept[-1].name_like or not _known(quote[kept[0].start : kept[-1].end], lists):
            continue
        linked = quote[kept[-1].end : run[shorter].start].strip()
        if linked or unit_kinds().get(run[shorter].key, "site") != "site" or run[0].key > "\u0590":
            return shorter
    return size


def _known(words: str, lists: Lists) -> bool:
    return any(lists.gazetteer.ids(key) or key in lists.forms for key in spellings(words))


def _name(quote: str, words: Sequence[Token], n: int, *, size: int, lists: Lists) -> Name:
    first, last = words[n], words[n + size - 1]
    text = quote[first.start : last.end]
    country = next((lists.forms[k].code for k in spellings(text) if k in lists.forms), None)
    return Name(first.start, last.end, text, _unit(words, n, size), last.owner, country)


def _unit(words: Sequence[Token], n: int, size: int) -> str | None:
    """The kind given by the type word beside a name or at its end."""
    kinds = unit_kinds()
    if size > 1 and (kind := kinds.get(words[n + size - 1].key)):
        return kind
    if size > 1 and (kind := kinds.get(words[n].key)):
        return kind
    if n + size < len(words) and words[n + size].joined and (kind := kinds.get(words[n + size].key)):
        return kind
    before = [w.key for w in words[max(0, n - 2) : n]]
    if before and (kind := kinds.get(before[-1])):
        return kind
    return kinds.get(before[0]) if len(before) == 2 and before[1] in _OF else None


def _head(names: Sequence[Name], words: Sequence[Token]) -> Name | None:
    """The name that is the place: the one that a type and "of" lead to, else the first that owns nothing and is no country."""
    if not names:
        return None
    keys = {w.start: n for n, w in enumerate(words)}
    for name in names[1:]:
        n = keys.get(name.start, 0)
        if n >= 2 and words[n - 1].key == "of" and unit_kinds().get(words[n - 2].key) == "settlement":
            return name
    own = [n for n in names if not n.owner and not n.country] or [n for n in names if not n.country]
    return own[0] if own else names[0]


def _side_by_side(head: Name, names: Sequence[Name], words: Sequence[Token]) -> bool:
    """Whether "and" or a comma with "and" joins the head to another name."""
    joiners = frozenset(["and", "et", "y", "e", "и", "та", "і", "و"])
    later = [n for n in names if n.start > head.end]
    return bool(later) and any(w.key in joiners for w in words if head.end <= w.start < later[-1].start)
