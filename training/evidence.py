"""Count over the training documents what goes with what, for `dateline.find.evidence`.

usage: python -m training.evidence --data FILE... [--folds FOLDS.json --leave-out 0] --out MODEL/evidence.tsv

No words stay but those that were met RARE times or more; the texts are the authored corpora's and our own, all invented.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.find.evidence import LABELS, NO_SIGN, SIZES, Evidence, Table, signs, stems, trigger_stems
from dateline.model import Claim, Incident
from dateline.quality import Coded, fold_ids, gold

Floats = NDArray[np.float64]

RARE = 3
"""A word is in a table if it was met so often, in incidents or in mentions."""

SMOOTH = {
    Table.ACTION_SIGNS: 3.0,
    Table.ACTION_WORDS: 2.0,
    Table.KIND_WORDS: 1.5,
    Table.SOURCE_WORDS: 1.5,
    Table.HARMED_TARGETS: 5.0,
    Table.STANCE_SOURCES: 5.0,
}
"""How many cases of the usual mixture are added to those counted."""

LABELS_OF = {
    Table.ACTION_SIGNS: LABELS["action"][1:],
    Table.ACTION_WORDS: LABELS["action"][1:],
    Table.KIND_WORDS: LABELS["actor_kind"],
    Table.SOURCE_WORDS: LABELS["source_kind"],
    Table.HARMED_TARGETS: LABELS["harm_who"],
    Table.STANCE_SOURCES: LABELS["stance"],
}


def met(coded: Sequence[Coded]) -> Iterator[tuple[Table, str, str]]:
    """Each case of something given and a label, but for the signs of actions."""
    for _, incidents in coded:
        spans: set[tuple[int, int]] = set()
        for incident in incidents:
            yield from ((Table.ACTION_WORDS, stem, str(incident.action)) for stem in trigger_stems(incident.claims))
            for claim in incident.claims:
                yield from _of_claim(claim, spans)


def _of_claim(claim: Claim, spans: set[tuple[int, int]]) -> Iterator[tuple[Table, str, str]]:
    for actor in (*claim.perpetrators, *claim.targets):
        if actor.quote and (actor.quote.start, actor.quote.end) not in spans:
            spans.add((actor.quote.start, actor.quote.end))
            yield from ((Table.KIND_WORDS, stem, str(actor.kind)) for stem in stems(actor.quote.text))
    yield from ((Table.HARMED_TARGETS, str(a.kind), str(h.who)) for h in claim.harm for a in claim.targets)
    if claim.source.quote:
        yield from ((Table.SOURCE_WORDS, stem, str(claim.source.kind)) for stem in stems(claim.source.quote.text))
        yield (Table.STANCE_SOURCES, str(claim.source.kind), str(claim.stance))


def ratios(table: Table, cases: Sequence[tuple[str, str]]) -> dict[str, Floats]:
    """For each thing given, the log of how much likelier each label is than usual."""
    index = {label: n for n, label in enumerate(LABELS_OF[table])}
    counts: dict[str, Floats] = defaultdict(lambda: np.zeros(SIZES[table]))
    for given, label in cases:
        counts[given][index[label]] += 1
    usual = sum(counts.values(), np.zeros(SIZES[table])) + 0.5
    usual /= usual.sum()
    smooth = SMOOTH[table]
    return {
        given: np.log((row + smooth * usual) / (row.sum() + smooth)) - np.log(usual)
        for given, row in counts.items()
        if row.sum() >= RARE
    }


def sign_rows(incidents: Sequence[Incident]) -> dict[str, Floats]:
    """Rows of signs: the log odds of each sign under each action, and what it says that all are absent."""
    actions, seen = Counter(str(i.action) for i in incidents), Counter[tuple[str, str]]()
    for incident in incidents:
        seen.update((str(incident.action), sign) for sign in signs(incident.claims))
    overall = Counter[str]()
    for (_, sign), n in seen.items():
        overall[sign] += n
    labels, smooth = LABELS_OF[Table.ACTION_SIGNS], SMOOTH[Table.ACTION_SIGNS]
    share = {
        sign: np.asarray([(seen[a, sign] + smooth * overall[sign] / len(incidents)) / (actions[a] + smooth) for a in labels])
        for sign in overall
    }
    rows = {sign: np.log(p) - np.log1p(-p) for sign, p in share.items()}
    return rows | {NO_SIGN: sum((np.log1p(-p) for p in share.values()), np.zeros(len(labels)))}


def evidence(coded: Sequence[Coded]) -> Evidence:
    """The tables of coded documents."""
    cases: dict[Table, list[tuple[str, str]]] = defaultdict(list)
    for table, given, label in met(coded):
        cases[table].append((given, label))
    rows = {table: ratios(table, cases[table]) for table in Table if table is not Table.ACTION_SIGNS}
    return Evidence(rows | {Table.ACTION_SIGNS: sign_rows([i for _, incidents in coded for i in incidents])})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--leave-out", default="0")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    left_out = fold_ids(args.folds, args.leave_out) if args.folds else frozenset()
    found = evidence([row for row in gold(args.data) if row[0].id not in left_out])
    args.out.write_text("".join(f"{line}\n" for line in found.lines()), encoding="utf-8")


if __name__ == "__main__":
    main()
