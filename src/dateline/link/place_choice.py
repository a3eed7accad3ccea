"""Which entry of the gazetteer a name stands for, given what the document is about.

Each entry that bears the name is weighed by the evidence for it, and so is "none of these"; the weights are learned
(training/place_weights.py) by conditional logit, so that the share of an entry in the sum is how sure the choice is.
Source: McFadden, Conditional logit analysis of qualitative choice behavior (1974), for the model; DeLozier, Baldridge and London, Gazetteer-independent
toponym resolution (AAAI 2015) and Gritta, Pilehvar and Collier, Which Melbourne? (ACL 2018), for what tells places apart.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dateline.link.gazetteer import Entry, Gazetteer
from dateline.link.place_mentions import Mention, prominence
from dateline.link.place_tokens import spellings
from dateline.link.place_words import unit_kinds
from dateline.model import Point, distance_km
from dateline.text.normal import fold

__all__ = ["EVIDENCE", "Candidate", "Choice", "Surroundings", "candidates", "choose", "evidence", "point", "same_key", "weights"]

WEIGHTS = Path(__file__).parents[1] / "data" / "gazetteer" / "weights.toml"
# What speaks for or against an entry, and how a reason says it.
EVIDENCE: Mapping[str, str] = {
    "none": "no entry fits",
    "none_unit": "no entry fits its type word",
    "share": "share of the text about its country",
    "foreign": "the text is about other countries",
    "foreign_small": "little known abroad",
    "foreign_site": "a site of another country",
    "size": "population",
    "size_unit": "population of the division",
    "capital": "a capital",
    "unit": "the type word beside it",
    "country": "a country",
    "province": "a first-order division",
    "district": "a second-order division",
    "seat": "a town in it bears the name",
    "site": "a site",
    "water": "a water",
    "region": "a region",
    "inside": "the text names what holds it",
    "held": "what holds it stands beside it",
    "held_elsewhere": "what stands beside it does not hold it",
    "distance": "distance from the other places",
    "company": "other places of the text lie around it",
    "spelling": "a spelling without its ending or type",
    "own_name": "its own name",
    "namesakes": "others bear the name",
}
_INDEX = {name: n for n, name in enumerate(EVIDENCE)}
_UNITS = frozenset(("province", "district"))
MOST_CANDIDATES = 30
COMPANY_KM = 150.0
KNOWN_EVERYWHERE = 250_000  # persons; a city that needs no introduction, as capitals need none
NEAR_KM = 50.0  # the distance at which nearness stops to count fully
LEAST_SHARE = 0.02  # added to a country's share, so that one which the text does not name stays possible


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document tells about one name of it.

    Args:
        shares: how much of the document is about each country.
        unit: the kind of place that the words around the name give.
        named: ids of entries that other words of the document may stand for.
        points: entries that other names of the document were taken for.
        beside: the unit or country that stands right after the name or owns it ("Paris, Texas", "Syria's Homs").
    """

    shares: Mapping[str, float]
    unit: str | None = None
    named: frozenset[int] = frozenset()
    points: Sequence[Entry] = ()
    beside: Mention | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry that a name may stand for, the key that it was found under, and the evidence for it by number."""

    entry: Entry
    key: str
    evidence: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry chosen, the key that led to it, how it fared against the others, and what spoke for it most, in words."""

    entry: Entry
    key: str
    share: float
    rivals: int
    probability: float
    why: str


@cache
def weights() -> tuple[float, ...]:
    """The learned weight of each evidence, in log odds, in the order of EVIDENCE."""
    table = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]
    return tuple(float(table[name]) for name in EVIDENCE)


@lru_cache(maxsize=20_000)
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
    name: str, gazetteer: Gazetteer, around: Surroundings, *, by_weight: Sequence[float], country: Entry | None = None
) -> Choice | None:
    """The entry that a name stands for in this document; None where "none of these" is likelier than each.

    Args:
        name: the words.
        gazetteer: where they are looked up.
        around: what the document tells about them.
        by_weight: the weight of each evidence, in the order of EVIDENCE.
        country: a country of that name, which then is one of the candidates.
    """
    found = evidence(name, gazetteer, around, country=country)
    if not found:
        return None
    scores = [sum(by_weight[n] * value for n, value in c.evidence) for c in found]
    none = sum(by_weight[n] * value for n, value in none_of_these(around))
    best = max(range(len(found)), key=scores.__getitem__)
    if scores[best] < none:
        return None
    total = sum(math.exp(min(s - scores[best], 0.0)) for s in scores) + math.exp(none - scores[best])
    entry = found[best].entry
    share = around.shares.get(entry.country or "", 0.0)
    return Choice(entry, found[best].key, share, len(found) - 1, 1.0 / total, _why(found[best], by_weight))


