"""The finder's network: an encoder that tags spans, and heads that classify and join them.

`Encoder` runs over windows of tokens; `Heads` runs once over the stitched states of a whole document, so that pairs in
different windows are scored like any other. Each is exported by itself (export.py). Names of outputs are those of
`dateline.find.labels`.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, POINTERS, ROLES

SPAN = 192
PAIR = 128
DISTANCES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
"""Borders of the buckets of distance between two spans, in tokens."""


MIXED = (3, 6, 9, 12)
"""Layers whose states are mixed: the last ones of this encoder were made to stand for whole texts, earlier ones say more of the
words themselves."""

REACH = 96
"""Tokens on either side from which a span gathers what it needs to be classified."""


class Encoder(nn.Module):
    """States and tag scores of the tokens of a batch of windows."""

    def __init__(self, path: str, layers: int = len(LAYERS)) -> None:
        super().__init__()
        # Without dropout inside attention the fused kernel runs, which halves the time of a step.
        self.bert = AutoModel.from_pretrained(path, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        # The word vectors stay as they are: with few documents they would drift for the words seen, away from the
        # words of other languages that mean the same.
        self.bert.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
        hidden = self.bert.config.hidden_size
        # The states of this encoder lie far from zero and close together; until they are centred and scaled, what stands on
        # them learns several times more slowly. `standardise` fills these in before training.
        self.register_buffer("centre", torch.zeros(hidden))
        self.register_buffer("scale", torch.ones(hidden))
        self.mix = nn.Parameter(torch.zeros(len(MIXED)))
        self.dropout = nn.Dropout(0.2)
        self.tags = nn.Linear(hidden, 3 * layers)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """Standardised states (batch, tokens, hidden) and tag scores (batch, tokens, 3 x layers)."""
        layers = self.bert(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True).hidden_states
        shares = self.mix.softmax(0)
        mixed = sum(shares[n] * layers[k] for n, k in enumerate(MIXED))
        states = (mixed - self.centre) / self.scale
        return states, self.tags(self.dropout(states))


class Context(nn.Module):
    """What a span gathers from the tokens around it, by attention with a bias for each distance."""

    heads, width = 4, 32

    def __init__(self, hidden: int) -> None:
        super().__init__()
        size = self.heads * self.width
        self.query, self.key, self.value = nn.Linear(SPAN, size), nn.Linear(hidden, size), nn.Linear(hidden, size)
        self.bias = nn.Parameter(torch.zeros(self.heads, 2 * REACH + 1))
        self.out = nn.Sequential(nn.Dropout(0.1), nn.Linear(size, SPAN))
        self.register_buffer("around", torch.arange(-REACH, REACH + 1))

    def forward(self, spans: Tensor, states: Tensor, ranges: Tensor) -> Tensor:
        """Vectors (spans, SPAN); distances count from a span's first token."""
        at = ranges[:, :1] + self.around[None]
        inside = (at >= 0) & (at < states.shape[0])
        at = at.clamp(0, states.shape[0] - 1)
        query = self.query(spans).unflatten(-1, (self.heads, self.width))
        key = self.key(states).unflatten(-1, (self.heads, self.width))[at]
        value = self.value(states).unflatten(-1, (self.heads, self.width))[at]
        scores = torch.einsum("shd,snhd->shn", query, key) / self.width**0.5 + self.bias[None]
        shares = scores.masked_fill(~inside[:, None], -1e4).softmax(-1)
        return self.out(torch.einsum("shn,snhd->shd", shares, value).flatten(1))


