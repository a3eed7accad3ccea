"""How well places are linked: country, precision, place and chain of incidents whose place quotes are given.

    python -m benchmarks.link_place authored --data FILE... [--ids folds.json --fold 0] [--by language] [--errors N] [--json]
    python -m benchmarks.link_place gold_mentions --data ../shared/data/lgl/train.jsonl
    python -m benchmarks.link_place found_mentions --data ../shared/data/lgl/train.jsonl

Gold incidents are stripped to what finding gives (the place quote alone) and linked again. A place counts as right by the rule
of the official scorer: same country, same class of precision, no contradiction in the chain, and the same words or name.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from collections import Counter, defaultdict
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean, median
from typing import Any

from benchmarks.counting import digest, rows_of
from dateline.link import place
from dateline.link.gazetteer import Entry, gazetteer
from dateline.link.place_choice import point
from dateline.link.place_scene import Scene
from dateline.model import Document, Incident, Place, PlacePrecision, distance_km
from dateline.quality import fold_ids
from dateline.quality import gold as read_gold
from dateline.text.normal import fold

FILLER = frozenset(
    [
        "the",
        "a",
        "an",
        "al",
        "el",
        "of",
        "city",
        "town",
        "village",
        "district",
        "province",
        "governorate",
        "state",
        "region",
        "and",
    ]
)
PARTS = 5
MILES_100_KM = 161.0  # the customary distance of toponym resolution
WHOLE_COUNTRY = (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)
DIVISIONS = (PlacePrecision.PROVINCE, PlacePrecision.DISTRICT)


def main() -> None:
    """Reads the command line, links, and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["authored", "gold_mentions", "found_mentions"])
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--ids", type=Path, help="a JSON object of fold name to document ids")
    parser.add_argument("--fold", nargs="+", default=["0"])
    parser.add_argument("--by", choices=["language"])
    parser.add_argument("--errors", type=int, default=0, help="how many wrong places to show")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.set == "gold_mentions":
        print(json.dumps({"input": digest(args.data), **gold_mentions(args.data, PARTS)}))
        return
    if args.set == "found_mentions":
        print(json.dumps({"input": digest(args.data), **found_mentions(args.data)}))
        return
    groups: dict[str, list[Row]] = defaultdict(list)
    started, documents = time.process_time(), 0
    for doc, told in read_gold(args.data, fold_ids(args.ids, *args.fold) if args.ids else None):
        documents += 1
        linked = place.resolve(doc, [stripped(i) for i in told])
        for wanted, got in zip(told, linked, strict=True):
            groups["all"].append((doc, wanted, got))
            if args.by:
                groups[str(doc.language)].append((doc, wanted, got))
    spent_ms = 1000 * (time.process_time() - started) / max(documents, 1)
    result = {name: figures(rows) for name, rows in groups.items()}
    if args.errors:
        show(groups["all"], args.errors)
    if args.json:
        print(json.dumps({"documents": documents, "ms_per_document": round(spent_ms, 2), "figures": result}))
        return
    print(f"{documents} documents, {spent_ms:.1f} ms of processor time each (reading the file included)")
    for name, row in result.items():
        print(f"{name:6} " + "  ".join(f"{k} {v}" for k, v in row.items()))


def gold_mentions(files: list[Path], parts: int) -> dict[str, float | int | list[float] | None]:
    """Over toponyms whose place is known: how near the linker's point lies. Unlinked ones count as wrong, and are left out of the error in km.

    Accuracy is given at 161 km and by part of the documents (by their ids), so that its spread shows.
    """
    rows: list[tuple[int, bool, bool, float | None, bool | None]] = []
    for node in rows_of(files):
        scene = scene_of(node)
        for toponym in (t for t in node["toponyms"] if t.get("lat") is not None):
            entry = entry_of(scene, toponym["text"], toponym["start"])
            here = point(entry) if entry is not None else None
            error = None if here is None else distance_km(here, (float(toponym["lat"]), float(toponym["lon"])))
            alike = entry is not None and entry.geonames_id is not None and entry.geonames_id == toponym.get("geonameid")
            near = alike or (error is not None and error <= MILES_100_KM)
            rows.append((zlib.crc32(node["id"].encode()) % parts, near, alike, error, in_country(entry, toponym)))
    errors = sorted(r[3] for r in rows if r[3] is not None)
    lands = [r[4] for r in rows if r[4] is not None]
    return {
        "toponyms": len(rows),
        "linked": percent(len(errors), len(rows)),
        "accuracy_161km": percent(sum(r[1] for r in rows), len(rows)),
        "by_part": [percent(sum(r[1] for r in rows if r[0] == n), sum(r[0] == n for r in rows)) for n in range(parts)],
        "accuracy_161km_of_linked": percent(sum(r[1] for r in rows if r[3] is not None), len(errors)),
        "geonames_id": percent(sum(r[2] for r in rows), len(rows)),
        "country": percent(sum(lands), len(lands)) if lands else None,
        "median_error_km": round(median(errors), 1) if errors else 0.0,
        "mean_error_km": round(mean(errors), 1) if errors else 0.0,
    }


