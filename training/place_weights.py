"""Learns the weights by which a name's entries in the gazetteer are ranked, and writes them as a data file.

usage: python -m training.place_weights ../shared/data [--out FILE] [--folds]

Three sets teach: the place quotes of the authored documents (fold 0 left out), the toponyms of LGL, TR-News and GeoWebNews, and the country names
of the authored documents, which mean the country. An example is one name with its candidates and "none of these"; right are the candidates with
the gold id, else those of the name within 20 km of the gold point (authored: those in the gold country that fit its
precision and chain), else "none". Conditional logit with a pull to weights of judgement; the points that others are measured against come from
the weights of the round before. The same input gives the same file. With --folds, five folds by document instead: what share of the names each fold's
weights choose right, by set.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from dateline.link.gazetteer import Entry, gazetteer
from dateline.link.place_choice import EVIDENCE, WEIGHTS, Candidate, evidence, none_of_these, point
from dateline.link.place_linker import PlaceLinker
from dateline.link.place_scene import Scene
from dateline.model import Document, Place, PlacePrecision, distance_km
from dateline.quality import fold_ids, gold
from dateline.text.normal import fold

# Where the weights start from and are pulled back to: judgement, in log odds.
CENTRE = {
    "none": -4.0, "none_unit": 0.5, "share": 1.5, "foreign": -1.0, "foreign_small": -2.0, "foreign_site": -2.0, "size": 1.5, "size_unit": 1.0, "capital": 0.5, "unit": 2.0, "country": 0.5, "province": 0.4,
    "district": 0.0, "seat": -1.0, "site": 1.0, "water": 1.5, "region": 0.8, "inside": 2.5, "held": 4.0, "held_elsewhere": -0.5, "distance": -0.5, "company": 1.0,
    "spelling": -2.0, "own_name": 0.5, "namesakes": 0.0,
}  # fmt: skip
PULL = 2.0  # strength of the pull, in examples
ROUNDS, STEPS, RATE = 3, 1500, 0.05
SAME_KM = 20.0
# The authored documents are what dateline reads; the other sets are local news, whose ambiguity they teach.
WEIGHT = {"authored": 1.0, "countries": 0.2, "lgl": 0.2, "trnews": 0.2, "geowebnews": 0.1}
DIVISIONS = (PlacePrecision.PROVINCE, PlacePrecision.DISTRICT)


@dataclass(frozen=True, slots=True)
class Example:
    """One name: the evidence for each candidate (the last row is "none of these"), which of them are right, and whence it comes."""

    evidence: np.ndarray  # (candidates + 1, len(EVIDENCE))
    right: np.ndarray  # (candidates + 1,) bool
    source: str
    document: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", action="store_true")
    args = parser.parse_args()
    weights = np.array([CENTRE[name] for name in EVIDENCE])
    for _ in range(ROUNDS):
        examples = read(args.data, weights)
        weights = fitted(examples)
        print(f"{len(examples)} examples; right: {shares(examples, weights)}")
    if args.folds:
        cross_validate(examples)
    write(args.out, weights, examples)


def read(folder: Path, weights: np.ndarray) -> list[Example]:
    """The examples, seen with the points that these weights settle."""
    by_weight = [float(w) for w in weights]
    found = list(authored(folder / "authored", by_weight))
    for name in ("lgl", "trnews", "geowebnews"):
        found += toponyms(folder / name / "train.jsonl", name, by_weight)
    return found


def authored(folder: Path, by_weight: list[float]) -> Iterator[Example]:
    files = [folder / f"train-{part}.jsonl" for part in "abcd"]
    for doc, told in gold(files, fold_ids(folder / "folds.json", "1", "2", "3", "4")):
        linker = PlaceLinker(doc, gazetteer(), by_weight)
        scene = linker.scene
        for where in {i.place.quote: i.place for i in told if i.place.quote is not None}.values():
            reading = linker.read(where.quote)
            head = reading.head
            if (
                head is None
                or head.country
                or reading.several
                or where.precision in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)
            ):
                continue
            found, none = seen(scene, head.text, scene.unit_of(head.text, head.unit), where.quote.start + head.start)
            right = [fits(c.entry, where) and of_precision(c.entry, where) for c in found]
            right = right if any(right) else [fits(c.entry, where) for c in found]
            yield example(found, none, right, source="authored", document=doc.id)
        for m in scene.page.mentions:
            if m.country is not None and not m.adjective and gazetteer().ids(fold(m.text)):
                found, none = seen(scene, m.text, m.unit, m.start)
                yield example(found, none, [c.entry.kind == "country" for c in found], source="countries", document=doc.id)


def fits(entry: Entry, where: Place) -> bool:
    """Whether an entry agrees with a gold place: its country and the levels of its chain."""
    if entry.country not in (None, where.country):
        return False
    levels = [fold(c) for c in where.chain[1:-1]]
    above = [fold(u.name) for u in gazetteer().above(entry) if u.kind != "country"]
    return not levels or not above or any(SequenceMatcher(None, a, b).ratio() >= 0.5 for a in levels for b in above)


def of_precision(entry: Entry, where: Place) -> bool:
    """Whether an entry is as wide as a gold place."""
    return (where.precision in DIVISIONS) == (entry.kind in ("province", "district", "region"))


def toponyms(file: Path, source: str, by_weight: list[float]) -> Iterator[Example]:
    for line in file.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        node = json.loads(line)
        scene = Scene(Document(id=node["id"], text=node["text"], title=node.get("title"), language="en"), gazetteer(), by_weight)
        for toponym in (t for t in node["toponyms"] if t.get("lat") is not None):
            name, at = toponym["text"], toponym["start"]
            there = (float(toponym["lat"]), float(toponym["lon"]))
            found, none = seen(scene, name, scene.unit_at(at), at)
            right = [c.entry.geonames_id is not None and c.entry.geonames_id == toponym.get("geonameid") for c in found]
            if not any(right):
                right = [(here := point(c.entry)) is not None and distance_km(here, there) <= SAME_KM for c in found]
            if len(found) > 0:
                yield example(found, none, right, source=source, document=node["id"])


def seen(scene: Scene, name: str, unit: str | None, at: int) -> tuple[list[Candidate], tuple[tuple[int, float], ...]]:
    around = scene.surroundings(name, unit, at)
    return evidence(name, gazetteer(), around, country=scene.country(name)), none_of_these(around)


def example(
    found: list[Candidate], none: tuple[tuple[int, float], ...], right: list[bool], *, source: str, document: str
) -> Example:
    table = np.zeros((len(found) + 1, len(EVIDENCE)))
    for row, pairs in enumerate([*(c.evidence for c in found), none]):
        for column, value in pairs:
            table[row, column] = value
    return Example(table, np.array([*right, not any(right)]), source, document)


def fitted(examples: list[Example]) -> np.ndarray:
    """The weights of greatest likelihood under the pull, by gradient steps (Adam)."""
    centre = np.array([CENTRE[name] for name in EVIDENCE])
    table = np.concatenate([e.evidence for e in examples])
    right = np.concatenate([e.right for e in examples])
    starts = np.cumsum([0, *(len(e.right) for e in examples)])[:-1]
    owner = np.repeat(np.arange(len(examples)), [len(e.right) for e in examples])
    weight = np.array([WEIGHT[e.source] for e in examples])
    theta, first, second = centre.copy(), np.zeros_like(centre), np.zeros_like(centre)
    for step in range(1, STEPS + 1):
        scores = table @ theta
        scores -= np.maximum.reduceat(scores, starts)[owner]
        odds = np.exp(scores)
        all_share = odds / np.add.reduceat(odds, starts)[owner]
        good = np.where(right, odds, 0.0)
        good_share = good / np.maximum(np.add.reduceat(good, starts), 1e-12)[owner]
        slope = table.T @ ((good_share - all_share) * weight[owner]) - PULL * (theta - centre)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        theta += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return theta


def shares(examples: list[Example], weights: np.ndarray) -> dict[str, float]:
    """What share of the examples of each source is chosen right, in percent."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for e in examples:
        hits[e.source].append(bool(e.right[int(np.argmax(e.evidence @ weights))]))
    return {source: round(100 * float(np.mean(h)), 1) for source, h in hits.items()}


def cross_validate(examples: list[Example]) -> None:
    hits: dict[str, list[float]] = defaultdict(list)
    for part in range(5):
        held = [e for e in examples if zlib.crc32(e.document.encode()) % 5 == part]
        weights = fitted([e for e in examples if zlib.crc32(e.document.encode()) % 5 != part])
        for source, share in shares(held, weights).items():
            hits[source].append(share)
    print("five folds by document:", {source: round(float(np.mean(h)), 1) for source, h in hits.items()})


def write(out: Path, weights: np.ndarray, examples: list[Example]) -> None:
    lines = [
        "# Learned by training/place_weights.py; in log odds. What each stands for: EVIDENCE in link/place_choice.py.",
        f"# {len(examples)} names; right: " + ", ".join(f"{s} {p}" for s, p in shares(examples, weights).items()),
        "[weights]",
        *(f"{name} = {weight:.3f}" for name, weight in zip(EVIDENCE, weights, strict=True)),
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