class Pairs(nn.Module):
    """Scores of all pairs of a left and a right span: a sum of both, their product and their distance, then a layer."""

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(SPAN, PAIR), nn.Linear(SPAN, PAIR)
        self.left_gate, self.right_gate = nn.Linear(SPAN, PAIR), nn.Linear(SPAN, PAIR)
        self.distance = nn.Embedding(2 * len(DISTANCES) + 1, PAIR)
        self.out = nn.Sequential(nn.GELU(), nn.Dropout(0.1), nn.Linear(PAIR, PAIR), nn.GELU(), nn.Linear(PAIR, outputs))
        self.register_buffer("borders", torch.tensor(DISTANCES))

    def forward(self, left: Tensor, right: Tensor, left_at: Tensor, right_at: Tensor) -> Tensor:
        """Scores (left, right, outputs); `left_at` and `right_at` are the spans' first tokens."""
        apart = right_at[None, :] - left_at[:, None]
        bucket = (apart.abs()[..., None] >= self.borders).sum(-1)
        bucket = torch.where(apart < 0, -bucket, bucket) + len(DISTANCES)
        both = self.left(left)[:, None] + self.right(right)[None] + self.distance(bucket)
        return self.out(both + self.left_gate(left)[:, None] * self.right_gate(right)[None])


class Heads(nn.Module):
    """All scores that need spans: classes of anchors and mentions, roles, same incident, quotes."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.span = nn.Sequential(nn.Dropout(0.2), nn.Linear(3 * hidden, SPAN), nn.GELU(), nn.Dropout(0.1))
        self.layer = nn.Embedding(len(LAYERS), SPAN)
        self.context = Context(hidden)
        self.anchor_heads = nn.ModuleDict({h.name: nn.Linear(SPAN, len(h.labels)) for h in ANCHOR_HEADS})
        self.mention_heads = nn.ModuleDict({h.name: nn.Linear(SPAN, len(h.labels)) for h in MENTION_HEADS})
        self.roles = Pairs(len(ROLES))
        self.none_of_them = nn.Linear(SPAN, len(POINTERS))
        self.same = Pairs(1)
        self.quote_query = nn.Linear(SPAN, 2 * 64)
        self.quote_key = nn.Linear(hidden, 2 * 64)
        self.quote_distance = nn.Embedding(2 * len(DISTANCES) + 1, 2)
        self.register_buffer("borders", torch.tensor(DISTANCES))

    def spans(self, states: Tensor, ranges: Tensor, layers: Tensor) -> Tensor:
        """Vectors (spans, SPAN) of the token ranges [start, end): first, last and mean state, the layer, and what stands around."""
        sums = torch.cat((states.new_zeros(1, states.shape[1]), states.cumsum(0)))
        start, end = ranges[:, 0], ranges[:, 1]
        mean = (sums[end] - sums[start]) / (end - start)[:, None].to(states.dtype)
        vectors = self.span(torch.cat((states[start], states[end - 1], mean), 1)) + self.layer(layers)
        return vectors + self.context(vectors, states, ranges)

    def forward(self, states: Tensor, anchors: Tensor, mentions: Tensor, layers: Tensor) -> dict[str, Tensor]:
        """Scores of one document.

        Args:
            states: stitched states (tokens, hidden).
            anchors: token ranges (anchors, 2).
            mentions: token ranges (mentions, 2).
            layers: index of each mention's layer in LAYERS (mentions,).
        """
        a = self.spans(states, anchors, torch.zeros_like(anchors[:, 0]))
        m = self.spans(states, mentions, layers)
        out = {name: head(a) for name, head in self.anchor_heads.items()}
        out |= {name: head(m) for name, head in self.mention_heads.items()}
        out["roles"] = self.roles(a, m, anchors[:, 0], mentions[:, 0])
        out["none_of_them"] = self.none_of_them(a)
        same = self.same(a, a, anchors[:, 0], anchors[:, 0]).squeeze(-1)
        out["same"] = (same + same.T) / 2
        query = self.quote_query(a).unflatten(-1, (2, 64))
        key = self.quote_key(states).unflatten(-1, (2, 64))
        apart = torch.arange(states.shape[0], device=states.device)[None, :] - anchors[:, :1]
        bucket = (apart.abs()[..., None] >= self.borders).sum(-1)
        bucket = torch.where(apart < 0, -bucket, bucket) + len(DISTANCES)
        scores = torch.einsum("akd,nkd->kan", query, key) / 8 + self.quote_distance(bucket).permute(2, 0, 1)
        out["quote_start"], out["quote_end"] = scores[0], scores[1]
        return out