def found_mentions(files: list[Path]) -> dict[str, float | int]:
    """End to end: the toponyms that the linker finds by itself against all of the set, one right where it overlaps and lies within 161 km."""
    told = wanted = right = overlapping = 0
    for node in rows_of(files):
        scene = scene_of(node)
        known = [t for t in node["toponyms"] if t.get("lat") is not None]
        wanted += len(known)
        for m in (m for m in scene.page.mentions if not m.weak):
            entry = entry_of(scene, m.text, m.start)
            here = point(entry) if entry is not None else None
            if here is None:
                continue
            told += 1
            same = next((t for t in known if t["start"] < m.end and m.start < t["end"]), None)
            overlapping += same is not None
            right += same is not None and distance_km(here, (float(same["lat"]), float(same["lon"]))) <= MILES_100_KM
    precision, recall = right / max(told, 1), right / max(wanted, 1)
    return {
        "toponyms": wanted,
        "told": told,
        "found_f1": percent(2 * overlapping, told + wanted),
        "precision_161km": percent(right, told),
        "recall_161km": percent(right, wanted),
        "f1_161km": round(200 * precision * recall / max(precision + recall, 1e-9), 1),
    }


def scene_of(node: Any) -> Scene:
    """The places of one row of a set."""
    return Scene(Document(id=node["id"], text=node["text"], title=node.get("title"), language="en"), gazetteer())


def in_country(entry: Entry | None, toponym: Any) -> bool | None:
    """Whether an entry lies in the toponym's country; None where the set does not name it."""
    land = (toponym.get("country") or {}).get("name") if isinstance(toponym.get("country"), dict) else None
    form = gazetteer().country_forms("en").get(fold(land)) if land else None
    return None if form is None else entry is not None and entry.country == form.code


def entry_of(scene: Scene, name: str, at: int) -> Entry | None:
    """The entry that a name at a position is taken for; a country's name gives the country."""
    form = scene.page.lists.forms.get(fold(name))
    if form is not None and at not in scene.namesakes:
        return scene.gazetteer.entry(scene.gazetteer.countries[form.code].id)
    choice = scene.choose(name, None, at)
    return choice.entry if choice else None


Row = tuple[Document, Incident, Incident]


def stripped(incident: Incident) -> Incident:
    """An incident as finding leaves it: of the place, the quote alone."""
    quote = incident.place.quote
    return replace(incident, place=Place(quote=quote, name=quote.text if quote else None))


def figures(rows: list[Row]) -> dict[str, float | int]:
    """Shares in percent over gold and linked incidents."""
    with_country = [r for r in rows if r[1].place.country]
    with_place = [r for r in rows if is_placed(r[1].place)]
    told = [r for r in rows if is_placed(r[2].place)]
    right = [r for r in with_place if same_place(r[1].place, r[2].place)]
    quoted = [r for r in with_place if r[1].place.quote]
    shared = wanted = given = 0
    for _, gold, got in rows:
        a, b = Counter(levels(gold.place)), Counter(levels(got.place))
        shared, wanted, given = shared + sum((a & b).values()), wanted + sum(a.values()), given + sum(b.values())
    return {
        "incidents": len(rows),
        "country": percent(sum(g.place.country == p.place.country for _, g, p in with_country), len(with_country)),
        "precision": percent(sum(g.place.precision == p.place.precision for _, g, p in rows), len(rows)),
        "place": percent(len(right), len(with_place)),
        "place_told": percent(len(right), len(told)),
        "place_of_quoted": percent(sum(r in right for r in quoted), len(quoted)),
        "name": percent(sum(same_name(g.place.name, p.place.name) for _, g, p in with_place), len(with_place)),
        "chain_f1": percent(2 * shared, wanted + given),
        "linked": percent(sum(p.place.latitude is not None for _, _, p in with_place), len(with_place)),
    }


def percent(part: float, whole: float) -> float:
    """A share in percent, with one decimal."""
    return round(100 * part / whole, 1) if whole else 0.0


def is_placed(where: Place) -> bool:
    """Whether the scorer counts a place: more precise than a country, and named."""
    return where.precision not in WHOLE_COUNTRY and bool(where.name)


def levels(where: Place) -> list[str]:
    """The folded names of a chain."""
    return [bare(name) for name in where.chain]


def bare(name: str | None) -> str:
    """A folded name without filler words."""
    return " ".join(w for w in fold(name or "").split() if w not in FILLER)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are spelt much the same."""
    a, b = bare(one).replace(" ", ""), bare(other).replace(" ", "")
    return bool(a and b) and SequenceMatcher(None, a, b).ratio() >= 0.85


def same_place(gold: Place, got: Place) -> bool:
    """The scorer's rule, for places without coordinates in the gold."""
    if gold.country != got.country or not is_placed(got) or (gold.precision in DIVISIONS) != (got.precision in DIVISIONS):
        return False
    middle = [[bare(c) for c in p.chain[1:-1]] for p in (gold, got)]
    if all(middle) and not any(SequenceMatcher(None, a, b).ratio() >= 0.5 for a in middle[0] for b in middle[1]):
        return False
    overlap = gold.quote is not None and got.quote is not None and gold.quote.span.overlaps(got.quote.span)
    return overlap or same_name(gold.name, got.name)


def show(rows: list[Row], most: int) -> None:
    """Prints wrong places, and how the precisions were confused."""
    wrong = [r for r in rows if r[1].place.country != r[2].place.country or r[1].place.precision != r[2].place.precision]
    for doc, gold, got in wrong[:most]:
        a, b = gold.place, got.place
        words = a.quote.text if a.quote else None
        print(f"{doc.id}: {words!r}\n  gold {a.name} {a.chain} {a.country} {a.precision}")
        print(f"  got  {b.name} {b.chain} {b.country} {b.precision} [{b.reason}]")
    print(Counter((str(g.place.precision), str(p.place.precision), bool(g.place.quote)) for _, g, p in wrong).most_common(24))


if __name__ == "__main__":
    main()
