"""Choose the decoder's thresholds on development documents, one after the other, by record F1.

usage: python -m training.tune --model DIR --data FILE... [--folds FOLDS.json --fold 0] [--write]

Prints the score of each setting tried; with --write the best ones go into MODEL/settings.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
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
    "same": (-3.0, -2.0, -1.0, -0.5, 0.0, 1.0),
}
TAG_GRID = (0.15, 0.25, 0.35, 0.5, 0.65)

CHANCE = 0.1
"""A gain no larger than this does not move a threshold: it would hardly hold on other documents."""


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


_TUNERS: list[Tuner] = []
"""The tuner of a worker process."""


def _begin(model: Path, data: list[Path], wanted: frozenset[str] | None) -> None:
    _TUNERS[:] = [Tuner(Network(model), gold(data, wanted))]


def _figure(settings: Settings) -> tuple[float, dict[str, float]]:
    return _TUNERS[0].figure(settings)


def trials() -> Iterator[tuple[str, list[Callable[[Settings], Settings]]]]:
    """The groups of changes that are tried one after the other: a name, and for each value what makes it of a setting."""
    for name, values in GRID.items():
        yield name, [lambda s, name=name, value=value: replace(s, **{name: value}) for value in values]
    for layer, of in enumerate(LAYERS):
        yield f"tag {of}", [lambda s, layer=layer, value=value: _with_tag(s, layer, value) for value in TAG_GRID]


def _with_tag(settings: Settings, layer: int, value: float) -> Settings:
    thresholds = list(settings.tag_thresholds)
    thresholds[layer] = value
    return replace(settings, tag_thresholds=tuple(thresholds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--fold", default="0")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    wanted = fold_ids(args.folds, args.fold) if args.folds else None
    best = Network(args.model).settings
    with ProcessPoolExecutor(args.workers, get_context("spawn"), _begin, (args.model, args.data, wanted)) as pool:
        top, flat = pool.submit(_figure, best).result()
        print(json.dumps({"start": top, **flat}), flush=True)
        for name, changes in trials():
            settings = [change(best) for change in changes]
            got = list(pool.map(_figure, settings))
            print(json.dumps({"setting": name, "figures": [round(f, 2) for f, _ in got]}), flush=True)
            figure, choice = max(zip((f for f, _ in got), settings, strict=True), key=lambda pair: pair[0])
            if figure > top + CHANCE:
                best, top = choice, figure
        print(json.dumps({"end": top, **pool.submit(_figure, best).result()[1]}))
    print(json.dumps(best.to_json() | {"figure": top}))
    if args.write:
        (args.model / "settings.json").write_text(json.dumps(best.to_json(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
