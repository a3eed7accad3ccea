"""Which kind of actor each mention is: one answer for mentions that must agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.find.labels import LAYERS
from dateline.find.scores import Floats, Found

__all__ = ["actor_kinds"]

ACTOR, HARM = LAYERS.index("actor"), LAYERS.index("harm")


def actor_kinds(found: Found, words: Sequence[str]) -> Floats:
    """The probability of each actor kind for each mention (mentions, kinds), of actors and of figures of harm.

    A figure counts the actor whose words it shares ("two soldiers"): 671 of 675 such pairs of folds 1 to 4 of the authored corpora
    bear one kind. Mentions of one name ("Boko Haram") are one actor. Either way the mentions' probabilities are multiplied.

    Args:
        found: the model's output.
        words: of each mention, as they stand in the text.
    """
    layers = found.spans.layers
    classes = found.scores.classes
    logs = np.log(np.where((np.asarray(layers) == HARM)[:, None], classes["harm_who"], classes["actor_kind"]) + 1e-6)
    group = list(range(len(layers)))

    def root(n: int) -> int:
        while group[n] != n:
            n = group[n]
        return n

    for a, b in (*_sharing_words(found), *_of_one_name(layers, words)):
        group[root(a)] = root(b)
    roots = np.asarray([root(n) for n in range(len(layers))], dtype=np.int64)
    out = np.zeros_like(logs)
    for r in np.unique(roots):
        pooled = logs[roots == r].sum(0)
        shares = np.exp(pooled - pooled.max())
        out[roots == r] = shares / shares.sum()
    return out


def _sharing_words(found: Found) -> list[tuple[int, int]]:
    """Pairs of a figure and an actor that overlap."""
    spans, layers = found.spans.mentions, found.spans.layers
    actors = [n for n, layer in enumerate(layers) if layer == ACTOR]
    return [(h, a) for h, layer in enumerate(layers) if layer == HARM for a in actors if spans[h].overlaps(spans[a])]


def _of_one_name(layers: Sequence[int], words: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of actors with the same words, where these hold a name: a word with a capital that does not only begin them."""
    first: dict[str, int] = {}
    pairs = []
    for n, (layer, text) in enumerate(zip(layers, words, strict=True)):
        if layer == ACTOR and any(w[:1].isupper() for w in text.split()[1:] or text.split() if len(w) > 3):
            other = first.setdefault(text.casefold(), n)
            if other != n:
                pairs.append((n, other))
    return pairs
