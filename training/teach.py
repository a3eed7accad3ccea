"""Finished networks as teachers: what they say, averaged, is what a network in training is to say.

Two networks that were trained apart know more together than each by itself: their mistakes differ, and their doubts are worth
learning. A teacher reads the same words as the pupil, so documents may be told anew, and texts that nobody has coded serve too.

Source: Hinton, Vinyals, Dean 2015, "Distilling the Knowledge in a Neural Network", with temperature 1; the classes are many and the
teachers unsure enough.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, POINTERS, ROLES
from dateline.find.network import Network
from dateline.find.scores import Scores, Spans, sigmoid, softmax
from dateline.find.tags import spans_of
from dateline.find.windows import tokenise, windows
from dateline.model import Document, Span
from training.data import Example

SEEN = 0.35
"""Probability from which teachers' tags make spans in a text that nobody has coded: a little below what decodes, so that doubtful
spans are among those whose classes and roles are learned."""

LONGEST = 3000
"""Characters that are read of an uncoded text."""

SHORTEST = 60
"""Characters below which an uncoded text is passed over."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """What the teachers say of one document's tokens.

    Args:
        states: of each teacher (tokens, hidden).
        tags: probabilities (tokens, layers, 3), averaged.
    """

    states: tuple[Floats, ...]
    tags: Floats


class Teachers:
    """Exported networks whose answers are averaged.

    Args:
        folders: as `training.export` wrote them.
    """

    def __init__(self, folders: Sequence[Path], *, threads: int = 2) -> None:
        self.networks = [Network(folder, threads=threads) for folder in folders]

    def said(self, e: Example) -> Said:
        """What they say of the tokens."""
        heard = [self._encoded(network, e) for network in self.networks]
        return Said(tuple(states for states, _ in heard), np.mean([tags for _, tags in heard], 0))

    @staticmethod
    def _encoded(network: Network, e: Example) -> tuple[Floats, Floats]:
        states, tags = [], []
        for w in e.windows:
            ids = w.ids[None]
            s, t = network.encoder.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            at = slice(w.offset + w.keep[0] - w.first, w.offset + w.keep[1] - w.first)
            states.append(s[0, at])
            tags.append(t[0, at])
        return np.concatenate(states), softmax(np.concatenate(tags).reshape(-1, len(LAYERS), 3)).astype(np.float32)

    def scores(self, said: Said, anchors: Tensor, mentions: Tensor, layers: Tensor) -> dict[str, Tensor]:
        """Probabilities over these spans, averaged: of classes by head, `roles`, `none_of_them`, `same`, `quote_start` and `quote_end`."""
        spans = Spans(
            tuple(Span(*map(int, a)) for a in anchors), tuple(Span(*map(int, m)) for m in mentions), tuple(map(int, layers))
        )
        given = {"anchors": anchors.numpy(), "mentions": mentions.numpy(), "layers": layers.numpy()}
        all_said = [
            self._probabilities(n, {"states": s, **given}, spans) for n, s in zip(self.networks, said.states, strict=True)
        ]
        return {name: torch.from_numpy(np.mean([one[name] for one in all_said], 0).astype(np.float32)) for name in all_said[0]}

    @staticmethod
    def _probabilities(network: Network, given: Mapping[str, Any], spans: Spans) -> dict[str, Any]:
        names = [o.name for o in network.heads.get_outputs()]
        scores = Scores.of(dict(zip(names, network.heads.run(None, dict(given)), strict=True)), spans)
        return dict(scores.classes) | {
            "roles": scores.roles,
            "none_of_them": scores.none_of_them,
            "same": sigmoid(scores.same),
            "quote_start": softmax(scores.quote_start),
            "quote_end": softmax(scores.quote_end),
        }


def with_teachers_spans(e: Example, said: Said) -> None:
    """Give an uncoded example the spans that its teachers see."""
    by_layer = spans_of(said.tags, threshold=SEEN)
    pair = lambda rows: np.asarray(rows, dtype=np.int64).reshape(-1, 2)  # noqa: E731 - one line serves two fields
    e.anchors = pair([(s.start, s.end) for s in by_layer[0]])
    rows = [(layer, s.start, s.end) for layer, spans in enumerate(by_layer) for s in spans if layer]
    e.mentions = pair([r[1:] for r in rows])
    e.layers = np.asarray([r[0] for r in rows], dtype=np.int64)


def tag_loss(tags: Tensor, said: Said) -> Tensor:
    """Cross-entropy of the tags (tokens, layers, 3) against the teachers', summed over layers as the coded tags' are."""
    target = torch.from_numpy(said.tags)
    weight = torch.tensor([2.0] + [1.0] * (len(LAYERS) - 1))
    each = -(target * tags.log_softmax(-1)).sum(-1).mean(0)
    return 8 * (weight * each).sum()


def _soft(scores: Tensor, target: Tensor) -> Tensor:
    return F.cross_entropy(scores, target) if len(scores) else scores.sum() * 0


def head_losses(out: Mapping[str, Tensor], taught: Mapping[str, Tensor], layers: Tensor, role_weight: float) -> dict[str, Tensor]:
    """The losses of all heads against the teachers' probabilities; weights as for coded documents."""
    losses = {h.name: (2 if h.name == "action" else 1) * _soft(out[h.name], taught[h.name]) for h in ANCHOR_HEADS}
    for h in MENTION_HEADS:
        rows = layers == LAYERS.index(h.layer)
        losses[h.name] = _soft(out[h.name][rows], taught[h.name][rows])
    for k, role in enumerate(ROLES):
        use = layers == LAYERS.index(role.layer)
        scores, target = out["roles"][:, use, k], taught["roles"][:, use, k]
        if role.name in POINTERS:
            p = POINTERS.index(role.name)
            none = out["none_of_them"][:, p : p + 1], taught["none_of_them"][:, p : p + 1]
            losses[role.name] = _soft(torch.cat((scores, none[0]), 1), torch.cat((target, none[1]), 1))
        elif use.any():
            losses[role.name] = role_weight * F.binary_cross_entropy_with_logits(scores, target, reduction="none").sum(1).mean()
    n = len(out["same"])
    if n > 1:
        off = ~torch.eye(n, dtype=torch.bool)
        losses["same"] = 2 * F.binary_cross_entropy_with_logits(out["same"][off], taught["same"][off])
    losses["quote"] = 0.5 * (_soft(out["quote_start"], taught["quote_start"]) + _soft(out["quote_end"], taught["quote_end"]))
    return losses


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where uncoded texts lie in the data kit.

    Args:
        every: each how many-th text is read.
        field: a field that must be true of a line, if any.
        small: whether its capitals are read in small letters, as the finder reads them.
    """

    path: str
    every: int = 1
    field: str | None = None
    small: bool = False


SHELVES = (
    Shelf("muc4/train.jsonl", every=2, field="relevant", small=True),
    Shelf("ecbplus/train.jsonl", every=3),
    Shelf("polnear/train.jsonl", every=6),
    Shelf("arabic_event_gsr/detection.train.jsonl", every=4),
    Shelf("arabic_event_gsr/events.train.jsonl"),
    Shelf("wikinews/en.train.jsonl"),
    Shelf("wikinews/fr.train.jsonl"),
    Shelf("india_police_events/train.jsonl", every=3),
    Shelf("trnews/train.jsonl"),
    Shelf("lgl/train.jsonl", every=4),
    Shelf("cameo_source_target/train.jsonl", every=2),
    Shelf("petrarch_tests/es_nocheyniebla.train.jsonl"),
    Shelf("re3d/train.jsonl"),
)
"""Texts about violence and politics, and others. Sets for non-commercial use, and those by which the finder is measured, are not among them."""


def texts(data: Path, tokenizer: Tokenizer) -> Iterator[Example]:
    """The uncoded texts, as examples without targets."""
    for shelf in SHELVES:
        with (data / shelf.path).open(encoding="utf-8") as lines:
            rows = [row for row in map(json.loads, lines) if shelf.field is None or row[shelf.field]]
        for row in rows[:: shelf.every]:
            if "NC" in row.get("licence", "").upper().replace("-", " ").split() or "BBC" in str(row.get("source", "")).upper():
                continue
            text = row["text"].strip()[:LONGEST]
            if len(text) >= SHORTEST:
                yield uncoded(Document(id=f"{shelf.path} {row['id']}", text=text.lower() if shelf.small else text), tokenizer)


def uncoded(doc: Document, tokenizer: Tokenizer) -> Example:
    """A document without targets."""
    tokens = tokenise(tokenizer, doc)
    none = np.zeros((0, 2), dtype=np.int64)
    return Example(
        doc=doc,
        tokens=tokens,
        windows=windows(tokens, begin=tokenizer.token_to_id("<s>"), end=tokenizer.token_to_id("</s>")),
        tags=np.zeros((0, len(tokens)), dtype=np.int64),
        anchors=none,
        mentions=none,
        layers=np.zeros(0, dtype=np.int64),
        classes={},
        roles=np.zeros((0, 0, len(ROLES)), dtype=np.float32),
        pointers=np.zeros((0, len(POINTERS)), dtype=np.int64),
        incident=np.zeros(0, dtype=np.int64),
        quotes=none,
    )
