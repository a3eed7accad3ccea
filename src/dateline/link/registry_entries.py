"""The registry's entries: organisations, countries, governments of the past, successions; read from rows of its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.errors import LinkError
from dateline.link.registry_tables import cells
from dateline.model import ActorKind, SourceKind

__all__ = [
    "JOINED",
    "Country",
    "Government",
    "Organisation",
    "Succession",
    "country",
    "government",
    "organisation",
    "succession",
]

# In the kind's cell of a project's own row: the entry is the same as the one in the parent's cell.
JOINED = "joined"


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

    def lived(self, year: int) -> bool:
        """Whether it existed in a year, as far as its years are known."""
        return (self.since or year) <= year <= (self.until or year)


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
        ucdp_id: UCDP actor id of its government.
        other_forms: other names, and forms in other languages; a star stands for any ending.
    """

    iso3: str
    name: str
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    military: str
    police: str
    adversary: str | None
    ucdp_id: int | None
    other_forms: tuple[str, ...]

    @property
    def has_army(self) -> bool:
        """Whether it has an army of its own."""
        return self.military != "-"

    @property
    def adjective(self) -> str:
        """The usual adjective, "Syrian"."""
        return self.demonyms[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """A former government of a country, whose forces are other actors than those of the next one.

    Args:
        country: ISO 3166-1 alpha-3 code.
        slug: its part of the ids of its bodies, `gov-syr-assad-military`.
        name: as news calls it.
        since, until: first day, None where it does not matter, and the first day on which it was gone.
    """

    country: str
    slug: str
    name: str
    since: date | None
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What became of an organisation, from which day, and where; everywhere if no country is listed."""

    id: str
    day: date
    successor: str
    countries: tuple[str, ...] = ()


def organisation(row: Sequence[str], *, where: str = "organisations.tsv") -> Organisation:
    """The organisation of a row.

    Raises:
        LinkError: a kind is not on its list, or a year or an id is no number.
    """
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
            aliases=cells(aliases),
        )
    except ValueError as fault:
        raise LinkError(
            "registry-damaged", f"{key}: {fault}", where=where, fix="Use the codebook's kinds and whole years."
        ) from fault


def country(row: Sequence[str]) -> Country:
    """The country of a row."""
    iso3, name, demonyms, seats, military, police, adversary, ucdp_id, other_forms = row
    adjective = cells(demonyms)[0]
    return Country(
        iso3=iso3,
        name=name,
        demonyms=cells(demonyms),
        seats=cells(seats),
        military=military or f"{adjective} army",
        police=police or f"{adjective} police",
        adversary=adversary or None,
        ucdp_id=int(ucdp_id) if ucdp_id else None,
        other_forms=cells(other_forms),
    )


def government(row: Sequence[str]) -> Government:
    """The former government of a row."""
    code, slug, name, since, until = row
    first = date.fromisoformat(since) if since else None
    return Government(country=code, slug=slug, name=name, since=first, until=date.fromisoformat(until))


def succession(row: Sequence[str]) -> Succession:
    """The succession of a row."""
    key, day, successor, countries = row
    return Succession(id=key, day=date.fromisoformat(day), successor=successor, countries=tuple(countries.split()))
