"""Choose the decoder's thresholds on development documents, one after the other, by record F1.

usage: python -m training.tune --model DIR --data FILE... [--folds FOLDS.json --fold 0] [--write]

Prints the score of each setting tried; with --write the best ones go into MODEL/settings.json.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from dateline import link
from dateline.find.decode import decode
from dateline.find.labels import LAYERS
from dateline.find.network import Network
from dateline.find.settings import Settings
from dateline.model import Document, Incident
from dateline.model.shape import document_to_json
from dateline.quality import fold_ids, gold, score

GRID = {
    "anchor": (0.3, 0.4, 0.5, 0.6, 0.7),
    "role": (0.3, 0.4, 0.5, 0.6),
    "harm": (0.2, 0.35, 0.5, 0.65),
    "same": (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5),
}
TAG_GRID = (0.2, 0.3, 0.4, 0.5, 0.6)


class Tuner:
    """Development documents with their encoder states, so that a setting costs the heads and the decoder only."""

    def __init__(self, network: Network, pairs: list[tuple[Document, tuple[Incident, ...]]]) -> None:
        self.network = network
        self.gold = [document_to_json(doc, incidents) for doc, incidents in pairs]
        self.encoded = [(doc, network.encode(doc)) for doc, _ in pairs]

    def coded(self, settings: Settings) -> list[dict[str, object]]:
        """The development documents as the finder and the linkers code them."""
        out = []
        for doc, encoded in self.encoded:
            found = self.network.found(encoded, settings) if encoded else None
            incidents = link.incidents(doc, decode(doc, found, settings)) if found else ()
            out.append(document_to_json(doc, incidents))
        return out

    def figure(self, settings: Settings) -> tuple[float, dict[str, float]]:
        """Record F1, less a tenth of a point for each point of silence lost, and all F1 figures."""
        scores = score(self.gold, self.coded(settings)).to_json()
        flat = {name: s.get("f1", s.get("share")) for name, s in scores.items()}
        return flat["record"] + 0.1 * (flat.get("silence") or 0), flat


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--fold", default="0")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    wanted = fold_ids(args.folds, args.fold) if args.folds else None
    tuner = Tuner(Network(args.model, threads=2), gold(args.data, wanted))
    best = tuner.network.settings
    top, flat = tuner.figure(best)
    print(json.dumps({"start": top, **flat}), flush=True)
    trials = [(name, None, value) for name, values in GRID.items() for value in values]
    trials += [("tag_thresholds", layer, value) for layer in range(len(LAYERS)) for value in TAG_GRID]
    for name, layer, value in trials:
        if layer is None:
            setting = replace(best, **{name: value})
        else:
            setting = replace(best, tag_thresholds=tuple(value if k == layer else t for k, t in enumerate(best.tag_thresholds)))
        got, flat = tuner.figure(setting)
        print(
            json.dumps({"setting": name, "layer": layer, "value": value, "figure": round(got, 2), "record": flat["record"]}),
            flush=True,
        )
        if got > top:
            best, top = setting, got
    print(json.dumps(best.to_json() | {"figure": top}))
    if args.write:
        (args.model / "settings.json").write_text(json.dumps(best.to_json(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
