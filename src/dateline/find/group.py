"""Grouping a document's anchors into incidents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["groups"]


def groups(anchors: Sequence[int], same: NDArray[np.floating], threshold: float) -> list[list[int]]:
    """The anchors as groups, one per incident, in text order.

    Average linkage: the two groups whose members agree best on being one incident are joined, until the mean of the
    log odds over their pairs is no longer above the threshold.

    Args:
        anchors: row numbers in `same`, ascending.
        same: (anchors, anchors), natural-log odds of being one incident.
        threshold: natural-log odds.
    """
    clusters = [[a] for a in anchors]
    if not clusters:
        return []
    # Sums of the pair scores between groups; the mean is the sum over the product of the sizes.
    sums = same[np.ix_(anchors, anchors)].astype(float)
    sizes = np.ones(len(clusters))
    np.fill_diagonal(sums, -np.inf)
    while len(clusters) > 1:
        means = sums / np.outer(sizes, sizes)
        i, j = sorted(int(k) for k in np.unravel_index(int(means.argmax()), means.shape))
        if means[i, j] <= threshold:
            break
        clusters[i] = sorted(clusters[i] + clusters.pop(j))
        sums[i] += sums[j]
        sums[:, i] = sums[i]
        sums[i, i] = -np.inf
        sizes[i] += sizes[j]
        sums = np.delete(np.delete(sums, j, 0), j, 1)
        sizes = np.delete(sizes, j)
    return sorted(clusters)
