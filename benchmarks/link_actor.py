"""Actors and sources named from the gold mentions: `python -m benchmarks.link_actor authored --data FILE... --json`.

The gold coding is stripped to what the finder gives (the quote as name, the kind, the resolved place), named again by
`dateline.link.actor`, and compared with the gold coding by the project's measures.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.link import actor as link_actor
from dateline.link.named import name_in
from dateline.link.registry import is_provisional, registry
from dateline.link.scene import Scene
from dateline.model import Actor, Claim, Document, Incident
from dateline.model.shape import document_to_json
from dateline.quality import fold_ids
from dateline.quality import gold as read_gold
from dateline.quality.names import is_unnamed, same_name
from dateline.quality.score import score

_FIGURES = {"perpetrator": "perpetrator", "target": "target", "actor name": "actor_name", "source": "source_name"}
_WAYS = (
    "is short for",
    "part of",
    "told in the same incident",
    "stands for",
    "registry:",
    "explains the acronym",
    "does not know",
    "no name is given",
    "one police",
    "country in focus",
    "and the words",
    "is named in the document",
    " in ",
)
_KIB = 1 if sys.platform == "darwin" else 1024


@dataclass
class Tally:
    """What was measured: gold and named documents, misses, kinds, seconds."""

    gold: list[dict[str, object]] = field(default_factory=list)
    named: list[dict[str, object]] = field(default_factory=list)
    misses: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    actors: int = 0
    linked: int = 0
    known_kinds: int = 0
    same_kinds: int = 0
    seconds: float = 0.0
    named_gold: int = 0
    right_named: int = 0
    bins: Counter[tuple[float, bool]] = field(default_factory=Counter)
    ways: Counter[tuple[str, bool]] = field(default_factory=Counter)


def main() -> None:
    """Print the figures of the files given; the last line is one JSON object."""
    options = _options()
    tally = Tally()
    registry()  # reading the tables is start-up, not the cost of a document
    for doc, told in read_gold(options.data, fold_ids(options.ids, *options.fold or ()) if options.ids else None):
        if not options.language or doc.language == options.language:
            _measure(doc, told, tally)
    for miss, n in tally.misses.most_common(options.errors):
        print(n, *miss, sep="\t")
    for way, share in _shares(tally.ways).items() if options.ways else ():
        print(way, *share, sep="\t")
    print(json.dumps(_figures(tally)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=["authored"])
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="JSONL files of coded documents")
    parser.add_argument("--ids", type=Path, help="folds.json")
    parser.add_argument("--fold", nargs="*", help="folds to measure, with --ids; all of them by default")
    parser.add_argument("--language", help="measure only this language (ISO 639-1)")
    parser.add_argument("--errors", type=int, default=0, help="print this many of the commonest misses")
    parser.add_argument("--ways", action="store_true", help="print how often each way of naming is right, by kind")
    parser.add_argument("--json", action="store_true", help="kept for all benchmarks; the last line is always JSON")
    return parser.parse_args()


def _measure(doc: Document, gold: Sequence[Incident], tally: Tally) -> None:
    bare = [replace(incident, claims=tuple(_bare(claim) for claim in incident.claims)) for incident in gold]
    start = time.process_time()
    named = link_actor.resolve(doc, bare)
    tally.seconds += time.process_time() - start
    tally.gold.append(document_to_json(doc, gold))
    tally.named.append(document_to_json(doc, named))
    scene = Scene(doc, registry(), [incident.place.country for incident in gold if incident.place.country])
    for want, got in zip(gold, named, strict=True):
        for wanted, given in zip(want.claims, got.claims, strict=True):
            _look(wanted, given, tally)
            _weigh(wanted, given, (scene, got.place.country), tally)


def _bare(claim: Claim) -> Claim:
    return replace(
        claim,
        source=replace(claim.source, name=claim.source.quote.text if claim.source.quote else claim.source.name),
        perpetrators=tuple(_unlinked(actor) for actor in claim.perpetrators),
        targets=tuple(_unlinked(actor) for actor in claim.targets),
    )


def _unlinked(actor: Actor) -> Actor:
    return Actor(name=actor.quote.text if actor.quote else actor.name, kind=actor.kind, quote=actor.quote, count=actor.count)


def _look(want: Claim, got: Claim, tally: Tally) -> None:
    """Count what is linked and of the registry's kind, and keep the misses."""
    for gold, actor in zip((*want.perpetrators, *want.targets), (*got.perpetrators, *got.targets), strict=True):
        if is_unnamed(gold.name, gold.kind):
            continue
        entry = registry().organisations.get(actor.actor_id or "")
        tally.actors += 1
        tally.linked += not is_provisional(actor.actor_id)
        tally.known_kinds += entry is not None
        tally.same_kinds += entry is not None and entry.kind is gold.kind
        if not same_name(gold.name, actor.name):
            quote = gold.quote.text if gold.quote else "-"
            tally.misses["actor", gold.kind.value, quote, f"{gold.name} <- {actor.name}"] += 1
    name, given = want.source.name, got.source.name or ""
    if name and not same_name(name, given):
        quote = want.source.quote.text if want.source.quote else "-"
        tally.misses["source", want.source.kind.value, quote, f"{name} <- {given}"] += 1


