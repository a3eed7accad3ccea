"""The registry: organisations and countries by every spelling that the data files list.

Tables ship in `data/registry`: `organisations.tsv` (armed groups, militias, gangs, missions, bodies and monitors),
`countries.tsv` (demonyms, seats of government, and the usual name of army and police, from which state bodies follow by
rule), `governments.tsv` and `successions.tsv` (what was before, and what became of whom). A project may add its own file.
Names are found in a text by their first word, so the cost of a document does not grow with the tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dateline.link.registry_entries import (
    Country,
    Government,
    Organisation,
    Succession,
    country,
    government,
    organisation,
    succession,
)
from dateline.link.registry_own import with_own
from dateline.link.registry_tables import shipped_rows, word_list
from dateline.link.spelling import Word, index, longest, words
from dateline.link.spelling import bare as _without_clitic
from dateline.model import ActorKind
from dateline.text.normal import fold

__all__ = [
    "PROVISIONAL",
    "Country",
    "CountryHit",
    "Government",
    "Organisation",
    "OrganisationHit",
    "Registry",
    "Succession",
    "Word",
    "is_provisional",
    "provisional_id",
    "registry",
    "use_own",
    "word_list",
    "words",
]


@dataclass(frozen=True, slots=True)
class OrganisationHit:
    """An alias in a text: the entries that bear it, the words [first, last) that it covers, and whether others bear it too."""

    first: int
    last: int
    entries: tuple[Organisation, ...]
    is_weak: bool = False

    def entry(self, country: str | None, year: int | None = None) -> Organisation | None:
        """The entry meant where `country` (ISO 3166-1 alpha-3) is in focus, in `year`; None where several fit."""
        if len(self.entries) == 1:
            return self.entries[0]
        near = [entry for entry in self.entries if country in entry.countries]
        alive = [entry for entry in near or self.entries if year is None or entry.lived(year)]
        return near[0] if len(near) == 1 else alive[0] if len(alive) == 1 else None


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


class Registry:
    """Organisations and countries, found by name.

    Args:
        organisations, countries, governments, successions: the entries; see `registry` for those that ship.
        joined: ids that stand for another's.
    """

    def __init__(
        self,
        organisations: Sequence[Organisation],
        countries: Sequence[Country],
        *,
        governments: Sequence[Government] = (),
        successions: Sequence[Succession] = (),
        joined: Mapping[str, str] | None = None,
    ) -> None:
        self.organisations: Mapping[str, Organisation] = {entry.id: entry for entry in organisations}
        self.countries: Mapping[str, Country] = {entry.iso3: entry for entry in countries}
        self.joined: Mapping[str, str] = joined or {}
        self.missions: Sequence[Organisation] = [one for one in organisations if one.kind is ActorKind.PEACEKEEPERS]
        self._governments = governments
        self._successions = {one.id: one for one in successions}
        owned = ((self.joined.get(entry.id, entry.id), name) for entry in organisations for name in (entry.name, *entry.aliases))
        common = word_list("common_name") | {
            word.folded for c in countries for form in (c.name, *c.demonyms) for word in words(form)
        }
        self._spellings = index(owned, common)
        named = [(c.iso3, form) for c in countries for form in (c.name, *c.demonyms, *c.other_forms)]
        self._forms = index((iso3, form) for iso3, form in named if not form.endswith("*"))
        self._seats = index((c.iso3, seat) for c in countries for seat in c.seats)
        self._stems = {fold(form): iso3 for iso3, form in named if form.endswith("*")}
        self._beginnings = frozenset(stem[:3] for stem in self._stems)

    def organisations_in(self, text: Sequence[Word], *, shouting: bool = False) -> tuple[OrganisationHit, ...]:
        """The aliases in a text from left to right, the longest first where they overlap."""
        found, at = [], 0
        while at < len(text):
            spelt = longest(self._spellings, text, at, shouting=shouting)
            length = len(spelt[0].folded) if spelt else 1
            if spelt:
                owners = tuple(self.organisations[one.owner] for one in spelt)
                found.append(OrganisationHit(at, at + length, owners, all(one.is_weak for one in spelt)))
            at += length
        return tuple(found)

    def countries_in(self, text: Sequence[Word], *, shouting: bool = False) -> tuple[CountryHit, ...]:
        """The countries' names, adjectives and seats in a text from left to right."""
        found, at = [], 0
        while at < len(text):
            spelt = longest(self._forms, text, at, shouting=shouting)
            seats = () if spelt else longest(self._seats, text, at, shouting=shouting)
            length = len((spelt or seats)[0].folded) if spelt or seats else 1
            owners = tuple(one.owner for one in spelt or seats) or self._by_stem(text[at].folded)
            if owners:
                found.append(CountryHit(at, at + length, tuple(self.countries[owner] for owner in owners), bool(seats)))
            at += length
        return tuple(found)

    def government(self, country: str, day: date | None) -> Government | None:
        """The former government that a country had on a day; None where it is the present one, or the day is unknown."""
        if day is None:
            return None
        held = (one for one in self._governments if one.country == country and day < one.until)
        return next((one for one in held if one.since is None or day >= one.since), None)

    def state_id(self, key: str, day: date | None) -> str:
        """The id of a state's body on a day: `gov-syr-assad-military` for `gov-syr-military` while that government held power."""
        country = key[4:7].upper()
        held = self.government(country, day) if key.startswith("gov-") and self.present_id(key) == key else None
        return f"{key[:7]}-{held.slug}{key[7:]}" if held else key

    def present_id(self, key: str) -> str:
        """The id of a state's body without the government that it served; any other id as it is."""
        slugs = (one.slug for one in self._governments if key.startswith(f"gov-{one.country.lower()}-{one.slug}"))
        return next((key.replace(f"-{slug}", "", 1) for slug in slugs), key)

    def on_day(self, key: str, day: date | None, country: str | None = None) -> str:
        """The id of what an organisation had become by a day, in a country; its own where nothing, or where the day is unknown."""
        gone = self._successions.get(key)
        if gone is None or day is None or day < gone.day or (gone.countries and country not in gone.countries):
            return key
        return self.on_day(gone.successor, day, country)

    def _by_stem(self, folded: str) -> tuple[str, ...]:
        for form in (folded,) if folded.isascii() else (folded, _without_clitic(folded)):
            if form[:3] not in self._beginnings:
                continue
            for end in range(len(form), 2, -1):
                if owner := self._stems.get(form[:end]):
                    return (owner,)
        return ()


