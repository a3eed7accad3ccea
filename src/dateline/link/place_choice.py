"""Which entry of the gazetteer a name stands for, given what the document is about."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.link.gazetteer import Entry, Gazetteer
from dateline.link.place_mentions import prominence
from dateline.link.place_tokens import spellings
from dateline.link.place_words import unit_kinds
from dateline.model import Point, distance_km
from dateline.text.normal import fold

__all__ = ["Choice", "candidates", "choose", "point"]

# Weights of the ranking, chosen on folds 1-4 of the authored set.
COUNTRY, UNIT, INSIDE, NEARBY, SIZE = 3.0, 2.0, 2.5, 1.0, 1.5
LEAST_SHARE = 0.08
KNOWN_EVERYWHERE = 250_000  # persons; a city that needs no introduction, as capitals need none


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry chosen, the name that led to it, and how it fared against the others."""

    entry: Entry
    key: str
    share: float
    rivals: int


def candidates(name: str, gazetteer: Gazetteer) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries under each spelling under which a name may stand, likelier spellings first.

    The spellings are the name itself, its nominatives, and each of them without type words ("Borno State", "Kunduz city").
    """
    out: dict[str, tuple[Entry, ...]] = {}
    keys = list(spellings(name))
    for key in (*keys, *map(_without_types, keys)):
        if key and key not in out and (ids := gazetteer.ids(key)):
            out[key] = tuple(gazetteer.entry(n) for n in ids)
    return tuple(out.items())


def _without_types(key: str) -> str:
    words = key.split()
    kept = [w for w in words if w not in unit_kinds()]
    return " ".join(kept) if 0 < len(kept) < len(words) else ""


def choose(
    name: str,
    gazetteer: Gazetteer,
    *,
    shares: Mapping[str, float],
    unit: str | None,
    named: frozenset[int],
    points: Sequence[Entry],
) -> Choice | None:
    """The entry that a name stands for in this document; None where none is likely.

    Args:
        name: the words.
        gazetteer: where they are looked up.
        shares: how much of the document is about each country.
        unit: the kind of place that the words around the name give.
        named: ids of entries that other words of the document may stand for.
        points: entries that other names of the document were taken for.
    """
    best: tuple[float, Choice] | None = None
    for key, entries in candidates(name, gazetteer):
        likely = [e for e in entries if _is_likely(e, shares, gazetteer, unit)]
        for entry in likely:
            score = _score(entry, gazetteer, shares=shares, unit=unit, named=named, points=points)
            if best is None or score > best[0]:
                best = (score, Choice(entry, key, shares.get(entry.country or "", 0.0), len(entries) - 1))
        if best is not None:
            break
    return best[1] if best else None


def _is_likely(entry: Entry, shares: Mapping[str, float], gazetteer: Gazetteer, unit: str | None) -> bool:
    if entry.country is None or not shares or shares.get(entry.country, 0.0) >= LEAST_SHARE:
        return True
    capital = gazetteer.countries[entry.country].capital == entry.id
    return unit != "site" and entry.kind == "settlement" and (capital or entry.population >= KNOWN_EVERYWHERE)


def _score(
    entry: Entry,
    gazetteer: Gazetteer,
    *,
    shares: Mapping[str, float],
    unit: str | None,
    named: frozenset[int],
    points: Sequence[Entry],
) -> float:
    share = shares.get(entry.country or "", 0.0)
    score = COUNTRY * math.log(share + 0.02) + SIZE * 0.5 * math.log(prominence(entry))
    score += UNIT * _fit(entry.kind, unit)
    score += INSIDE * any(u.id in named for u in gazetteer.above(entry) if u.kind != "country")
    here = point(entry)
    distances = [distance_km(here, there) for p in points if here and p.id != entry.id and (there := point(p))]
    if distances:
        score -= NEARBY * 0.5 * math.log1p(min(distances) / 50.0)
    return score


def _fit(kind: str, unit: str | None) -> float:
    """How well an entry's kind goes with the type word beside the name: 1, 0 or -1."""
    if unit is None:
        return {"settlement": 0.6, "site": 0.6, "water": 1.2, "region": 0.5, "province": 0.2}.get(kind, 0.0)
    if unit == "site":
        return {"site": 1.0, "settlement": 0.5}.get(kind, -0.2)
    if unit == kind or (unit in ("province", "district") and kind == "region"):
        return 1.0
    return 0.3 if {unit, kind} == {"province", "district"} else -0.5


def point(entry: Entry) -> Point | None:
    """Where an entry lies; None where the gazetteer gives no point."""
    return None if entry.latitude is None or entry.longitude is None else (entry.latitude, entry.longitude)


def same_key(one: str, other: str) -> bool:
    """Whether two names fold to the same words, types left out."""
    a, b = fold(one), fold(other)
    return a == b or (_without_types(a) or a) == (_without_types(b) or b)
