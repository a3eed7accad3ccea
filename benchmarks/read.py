"""Article extraction on pages with gold texts, beside trafilatura alone: quality and speed in the same run.

`python -m benchmarks.read --data ../shared/data/article_extraction`: one JSON object on the last line.

Scrapinghub's pages are scored after that set's own measure: precision, recall and F1 over shingles of four tokens, summed
over pages as shares. trafilatura's pages are scored by passages that must and must not come out.
Source: github.com/scrapinghub/article-extraction-benchmark, evaluate.py; trafilatura, tests/evaluate.py.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dateline import read
from dateline.errors import ReadError

__all__ = ["main"]

Extract = Callable[[bytes], str]
_SHINGLE = 4
_ROUNDS = 2


def ours(page: bytes) -> str:
    """The text that dateline reads, its furniture left out; empty where it reads none."""
    try:
        doc = read.document(page)
    except ReadError:
        return ""
    text = list(doc.text)
    for span in doc.furniture:
        text[span.start : span.end] = " " * len(span)
    return (doc.title or "") + "\n" + "".join(text)


def theirs(page: bytes) -> str:
    """The text that trafilatura gives with its metadata and the same options."""
    from trafilatura import bare_extraction

    found = bare_extraction(page, with_metadata=True, include_comments=False)
    return "" if found is None else (found.title or "") + "\n" + (found.text or "")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[i : i + _SHINGLE]) for i in range(max(1, len(tokens) - _SHINGLE + 1)) if tokens)


def _body(text: str) -> str:
    """The text without the title line; the gold bodies hold none."""
    return text.partition("\n")[2]


def shingle_scores(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Precision, recall and F1 in percent over (gold, found)."""
    tp = fp = fn = 0.0
    for gold, found in pairs:
        want, got = _shingles(gold), _shingles(found)
        hit, extra, lost = ((want & got).total(), (got - want).total(), (want - got).total())
        total = hit + extra + lost or 1
        tp, fp, fn = tp + hit / total, fp + extra / total, fn + lost / total
    return _prf(tp, fp, fn)


def passage_scores(rows: Sequence[dict[str, Any]], texts: Sequence[str]) -> dict[str, float]:
    """Precision, recall and F1 in percent over the passages that must and must not come out."""
    squeezed = [" ".join(text.split()) for text in texts]
    tp = sum(" ".join(p.split()) in text for row, text in zip(rows, squeezed, strict=True) for p in row["with"])
    fp = sum(" ".join(p.split()) in text for row, text in zip(rows, squeezed, strict=True) for p in row["without"])
    return _prf(tp, fp, sum(len(row["with"]) for row in rows) - tp)


def _prf(tp: float, fp: float, fn: float) -> dict[str, float]:
    precision, recall = tp / (tp + fp or 1), tp / (tp + fn or 1)
    f1 = 2 * precision * recall / (precision + recall or 1)
    return {name: round(100 * value, 2) for name, value in (("precision", precision), ("recall", recall), ("f1", f1))}


def _timed(extract: Extract, pages: Sequence[bytes]) -> tuple[list[str], float]:
    start = time.process_time()
    return [extract(page) for page in pages], time.process_time() - start


def measure(data: Path) -> dict[str, Any]:
    """Scores and speed of both, and the digests of what was measured."""
    out: dict[str, Any] = {"benchmark": "read", "versions": {"trafilatura": version("trafilatura")}, "inputs": {}}
    pages: list[bytes] = []
    sets: dict[str, list[dict[str, Any]]] = {}
    for name in ("scrapinghub", "trafilatura"):
        raw = (data / f"{name}.train.jsonl").read_bytes()
        sets[name] = [json.loads(line) for line in raw.splitlines()]
        held = [gzip.decompress((data / row["page"]).read_bytes()) for row in sets[name]]
        pages += held
        digest = hashlib.sha256(raw)
        for page in held:
            digest.update(page)
        out["inputs"][name] = {"pages": len(held), "sha256": digest.hexdigest()}
    seconds: dict[str, list[float]] = {"dateline": [], "trafilatura": []}
    texts: dict[str, list[str]] = {}
    for extract in (ours, theirs):
        extract(pages[0])  # loading the libraries is no part of reading
    for turn in range(_ROUNDS):
        order = [("dateline", ours), ("trafilatura", theirs)]
        for name, extract in order if turn % 2 == 0 else reversed(order):
            texts[name], spent = _timed(extract, pages)
            seconds[name].append(spent)
    n = len(sets["scrapinghub"])
    for name, spent_s in seconds.items():
        out[name] = {
            "scrapinghub": shingle_scores(
                (row["body"], _body(text)) for row, text in zip(sets["scrapinghub"], texts[name][:n], strict=True)
            ),
            "trafilatura_set": passage_scores(sets["trafilatura"], texts[name][n:]),
            "pages_per_cpu_s": round(len(pages) / min(spent_s), 1),
            "pages_without_text": sum(not text.strip() for text in texts[name]),
        }
    out["overhead_percent"] = round(100 * (min(seconds["dateline"]) / min(seconds["trafilatura"]) - 1), 1)
    out["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return out


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with scrapinghub.train.jsonl and trafilatura.train.jsonl"
    )
    parser.add_argument("--json", action="store_true", help="accepted for uniformity; the last line is JSON in any case")
    print(json.dumps(measure(parser.parse_args().data)))


if __name__ == "__main__":
    main()
