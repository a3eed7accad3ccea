"""Where a document names places and countries, and which country it is about around a given position."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.link.gazetteer import CountryForm, Entry, Gazetteer
from dateline.link.place_tokens import Token, is_shouted, spellings, tokens
from dateline.link.place_words import common_words, particles, reference_words, unit_kinds
from dateline.model import Document
from dateline.text.normal import fold

__all__ = ["Focus", "Lists", "Mention", "Page", "is_slavic_unit", "read_page"]

Vote = Mapping[str, float]
LONGEST = 5  # words; "Democratic Republic of the Congo"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the document that names a place or a country.

    Args:
        start, end: code points of the document's text.
        text: the words.
        country: ISO 3166-1 alpha-3, where the words are a country's name or adjective; then `ids` is empty.
        adjective: whether they are an adjective, a people or a short form.
        ids: entries of the gazetteer that bear the name, the most populous first.
        unit: kind that a type word beside the name gives ("Borno State": province).
        weak: the words may as well be part of a person's name or an ordinary word.
    """

    start: int
    end: int
    text: str
    country: str | None
    adjective: bool
    ids: tuple[int, ...]
    unit: str | None
    weak: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What one document says of places: its words, its mentions and its focus."""

    text: str
    words: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    heading: tuple[Mention, ...]
    focus: Focus
    lists: Lists

    def corrected(self, mentions: tuple[Mention, ...], settled: Mapping[int, Vote] | None = None) -> Page:
        """The page with other mentions, and what it is then about.

        Args:
            mentions: in place of its own.
            settled: by the start of a mention, which country it was taken for and how surely.
        """
        return replace(self, mentions=mentions, focus=Focus(mentions, self.heading, self.lists.gazetteer, settled or {}))


def read_page(doc: Document, gazetteer: Gazetteer) -> Page:
    """The words, mentions and focus of a document's text; its title speaks for the focus alone."""
    forms = gazetteer.country_forms(doc.language)
    words, found = _read(doc.text, gazetteer, forms)
    heading = _read(doc.title, gazetteer, forms)[1] if doc.title else ()
    return Page(doc.text, words, found, heading, Focus(found, heading, gazetteer, {}), Lists(gazetteer, forms, frozenset()))


def _read(text: str, gazetteer: Gazetteer, forms: Mapping[str, CountryForm]) -> tuple[tuple[Token, ...], tuple[Mention, ...]]:
    shouted = is_shouted(text)
    words = tokens(text, shouted=shouted)
    small = frozenset(w.key for w in words if not text[w.start].isupper()) if not shouted else frozenset()
    return words, tuple(_mentions(text, words, Lists(gazetteer, forms, small)))


@dataclass(frozen=True, slots=True)
class Lists:
    """What names are looked up in; `small` are the words that the text also writes without a capital."""

    gazetteer: Gazetteer
    forms: Mapping[str, CountryForm]
    small: frozenset[str]


def _mentions(text: str, words: Sequence[Token], lists: Lists) -> Iterator[Mention]:
    n = 0
    while n < len(words):
        found = _mention_at(text, words, n, lists) if _may_begin(words, n) else None
        if found is None:
            n += 1
            continue
        mention, length = found
        yield mention
        n += length


def _may_begin(words: Sequence[Token], n: int) -> bool:
    word = words[n]
    if word.name_like:
        return True
    return word.key in ("al", "el") and n + 1 < len(words) and words[n + 1].joined and words[n + 1].name_like


def _mention_at(text: str, words: Sequence[Token], n: int, lists: Lists) -> tuple[Mention, int] | None:
    """The longest name that begins at a word."""
    length = 1
    while length < LONGEST and n + length < len(words) and words[n + length].joined:
        length += 1
    for size in range(length, 0, -1):
        run = words[n : n + size]
        if not (run[-1].name_like or (size > 1 and is_slavic_unit(run[-1]))) or (size == 1 and run[0].key in reference_words()):
            continue
        start, end = run[0].start, run[-1].end
        if text[end : end + 1] == "." and (ids := lists.gazetteer.ids(fold(text[start:end]) + ".")):
            return _abbreviation(text[start : end + 1], start, ids), size
        country, ids = _looked_up(text[start:end], lists)
        if country is None and not ids:
            continue
        form = lists.forms[country] if country else None
        if form is None and size == 1 and _is_no_name(text[start:end], run[0].key):
            continue
        mention = Mention(
            start,
            end,
            text[start:end],
            form.code if form else None,
            form is not None and form.role == "form",
            () if form else ids,
            _unit_beside(words, n, size),
            form is None and (_is_weak(words, n, size) or (size == 1 and run[0].key in lists.small and text[start].isupper())),
        )
        return mention, size
    return None


def _abbreviation(words: str, start: int, ids: tuple[int, ...]) -> Mention:
    """A division's name cut short ("Calif.")."""
    return Mention(start, start + len(words), words, country=None, adjective=False, ids=ids, unit="province", weak=False)


def is_slavic_unit(word: Token) -> bool:
    """Whether a word is a Russian or Ukrainian type of division, which belongs to the name ("Белгородская область")."""
    return word.key[:1] > "\u0400" and word.key[:1] < "\u0500" and unit_kinds().get(word.key) in ("province", "district")


def _is_no_name(word: str, key: str) -> bool:
    """Whether a single word is too short, an acronym or an ordinary word that some village happens to be called."""
    return len(key) < 3 or key in common_words() or (len(word) < 6 and word.isupper())


def _looked_up(words: str, lists: Lists) -> tuple[str | None, tuple[int, ...]]:
    """The key of a country form, or the ids of the entries, that words of a text stand for."""
    for key in spellings(words):
        if key in lists.forms and not (len(key) < 4 and not words.isupper() and words.isascii()):
            return key, ()
        if ids := lists.gazetteer.ids(key):
            return None, ids
    return None, ()