PROVISIONAL = "provisional-"


def provisional_id(name: str) -> str:
    """The id of a name that the registry does not know, made of its folded words."""
    return PROVISIONAL + "-".join(fold(name).split())


def is_provisional(key: str | None) -> bool:
    """Whether an id is that of a name which the registry does not know, or is none."""
    return key is None or key.startswith(PROVISIONAL)


# A project's own file, with its size and time of change, so that what is added to it is read.
_OWN: list[tuple[Path, int, int]] = []


def use_own(file: Path | None) -> None:
    """Makes `registry` read a project's own file after the tables that ship, from now on in this process; None for no such file."""
    wanted = [(file, (told := file.stat()).st_size, told.st_mtime_ns)] if file and file.is_file() else []
    if wanted != _OWN:
        _OWN[:] = wanted
        registry.cache_clear()


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry that ships with the package, and the project's own entries, read once in a process.

    Raises:
        LinkError: a data file is missing or damaged.
    """
    own = with_own([organisation(row) for row in shipped_rows("organisations.tsv")], _OWN[0][0] if _OWN else None)
    return Registry(
        own.organisations,
        [country(row) for row in shipped_rows("countries.tsv")],
        governments=[government(row) for row in shipped_rows("governments.tsv")],
        successions=[succession(row) for row in shipped_rows("successions.tsv")],
        joined=own.joined,
    )
