"""ECB+ with gold event mentions, within each topic: how far merging comes on news that it was not made for.

A mention becomes what merging can compare: the sentence as its quote, the places of the sentence as its place, people and bodies in front of the
trigger as perpetrators and those behind it as targets. There is no action for most of them ("hosted", "resigned"), so mentions are put together
only where their triggers have one stem; those of one document and stem are one incident, as merging never joins two of a document. `stem` is that
alone (the lemma baseline), `merged` what merging makes of each stem's incidents, `split` the same with the bound for a join at its neutral 0.
What cannot be reached so is told as `within_reach`: the share of gold links whose two triggers have one stem.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.coreference import Partition, b3, ceaf_e, conll, muc, sets
from dateline import merge
from dateline.merge.rules import Rules
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Document,
    Incident,
    IncidentRef,
    Place,
    PlacePrecision,
    Quote,
    Source,
    SourceKind,
    Stance,
    When,
)

Node = Mapping[str, Any]

_PEOPLE = ("HUMAN_PART_PER", "HUMAN_PART_ORG", "HUMAN_PART_GPE", "HUMAN_PART_MET", "HUMAN_PART_VEH")
_PLACES = ("LOC_GEO", "LOC_FAC", "HUMAN_PART_GPE")
_IRREGULAR = {"shot": "shoot", "struck": "strike", "fought": "fight", "stole": "steal", "stolen": "steal", "said": "say", "told": "tell", "died": "die", "dead": "die", "death": "die", "won": "win", "left": "leave"}  # fmt: skip
_ENDING = re.compile(r"(?:ings?|ed|es|s|er|ers|ion|ions|ment|ments|e)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One validated event mention.

    Args:
        name: document and number, its own.
        chain: the gold set; one of its document alone where it is not linked further.
        stem: of the trigger's last word.
    """

    name: str
    document: str
    topic: str
    chain: str
    stem: str
    claim: Claim
    place: Place


def stem(trigger: str) -> str:
    """The stem of a trigger's last word, roughly: endings of English verbs and nouns taken off."""
    word = re.sub(r"\W", "", trigger.casefold().split()[-1]) or trigger
    word = _IRREGULAR.get(word, word)
    short = _ENDING.sub("", word)
    short = short if len(short) > 2 else word
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] else short


def mentions(docs: Iterable[Node]) -> Iterator[Mention]:
    """The event mentions in validated sentences, as the standard scores take them."""
    for doc in docs:
        entities: dict[int, list[Node]] = defaultdict(list)
        for node in doc["mentions"]:
            if node["kind"] == "entity":
                entities[node["sentence"]].append(node)
        for node in doc["mentions"]:
            if node["kind"] == "event" and doc["sentences"][node["sentence"]]["validated"]:
                yield _mention(doc, node, entities[node["sentence"]])


def _mention(doc: Node, node: Node, around: Sequence[Node]) -> Mention:
    start = node["spans"][0][0]
    sentence = doc["sentences"][node["sentence"]]
    quote = Quote.of(doc["id"], doc["text"], sentence["start"], sentence["end"])
    people = [(one["spans"][0][0], Actor(name=one["text"], kind=ActorKind.UNKNOWN)) for one in around if one["type"] in _PEOPLE]
    where = [one["text"] for one in around if one["type"] in _PLACES]
    claim = Claim(
        quote=quote,
        source=Source(kind=SourceKind.OUTLET),
        stance=Stance.REPORTS,
        perpetrators=tuple(actor for at, actor in people if at < start),
        targets=tuple(actor for at, actor in people if at > start),
    )
    return Mention(
        name=f"{doc['id']}#{node['id']}",
        document=doc["id"],
        topic=doc["topic"],
        chain=node["chain"],
        stem=stem(node["text"]),
        claim=claim,
        place=Place(name=where[0], chain=tuple(where), precision=PlacePrecision.EXACT) if where else Place(),
    )


def merged(told: Sequence[Mention], docs: Mapping[str, Document], rules: Rules) -> Partition:
    """What merging makes of each topic's and stem's mentions."""
    heaps: dict[tuple[str, str], dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for m in told:
        heaps[m.topic, m.stem][m.document].append(m)
    ours: dict[str, tuple[str, str, int]] = {}
    for heap, by_document in heaps.items():
        incidents = [_incident(name, own) for name, own in sorted(by_document.items())]
        place: dict[IncidentRef, int] = {}
        pairs = combinations([i.ref for i in incidents], 2)  # all: blocks are made of days and places, which few sentences name
        found = merge.merged(incidents, [docs[name] for name in by_document], rules=rules, pairs=pairs)
        for n, event in enumerate(found.events):
            place |= dict.fromkeys(event.incidents, n)
        ours |= {m.name: (*heap, place[IncidentRef(name, "i")]) for name, own in by_document.items() for m in own}
    return ours


def _incident(document: str, own: Sequence[Mention]) -> Incident:
    where = next((m.place for m in own if m.place.name), Place())
    return Incident(
        document=document, key="i", action=Action.ATTACK, time=When(), place=where, claims=tuple(m.claim for m in own)
    )


def within_reach(told: Sequence[Mention]) -> float:
    """The share of gold links between mentions whose triggers have one stem, in percent."""
    stems = {m.name: m.stem for m in told}
    links = [(a, b) for group in sets({m.name: m.chain for m in told}).values() for a, b in combinations(sorted(group), 2)]
    return round(100 * sum(stems[a] == stems[b] for a, b in links) / len(links), 1)


def figures(gold: Partition, ours: Partition) -> dict[str, object]:
    """CoNLL F1 and its three parts."""
    return {"conll": conll(gold, ours), "muc": muc(gold, ours), "b3": b3(gold, ours), "ceaf_e": ceaf_e(gold, ours)}


def main(given: Sequence[str]) -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.merge ecb", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="kept for all benchmarks; the last line is always JSON")
    args = parser.parse_args(given)
    docs = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    told, rules = list(mentions(docs)), merge.load()
    documents = {doc["id"]: Document(id=doc["id"], text=doc["text"], language="en") for doc in docs}
    gold = {m.name: m.chain for m in told}
    out = {
        "mentions": len(told),
        "chains": len(set(gold.values())),
        "within_reach": within_reach(told),
        "singletons": figures(gold, {m.name: m.name for m in told}),
        "stem": figures(gold, {m.name: (m.topic, m.stem) for m in told}),
        "merged": figures(gold, merged(told, documents, rules)),
        "split": figures(gold, merged(told, documents, replace(rules, join_above=0.0))),
    }
    print(json.dumps(out))
    return 0
