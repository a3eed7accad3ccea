"""Train the finder's network on gold documents.

usage: python -m training.train --data FILE... [--twice FILE...] [--late FILE... --late-from N] [--words]
                                 [--teachers MODEL... [--texts DATA_DIR]] [--folds FOLDS.json --leave-out 0] --encoder DIR --out DIR [--epochs N] [--seed N]

Writes OUT/last.pt after each epoch (resumable) and one line of figures per epoch to standard output.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, POINTERS, ROLES
from dateline.find.tags import spans_of
from dateline.quality import Coded, fold_ids, gold
from training.data import IGNORE, Example, example
from training.network import Encoder, Heads
from training.teach import Said, Teachers, tag_loss, texts, with_teachers_spans
from training.teach import head_losses as taught_losses
from training.vary import varied

BATCH_TOKENS = 1200
"""Tokens of one step: two or three documents; more steps beat larger ones on a set this small."""

STANDARDISE_EVERY = 6
"""Every sixth document is enough to know the mean and spread of 384 numbers."""

HEAD_RATE = 7
"""What is new learns this much faster than the encoder."""

ROLE_WEIGHT = 0.7
"""What finding an anchor's actors, weapons and figures counts beside finding its source, time and place: both are summed
over an anchor's mentions, so that a long document's many unrelated pairs do not drown its few related ones."""

CLASS_WEIGHT = {"action": 2}
"""The action has thirty classes and needs more pull than the others, which have six to sixteen."""

SIGN_OF_LIFE = 100
"""Every so many steps a line is printed."""

TAUGHT = 0.5
"""What the teachers say counts beside what coders said: as much."""

TEXTS_IN = 3
"""Uncoded texts are read in turns over so many epochs."""

MISTAKES = 12
"""Wrongly found spans of a layer that the heads of one document learn to refuse, at most."""


def batches(examples: Sequence[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Batches of whole documents of similar length, in random order."""
    order = sorted(examples, key=lambda e: e.size + rng.random() * 120)
    groups: list[list[Example]] = [[]]
    for item in order:
        if groups[-1] and sum(e.size for e in groups[-1]) + item.size > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    yield from groups


def encode(encoder: Encoder, batch: Sequence[Example], pad: int) -> list[tuple[Tensor, Tensor]]:
    """Stitched states (tokens, hidden) and tag scores (tokens, layers, 3) of each document."""
    rows = [w for e in batch for w in e.windows]
    ids = torch.full((len(rows), max(len(w.ids) for w in rows)), pad)
    mask = torch.zeros_like(ids)
    for n, w in enumerate(rows):
        ids[n, : len(w.ids)] = torch.from_numpy(w.ids)
        mask[n, : len(w.ids)] = 1
    states, tags = encoder(ids, mask)
    out, row = [], 0
    for e in batch:
        parts = []
        for w in e.windows:
            at = slice(w.offset + w.keep[0] - w.first, w.offset + w.keep[1] - w.first)
            parts.append((states[row, at], tags[row, at]))
            row += 1
        out.append((torch.cat([p[0] for p in parts]).float(), torch.cat([p[1] for p in parts]).float().unflatten(-1, (-1, 3))))
    return out


