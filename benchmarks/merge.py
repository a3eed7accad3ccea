"""Merging measured on authored stories: hand-coded incidents in, so that only merging is judged.

usage: python -m benchmarks.merge authored --data FILE... [--truth FILE] [--ids folds.json --fold N] [--noise SHARE] [--link] [--json]
       python -m benchmarks.merge folds --data DIR: see `benchmarks.merge_folds`
       python -m benchmarks.merge found --data FILE...: see `benchmarks.merge_found`
       python -m benchmarks.merge ecb --data FILE: see `benchmarks.merge_ecb`
       python -m benchmarks.merge synthetic: see `benchmarks.merge_scale`

The labels that give the answer away (`key` shared between documents, `copy_of`) are hidden from merging. Figures in
percent: `b3` and `pairwise` over all incidents; `same_event` is LEA as in the project's scoring (documents with a story;
singletons take no part); `killed` over the rows of the truth file with a best figure for which some claim gives a killed figure, each row
compared with the event that holds most of its incidents; `copies.ari` is the adjusted Rand index of the groups of copies.
The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from benchmarks.coreference import adjusted_rand, b3, pairwise, same_event, sets
from dateline import merge
from dateline.merge.copies import groups
from dateline.model import (
    Action,
    Count,
    Document,
    Event,
    HarmKind,
    Incident,
    IncidentRef,
    Place,
    PlacePrecision,
)
from dateline.quality import fold_ids
from dateline.quality import gold as read_gold

Partition = Mapping[IncidentRef, Hashable]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents and incidents without the answers, and the answers beside them."""

    documents: tuple[Document, ...]
    incidents: tuple[Incident, ...]
    gold: Partition
    copies: Mapping[str, str]
    has_story: frozenset[str]


def read(paths: Sequence[Path], ids: frozenset[str] | None) -> Corpus:
    """The corpus of some files; incidents get neutral keys, so that a gold key cannot be seen."""
    documents, incidents, copies = [], [], {}
    gold: dict[IncidentRef, Hashable] = {}
    for doc, told in read_gold(paths, ids):
        copies[doc.id] = doc.copy_of or doc.id
        documents.append(replace(doc, copy_of=None))
        for n, named in enumerate(told):
            incident = replace(named, key=f"i{n:03d}")
            incidents.append(incident)
            gold[incident.ref] = (doc.story or doc.id, named.key)
    stories = frozenset(doc.id for doc in documents if doc.story)
    return Corpus(tuple(documents), tuple(incidents), gold, copies, stories)


# --- measures ------------------------------------------------------------------------------------------------------------


def _same_event(corpus: Corpus, ours: Partition) -> dict[str, float]:
    """LEA over the incidents of documents with a story."""
    return same_event({ref: corpus.gold[ref] for ref in corpus.gold if ref.document in corpus.has_story}, ours)


def killed(rows: Iterable[Mapping[str, object]], corpus: Corpus, events: Sequence[Event]) -> tuple[dict[str, float], list[str]]:
    """How often the event's killed figures are those of the truth, and a line for each row that differs."""
    claims = {
        i.ref: any(h.kind is HarmKind.KILLED and h.count.is_known for c in i.claims for h in c.harm) for i in corpus.incidents
    }
    right: Counter[str] = Counter()
    lines = []
    for row in rows:
        refs = {ref for ref, (_, key) in ((r, k) for r, k in corpus.gold.items() if isinstance(k, tuple)) if key == row["key"]}
        truth = row["killed"]
        if not any(claims[ref] for ref in refs) or not isinstance(truth, dict) or truth["best"] is None:
            continue
        event = max(events, key=lambda e: (len(refs & set(e.incidents)), -len(e.incidents)))
        found = event.harm_of(HarmKind.KILLED)
        count = found.count if found else Count()
        low, best, high = (truth[k] for k in ("low", "best", "high"))
        hits = {
            "best_exact": count.best == best,
            "interval_exact": (count.low, count.high) == (low, high),
            "covered": (count.low or 0) <= best and (count.high is None or best <= count.high),
        }
        right.update([name for name, hit in hits.items() if hit] + ["rows"])
        if not all(hits.values()):
            lines.append(f"{row['key']}: truth {low}-{best}-{high}, ours {count.low}-{count.best}-{count.high}")
    rows_n = right["rows"]
    return {name: round(100 * right[name] / rows_n, 1) for name in ("best_exact", "interval_exact", "covered")} | {
        "rows": float(rows_n)
    }, lines


# --- runs ----------------------------------------------------------------------------------------------------------------


_CONFUSED = (Action.ATTACK, Action.SHOOTING, Action.ARMED_CLASH, Action.RAID, Action.ABDUCTION, Action.BOMBING, Action.ARREST)