def _weigh(want: Claim, got: Claim, where: tuple[Scene, str | None], tally: Tally) -> None:
    """Count how often each confidence is right: the gold name itself, one that leads to the same entry, or none where gold has none."""
    for gold, actor in zip((*want.perpetrators, *want.targets), (*got.perpetrators, *got.targets), strict=True):
        if actor.confidence is None or not actor.quote:
            continue
        unnamed = is_unnamed(gold.name, gold.kind) and is_unnamed(actor.name, actor.kind)
        meant = name_in(where[0], actor.quote.start, gold.name, kind=gold.kind, focus=where[1])
        same_entry = meant is not None and meant.id is not None and _present(meant.id) == _present(actor.actor_id)
        right = unnamed or same_name(gold.name, actor.name) or same_entry
        tally.named_gold += not is_unnamed(gold.name, gold.kind)
        tally.right_named += right and not is_unnamed(gold.name, gold.kind)
        tally.bins[int(actor.confidence * 10) / 10, right] += 1
        tally.ways[f"{actor.confidence:.2f} {_way(actor)}", right] += 1


def _present(key: str | None) -> str | None:
    return registry().present_id(key) if key else None


def _way(actor: Actor) -> str:
    reason = actor.reason or ""
    return next((way for way in _WAYS if way in reason), "-") + " " + actor.kind.value


def _shares(counts: Counter[tuple[float, bool]] | Counter[tuple[str, bool]]) -> dict[str, list[float]]:
    """By key: percent right, and how many."""
    keys = sorted({str(key) for key, _ in counts})
    found = {}
    for name in keys:
        right = sum(n for (key, is_right), n in counts.items() if str(key) == name and is_right)
        total = sum(n for (key, _), n in counts.items() if str(key) == name)
        found[name] = [round(100 * right / total, 1), total]
    return found


def _figures(tally: Tally) -> dict[str, object]:
    scores = score(tally.gold, tally.named).to_json()
    return {
        **{ours: scores[theirs] for theirs, ours in _FIGURES.items() if theirs in scores},
        "linked": round(100 * tally.linked / max(tally.actors, 1), 1),
        "right_name_or_entry": round(100 * tally.right_named / max(tally.named_gold, 1), 1),
        "kind_of_registry": round(100 * tally.same_kinds / max(tally.known_kinds, 1), 1),
        "right_by_confidence": _shares(tally.bins),
        "documents": len(tally.gold),
        "cpu_ms_per_document": round(1000 * tally.seconds / max(len(tally.gold), 1), 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB / 1e6),
    }


if __name__ == "__main__":
    main()
