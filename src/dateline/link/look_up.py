"""A whole name, as an event list writes it, to the ids of the registry: "Government of Mali", "Syrian insurgents", "HTS, Rahman Corps"."""

from __future__ import annotations

import re

from dateline.link.registry import Organisation, Registry, registry, words
from dateline.link.state_body import REBELS, branch, state_body

__all__ = ["CIVILIANS", "look_up"]

CIVILIANS = "civilians"
# Words of a branch beside its country: "the armed forces of".
_LONGEST_BRANCH = 4
_GOVERNMENT = re.compile(r"(?:the )?government of (?:the )?(.+)", re.IGNORECASE)
_REBELS = re.compile(r"(.+?) (?:insurgents|rebels)", re.IGNORECASE)
# "Yemen (North Yemen)", "Sinaloa Cartel - Los Mayos faction", "Hawiye (Abgal)".
_ADDED = re.compile(r"\s*\((.*)\)$")
_FACTION = re.compile(r"^(.+?) [-–] (.+?)(?: faction)?$")


def look_up(name: str, country: str | None = None, year: int | None = None) -> tuple[str, ...]:
    """The ids that a whole name leads to, several where it lists several bodies; none where a part of it is not known.

    Args:
        name: as an event list or a person writes it.
        country: where the event happened, ISO 3166-1 alpha-3, which tells bodies of one name apart.
        year: when it happened.
    Raises:
        LinkError: a data file is missing or damaged.
    """
    known = registry()
    whole = _one(name, known, country, year)
    if whole or "," not in name:
        return (whole,) if whole else ()
    parts = [_one(part, known, country, year) for part in name.split(",") if part.strip()]
    return tuple(part for part in parts if part) if all(parts) else ()


def _one(name: str, known: Registry, country: str | None, year: int | None) -> str | None:
    plain = " ".join(name.split())
    if plain.casefold() == CIVILIANS:
        return CIVILIANS
    return (
        _organisation(plain, known, country, year)
        or _of_country(plain, known)
        or _of_country(_ADDED.sub("", plain), known)
        or _organisation(_ADDED.sub("", plain), known, country, year)
        or _force(plain, known, country)
        or _faction(plain, known, country, year)
        or _organisation(f"{plain} militia", known, country, year)
    )


def _organisation(name: str, known: Registry, country: str | None, year: int | None) -> str | None:
    spelt = words(name)
    hits = known.organisations_in(spelt)
    whole = next((hit for hit in hits if (hit.first, hit.last) == (0, len(spelt))), None)
    if whole is None:
        return None
    entry = whole.entry(country, year) or _nearest(whole.entries, year)
    return entry.id


def _nearest(entries: tuple[Organisation, ...], year: int | None) -> Organisation:
    return next((entry for entry in entries if year is not None and entry.lived(year)), entries[0])


def _of_country(name: str, known: Registry) -> str | None:
    """The government of a country, or its rebels."""
    for pattern, body in ((_GOVERNMENT, "gov-{}"), (_REBELS, REBELS + "{}")):
        if match := pattern.fullmatch(name):
            spelt = words(match[1])
            hits = known.countries_in(spelt)
            if len(hits) == 1 and (hits[0].first, hits[0].last) == (0, len(spelt)):
                return body.format(hits[0].countries[0].iso3.lower())
    return None


def _force(name: str, known: Registry, focus: str | None) -> str | None:
    """The force of a country: "Syrian army", "police of Mali"."""
    spelt = words(name)
    hits = known.countries_in(spelt)
    kind = branch(name)
    if len(hits) != 1 or kind is None or len(spelt) > hits[0].last - hits[0].first + _LONGEST_BRANCH:
        return None
    owner = hits[0].country(focus)
    body = state_body(owner, kind, name)
    return body.id if body else None


def _faction(name: str, known: Registry, country: str | None, year: int | None) -> str | None:
    match = _FACTION.match(name)
    return match and (_organisation(match[2], known, country, year) or _organisation(match[1], known, country, year))