def worn(incident: Incident, share: float, rng: random.Random) -> Incident:
    """The incident with the faults of imperfect finding: each with the given chance."""
    if rng.random() < share:
        country = replace(incident.place, name=None, chain=incident.place.chain[-1:], precision=PlacePrecision.COUNTRY)
        incident = replace(incident, place=rng.choice((Place(), country)))
    if rng.random() < share:
        incident = replace(incident, action=rng.choice(_CONFUSED))
    if rng.random() < share and incident.time.start and incident.time.end:
        step = timedelta(days=rng.choice((-2, -1, 1, 2)))
        incident = replace(incident, time=replace(incident.time, start=incident.time.start + step, end=incident.time.end + step))
    keep = tuple(replace(c, perpetrators=(), targets=()) if rng.random() < share else c for c in incident.claims)
    return replace(incident, claims=tuple(replace(c, harm=()) if rng.random() < share else c for c in keep))


def linked(corpus: Corpus) -> tuple[Incident, ...]:
    """The incidents with their places linked anew."""
    from dateline.link import place

    told: dict[str, list[Incident]] = defaultdict(list)
    for incident in corpus.incidents:
        told[incident.document].append(incident)
    return tuple(i for doc in corpus.documents for i in place.resolve(doc, told[doc.id]))


def authored(args: argparse.Namespace) -> dict[str, object]:
    """The figures of one corpus."""
    ids = fold_ids(args.ids, str(args.fold)) if args.ids else None
    corpus = read(args.data, ids)
    rng = random.Random(5)  # noqa: S311 - faults to measure with
    given = linked(corpus) if args.link else corpus.incidents
    incidents = [worn(i, args.noise, rng) for i in given]
    started = time.perf_counter()
    events = merge.events(incidents, corpus.documents)
    seconds = time.perf_counter() - started
    ours = {ref: n for n, event in enumerate(events) for ref in event.incidents}
    gold_incidents: dict[str, object] = {
        "b3": b3(corpus.gold, ours),
        "pairwise": pairwise(corpus.gold, ours),
        "same_event": _same_event(corpus, ours),
    }
    if args.truth:
        rows = [json.loads(line) for line in args.truth.read_text(encoding="utf-8").splitlines()]
        gold_incidents["killed"], lines = killed(rows, corpus, events)
        if not args.json:
            print("\n".join(lines))
    if args.errors:
        print("\n".join(_errors(corpus, events, ours)))
    copies = {doc: n for n, ids_ in enumerate(groups(corpus.documents, merge.load().copies)) for doc in ids_}
    return {
        "gold_incidents": gold_incidents,
        "copies": {
            "ari": adjusted_rand(corpus.copies, copies) if len(set(corpus.copies.values())) < len(corpus.copies) else None
        },
        "incidents": len(incidents),
        "events": len(events),
    } | _cost(len(incidents), seconds)


def _errors(corpus: Corpus, events: Sequence[Event], ours: Partition) -> Iterable[str]:
    by_ref = {i.ref: i for i in corpus.incidents}
    for event in events:
        keys = Counter(corpus.gold[ref] for ref in event.incidents)
        if len(keys) > 1:
            yield f"joined: {dict(keys)}"
            for m in event.matches:
                if corpus.gold[m.left] != corpus.gold[m.right]:
                    yield f"   {m.left} {m.right} {m.score:+.1f}: " + ", ".join(f"{r.words} {r.weight:+.1f}" for r in m.reasons)
    for key, refs in sets(corpus.gold).items():
        parts = sets({ref: ours[ref] for ref in refs})
        if len(parts) > 1:
            yield f"split: {key} into {[len(p) for p in parts.values()]}"
            first, *rest = (sorted(p) for p in sorted(parts.values(), key=len, reverse=True))
            for part in rest:
                m = merge.compare(by_ref[first[0]], by_ref[part[0]], corpus.documents)
                yield f"   {m.left} {m.right} {m.score:+.1f} veto {m.vetoed}: " + ", ".join(
                    f"{r.words} {r.weight:+.1f}" for r in m.reasons
                )


def _cost(n: int, seconds: float) -> dict[str, float]:
    return {
        "seconds": round(seconds, 2),
        "incidents_per_s": round(n / seconds, 1) if seconds else 0.0,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


_OTHERS = {"folds": "merge_folds", "found": "merge_found", "ecb": "merge_ecb", "synthetic": "merge_scale"}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one benchmark and prints its figures."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] and given[0] in _OTHERS:
        return int(import_module(f"benchmarks.{_OTHERS[given[0]]}").main(given[1:]))
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.merge", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", choices=("authored", *_OTHERS))
    parser.add_argument("--data", type=Path, nargs="+")
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--ids", type=Path, help="a folds.json")
    parser.add_argument("--fold", default="0")
    parser.add_argument("--noise", type=float, default=0.0, help="chance of each fault of imperfect finding")
    parser.add_argument(
        "--link", action="store_true", help="places as our own linking gives them, with coordinates, in place of hand-coded ones"
    )
    parser.add_argument("--errors", action="store_true", help="print wrong joins and missed joins")
    parser.add_argument("--json", action="store_true", help="print nothing but the JSON object")
    args = parser.parse_args(given)
    if not args.data:
        parser.error("authored needs --data FILE")
    print(json.dumps(authored(args)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
