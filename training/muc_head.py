"""Make the head with which benchmarks.find measures MUC-4, on top of a finder that stays as it is.

usage: python -m training.muc_head --data MUC4_DIR [--model DIR] [--work DIR] [--out FILE] [--epochs N] [--members N] [--seed N]

The finder's states of all training documents are computed once and kept in WORK for each finder; run it again when the finder changes. The documents of
each seventh part are kept out of one member and choose the thresholds; the members' mean is the head. Nothing of the development documents is used.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from benchmarks.counting import Counts, total
from benchmarks.muc4_head import KINDS, PATH, Answer, Fillers, Thresholds, filled, fillers, metadata, states_digest
from benchmarks.muc4_metrics import SLOTS, gtt
from torch import Tensor, nn

from dateline.find.labels import OUTSIDE
from dateline.find.network import Network, shipped_folder
from training.muc_data import Example, examples_of

WIDTH = 128
PARTS = 7
BATCH = 8
RATE = 1.5e-3
SILENT_SHARE = 0.5
"""Of the documents without a template this share is seen in each epoch; they are nearly half of all and alike."""

STANDARDISE_EVERY = 10
"""Every tenth document is enough to know the mean and spread of the features."""

GRID = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""Thresholds that are tried."""


class Tagger(nn.Module):
    """Tags, belonging and told kinds from a batch of documents' features."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.register_buffer("centre", torch.zeros(width))
        self.register_buffer("scale", torch.ones(width))
        self.read = nn.Sequential(nn.Linear(width, WIDTH), nn.GELU(), nn.Dropout(0.3))
        self.near = nn.Sequential(nn.Conv1d(WIDTH, WIDTH, 3, padding=1), nn.GELU(), nn.Dropout(0.2))
        self.look = nn.Linear(WIDTH, 6)
        self.whole = nn.Sequential(nn.Linear(7 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.3))
        self.mix = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2))
        self.tags = nn.Linear(WIDTH, 3 * len(SLOTS))
        self.belongs = nn.Linear(WIDTH, len(KINDS))
        self.told = nn.Linear(WIDTH, len(KINDS))

    def forward(self, rows: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores (documents, tokens, slots, 3), (documents, tokens, kinds) and (documents, kinds)."""
        own = self.read((rows - self.centre) / self.scale) * mask[..., None]
        near = self.near(own.transpose(1, 2)).transpose(1, 2)
        shares = self.look(near).masked_fill(~mask[..., None], -1e4).softmax(1)
        seen = torch.einsum("bnk,bnh->bkh", shares, near).flatten(1)
        top = near.masked_fill(~mask[..., None], -1e4).amax(1)
        whole = self.whole(torch.cat((seen, top), 1))
        mixed = self.mix(torch.cat((own, near, whole[:, None].expand_as(near)), 2))
        return self.tags(mixed).unflatten(-1, (len(SLOTS), 3)), self.belongs(mixed), self.told(whole)


