"""Examples for the evidence weights of merging: pairs of incidents from stories that several documents tell.

The stories are seen in three ways: as they are coded by hand; by hand, with the faults that finding has; and as the finder itself codes them, each
of its incidents bearing the key of the hand-coded one that it is paired with. The finder was taught on these documents and is better on them
than on others, so its incidents too are seen with more faults. Beside half of the faulty ones stands a made-up neighbour:
the same place and actors on another day with another toll.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from dateline.merge.block import filing, is_barred
from dateline.merge.compare import levels, veto
from dateline.merge.rules import Rules
from dateline.merge.sketch import Sketch, sketch
from dateline.model import Action, Actor, Claim, Count, Document, Incident, Place, PlacePrecision
from dateline.model.shape import document_to_json, incident_from_json
from dateline.quality import Coded
from dateline.quality.gold import gold_records
from dateline.quality.pairing import paired
from dateline.quality.telling import rows, telling

ROUNDS = 2
"""Faulty copies of each incident coded by hand."""
LINKED_ROUNDS = 1
"""The same of those whose places dateline linked."""
FOUND_ROUNDS = 2
"""Copies of each incident that the finder coded, with more faults."""
MORE_FAULTS = 0.4
"""How many more faults found incidents get: a share of those that hand-coded ones get."""

Truth = tuple[str, str]
Told = tuple[Document, Incident, Truth]


@dataclass(frozen=True, slots=True)
class Example:
    """One pair: its levels, whether it is one occurrence, whether a made-up neighbour takes part, and whether the finder coded it."""

    levels: tuple[str, ...]
    truth: bool
    is_made_up: bool
    is_found: bool


def by_hand(data: Iterable[Coded]) -> list[Told]:
    """The hand-coded incidents of documents that belong to a story."""
    return [(doc, i, (doc.story, i.key)) for doc, incidents in data if doc.story for i in incidents]


def by_finder(data: Iterable[Coded], coded: Path) -> list[Told]:
    """The finder's incidents of documents that belong to a story, as far as they are paired with hand-coded ones.

    Args:
        data: the documents with their hand-coded incidents.
        coded: what `dateline code` wrote for them, among others.
    """
    records = {str(node["id"]): node for node in gold_records([coded])}
    told = []
    for doc, incidents in data:
        if doc.story and doc.id in records:
            found = records[doc.id]["incidents"]
            assert isinstance(found, list)
            told += [
                (doc, incident_from_json(found[k], doc), (doc.story, incidents[n].key)) for n, k in pairs(doc, incidents, found)
            ]
    return told


def pairs(doc: Document, incidents: Sequence[Incident], found: Sequence[Mapping[str, object]]) -> list[tuple[int, int]]:
    """Positions of hand-coded and of found incidents that rest on the same words, as the project's measure pairs them."""
    own = [telling(node, doc.text) for node in rows(document_to_json(doc, tuple(incidents)), "incidents")]
    theirs = [telling(node, doc.text) for node in found]
    place, other = ({id(one): n for n, one in enumerate(side)} for side in (own, theirs))
    return [(place[id(a)], other[id(b)]) for a, b in paired(own, theirs)]


def examples(hand: Sequence[Told], linked: Sequence[Told], finder: Sequence[Told], rules: Rules) -> Iterator[Example]:
    """Levels and truth of every candidate pair, in all ways in which the stories are seen.

    Args:
        hand: incidents as they were coded by hand.
        linked: the same, their places with points.
        finder: incidents as the finder coded them.
        rules: blocks and hard facts.
    """
    views = ((hand, ROUNDS, 1.0, 0), (linked, LINKED_ROUNDS, 1.0, 50), (finder, FOUND_ROUNDS, MORE_FAULTS, 100))
    for told, rounds, faults, seed in views:
        for n in range(rounds + 1):
            yield from _round(told, rules, faults=faults if n else 0.0, rng=random.Random(seed + n), found=told is finder)


def _round(told: Sequence[Told], rules: Rules, *, faults: float, rng: random.Random, found: bool) -> Iterator[Example]:
    sketches: list[tuple[Sketch, Truth]] = []
    for doc, incident, truth in told:
        free = replace(doc, story=None)
        sketches.append((sketch(worn(incident, rng, faults), free), truth))
        if (faults or found) and rng.random() < 0.5:
            other = sketch(worn(neighbour(incident, rng), rng, faults), free)
            sketches.append((_twin(other, rng), (truth[0] + "+", truth[1])))
    sketches.sort(key=lambda st: st[0].ref)
    own = [s for s, _ in sketches]
    for a, b in _candidates(own, rules):
        if veto(own[a], own[b], rules) is None:
            made_up = any(sketches[n][1][0].endswith("+") for n in (a, b))
            yield Example(levels(own[a], own[b], rules), sketches[a][1] == sketches[b][1], made_up, found)


