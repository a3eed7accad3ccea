"""How many relevant documents the relevance test loses, how many others it turns away, and how fast it is.

python -m benchmarks.relevance --data FOLDER [--show N] [--json]

Recall: documents with incidents of fold 0, merge-dense-1, multi-dev and those of training/documents that are held back from this test, and documents
of MUC-4 dev with a template that is not optional. None of them took part in training it. Turned away: the mix out of scope of relevance_mix.json, whose
documents were drawn by a hash of their ids and judged by title and words of violence in context; what might hold an incident was set aside, and neither
trains nor counts. Other languages: invented texts from elsewhere, by the cross-validation of training.relevance. One JSON object on the last line.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from training.relevance_data import OWN, held_back, lines

from dateline.find.relevance import FILE, Relevance, Screen
from dateline.model import Document
from dateline.quality import fold_ids, gold_records

MIX = Path(__file__).parent / "relevance_mix.json"
REPEATS = 7
Record = dict[str, object]


def document(node: dict[str, Any]) -> Document:
    """Title and text of a line, as a document."""
    return Document(id=str(node["id"]), title=node.get("title"), text=node["text"])


def relevant_sets(data: Path) -> dict[str, list[Document]]:
    """The relevant documents, by set; those whose files are there."""
    authored = [path for part in "abcd" if (path := data / f"authored/train-{part}.jsonl").exists()]
    found = {
        "held back": [node for path in sorted(OWN.glob("*.jsonl")) for node in lines(path) if held_back(node["id"])],
        "fold 0": gold_records(authored, fold_ids(data / "authored/folds.json", "0")) if authored else [],
        **{name: lines(path) for name in ("merge-dense-1", "multi-dev") if (path := data / f"authored/{name}.jsonl").exists()},
    }
    sets = {name: [document(node) for node in nodes if node["incidents"]] for name, nodes in found.items()}
    muc = data / "muc4/dev.jsonl"
    if muc.exists():
        sets["muc4 dev"] = [document(node) for node in lines(muc) if any(not t["optional"] for t in node["templates"])]
    return {name: documents for name, documents in sets.items() if documents}


def mixed_sets(data: Path) -> dict[str, list[Document]]:
    """The documents of the mix, by part; those whose files are there."""
    sets = {}
    for name, part in json.loads(MIX.read_text(encoding="utf-8")).items():
        paths = [path for file in part["files"] if (path := data / file).exists()]
        wanted = set(part["out_of_scope"])
        sets[name] = [document(node) for path in paths for node in lines(path) if node["id"] in wanted]
    return {name: documents for name, documents in sets.items() if documents}


def digest(documents: Iterable[Document]) -> str:
    """SHA-256 over the titles and texts, so that figures are known to be of one set."""
    return hashlib.sha256("\n".join(f"{doc.title}\n{doc.text}" for doc in documents).encode()).hexdigest()[:16]


def told(screen: Screen, documents: Sequence[Document]) -> list[Relevance]:
    """What the test says of each."""
    return [screen.relevant(doc) for doc in documents]


def counted(screen: Screen, documents: Sequence[Document], show: int, *, passing: bool) -> Record:
    """How many are turned away; prints the first of those on the wrong side."""
    said = told(screen, documents)
    wrong = [(doc, one) for doc, one in zip(documents, said, strict=True) if one.passed is passing]
    for doc, one in wrong[:show]:
        print(f"   {one.probability:.3f} {doc.id}: {' '.join((doc.title or doc.text).split())[:90]}")
    away = sum(not one.passed for one in said)
    unknown = sum(one.passed and one.probability < screen.threshold for one in said)
    return {"documents": len(documents), "turned_away": away, "passed_as_unknown": unknown, "digest": digest(documents)}


def speed(documents: Sequence[Document]) -> Record:
    """Documents a second in this process, by the clock and by processor time: with a test that remembers no word yet, and with one that does."""
    rates: dict[str, list[float]] = {}
    for _ in range(REPEATS):
        screen = Screen()
        for state in ("cold", "warm"):
            clock, processor = time.perf_counter(), time.process_time()
            told(screen, documents)
            for name, seconds in (("", time.perf_counter() - clock), ("processor_", time.process_time() - processor)):
                rates.setdefault(f"per_{name}s_{state}", []).append(len(documents) / seconds)
    words = round(sum(len(doc.text.split()) for doc in documents) / len(documents))
    return {"documents": len(documents), "words": words} | {name: round(statistics.median(r)) for name, r in rates.items()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--show", type=int, default=0, help="print this many documents on the wrong side, of each set")
    parser.add_argument("--json", action="store_true", help="kept for all benchmarks; the last line is always JSON")
    args = parser.parse_args()
    if not args.data.exists():
        print(f"{args.data} is not there: only the documents of the project are measured")
    screen, relevant, mix = Screen(), relevant_sets(args.data), mixed_sets(args.data)
    out: Record = {"weights": hashlib.sha256(FILE.read_bytes()).hexdigest()[:16], "threshold": round(screen.threshold, 4)}
    out["relevant"] = {name: counted(screen, documents, args.show, passing=False) for name, documents in relevant.items()}
    out["out_of_scope"] = {name: counted(screen, documents, args.show, passing=True) for name, documents in mix.items()}
    everything = [doc for documents in (*relevant.values(), *mix.values()) for doc in documents]
    for name, kept in (("recall", relevant), ("turned_away", mix)):
        whole = [one for documents in kept.values() for one in told(screen, documents)]
        good = sum(one.passed is (name == "recall") for one in whole)
        out[name] = round(100 * good / len(whole), 2) if whole else None
    out["speed"] = speed(everything)
    print(json.dumps(out))


if __name__ == "__main__":
    main()
