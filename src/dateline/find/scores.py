"""What the finder's model says about one document, as probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.find.evidence import NOTHING, Evidence
from dateline.find.labels import LAYERS, POINTERS, ROLES
from dateline.find.windows import Tokens
from dateline.model import Span

__all__ = ["Found", "Scores", "Spans", "sigmoid", "softmax"]

Floats = NDArray[np.floating]


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True))


def sigmoid(scores: Floats) -> Floats:
    """Probability of yes for each score."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))


@dataclass(frozen=True, slots=True)
class Spans:
    """Tagged spans of tokens: the anchors, and the mentions of all other layers."""

    anchors: tuple[Span, ...]
    mentions: tuple[Span, ...]
    layers: tuple[int, ...]

    @classmethod
    def of(cls, by_layer: list[list[Span]]) -> Spans:
        """The spans of the tagger, layer 0 being the anchors."""
        mentions = [(layer, span) for layer, spans in enumerate(by_layer) for span in spans if layer]
        return cls(tuple(by_layer[0]), tuple(s for _, s in mentions), tuple(n for n, _ in mentions))

    def anchor_array(self) -> NDArray[np.int64]:
        """Token ranges of the anchors (anchors, 2)."""
        return _pairs(self.anchors)

    def mention_array(self) -> NDArray[np.int64]:
        """Token ranges of the mentions (mentions, 2)."""
        return _pairs(self.mentions)


def _pairs(spans: tuple[Span, ...]) -> NDArray[np.int64]:
    return np.asarray([(s.start, s.end) for s in spans], dtype=np.int64).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class Scores:
    """Probabilities over the spans of one document.

    Args:
        classes: by head, (spans, classes).
        roles: (anchors, mentions, roles); for pointers, the share of each mention among all and "none of them".
        none_of_them: (anchors, pointers), the share of "none of them".
        same: (anchors, anchors), natural-log odds that both belong to one incident.
        quote_start, quote_end: (anchors, tokens), unnormalised scores of the claim's first and last token.
    """

    classes: Mapping[str, Floats]
    roles: Floats
    none_of_them: Floats
    same: Floats
    quote_start: Floats
    quote_end: Floats

    @classmethod
    def of(cls, raw: Mapping[str, Floats], spans: Spans) -> Scores:
        """The probabilities that the network's outputs amount to."""
        layers = np.asarray(spans.layers, dtype=np.int64)
        roles = np.zeros_like(raw["roles"])
        none = np.zeros_like(raw["none_of_them"])
        for k, role in enumerate(ROLES):
            use = layers == LAYERS.index(role.layer)
            scores = raw["roles"][:, use, k]
            if role.name in POINTERS:
                p = POINTERS.index(role.name)
                shares = softmax(np.concatenate((scores, raw["none_of_them"][:, p : p + 1]), axis=1))
                roles[:, use, k], none[:, p] = shares[:, :-1], shares[:, -1]
            else:
                roles[:, use, k] = sigmoid(scores)
        named = ("roles", "none_of_them", "same", "quote_start", "quote_end")
        classes = {name: softmax(values) for name, values in raw.items() if name not in named}
        return cls(classes, roles, none, raw["same"], raw["quote_start"], raw["quote_end"])


@dataclass(frozen=True, slots=True)
class Found:
    """The model's whole output on one document.

    Args:
        tag_confidence: of each anchor, the mean probability of its tokens' being inside a span (anchors,).
        evidence: the tables of what goes with what.
    """

    tokens: Tokens
    spans: Spans
    scores: Scores
    tag_confidence: Floats
    evidence: Evidence = NOTHING
