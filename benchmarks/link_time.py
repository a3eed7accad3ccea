"""How well time phrases become days: against the authored corpora, timenorm, Recognizers-Text and WikiWars.

    python -m benchmarks.link_time authored --data FILE... [--ids folds.json --fold 0] --json
    python -m benchmarks.link_time timenorm --data FILE --json
    python -m benchmarks.link_time recognizers --data FILE --json
    python -m benchmarks.link_time wikiwars --data FILE --json
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.link import when
from dateline.model import Document, Incident, When
from dateline.model.shape import document_from_json, incident_from_json

Gold = tuple[Document, tuple[Incident, ...]]


def rows(paths: Sequence[Path]) -> Iterator[dict[str, object]]:
    """The lines of JSONL files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def gold(paths: Sequence[Path], ids: set[str] | None) -> list[Gold]:
    """Documents with their gold incidents."""
    found = []
    for row in rows(paths):
        if ids is None or row["id"] in ids:
            doc = document_from_json({k: v for k, v in row.items() if k != "incidents"})
            found.append((doc, tuple(incident_from_json(i, doc) for i in row["incidents"])))
    return found


def as_found(incident: Incident) -> Incident:
    """The incident as the finder leaves it: a quote at most."""
    return replace(incident, time=When(quote=incident.time.quote), claims=tuple(replace(c, time=c.time and When(quote=c.time.quote)) for c in incident.claims))


def scores(pairs: Sequence[tuple[When, When]]) -> dict[str, float]:
    """Shares of (gold, ours) that agree, in percent."""
    hits: Counter[str] = Counter(n=len(pairs))
    for want, got in pairs:
        hits["start_exact"] += got.start == want.start
        hits["start_1_day"] += got.start is not None and want.start is not None and abs((got.start - want.start).days) <= 1
        hits["end_exact"] += got.end == want.end
        hits["precision"] += got.precision is want.precision
        hits["interval_exact"] += (got.start, got.end) == (want.start, want.end)
    return {"n": len(pairs)} | {k: percent(hits[k], len(pairs)) for k in ("start_exact", "start_1_day", "end_exact", "interval_exact", "precision")}


def percent(part: float, whole: float) -> float:
    """A share in percent."""
    return round(100 * part / whole, 2) if whole else 0.0


def authored(args: argparse.Namespace) -> dict[str, object]:
    """Gold incidents stripped to what the finder gives, resolved, and compared with the gold."""
    ids = set(json.loads(args.ids.read_text())[args.fold]) if args.ids else None
    documents = gold(args.data, ids)
    found_rows = [(doc, incidents, tuple(as_found(i) for i in incidents)) for doc, incidents in documents]
    if found_rows:
        when.resolve(found_rows[0][0], found_rows[0][2])  # word tables are read on first use
    pairs: list[tuple[str, Incident, When]] = []
    started = time.perf_counter()
    for doc, incidents, stripped in found_rows:
        pairs += [(doc.language or "?", want, got.time) for want, got in zip(incidents, when.resolve(doc, stripped), strict=True)]
    seconds = time.perf_counter() - started
    if args.errors:
        show_errors(pairs)
    timed = [(lang, want, got) for lang, want, got in pairs if want.time.start is not None]
    out: dict[str, object] = {"all": scores([(w.time, g) for _, w, g in timed])}
    out["with_quote"] = scores([(w.time, g) for _, w, g in timed if w.time.quote])
    out["without_quote"] = scores([(w.time, g) for _, w, g in timed if not w.time.quote])
    unknown = [g for _, w, g in pairs if w.time.start is None]
    out["gold_unknown"] = {"n": len(unknown), "left_unknown": percent(sum(g.start is None for g in unknown), len(unknown))}
    languages = sorted({lang for lang, _, _ in timed})
    if len(languages) > 1:
        out["by_language"] = {lang: scores([(w.time, g) for at, w, g in timed if at == lang]) for lang in languages}
    return out | {"ms_per_document": round(1000 * seconds / max(len(documents), 1), 3)}


def show_errors(pairs: Sequence[tuple[str, Incident, When]]) -> None:
    """The incidents whose interval is wrong, on stderr."""
    for _, want, got in pairs:
        w = want.time
        if (w.start, w.end, w.precision) != (got.start, got.end, got.precision):
            quote = repr(w.quote.text) if w.quote else "-"
            gold_text = f"{w.start} {w.end} {w.precision}"
            sys.stderr.write(f"{want.document}\t{want.action} {want.status}{' AGG' if want.aggregate else ''}\t{quote}\t{gold_text}\t{got.start} {got.end} {got.precision}\t{got.reason}\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["authored"])
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--ids", type=Path, help="folds.json")
    parser.add_argument("--fold", default="0")
    parser.add_argument("--errors", action="store_true", help="write what is wrong to stderr")
    parser.add_argument("--json", action="store_true", help="the result as one JSON object on the last line")
    args = parser.parse_args()
    out = {"authored": authored}[args.set](args)
    out["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(out, indent=None if args.json else 2))


if __name__ == "__main__":
    main()
