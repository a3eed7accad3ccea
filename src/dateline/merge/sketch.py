"""Sketch: what merging needs of one incident, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from sys import intern
from typing import Any

from dateline.merge.names import REPORTING, Name, place_key, things
from dateline.model import (
    Action,
    Actor,
    Claim,
    Document,
    Harm,
    HarmKind,
    Incident,
    IncidentRef,
    PlacePrecision,
    Status,
    TimePrecision,
    WeaponKind,
)

__all__ = ["Sketch", "is_total", "parts_total", "sketch"]

_WORD = re.compile(r"\w{5,}")
_POINTS = (PlacePrecision.EXACT, PlacePrecision.NEAR)
_TOKEN = re.compile(r"[^\W_][\w'’-]*")


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """One incident as it is compared.

    Args:
        start, end: proleptic ordinals of the first and last day; None where unknown.
        names: keys of the place names, most specific first, without the country.
        perpetrators, targets: named actors.
        perpetrator_kinds, target_kinds: kinds of all actors, as codes.
        figures: for each kind of harm the numbers that its claims give.
        hit: words of the targets that say what they are ("cattle", "station").
        words: content words of the quotes, in lower case.
        told: keys of the names in the quotes (runs of capitalised words).
        quotes: the quotes that are long enough to be recognised, as their content words in order.
        story: the experiment's label; None where there is none.
        published: ordinal of the document's day of publication.
    """

    ref: IncidentRef
    action: Action
    status: Status
    aggregate: bool
    n_incidents: int | None
    start: int | None
    end: int | None
    time_precision: TimePrecision
    country: str | None
    place_confidence: float | None
    names: tuple[str, ...]
    place_precision: PlacePrecision
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    radius_km: float
    perpetrators: tuple[Name, ...]
    targets: tuple[Name, ...]
    actor_ids: frozenset[str]
    perpetrator_kinds: frozenset[str]
    target_kinds: frozenset[str]
    figures: dict[HarmKind, frozenset[int]]
    weapons: frozenset[WeaponKind]
    hit: frozenset[str]
    words: frozenset[str]
    told: frozenset[str]
    quotes: frozenset[str]
    language: str | None
    story: str | None
    published: int | None

    def sure_country(self, least: float) -> str | None:
        """The country, where it is linked with at least this confidence or coded by a person; else None."""
        return self.country if self.place_confidence is None or self.place_confidence >= least else None

    @property
    def is_day_precise(self) -> bool:
        """Whether the day is known."""
        return self.time_precision is TimePrecision.DAY


def sketch(incident: Incident, doc: Document | None = None) -> Sketch:
    """The sketch of an incident; `doc` adds its language and story."""
    place, when, claims = incident.place, incident.time, incident.claims
    perpetrators, targets = _actors(c.perpetrators for c in claims), _actors(c.targets for c in claims)
    return Sketch(
        ref=incident.ref,
        action=incident.action,
        status=incident.status,
        aggregate=is_total(incident),
        n_incidents=incident.n_incidents,
        start=when.start.toordinal() if when.start else None,
        end=when.end.toordinal() if when.end else None,
        time_precision=when.precision,
        country=place.country,
        place_confidence=place.confidence,
        names=_shared(_names(incident)),
        place_precision=place.precision,
        geonames_id=place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km or 0.0,
        perpetrators=_shared(_named(perpetrators)),
        targets=_shared(_named(targets)),
        actor_ids=frozenset(a.actor_id for a in perpetrators if a.actor_id),
        perpetrator_kinds=_shared(frozenset(a.kind.value for a in perpetrators)),
        target_kinds=_shared(frozenset(a.kind.value for a in targets)),
        figures=_figures(claims),
        weapons=_shared(frozenset(c.weapon.kind for c in claims if c.weapon)),
        hit=_shared(frozenset(word for a in targets for word in things(a.name))),
        words=_words(claims),
        told=_told(claims),
        quotes=_quotes(claims),
        language=doc.language if doc else None,
        story=doc.story if doc else None,
        published=doc.published.toordinal() if doc and doc.published else None,
    )


def is_total(incident: Incident) -> bool:
    """Whether it is a total over several occurrences; what a machine so reads at one place on one day without their number is one occurrence.

    Source: the authored and own documents: of 996 totals coded by hand four are so narrow; of those that the finder reads so most are one.
    """
    when = incident.time
    is_narrow = incident.place.precision in _POINTS and when.precision is TimePrecision.DAY and when.start == when.end
    return incident.aggregate and not (is_narrow and incident.n_incidents is None and incident.confidence is not None)


def parts_total(harm: Iterable[Harm], kind: HarmKind) -> int | None:
    """One number for a claim's figures of a kind, in persons; None where it gives none.

    Several figures of one kind in one claim are the parts of a partition and are added ("a soldier and a civilian").

    Source: codebook 1.2, Harm: "A full partition gives the parts only".
    """
    numbers = [n for h in harm if h.kind is kind if (n := _number(h)) is not None]
    return sum(numbers) if numbers else None


def _number(harm: Harm) -> int | None:
    count = harm.count
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _names(incident: Incident) -> tuple[str, ...]:
    place = incident.place
    if place.precision in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN):
        return () if place.precision is PlacePrecision.COUNTRY or not place.name else (place_key(place.name),)
    inner = place.chain[:-1] if place.country else place.chain
    return tuple(dict.fromkeys(key for name in chain((place.name or "",), inner) if (key := place_key(name))))


def _actors(lists: Iterable[tuple[Actor, ...]]) -> list[Actor]:
    return [a for actors in lists for a in actors]


def _named(actors: Iterable[Actor]) -> tuple[Name, ...]:
    names = dict.fromkeys(Name.of(a.name) for a in actors if any(c.isupper() for c in a.name) or not a.name.isascii())
    return tuple(n for n in names if n.core)


def _figures(claims: tuple[Claim, ...]) -> dict[HarmKind, frozenset[int]]:
    found: dict[HarmKind, set[int]] = {}
    for claim in claims:
        for kind in {h.kind for h in claim.harm}:
            total = parts_total(claim.harm, kind)
            if total is not None:
                found.setdefault(kind, set()).add(total)
    return {kind: _shared(frozenset(numbers)) for kind, numbers in found.items()}


def _quotes(claims: tuple[Claim, ...]) -> frozenset[str]:
    """Source: six content words in a row are what no two reporters write alike."""
    told = (_WORD.findall(c.quote.text.casefold()) for c in claims)
    return frozenset(" ".join(words) for words in told if len(words) >= 6)


def _words(claims: tuple[Claim, ...]) -> frozenset[str]:
    return frozenset(intern(w) for c in claims for w in _WORD.findall(c.quote.text.casefold()) if w not in REPORTING)


def _told(claims: tuple[Claim, ...]) -> frozenset[str]:
    """Runs of capitalised words, and each of their words: "Baga Road" tells of "bagaroad", "baga" and "road"."""
    found: set[str] = set()
    for claim in claims:
        for is_name, words in groupby(_TOKEN.findall(claim.quote.text), key=lambda word: word[0].isupper()):
            if is_name:
                run = tuple(words)
                found.update(run, (" ".join(run),))
    return frozenset(intern(key) for name in found if len(key := place_key(name)) > 2)


@lru_cache(maxsize=65536)
def _shared(value: Any) -> Any:
    """An equal value that other sketches hold too: of millions of sketches most name the same kinds, places and small numbers."""
    return value
