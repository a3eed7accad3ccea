"""The registry: organisations and countries by every spelling that the data files list.

Two tables ship in `data/registry`: `organisations.tsv` (armed groups, militias, gangs, missions, bodies and monitors) and
`countries.tsv` (demonyms, seats of government, and the usual name of army and police, from which state bodies follow by
rule). Names are found in a text by their first word, so the cost of a document does not grow with the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from dateline.errors import LinkError
from dateline.model import ActorKind, SourceKind
from dateline.text.normal import fold

__all__ = ["Country", "CountryHit", "Organisation", "OrganisationHit", "Registry", "Word", "registry", "word_list", "words"]

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ`]s$", re.IGNORECASE)
_COLUMNS = {
    "organisations.tsv": ("id", "name", "kind", "source_kind", "countries", "parent", "since", "until", "ucdp_id", "aliases"),
    "words.tsv": ("sense", "words"),
    "countries.tsv": ("iso3", "name", "demonyms", "seats", "military", "police", "adversary", "other_forms"),
}
_LIKE_WORDS = frozenset(("ADF", "FACT", "MODEL", "PAM", "SITE", "WHO"))
# Letters that Arabic writes onto the next word: and, so, with, to.
_CLITICS = "وفبل"


class Word(NamedTuple):
    """One word of a text: as written without its possessive ending, folded, and its range in code points.

    A tuple, since a document makes hundreds of them and a frozen dataclass takes three times as long to make.
    """

    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One entry of the registry.

    Args:
        id: permanent slug.
        name: canonical name, English where the body is well known by it.
        kind: what sort of actor it is; None for bodies that only speak.
        source_kind: what sort of source it is, where the actor's kind does not say.
        countries: ISO 3166-1 alpha-3 codes of where it acts; empty where it acts worldwide.
        parent: id of the body that it belongs to.
        since, until: first and last year, where certain.
        ucdp_id: UCDP actor id, where certain.
        aliases: other spellings, acronyms, names in other scripts.
    """

    id: str
    name: str
    kind: ActorKind | None
    source_kind: SourceKind | None
    countries: tuple[str, ...]
    parent: str | None
    since: int | None
    until: int | None
    ucdp_id: int | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country with the words that news uses for it and for its forces.

    Args:
        iso3: ISO 3166-1 alpha-3 code.
        name: short English name.
        demonyms: adjectives and nouns of people, the usual adjective first.
        seats: seats of government, which news uses for the government.
        military, police: the usual English name; made from the adjective where the table gives none; a dash for no army.
        adversary: code of the state that its forces' bulletins call the enemy.
        other_forms: other names, and forms in other languages; a star stands for any ending.
    """

    iso3: str
    name: str
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    military: str
    police: str
    adversary: str | None
    other_forms: tuple[str, ...]

    @property
    def has_army(self) -> bool:
        """Whether it has an army of its own."""
        return self.military != "-"

    @property
    def adjective(self) -> str:
        """The usual adjective, "Syrian"."""
        return self.demonyms[0]


@dataclass(frozen=True, slots=True)
class OrganisationHit:
    """An alias in a text: the entries that bear it, and the words [first, last) that it covers."""

    first: int
    last: int
    entries: tuple[Organisation, ...]

    def entry(self, country: str | None) -> Organisation | None:
        """The entry meant where `country` (ISO 3166-1 alpha-3) is in focus; None where several fit."""
        if len(self.entries) == 1:
            return self.entries[0]
        near = [entry for entry in self.entries if country in entry.countries]
        return near[0] if len(near) == 1 else None


@dataclass(frozen=True, slots=True)
class CountryHit:
    """A country's name, adjective or seat of government in a text, and the words [first, last) that it covers."""

    first: int
    last: int
    countries: tuple[Country, ...]
    is_seat: bool = False

    def country(self, focus: str | None) -> Country:
        """The country meant where `focus` (ISO 3166-1 alpha-3) is in focus; else the first that bears the word."""
        return next((country for country in self.countries if country.iso3 == focus), self.countries[0])


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; a possessive ending is not part of its word."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        written = _POSSESSIVE.sub("", match[0]) if match[0][-1] in "sS" else match[0]
        yield Word(written, fold(written), match.start(), match.start() + len(written))