def _unit_beside(words: Sequence[Token], n: int, size: int) -> str | None:
    """The kind that a type word right after the name gives, or right before it ("the town of X", "село X")."""
    kinds = unit_kinds()
    if size > 1 and is_slavic_unit(words[n + size - 1]):
        return kinds[words[n + size - 1].key]
    after = words[n + size] if n + size < len(words) else None
    if after is not None and after.joined and (kind := kinds.get(after.key)) and kind != "site":
        return kind
    before = [w.key for w in words[max(0, n - 2) : n]]
    if before and words[n].joined:
        if before[-1] in ("of", "de", "du", "d", "do", "da") and len(before) > 1:
            return kinds.get(before[0])
        return kinds.get(before[-1])
    return None


def _is_weak(words: Sequence[Token], n: int, size: int) -> bool:
    """Whether a capitalised word that is no place and no type stands right beside the name, as in a person's name."""
    run = words[n : n + size]
    if any(not w.key.isascii() and not w.key.isalpha() for w in run):
        return False
    for beside, attached in ((n - 1, run[0].joined), (n + size, n + size < len(words) and words[n + size].joined)):
        if 0 <= beside < len(words) and attached and words[beside].name_like:
            other = words[beside]
            if beside > n and unit_kinds().get(other.key) == "site":
                return True  # "Cairo Palace", "Naivasha Market" lie elsewhere than the town they are called after
            plain = other.key in reference_words() or other.key in particles() or len(other.key) < 2
            if not plain and not _begins_sentence(words, beside) and other.key[:1] < "\u0600":
                return True
    return False


def _begins_sentence(words: Sequence[Token], n: int) -> bool:
    return n == 0 or (not words[n].joined and n > 0 and words[n].start - words[n - 1].end > 1)


class Focus:
    """How much of a document is about each country, as a whole and around a position."""

    # Chosen on folds 1-4 of the authored set: how far a mention reaches (in characters), how much the document as a whole
    # counts beside the surroundings, and what each sort of mention weighs.
    REACH = 800.0
    WHOLE = 1.0
    NAME, ADJECTIVE, PLACE, WEAK = 1.0, 0.4, 1.0, 0.1
    HEADING = 3.0

    def __init__(
        self, mentions: Sequence[Mention], heading: Sequence[Mention], gazetteer: Gazetteer, settled: Mapping[int, Vote]
    ) -> None:
        known: dict[str, float] = defaultdict(float)
        for m in (*heading, *mentions):
            if m.country:
                known[m.country] += self.ADJECTIVE if m.adjective else self.NAME
        self._votes = [(m.start, fold(m.text), settled.get(m.start) or self._vote(m, gazetteer, known)) for m in mentions]
        self._heading = [(fold(m.text), self._vote(m, gazetteer, known)) for m in heading]
        self._cache: dict[tuple[int | None, str | None], Mapping[str, float]] = {}

    def _vote(self, mention: Mention, gazetteer: Gazetteer, known: Mapping[str, float]) -> Vote:
        """How one mention's weight falls to the countries: a name that fits many places tells little."""
        if mention.country:
            return {mention.country: self.ADJECTIVE if mention.adjective else self.NAME}
        shares: dict[str, float] = {}
        for entry in map(gazetteer.entry, mention.ids[:12]):
            if entry.country:
                weight = prominence(entry) * (1.0 + 6.0 * known.get(entry.country, 0.0))
                shares[entry.country] = max(shares.get(entry.country, 0.0), weight)
        total = sum(shares.values()) or 1.0
        sure = 1.0 if any(known.get(c) for c in shares) else min(1.0, max(shares.values(), default=0.0) / 30.0)
        weight = (self.WEAK if mention.weak else self.PLACE) * sure
        return {c: weight * share / total for c, share in shares.items()}

    def around(self, position: int | None, without: str | None = None) -> Mapping[str, float]:
        """The share of each country around a position; the document as a whole and its title count beside.

        Args:
            position: code point in the text; None for the document as a whole.
            without: a folded name whose own mentions are left out, so that it does not vouch for itself.
        """
        if (position, without) not in self._cache:
            self._cache[position, without] = self._around(position, without)
        return self._cache[position, without]

    def _around(self, position: int | None, without: str | None) -> Mapping[str, float]:
        near: dict[str, float] = defaultdict(float)
        whole: dict[str, float] = defaultdict(float)
        for at, key, vote in self._votes:
            if key != without:
                weight = 0.0 if position is None else math.exp(-abs(at - position) / self.REACH)
                for country, share in vote.items():
                    whole[country] += share
                    near[country] += share * weight
        for key, vote in self._heading:
            for country, share in vote.items() if key != without else ():
                whole[country] += self.HEADING * share
        total, beside = sum(whole.values()), sum(near.values())
        mixed = {c: near[c] / (beside or 1.0) + self.WHOLE * v / (total or 1.0) for c, v in whole.items()}
        all_told = sum(mixed.values())
        return {c: v / all_told for c, v in mixed.items()} if all_told else {}

    def country(self, position: int | None) -> tuple[str | None, float]:
        """The country in focus around a position and its share; None where the document names no place at all."""
        shares = self.around(position)
        best = max(shares, key=lambda c: (shares[c], c), default=None)
        return best, shares.get(best, 0.0) if best else 0.0


def prominence(entry: Entry) -> float:
    """How likely a place is meant when nothing else is known: the square root of its population in thousands, at least 0.5."""
    return max(math.sqrt(entry.population / 1000.0), 0.5)
