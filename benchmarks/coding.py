"""How fast `dateline code` is and how much memory it takes, from text to merged events.

python -m benchmarks.coding --data FILE... [--documents 120] [--words 300] [--workers 2] [--json]

Documents that hold incidents are cut to about the given length. Speed leaves the start out: it is the time beyond that of coding one document. Memory
is the largest sum of PSS over all processes, sampled four times a second. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.quality import gold

SAMPLE_S = 0.25


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: seconds, and peak PSS in megabytes."""

    seconds: float
    pss_mb: float


def documents(paths: Sequence[Path], *, number: int, words: int) -> list[dict[str, object]]:
    """Relevant documents of about `words` words, each with an id of its own, repeated if there are too few."""
    texts = [_cut(doc.text, words) for doc, incidents in gold(paths) if incidents and len(doc.text.split()) >= words * 0.8]
    if not texts:
        sys.exit(f"no document of {words} words in {', '.join(map(str, paths))}")
    return [
        {"id": f"d{n}", "title": None, "published": "2026-01-15", "outlet": f"o{n}", "text": texts[n % len(texts)]}
        for n in range(number)
    ]


def _cut(text: str, words: int) -> str:
    """The first paragraphs, up to about `words` words."""
    kept: list[str] = []
    for paragraph in text.split("\n\n"):
        room = words - sum(len(k.split()) for k in kept)
        if room <= 0:
            break
        kept.append(" ".join(paragraph.split()[:room]))
    return "\n\n".join(kept)


def run(rows: Sequence[dict[str, object]], workers: int) -> Run:
    """Code the documents by the command, as a user would."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "documents.jsonl"
        source.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        began = time.perf_counter()
        command = [str(Path(sys.executable).parent / "dateline"), "code", str(source), "--workers", str(workers)]
        with (
            (Path(folder) / "out.jsonl").open("wb") as out,
            subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as process,
        ):
            peak = 0.0
            while process.poll() is None:
                peak = max(peak, sum(map(_pss_mb, _family(process.pid))))
                time.sleep(SAMPLE_S)
            seconds = time.perf_counter() - began
        coded = (Path(folder) / "out.jsonl").read_text(encoding="utf-8").count("\n")
    if process.returncode != 0 or coded != len(rows):
        sys.exit(f"the command ended with {process.returncode} after {coded} of {len(rows)} documents")
    return Run(seconds, peak)


def _family(pid: int) -> list[int]:
    """The process and all below it."""
    try:
        children = (Path("/proc") / str(pid) / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return []
    return [pid, *(k for child in children for k in _family(int(child)))]


def _pss_mb(pid: int) -> float:
    try:
        lines = (Path("/proc") / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="only the last line")
    args = parser.parse_args()
    rows = documents(args.data, number=args.documents, words=args.words)
    first, whole = run(rows[:1], 1), run(rows, args.workers)
    # The start of the pool is in both the first documents and the whole; one more short run shows it.
    start = run(rows[: args.workers], args.workers)
    figures = {
        "documents": len(rows),
        "words": sum(len(str(r["text"]).split()) for r in rows) / len(rows),
        "workers": args.workers,
        "documents_per_s": round((len(rows) - args.workers) / (whole.seconds - start.seconds), 2),
        "first_result_s": round(first.seconds, 2),
        "pss_mb": round(whole.pss_mb),
        "digest": hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:16],
    }
    if not args.json:
        print(
            f"{figures['documents_per_s']} documents/s with {args.workers} processes; first result after {figures['first_result_s']} s"
        )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
