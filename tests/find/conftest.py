"""The shipped model, and documents with hand-made model output. All texts are invented; places are real."""

import re
from dataclasses import replace

import numpy as np
import pytest

from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, POINTERS, ROLES
from dateline.find.network import Network, labels_digest, shipped_folder
from dateline.find.scores import Found, Scores, Spans
from dateline.find.settings import Settings
from dateline.find.windows import Tokens
from dateline.model import Document, Span

ROLE_NAMES = [role.name for role in ROLES]
APART, TOGETHER = -5.0, 5.0


@pytest.fixture(scope="session")
def network():
    return Network(shipped_folder())


@pytest.fixture(scope="session")
def tokenizer(network):
    return network.tokenizer


@pytest.fixture
def settings():
    return Settings(labels=labels_digest())


@pytest.fixture
def told():
    return Told


def word_tokens(text):
    """Words and single signs as tokens."""
    ranges = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = (np.asarray([r[k] for r in ranges], dtype=np.int64) for k in (0, 1))
    return Tokens(np.arange(len(ranges), dtype=np.int64), starts, ends, np.zeros(0, dtype=np.int64))


class Told:
    """A document, and what a model could have said about it; spans are given by their words."""

    def __init__(self, text, **fields):
        self.doc = Document(id="d1", text=text, **fields)
        self.tokens = word_tokens(text)
        self.anchors, self.mentions, self.roles, self.odds = [], [], {}, {}

    def span(self, words, nth=0):
        """The tokens of the nth place where the words stand."""
        start = [m.start() for m in re.finditer(re.escape(words), self.doc.text)][nth]
        hit = np.flatnonzero((self.tokens.ends > start) & (self.tokens.starts < start + len(words)))
        return Span(int(hit[0]), int(hit[-1]) + 1)

    def anchor(self, words, *, nth=0, quote=None, sure=1.0, **classes):
        """An anchor with its claim's quote and its classes; what is not said is a shooting that occurred."""
        labels = {"action": "shooting", "status": "occurred", "aggregate": "no", "stance": "reports", "is_trigger": "yes"}
        self.anchors.append((self.span(words, nth), self.span(quote) if quote else None, sure, labels | classes))
        return len(self.anchors) - 1

    def mention(self, layer, words, *, nth=0, **classes):
        self.mentions.append((LAYERS.index(layer), self.span(words, nth), classes))
        return len(self.mentions) - 1

    def role(self, anchor, name, mention, share=0.9):
        self.roles[anchor, mention, ROLE_NAMES.index(name)] = share

    def actor(self, anchor, role, words, kind, **place):
        self.role(anchor, role, self.mention("actor", words, actor_kind=kind, **place))

    def source(self, anchor, words, kind, **place):
        self.role(anchor, "source", self.mention("source", words, source_kind=kind, **place))

    def figure(self, anchor, words, kind, who, **place):
        self.role(anchor, "harm", self.mention("harm", words, harm_kind=kind, harm_who=who, **place))

    def same(self, a, b, odds=TOGETHER):
        self.odds[a, b] = self.odds[b, a] = odds

    def found(self):
        n, m, size = len(self.anchors), len(self.mentions), len(self.tokens)
        roles = np.zeros((n, m, len(ROLES)))
        for at, share in self.roles.items():
            roles[at] = share
        none = np.asarray([[1 - roles[a, :, ROLE_NAMES.index(p)].sum() for p in POINTERS] for a in range(n)])
        same = np.full((n, n), APART)
        for at, odds in self.odds.items():
            same[at] = odds
        starts, ends = np.zeros((n, size)), np.zeros((n, size))
        for a, (span, quote, _, _) in enumerate(self.anchors):
            starts[a, (quote or span).start] = ends[a, (quote or span).end - 1] = 1
        spans = Spans(tuple(a[0] for a in self.anchors), tuple(x[1] for x in self.mentions), tuple(x[0] for x in self.mentions))
        classes = {h.name: likely(h, [a[3] for a in self.anchors]) for h in ANCHOR_HEADS}
        classes |= {h.name: likely(h, [x[2] for x in self.mentions]) for h in MENTION_HEADS}
        sure = np.asarray([a[2] for a in self.anchors])
        return Found(self.tokens, spans, Scores(classes, roles, none, same, starts, ends), sure)

    def moved(self, **fields):
        """The same with other fields of the document."""
        self.doc = replace(self.doc, **fields)
        return self


def likely(head, rows):
    """Probabilities (rows, labels) with 0.98 at each row's label; even where it has none."""
    out = np.full((len(rows), len(head.labels)), 0.02 / (len(head.labels) - 1))
    for n, row in enumerate(rows):
        if head.name in row:
            out[n, head.labels.index(row[head.name])] = 0.98
        else:
            out[n] = 1 / len(head.labels)
    return out