@dataclass(frozen=True, slots=True)
class _Alias:
    """One spelling: its folded words, and the one word as it must be written where there is only one."""

    folded: tuple[str, ...]
    written: str | None
    owner: str

    def fits(self, text: Sequence[Word], at: int, *, shouting: bool) -> bool:
        """Whether the words from `at` spell this alias."""
        if any(
            at + n >= len(text) or (text[at + n].folded != folded and not (n == 0 and _bare(text[at].folded) == folded))
            for n, folded in enumerate(self.folded)
        ):
            return False
        return self.written is None or _as_written(self.written, text[at].text, shouting=shouting)


def _bare(folded: str) -> str:
    """An Arabic word without a conjunction or preposition written onto it."""
    if len(folded) < 4 or folded[0] not in _CLITICS:
        return folded
    return "ا" + folded[1:] if folded.startswith("لل") else folded[1:]


def _as_written(alias: str, word: str, *, shouting: bool) -> bool:
    """Whether a one-word alias is not some common word: "IS" is no verb, "Fano" no lower-case word.

    In a text all in capitals, acronyms that spell a word or have two letters do not count.
    """
    if alias.isupper() and len(alias) <= 5:
        return word.isupper() and not (shouting and (len(alias) == 2 or alias in _LIKE_WORDS))
    return not alias[0].isupper() or word[0].isupper()


class Registry:
    """Organisations and countries, found by name.

    Args:
        organisations, countries: the entries; see `registry` for those that ship.
    """

    def __init__(self, organisations: Sequence[Organisation], countries: Sequence[Country]) -> None:
        self.organisations: Mapping[str, Organisation] = {entry.id: entry for entry in organisations}
        self.countries: Mapping[str, Country] = {entry.iso3: entry for entry in countries}
        self._aliases = _index((entry.id, name) for entry in organisations for name in (entry.name, *entry.aliases))
        named = [(c.iso3, form) for c in countries for form in (c.name, *c.demonyms, *c.other_forms)]
        self._forms = _index((iso3, form) for iso3, form in named if not form.endswith("*"))
        self._seats = _index((c.iso3, seat) for c in countries for seat in c.seats)
        self._stems = {fold(form): iso3 for iso3, form in named if form.endswith("*")}
        self._beginnings = frozenset(stem[:3] for stem in self._stems)

    def organisations_in(self, text: Sequence[Word], *, shouting: bool = False) -> tuple[OrganisationHit, ...]:
        """The aliases in a text from left to right, the longest first where they overlap."""
        found, at = [], 0
        while at < len(text):
            length, owners = _longest(self._aliases, text, at, shouting=shouting)
            if owners:
                found.append(OrganisationHit(at, at + length, tuple(self.organisations[owner] for owner in owners)))
            at += max(length, 1)
        return tuple(found)

    def countries_in(self, text: Sequence[Word], *, shouting: bool = False) -> tuple[CountryHit, ...]:
        """The countries' names, adjectives and seats in a text from left to right."""
        found, at = [], 0
        while at < len(text):
            length, owners = _longest(self._forms, text, at, shouting=shouting)
            is_seat = not owners
            if is_seat:
                length, owners = _longest(self._seats, text, at, shouting=shouting)
            if not owners:
                length, owners, is_seat = 1, self._by_stem(text[at].folded), False
            if owners:
                found.append(CountryHit(at, at + length, tuple(self.countries[owner] for owner in owners), is_seat))
            at += max(length, 1)
        return tuple(found)

    def _by_stem(self, folded: str) -> tuple[str, ...]:
        for form in (folded,) if folded.isascii() else (folded, _bare(folded)):
            if form[:3] not in self._beginnings:
                continue
            for end in range(len(form), 2, -1):
                if owner := self._stems.get(form[:end]):
                    return (owner,)
        return ()