def _few(rows: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """At most MISTAKES of the rows, spread evenly: an untrained network would bring thousands."""
    return rows if len(rows) <= MISTAKES else [rows[k * len(rows) // MISTAKES] for k in range(MISTAKES)]


def standardise(encoder: Encoder, examples: Sequence[Example], pad: int) -> None:
    """Set the encoder's centre and scale to the mean and spread of its states over some documents."""
    encoder.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        states = torch.cat([encode(encoder, [e], pad)[0][0] for e in examples])
    encoder.centre.copy_(states.mean(0))
    encoder.scale.copy_(states.std(0))


def with_mistakes(e: Example, tags: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The gold spans and then those that the network now finds wrongly: anchors, mentions, layers."""
    found = spans_of(torch.softmax(tags, -1).detach().numpy(), threshold=0.5)
    known = {(0, *map(int, a)) for a in e.anchors} | {(int(k), *map(int, m)) for k, m in zip(e.layers, e.mentions, strict=True)}
    wrong = [(layer, s.start, s.end) for layer, rows in enumerate(found) for s in rows if (layer, s.start, s.end) not in known]
    wrong = [w for layer in range(len(LAYERS)) for w in _few([w for w in wrong if w[0] == layer])]
    pair = lambda rows: torch.tensor(rows, dtype=torch.long).reshape(-1, 2)  # noqa: E731 - one line serves two fields
    anchors = torch.cat((torch.from_numpy(e.anchors), pair([w[1:] for w in wrong if w[0] == 0])))
    mentions = torch.cat((torch.from_numpy(e.mentions), pair([w[1:] for w in wrong if w[0]])))
    layers = torch.cat((torch.from_numpy(e.layers), torch.tensor([w[0] for w in wrong if w[0]], dtype=torch.long)))
    return anchors, mentions, layers


def class_loss(scores: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy over the rows that have a target; 0 where none has."""
    return F.cross_entropy(scores, target, ignore_index=IGNORE) if (target != IGNORE).any() else scores.sum() * 0


def head_losses(out: dict[str, Tensor], e: Example, layers: Tensor) -> dict[str, Tensor]:
    """The losses of all heads on one document whose spans are the gold ones and some mistakes after them."""
    n, total = len(e.anchors), out["action"].shape[0]
    losses = {}
    for head in (*ANCHOR_HEADS, *MENTION_HEADS):
        target = torch.from_numpy(e.classes[head.name])
        spare = out[head.name].shape[0] - len(target)
        filler = 0 if head.name == "action" else IGNORE
        losses[head.name] = CLASS_WEIGHT.get(head.name, 1) * class_loss(out[head.name], F.pad(target, (0, spare), value=filler))
    if n == 0:
        return losses
    roles = torch.zeros_like(out["roles"])
    roles[:n, : len(e.mentions)] = torch.from_numpy(e.roles)
    of_layer = torch.stack([layers == LAYERS.index(role.layer) for role in ROLES], -1)[None].expand_as(roles)
    for k, role in enumerate(ROLES):
        use = of_layer[..., k]
        if role.name in POINTERS:
            p = POINTERS.index(role.name)
            scores = out["roles"][:n, :, k].masked_fill(~use[:n], -1e4)
            scores = torch.cat((scores, out["none_of_them"][:n, p : p + 1]), 1)
            target = torch.from_numpy(e.pointers[:, p])
            losses[role.name] = F.cross_entropy(scores, torch.where(target < 0, scores.shape[1] - 1, target))
        elif use.any():
            each = F.binary_cross_entropy_with_logits(out["roles"][..., k], roles[..., k], reduction="none") * use
            losses[role.name] = ROLE_WEIGHT * each.sum(1).mean()
    if n > 1:
        same = torch.from_numpy(e.incident[:, None] == e.incident[None]).float()
        off = ~torch.eye(n, dtype=torch.bool)
        losses["same"] = 2 * F.binary_cross_entropy_with_logits(out["same"][:n, :n][off], same[off])
    quotes = torch.from_numpy(e.quotes)
    losses["quote"] = 0.5 * (
        F.cross_entropy(out["quote_start"][:n], quotes[:, 0]) + F.cross_entropy(out["quote_end"][:n], quotes[:, 1] - 1)
    )
    assert total >= n
    return losses


def spans_to_judge(e: Example, tags: Tensor) -> tuple[Tensor, Tensor, Tensor] | None:
    """Anchors, mentions and layers for the heads; None where there is no anchor."""
    anchors, mentions, layers = with_mistakes(e, tags)
    if not len(anchors):
        return None
    return (anchors, mentions, layers) if len(mentions) else (anchors, anchors[:1], torch.tensor([1]))


def coded_losses(e: Example, tags: Tensor, out: dict[str, Tensor] | None, layers: Tensor | None) -> dict[str, Tensor]:
    """The losses against what coders said."""
    target = torch.from_numpy(e.tags)
    # Triggers decide what is told at all, so their layer weighs twice.
    parts = {f"tag {name}": (2 if k == 0 else 1) * F.cross_entropy(tags[:, k], target[k]) * 8 for k, name in enumerate(LAYERS)}
    return parts | (head_losses(out, e, layers) if out is not None and layers is not None else {})


def document_loss(
    heads: Heads, e: Example, states: Tensor, tags: Tensor, *, teachers: Teachers | None = None
) -> tuple[Tensor, dict[str, float]]:
    """The loss of one document and its parts; with teachers, against what they say too, and against that alone where nobody coded it."""
    coded = len(e.tags) > 0
    said = teachers.said(e) if teachers else None
    if said and not coded:
        with_teachers_spans(e, said)
    spans = spans_to_judge(e, tags)
    out = heads(states, *spans) if spans else None
    parts = coded_losses(e, tags, out, spans[2] if spans else None) if coded else {}
    loss = torch.stack(list(parts.values())).sum() if parts else states.sum() * 0
    if teachers and said:
        taught = taught_loss(teachers, said, tags, out=out, spans=spans)
        loss = (1 - TAUGHT) * loss + TAUGHT * taught if coded else taught
        parts["taught" if coded else "texts"] = taught
    return loss, {k: float(v.detach()) for k, v in parts.items()}


def taught_loss(
    teachers: Teachers, said: Said, tags: Tensor, *, out: dict[str, Tensor] | None, spans: tuple[Tensor, Tensor, Tensor] | None
) -> Tensor:
    """The loss against what the teachers say."""
    loss = tag_loss(tags, said)
    if out is None or spans is None:
        return loss
    losses = taught_losses(out, teachers.scores(said, *spans), spans[2], ROLE_WEIGHT)
    return loss + torch.stack(list(losses.values())).sum()


def tag_scores(encoder: Encoder, examples: Sequence[Example], pad: int) -> dict[str, float]:
    """F1 of exact spans by layer, in percent."""
    counts = np.zeros((len(LAYERS), 3))
    encoder.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for e in examples:
            ((_, tags),) = encode(encoder, [e], pad)
            found = spans_of(torch.softmax(tags, -1).numpy(), threshold=0.5)
            true = [{tuple(map(int, a)) for a in e.anchors}] + [
                {tuple(map(int, m)) for k, m in zip(e.layers, e.mentions, strict=True) if k == layer}
                for layer in range(1, len(LAYERS))
            ]
            for layer, (t, f) in enumerate(zip(true, found, strict=True)):
                counts[layer] += (sum((s.start, s.end) in t for s in f), len(f), len(t))
    encoder.train()
    return {name: round(200 * tp / max(1, p + g), 1) for name, (tp, p, g) in zip(LAYERS, counts, strict=True)}


def class_scores(encoder: Encoder, heads: Heads, examples: Sequence[Example], pad: int) -> dict[str, float]:
    """Accuracy of each class on gold spans, in percent."""
    right: Counter[str] = Counter()
    known: Counter[str] = Counter()
    encoder.eval()
    heads.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for e in (e for e in examples if len(e.anchors) and len(e.mentions)):
            ((states, _),) = encode(encoder, [e], pad)
            out = heads(states, *(torch.from_numpy(a) for a in (e.anchors, e.mentions, e.layers)))
            for head in (*ANCHOR_HEADS, *MENTION_HEADS):
                target = torch.from_numpy(e.classes[head.name])
                use = target != IGNORE
                right[head.name] += int((out[head.name].argmax(-1) == target)[use].sum())
                known[head.name] += int(use.sum())
    encoder.train()
    heads.train()
    return {name: round(100 * right[name] / max(1, n), 1) for name, n in known.items()}


def split(args: argparse.Namespace) -> tuple[list[Coded], list[Coded]]:
    """The documents to train on and those to watch."""
    left_out = fold_ids(args.folds, args.leave_out) if args.folds else frozenset()
    train, watch = [], []
    for doc, incidents in gold([*args.data, *args.twice]):
        (watch if doc.id in left_out else train).append((doc, incidents))
    return train, watch


def told_anew(coded: Sequence[Coded], tokenizer: Tokenizer, seed: str, *, with_words: bool = False) -> list[Example]:
    """The examples of one epoch: each document varied by chances that depend on the seed, its id and how often it came before."""
    told: Counter[str] = Counter()
    out = []
    for doc, incidents in coded:
        told[doc.id] += 1
        again = f" {told[doc.id]}" if told[doc.id] > 1 else ""
        rng = random.Random(f"{seed} {doc.id}{again}")
        out.append(example(*varied(doc, incidents, rng, with_words=with_words), tokenizer))
    return out


@dataclass(slots=True)
class Run:
    """A network in training, and all that is needed to go on after a stop."""

    encoder: Encoder
    heads: Heads
    optimiser: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LambdaLR
    epoch: int = -1

    @classmethod
    def start(cls, path: Path, *, rate: float, steps: int, head_rate: float = HEAD_RATE) -> Run:
        """A run over `steps` steps: a warm-up of a fifteenth, then a cosine down to a fiftieth of the rate."""
        encoder = Encoder(str(path))
        heads = Heads(encoder.bert.config.hidden_size)
        groups = [
            {"params": [p for p in encoder.bert.parameters() if p.requires_grad], "lr": rate},
            {"params": [*encoder.tags.parameters(), *heads.parameters()], "lr": head_rate * rate},
        ]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        warm = max(1, steps // 15)
        factor = lambda s: min(1, s / warm) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1, s / steps))))  # noqa: E731 - a formula
        return cls(encoder, heads, optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, factor))

    @property
    def pad(self) -> int:
        """Vocabulary id that fills short rows."""
        return int(self.encoder.bert.config.pad_token_id)

    def parts(self) -> dict[str, Any]:
        """What has a state."""
        return {name: getattr(self, name) for name in ("encoder", "heads", "optimiser", "schedule")}

    def save(self, path: Path) -> None:
        """The state after an epoch; written beside and moved, so that a stop leaves a whole file."""
        beside = path.with_suffix(".part")
        torch.save({name: part.state_dict() for name, part in self.parts().items()} | {"epoch": self.epoch}, beside)
        beside.replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a saved state."""
        saved = torch.load(path, weights_only=False)
        for name, part in self.parts().items():
            part.load_state_dict(saved[name])
        self.epoch = saved["epoch"]

    def begin_from(self, path: Path) -> None:
        """Take over the weights of another run, and nothing else of it."""
        saved = torch.load(path, weights_only=False)
        self.encoder.load_state_dict(saved["encoder"])
        self.heads.load_state_dict(saved["heads"])

    def learn(self, batch: Sequence[Example], teachers: Teachers | None = None) -> dict[str, float]:
        """One step; the sums of its losses by part."""
        with torch.autocast("cpu", torch.bfloat16):
            coded = encode(self.encoder, batch, self.pad)
        losses, sums = [], {}
        for e, (states, tags) in zip(batch, coded, strict=True):
            loss, parts = document_loss(self.heads, e, states, tags, teachers=teachers)
            losses.append(loss)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + v
        self.optimiser.zero_grad()
        torch.stack(losses).mean().backward()
        torch.nn.utils.clip_grad_norm_([*self.encoder.parameters(), *self.heads.parameters()], 1.0)
        self.optimiser.step()
        self.schedule.step()
        return sums


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--twice", nargs="*", type=Path, default=[], help="files whose documents are told twice in each epoch")
    parser.add_argument("--late", nargs="*", type=Path, default=[], help="files that take part from a later epoch on")
    parser.add_argument("--words", action="store_true", help="also put words in the place of others of their kind (words.tsv)")
    parser.add_argument("--late-from", type=int, default=0, help="that epoch, counted from 0")
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--leave-out", default="0")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--teachers", nargs="*", type=Path, default=[], help="exported models whose answers are learned too")
    parser.add_argument(
        "--texts", type=Path, help="the folder of all data sets: uncoded texts of it are learned from the teachers"
    )
    parser.add_argument("--start", type=Path, help="a checkpoint of another run to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=HEAD_RATE)
    return parser.parse_args()


def main() -> None:
    args = arguments()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    coded, watched = split(args)
    often = {doc.id for doc, _ in gold(args.twice)}
    coded += [row for row in coded if row[0].id in often]
    late = gold(args.late)
    train, watch = ([example(*c, tokenizer) for c in part] for part in (coded, watched))
    added = [example(*c, tokenizer) for c in late]
    teachers = Teachers(args.teachers) if args.teachers else None
    read = list(texts(args.texts, tokenizer)) if args.texts and teachers else []
    later = max(0, args.epochs - args.late_from) * len(list(batches(added, random.Random(0)))) if added else 0
    steps = args.epochs * len(list(batches([*train, *read[::TEXTS_IN]], random.Random(0)))) + later
    run = Run.start(args.encoder, rate=args.rate, steps=steps, head_rate=args.head_rate)
    last = args.out / "last.pt"
    if last.exists():
        run.resume(last)
    elif args.start:
        run.begin_from(args.start)
    else:
        standardise(run.encoder, train[::STANDARDISE_EVERY], run.pad)
    print(
        json.dumps(
            {"train": len(train), "texts": len(read), "watch": len(watch), "tokens": sum(e.size for e in train), "steps": steps}
        ),
        flush=True,
    )
    for epoch in range(run.epoch + 1, args.epochs):
        run.encoder.train()
        run.heads.train()
        began, sums = time.perf_counter(), Counter()
        # Variation and order depend on the epoch alone, so that a resumed run sees what an unbroken one would.
        present = [*coded, *late] if epoch >= args.late_from else coded
        varied_anew = told_anew(present, tokenizer, f"{args.seed} {epoch}", with_words=args.words)
        varied_anew += read[epoch % TEXTS_IN :: TEXTS_IN]
        for n, batch in enumerate(batches(varied_anew, random.Random(args.seed * 1000 + epoch)), 1):
            sums.update(run.learn(batch, teachers))
            if n % SIGN_OF_LIFE == 0:
                print(json.dumps({"epoch": epoch, "step": n, "s": round(time.perf_counter() - began)}), flush=True)
        run.epoch = epoch
        run.save(last)
        line = {
            "epoch": epoch,
            "s": round(time.perf_counter() - began),
            "loss": {k: round(v / len(train), 3) for k, v in sums.items()},
        }
        if watch:
            line["spans"] = tag_scores(run.encoder, watch, run.pad)
            line["classes"] = class_scores(run.encoder, run.heads, watch, run.pad)
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
