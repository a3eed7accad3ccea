"""How well the finder and the linkers code documents, from the text to linked incidents.

python -m benchmarks.find authored --data FILE... [--ids FOLDS.json --fold 0] [--model DIR] [--errors N] [--by language] [--json]
python -m benchmarks.find {muc4,rams,wikievents,polnear,isaf} --data FILE... [--model DIR] [--json]

For `authored` all figures of the project's measure, the errors by cause, recall by slice and milliseconds a document; for a public set its own measures, each described in
the module of its name. All with 95 % bootstrap intervals over documents, the digest of what was read, the model's digest and version, seconds and peak
memory. One JSON object on the last line.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import isaf, muc4, polnear, rams, wikievents
from benchmarks.slices import by_slice, lines
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
    table = by_slice(records, predicted) if most else {}
    if most:
        show(errors, most)
        print(*lines(table), sep="\n")
    return {
        "documents": len(records),
        "digest": hashlib.sha256("".join(str(r["text"]) for r in records).encode()).hexdigest()[:16],
        "figures": score(records, predicted, interval=True).to_json(),
        "errors": counts(errors),
        "slices": table,
        "ms_per_document": round(statistics.median(took), 1),
    }


PUBLIC: dict[str, Callable[[Finder, Sequence[Path]], Record]] = {
    "muc4": muc4.benchmark,
    "rams": rams.benchmark,
    "wikievents": wikievents.benchmark,
    "polnear": polnear.benchmark,
    "isaf": isaf.benchmark,
}


def authored(finder: Finder, args: argparse.Namespace) -> Record:
    """The figures of documents in the project's own shape."""
    documents = gold(args.data, fold_ids(args.ids, *args.fold) if args.ids else None)
    out = measured(finder, documents, most=args.errors)
    if args.by:
        languages = sorted({doc.language or "?" for doc, _ in documents})
        out["by_language"] = {
            name: measured(finder, [d for d in documents if (d[0].language or "?") == name]) for name in languages
        }
    return out


def main() -> int:
    """Print the figures; 1 where data is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["authored", *PUBLIC])
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--ids", type=Path, help="folds.json")
    parser.add_argument("--fold", nargs="*", default=[])
    parser.add_argument("--model", type=Path, help="folder of a model; the shipped one by default")
    parser.add_argument("--errors", type=int, default=0, help="print this many causes with examples, and the slices")
    parser.add_argument("--by", choices=["language"])
    parser.add_argument("--json", action="store_true", help="kept for all benchmarks; the last line is always JSON")
    args = parser.parse_args()
    absent = [path for path in args.data if not path.exists()]
    if absent:
        print(json.dumps({"set": args.set, "absent": [str(path) for path in absent]}))
        return 1
    finder = Finder(args.model)
    began = time.perf_counter()
    out = authored(finder, args) if args.set == "authored" else PUBLIC[args.set](finder, args.data)
    out["seconds"] = round(time.perf_counter() - began, 1)
    out["model"] = finder.digest
    out["model_version"] = finder.network.settings.version
    out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
