"""How well the finder and the linkers code documents, from the text to linked incidents.

python -m benchmarks.find authored --data FILE... [--ids FOLDS.json --fold 0] [--model DIR] [--errors N] [--by language] [--json]

All figures of the project's measure, with a bootstrap interval; the errors by cause; milliseconds a document and peak memory. One JSON object on the last
line.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dateline import link
from dateline.find import Finder
from dateline.model.shape import document_to_json
from dateline.quality import Coded, fold_ids, gold, score
from dateline.quality.causes import CodingError, coding_errors, counts

Record = dict[str, object]


def coded(finder: Finder, documents: Sequence[Coded]) -> tuple[list[Record], list[float]]:
    """The documents as the pipeline codes them, and the milliseconds that each took."""
    out, took = [], []
    for doc, _ in documents:
        began = time.perf_counter()
        out.append(document_to_json(doc, link.incidents(doc, finder.incidents(doc))))
        took.append(1000 * (time.perf_counter() - began))
    return out, took


def show(errors: Sequence[CodingError], most: int) -> None:
    """The causes, each with its commonest details and one example."""
    for cause, number in list(counts(errors).items())[:most]:
        of_cause = [e for e in errors if e.cause == cause]
        details = ", ".join(f"{d} ({n})" for d, n in Counter(e.detail for e in of_cause).most_common(5))
        example = of_cause[len(of_cause) // 2]
        print(f"{number:5} {cause}: {details}\n      {example.document}: {example.words[:140]!r} [{example.detail}]")


def measured(finder: Finder, documents: Sequence[Coded], *, most: int = 0) -> Record:
    """The figures of some documents."""
    records = [document_to_json(doc, incidents) for doc, incidents in documents]
    predicted, took = coded(finder, documents)
    errors = coding_errors(records, predicted)
    if most:
        show(errors, most)
    return {
        "documents": len(records),
        "digest": hashlib.sha256("".join(str(r["text"]) for r in records).encode()).hexdigest()[:16],
        "figures": score(records, predicted, interval=True).to_json(),
        "errors": counts(errors),
        "ms_per_document": round(statistics.median(took), 1),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["authored"])
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--ids", type=Path, help="folds.json")
    parser.add_argument("--fold", nargs="*", default=[])
    parser.add_argument("--model", type=Path, help="folder of a model; the shipped one by default")
    parser.add_argument("--errors", type=int, default=0, help="print this many causes with examples")
    parser.add_argument("--by", choices=["language"])
    parser.add_argument("--json", action="store_true", help="kept for all benchmarks; the last line is always JSON")
    args = parser.parse_args()
    finder = Finder(args.model)
    documents = gold(args.data, fold_ids(args.ids, *args.fold) if args.ids else None)
    out = measured(finder, documents, most=args.errors)
    if args.by:
        languages = sorted({doc.language or "?" for doc, _ in documents})
        out["by_language"] = {
            name: measured(finder, [d for d in documents if (d[0].language or "?") == name]) for name in languages
        }
    out["model"] = finder.digest
    out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(out))


if __name__ == "__main__":
    main()
