"""Merging measured end to end: documents in, found incidents out, their events compared with the hand-coded ones.

Found incidents are paired with hand-coded ones where they rest on the same words, as in the project's measure. `b3` and `pairwise` are over the
hand-coded incidents that were found, each put where its found one was put: that is what merging can answer for. `b3_with_missing` counts the
missing ones too: recall over all hand-coded incidents, those not found being together with nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.merge_examples import pairs

from benchmarks.coreference import Partition, b3, b3_with_missing, pairwise
from dateline import merge
from dateline.model import Document, Incident
from dateline.model.shape import document_to_json, incident_from_json
from dateline.quality import Coded, gold
from dateline.quality.gold import gold_records


@dataclass(frozen=True, slots=True)
class Found:
    """What the finder told of a corpus.

    Args:
        key: the truth of each found incident that is paired with a hand-coded one.
        truth: of all hand-coded incidents, by place in the corpus.
        unpaired: how many found incidents are paired with none.
    """

    documents: tuple[Document, ...]
    incidents: tuple[Incident, ...]
    key: Partition
    truth: Mapping[Hashable, Hashable]
    unpaired: int


def coded(documents: Sequence[Document]) -> dict[str, tuple[Incident, ...]]:
    """The incidents of documents as a run codes them."""
    from dateline.run.coding import code

    return {doc.id: code(doc).incidents for doc in documents}


def from_file(path: Path, documents: Sequence[Document]) -> dict[str, tuple[Incident, ...]]:
    """The incidents that `dateline code` wrote for documents."""
    records = {str(node["id"]): node["incidents"] for node in gold_records([path])}
    found: dict[str, tuple[Incident, ...]] = {}
    for doc in documents:
        told = records[doc.id]
        assert isinstance(told, list)
        found[doc.id] = tuple(incident_from_json(node, doc) for node in told)
    return found


def compared(data: Sequence[Coded], told: Mapping[str, tuple[Incident, ...]]) -> Found:
    """The found incidents beside the truth."""
    key: dict[Hashable, Hashable] = {}
    truth: dict[Hashable, Hashable] = {}
    for doc, incidents in data:
        own = told[doc.id]
        nodes = document_to_json(doc, own)["incidents"]
        assert isinstance(nodes, list)
        truth.update({(doc.id, n): (doc.story or doc.id, i.key) for n, i in enumerate(incidents)})
        key.update({own[k].ref: truth[doc.id, n] for n, k in pairs(doc, incidents, nodes)})
    incidents = tuple(i for doc, _ in data for i in told[doc.id])
    return Found(tuple(replace(doc, copy_of=None) for doc, _ in data), incidents, key, truth, len(incidents) - len(key))


def main(given: Sequence[str]) -> int:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.merge found", description=__doc__)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument(
        "--coded", type=Path, help="what `dateline code` wrote for these documents; they are coded where it is not given"
    )
    parser.add_argument("--json", action="store_true", help="kept for all benchmarks; the last line is always JSON")
    args = parser.parse_args(given)
    data = gold(args.data)
    documents = [replace(doc, copy_of=None) for doc, _ in data]
    found = compared(data, from_file(args.coded, documents) if args.coded else coded(documents))
    events = merge.events(found.incidents, found.documents)
    ours = {ref: n for n, event in enumerate(events) for ref in event.incidents if ref in found.key}
    print(
        json.dumps(
            {
                "b3": b3(found.key, ours),
                "pairwise": pairwise(found.key, ours),
                "b3_with_missing": b3_with_missing(found.key, ours, list(found.truth.values())),
                "hand_coded": len(found.truth),
                "paired": len(found.key),
                "unpaired": found.unpaired,
                "events": len(events),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