def _why(chosen: Candidate, by_weight: Sequence[float]) -> str:
    """The two kinds of evidence that spoke for an entry most."""
    names = list(EVIDENCE.values())
    told = sorted(((by_weight[n] * value, names[n]) for n, value in chosen.evidence if n != _INDEX["share"]), reverse=True)
    return ", ".join(f"{word} {weight:+.1f}" for weight, word in told[:2] if weight > 0)


def none_of_these(around: Surroundings) -> tuple[tuple[int, float], ...]:
    """The evidence for "none of these"."""
    unit = ((_INDEX["none_unit"], 1.0),) if around.unit in ("site", "district") else ()
    return ((_INDEX["none"], 1.0), *unit)


def evidence(name: str, gazetteer: Gazetteer, around: Surroundings, *, country: Entry | None = None) -> list[Candidate]:
    """The entries that a name may stand for, each with the evidence for it; the likelier spelling counts where two lead to one."""
    out: dict[int, Candidate] = {}
    spelt = candidates(name, gazetteer)
    bearers = {e.id: e for _, entries in spelt for e in entries}
    shared = [("namesakes", math.log1p(len(bearers)))]
    seats = (
        {u.id for e in bearers.values() if e.kind == "settlement" for u in gazetteer.above(e)} if around.unit is None else set()
    )
    if country is not None:
        out[country.id] = Candidate(country, fold(name), _numbered(shared + _evidence(country, fold(name), gazetteer, around)))
    for rank, (key, entries) in enumerate(spelt):
        for entry in (e for e in entries[:MOST_CANDIDATES] if e.id not in out):
            told = shared + _evidence(entry, key, gazetteer, around)
            told += [("spelling", 1.0)] if rank else []
            told += [("seat", 1.0)] if entry.id in seats else []
            out[entry.id] = Candidate(entry, key, _numbered(told))
    return list(out.values())


def _numbered(told: list[tuple[str, float]]) -> tuple[tuple[int, float], ...]:
    return tuple((_INDEX[name], value) for name, value in told if name in _INDEX and value)


def _evidence(entry: Entry, key: str, gazetteer: Gazetteer, around: Surroundings) -> list[tuple[str, float]]:
    size = "size_unit" if entry.kind in _UNITS else "size"
    out = [(size, 0.5 * math.log(prominence(entry)))]
    out += _of_country(entry, gazetteer, around)
    out.append(("unit", _fit(entry.kind, around.unit)) if around.unit else (entry.kind, 1.0))
    if fold(entry.name) == key:
        out.append(("own_name", 1.0))
    above = list(gazetteer.above(entry))
    if any(u.id in around.named for u in above if u.kind != "country"):
        out.append(("inside", 1.0))
    if around.beside is not None:
        held = around.beside.country == entry.country if around.beside.country else any(u.id in around.beside.ids for u in above)
        out.append(("held" if held else "held_elsewhere", 1.0))
    here = point(entry)
    distances = [distance_km(here, there) for p in around.points if here and p.id != entry.id and (there := point(p))]
    if distances:
        out.append(("distance", math.log1p(min(distances) / NEAR_KM)))
        out.append(("company", sum(math.exp(-d / COMPANY_KM) for d in distances) / len(distances)))
    return out


def _of_country(entry: Entry, gazetteer: Gazetteer, around: Surroundings) -> list[tuple[str, float]]:
    """The evidence from the country of an entry; an entry of several countries has none."""
    if entry.country is None:
        return []
    share = around.shares.get(entry.country, 0.0)
    out = [("share", math.log(share + LEAST_SHARE) - math.log(LEAST_SHARE))]
    capital = gazetteer.countries[entry.country].capital == entry.id
    if capital:
        out.append(("capital", 1.0))
    if around.shares and share < 4 * LEAST_SHARE:
        out.append(("foreign", 1.0))
        known = capital or entry.population >= KNOWN_EVERYWHERE or entry.kind == "country"
        out += [] if known else [("foreign_small", 1.0)]
        out += [("foreign_site", 1.0)] if around.unit == "site" else []
    return out


def _fit(kind: str, unit: str | None) -> float:
    """How well an entry's kind goes with the type word beside the name: from 1 down to -1."""
    if unit == "site":
        return {"site": 1.0, "settlement": 0.5}.get(kind, -0.5)
    if unit == kind or (unit in ("province", "district") and kind == "region"):
        return 1.0
    return 0.3 if {unit, kind} == {"province", "district"} else -1.0


def point(entry: Entry) -> Point | None:
    """Where an entry lies; None where the gazetteer gives no point."""
    return None if entry.latitude is None or entry.longitude is None else (entry.latitude, entry.longitude)


def same_key(one: str, other: str) -> bool:
    """Whether two names fold to the same words, types left out."""
    a, b = fold(one), fold(other)
    return a == b or (_without_types(a) or a) == (_without_types(b) or b)
