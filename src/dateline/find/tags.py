"""From tag probabilities to spans of tokens."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dateline.find.labels import BEGIN, INSIDE, OUTSIDE
from dateline.model import Span

__all__ = ["spans_of"]


def spans_of(probabilities: NDArray[np.floating], *, threshold: float | NDArray[np.floating]) -> list[list[Span]]:
    """The spans of each layer, in tokens.

    A token belongs to a span where the probability of being outside is below 1 - threshold; a new span begins where
    begin is likelier than inside, or after a token outside.

    Args:
        probabilities: (tokens, layers, 3) in the order outside, begin, inside.
        threshold: how sure the model must be, one for all layers or one per layer.
    """
    _, layers, _ = probabilities.shape
    active = 1 - probabilities[:, :, OUTSIDE] > np.broadcast_to(threshold, layers)
    begins = active & (
        (probabilities[:, :, BEGIN] >= probabilities[:, :, INSIDE]) | ~np.vstack((np.zeros((1, layers), bool), active[:-1]))
    )
    out: list[list[Span]] = []
    for layer in range(layers):
        on = active[:, layer]
        rows = []
        for start in np.flatnonzero(begins[:, layer]):
            end = start + 1
            while end < len(on) and on[end] and not begins[end, layer]:
                end += 1
            rows.append(Span(int(start), int(end)))
        out.append(rows)
    return out