def _index(names: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> Mapping[str, Sequence[_Alias]]:
    """The aliases by their first word, the longest first."""
    by_first: dict[str, list[_Alias]] = {}
    for owner, name in names:
        spelt = words(name)
        alias = _Alias(tuple(word.folded for word in spelt), spelt[0].text if len(spelt) == 1 else None, owner)
        by_first.setdefault(alias.folded[0], []).append(alias)
    for aliases in by_first.values():
        aliases.sort(key=lambda alias: (-len(alias.folded), alias.owner))
    return by_first


def _longest(
    index: Mapping[str, Sequence[_Alias]], text: Sequence[Word], at: int, *, shouting: bool
) -> tuple[int, tuple[str, ...]]:
    """The length in words and the owners of the longest alias that begins at a word; 0 and none if no alias does."""
    first = text[at].folded
    aliases = index.get(first) or (None if first.isascii() else index.get(_bare(first)))
    if not aliases:
        return 0, ()
    length = 0
    owners: list[str] = []
    for alias in aliases:
        if len(alias.folded) < length:
            break
        if alias.owner not in owners and alias.fits(text, at, shouting=shouting):
            length = len(alias.folded)
            owners.append(alias.owner)
    return length, tuple(owners)


@lru_cache(maxsize=1)
def _word_lists() -> Mapping[str, frozenset[str]]:
    return {sense: frozenset(map(fold, listed.split())) for sense, listed in _rows("words.tsv")}


@lru_cache(maxsize=64)
def word_list(sense: str) -> frozenset[str]:
    """The words of one sense ("pronoun", "group"), folded, as `words.tsv` lists them.

    Raises:
        LinkError: a data file is missing or damaged, or lists no such sense.
    """
    try:
        return _word_lists()[sense]
    except KeyError as fault:
        raise LinkError(
            "registry-damaged", f"no words of the sense {sense!r}", where="words.tsv", fix="Install again."
        ) from fault


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry that ships with the package, read once in a process.

    Raises:
        LinkError: a data file is missing or damaged.
    """
    return Registry(
        [_organisation(row) for row in _rows("organisations.tsv")],
        [_country(row) for row in _rows("countries.tsv")],
    )


def _rows(name: str) -> Iterator[tuple[str, ...]]:
    try:
        lines = files("dateline").joinpath("data", "registry", name).read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise LinkError(
            "registry-missing", f"{name} cannot be read", where="dateline/data/registry", fix="Install again."
        ) from fault
    columns = _COLUMNS[name]
    for number, line in enumerate(lines):
        row = tuple(cell.strip() for cell in line.split("\t"))
        if len(row) != len(columns) or (number == 0 and row != columns):
            raise LinkError(
                "registry-damaged",
                f"line {number + 1} has {len(row)} cells",
                where=name,
                fix=f"Give {len(columns)}, separated by tabs.",
            )
        if number:
            yield row


def _organisation(row: tuple[str, ...]) -> Organisation:
    key, name, kind, source_kind, countries, parent, since, until, ucdp_id, aliases = row
    try:
        return Organisation(
            id=key,
            name=name,
            kind=ActorKind(kind) if kind else None,
            source_kind=SourceKind(source_kind) if source_kind else None,
            countries=tuple(countries.split()),
            parent=parent or None,
            since=int(since) if since else None,
            until=int(until) if until else None,
            ucdp_id=int(ucdp_id) if ucdp_id else None,
            aliases=_list(aliases),
        )
    except ValueError as fault:
        raise LinkError(
            "registry-damaged", f"{key}: {fault}", where="organisations.tsv", fix="Use the codebook's kinds and whole years."
        ) from fault


def _country(row: tuple[str, ...]) -> Country:
    iso3, name, demonyms, seats, military, police, adversary, other_forms = row
    adjective = _list(demonyms)[0]
    return Country(
        iso3=iso3,
        name=name,
        demonyms=_list(demonyms),
        seats=_list(seats),
        military=military or f"{adjective} army",
        police=police or f"{adjective} police",
        adversary=adversary or None,
        other_forms=_list(other_forms),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