def _candidates(sketches: Sequence[Sketch], rules: Rules) -> list[tuple[int, int]]:
    """The pairs of positions that some block brings together and no fact bars, sorted."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for n, one in enumerate(sketches):
        for key in filing(one, rules).keys:
            blocks[key].append(n)
    found = {pair for members in blocks.values() for pair in combinations(members, 2)}
    return sorted((a, b) for a, b in found if not is_barred(sketches[a], sketches[b], rules))


def _twin(other: Sketch, rng: random.Random) -> Sketch:
    """The neighbour as another document tells it, in other words."""
    kept = rng.uniform(0.0, 0.12)
    return replace(
        other,
        ref=replace(other.ref, document=other.ref.document + "+"),
        words=frozenset(w for w in sorted(other.words) if rng.random() < kept),
        quotes=frozenset(),
    )


# --- faults --------------------------------------------------------------------------------------------------------------


def worn(incident: Incident, rng: random.Random, faults: float = 1.0) -> Incident:
    """The incident as imperfect finding may give it.

    Args:
        incident: as it was coded.
        rng: draws the faults.
        faults: 0 leaves it as it is, 1 gives each fault its full chance.
    """
    if not faults:
        return incident
    place, when = incident.place, incident.time
    if rng.random() < 0.15 * faults and when.start and when.end:
        step = timedelta(days=rng.choice((-2, -1, -1, 1, 1, 2)))
        when = replace(when, start=when.start + step, end=when.end + step)
    action = incident.action
    if rng.random() < 0.15 * faults:
        action = rng.choice((Action.ATTACK, Action.ATTACK, Action.SHOOTING, Action.ARMED_CLASH, Action.RAID))
    claims = tuple(_worn(c, rng, faults) for c in incident.claims)
    return replace(incident, place=_coarser(place, rng, faults), time=when, action=action, claims=claims)


def _coarser(place: Place, rng: random.Random, faults: float) -> Place:
    fate = rng.random() / faults
    off_map = replace(place, geonames_id=None, latitude=None, longitude=None)
    if fate < 0.10 and len(place.chain) > 2:
        precision = PlacePrecision.DISTRICT if len(place.chain) > 3 else PlacePrecision.PROVINCE
        return replace(off_map, name=place.chain[1], chain=place.chain[1:], precision=precision)
    if 0.10 <= fate < 0.14:
        return Place()
    if 0.14 <= fate < 0.18:
        return replace(off_map, name=None, chain=place.chain[-1:], precision=PlacePrecision.COUNTRY)
    return place


def _worn(claim: Claim, rng: random.Random, faults: float) -> Claim:
    def kept(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return actors if rng.random() > 0.25 * faults else ()

    harm = tuple(replace(h, count=Count(h.count.low, None, None)) if rng.random() < 0.1 * faults else h for h in claim.harm)
    perpetrators, targets = kept(claim.perpetrators), kept(claim.targets)
    return replace(claim, perpetrators=perpetrators, targets=targets, harm=harm if rng.random() > 0.25 * faults else ())


def neighbour(incident: Incident, rng: random.Random) -> Incident:
    """Another occurrence like it: same place and actors, up to twenty days later, another toll, half of them in another manner."""
    step = timedelta(days=rng.choice((0, 1, 1, 2, 2, 3, 4, 5, 7, 10, 14, 20)))
    when = incident.time
    if when.start and when.end:
        when = replace(when, start=when.start + step, end=when.end + step)
    claims = tuple(_other_toll(c, rng) for c in incident.claims)
    if step and rng.random() < 0.5:
        return replace(incident, time=when, claims=claims)
    action = rng.choice(
        (Action.SHOOTING, Action.BOMBING, Action.ARMED_CLASH, Action.ABDUCTION, Action.AIR_STRIKE, Action.PROTEST)
    )
    return replace(incident, time=when, action=action, claims=tuple(replace(c, weapon=None, targets=()) for c in claims))


def _other_toll(claim: Claim, rng: random.Random) -> Claim:
    def grown(n: int | None) -> int | None:
        return None if n is None else rng.choice((n, n + 1, 2 * n + 1, 3 * n + 2))

    return replace(claim, harm=tuple(replace(h, count=Count(n, n, None)) for h in claim.harm for n in [grown(h.count.best)]))