class Members(nn.Module):
    """The mean answer of several networks on one document, as probabilities."""

    def __init__(self, members: Sequence[Tagger]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Probabilities; see `benchmarks.muc4_head.Answer`."""
        mask = torch.ones_like(features[None, :, 0], dtype=torch.bool)
        outs = [member(features[None], mask) for member in self.members]
        tags = torch.stack([o[0][0].softmax(-1) for o in outs]).mean(0)
        belongs = torch.stack([o[1][0].sigmoid() for o in outs]).mean(0)
        return tags, belongs, torch.stack([o[2][0].sigmoid() for o in outs]).mean(0)


def loss_of(net: Tagger, batch: Sequence[Example]) -> Tensor:
    """The loss of a batch."""
    size = max(len(e.ranges) for e in batch)
    pad = lambda a: F.pad(torch.from_numpy(a), (0, 0, 0, size - len(a)))  # noqa: E731 - one line serves three fields
    rows = torch.stack([pad(e.features.astype(np.float32)) for e in batch])
    mask = torch.stack([torch.arange(size) < len(e.ranges) for e in batch])
    tags, belongs, told = (out.float() for out in net(rows, mask))
    target = torch.stack([pad(e.tags) for e in batch])
    each = F.cross_entropy(tags.flatten(0, 2), target.flatten(), reduction="none").view_as(target)
    # A document counts by itself, however long; few tokens are fillers, so these weigh twice.
    weight = torch.where(target != OUTSIDE, 2.0, 1.0) * mask[..., None]
    tag_loss = (each * weight).sum((1, 2)) / mask.sum(1)
    where = torch.stack([pad(e.belongs) for e in batch])
    use = (where.sum(-1, keepdim=True) > 0).float()
    belong_loss = (F.binary_cross_entropy_with_logits(belongs, where, reduction="none") * use).sum((1, 2)) / use.sum(
        (1, 2)
    ).clamp(1)
    told_loss = F.binary_cross_entropy_with_logits(
        told, torch.stack([torch.from_numpy(e.told) for e in batch]), reduction="none"
    ).sum(1)
    return (8 * tag_loss + 0.3 * belong_loss + told_loss).mean()


def trained(examples: Sequence[Example], *, epochs: int, seed: int) -> Tagger:
    """A network trained on some documents."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Tagger(examples[0].features.shape[1])
    some = np.concatenate([e.features.astype(np.float32) for e in examples[::STANDARDISE_EVERY]])
    net.centre.copy_(torch.from_numpy(some.mean(0)))
    net.scale.copy_(torch.from_numpy(some.std(0) + 0.01))
    steps = epochs * (len(examples) // BATCH + 2)
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(epochs):
        losses = []
        seen = [e for e in examples if e.gold or rng.random() < SILENT_SHARE]
        order = sorted(seen, key=lambda e: len(e.ranges) + rng.random() * 150)
        groups = [order[n : n + BATCH] for n in range(0, len(order), BATCH)]
        rng.shuffle(groups)
        for batch in groups:
            optimiser.zero_grad()
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(net, batch)
            loss.backward()
            losses.append(float(loss.detach()))
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        print(json.dumps({"epoch": epoch, "loss": round(sum(losses) / len(losses), 3)}), flush=True)
    return net.eval()


def answer(net: Members, e: Example) -> Answer:
    """The answer on one document."""
    with torch.no_grad():
        return Answer(*(o.numpy() for o in net(torch.from_numpy(e.features.astype(np.float32)))))


class Watched:
    """Documents that the head was not trained on, its answers to them, and what thresholds make of these."""

    def __init__(self) -> None:
        self._rows: list[tuple[Example, Answer]] = []
        self._fillers: dict[float, list[Fillers]] = {}

    def add(self, net: Members, examples: Sequence[Example]) -> None:
        """Answer some more documents."""
        self._rows += [(e, answer(net, e)) for e in examples]
        self._fillers.clear()

    def scored(self, thresholds: Thresholds) -> Counts:
        """GTT counts of all."""
        inside = thresholds.inside
        if inside not in self._fillers:
            self._fillers[inside] = [fillers(e.text, e.ranges, a, inside) for e, a in self._rows]
        pairs = zip(self._rows, self._fillers[inside], strict=True)
        return total(total(gtt(filled(f, a.told, thresholds), e.gold).values()) for (e, a), f in pairs)

    def tuned(self) -> Thresholds:
        """The thresholds with the best GTT F1, one after another, twice."""
        best = Thresholds(told=dict.fromkeys(KINDS, 0.4), slot=dict.fromkeys(SLOTS, 0.5))
        for _ in range(2):
            for tries in _tries():
                best = max(tries(best), key=lambda t: self.scored(t).f1)
        return best


def _tries() -> Iterator[Callable[[Thresholds], list[Thresholds]]]:
    """For each threshold in turn, what makes others of the present ones that differ in it."""
    for kind in KINDS[:4]:
        yield lambda now, kind=kind: [now, *(replace(now, told={**now.told, kind: v}) for v in GRID)]
    for slot in SLOTS:
        yield lambda now, slot=slot: [now, *(replace(now, slot={**now.slot, slot: v}) for v in GRID)]
    yield lambda now: [now, *(replace(now, belongs=v) for v in (0.3, 0.5, 0.6))]
    yield lambda now: [now, *(replace(now, inside=v) for v in (0.3, 0.5))]


# --- the run -------------------------------------------------------------------------------------------------------------


def export(net: Members, out: Path, meta: Mapping[str, str]) -> None:
    """Write the head as ONNX with what must be known of it."""
    import onnx

    out.parent.mkdir(parents=True, exist_ok=True)
    width = net.members[0].centre.shape[0]
    torch.onnx.export(
        net.eval(),
        (torch.zeros(40, width),),
        str(out),
        input_names=["features"],
        output_names=["tags", "belongs", "told"],
        dynamic_axes={"features": {0: "tokens"}, "tags": {0: "tokens"}, "belongs": {0: "tokens"}},
        dynamo=False,
    )
    model = onnx.load(str(out))
    onnx.helper.set_model_props(model, dict(meta))
    onnx.save(model, str(out))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder muc4 of the data kit")
    parser.add_argument("--model", type=Path, default=shipped_folder())
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--out", type=Path, default=PATH)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--members", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.set_num_threads(1)
    network = Network(args.model)
    examples = examples_of(network, args.data / "train.gtt.jsonl", args.work)
    print(json.dumps({"documents": len(examples), "tokens": sum(len(e.ranges) for e in examples)}), flush=True)
    members, watched = [], Watched()
    for k in range(args.members):
        began = time.perf_counter()
        members.append(trained([e for n, e in enumerate(examples) if n % PARTS != k], epochs=args.epochs, seed=args.seed + k))
        watched.add(Members(members[-1:]), examples[k::PARTS])
        thresholds = watched.tuned()
        figures = watched.scored(thresholds).to_json()
        print(json.dumps({"member": k, "s": round(time.perf_counter() - began), "out of part": figures}), flush=True)
    export(Members(members), args.out, metadata(states_digest(network), thresholds))
    print(json.dumps({"out": str(args.out), "thresholds": metadata("", thresholds)["thresholds"]}))


if __name__ == "__main__":
    main()
