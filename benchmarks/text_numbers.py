"""How often `dateline.text.numbers.count` gives the numbers that coders gave.

    python -m benchmarks.text_numbers --data FILE... [--folds FOLDS.json --fold 0] [--language en] [--errors]

Each FILE holds documents in the codebook's shape, one a line. The last line printed is one JSON object, in percent:
`harm_exact` (low, best and high all equal, told the kind of harm), `harm_exact_without_kind`, `actor_best` (actors that
the coder counted), `actor_silent` (actors that the coder did not count and that get no best), with the numbers of cases,
and `phrases_per_s`.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.model import Count, HarmKind, Incident
from dateline.model.shape import document_from_json, incident_from_json
from dateline.text.numbers import count


def _documents(options: argparse.Namespace) -> Iterator[tuple[str, tuple[Incident, ...]]]:
    folds = json.loads(options.folds.read_text(encoding="utf-8")) if options.folds else {}
    kept = {name for fold in options.fold for name in folds.get(fold, ())}
    for path in options.data:
        for line in path.read_text(encoding="utf-8").splitlines():
            node = json.loads(line)
            if (kept and node["id"] not in kept) or (options.language and node["language"] != options.language):
                continue
            doc = document_from_json(node)
            yield doc.language or "en", tuple(incident_from_json(each, doc) for each in node.get("incidents", ()))


class _Score:
    """Hits and tries by measure, and the misses for a look."""

    def __init__(self) -> None:
        self.tries: Counter[str] = Counter()
        self.hits: Counter[str] = Counter()
        self.misses: Counter[tuple[str, str, str, str]] = Counter()

    def add(self, measure: str, phrase: str, gold: object, got: object) -> None:
        self.tries[measure] += 1
        self.hits[measure] += gold == got
        if gold != got:
            self.misses[measure, phrase, str(gold), str(got)] += 1

    def percent(self, measure: str) -> float | None:
        return round(100 * self.hits[measure] / self.tries[measure], 2) if self.tries[measure] else None


def _numbers(phrase: str, language: str, kind: HarmKind | None = None) -> tuple[int | None, int | None, int | None]:
    found = count(phrase, language, kind=kind) or Count()
    return found.low, found.best, found.high


def _score(incident: Incident, language: str, score: _Score) -> None:
    for claim in incident.claims:
        for harm in claim.harm:
            if harm.quote is None:
                continue
            gold = (harm.count.low, harm.count.best, harm.count.high)
            phrase = harm.quote.text
            score.add("harm_exact", phrase, gold, _numbers(phrase, language, harm.kind))
            score.add("harm_exact_without_kind", phrase, gold, _numbers(phrase, language))
        for actor in (*claim.perpetrators, *claim.targets):
            if actor.quote is not None:
                best = _numbers(actor.quote.text, language)[1]
                score.add("actor_silent" if actor.count is None else "actor_best", actor.quote.text, actor.count, best)


def main() -> None:
    """Prints the measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--fold", action="append", default=[])
    parser.add_argument("--language")
    parser.add_argument("--errors", action="store_true", help="print each phrase that is not as the coder has it")
    parser.add_argument("--json", action="store_true", help="no effect: the last line is JSON in any case")
    options = parser.parse_args()
    documents = list(_documents(options))
    score = _Score()
    began = time.process_time()
    for language, incidents in documents:
        for incident in incidents:
            _score(incident, language, score)
    spent = time.process_time() - began
    if options.errors:
        for (measure, phrase, gold, got), times in sorted(score.misses.items()):
            print(f"{measure}\t{times}\t{phrase}\tcoder {gold}\tgiven {got}")
    measures = ("harm_exact", "harm_exact_without_kind", "actor_best", "actor_silent")
    result: dict[str, object] = {measure: score.percent(measure) for measure in measures}
    result |= {f"n_{measure}": score.tries[measure] for measure in measures}
    result["phrases_per_s"] = round(sum(score.tries.values()) / spent) if spent else None
    print(json.dumps(result))


if __name__ == "__main__":
    main()
