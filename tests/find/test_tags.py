from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.find.scores import softmax
from dateline.find.tags import spans_of

PROBABILITIES = {"O": (0.9, 0.05, 0.05), "B": (0.1, 0.8, 0.1), "I": (0.1, 0.1, 0.8), "b": (0.6, 0.3, 0.1), "=": (0.2, 0.4, 0.4)}


def spans(*layers, threshold=0.5):
    rows = np.asarray([[PROBABILITIES[t] for t in layer] for layer in layers]).transpose(1, 0, 2)
    return [[(s.start, s.end) for s in layer] for layer in spans_of(rows, threshold=threshold)]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("OOO", []),
        ("OBIO", [(1, 3)]),
        ("BIBI", [(0, 2), (2, 4)]),
        ("OIIO", [(1, 3)]),
        ("BIOI", [(0, 2), (3, 4)]),
        ("BBB", [(0, 1), (1, 2), (2, 3)]),
        ("B", [(0, 1)]),
        ("ObO", []),
        ("O==O", [(1, 2), (2, 3)]),
    ],
)
def test_spans_of_one_layer(tags, found):
    assert spans(tags) == [found]


def test_layers_stand_side_by_side():
    assert spans("OBIO", "BIIO", "OOOO") == [[(1, 3)], [(0, 3)], []]


def test_a_threshold_for_all_or_for_each_layer():
    assert spans("ObO", "ObO", threshold=0.3) == [[(1, 2)], [(1, 2)]]
    assert spans("ObO", "ObO", threshold=np.asarray([0.3, 0.5])) == [[(1, 2)], []]
    assert spans("BIB", threshold=1.0) == [[]]


@given(
    scores=arrays(float, st.tuples(st.integers(0, 30), st.integers(1, 7), st.just(3)), elements=st.floats(-9, 9)),
    threshold=st.floats(0, 1),
)
def test_spans_of_a_layer_are_apart_in_order_and_hold_all_that_is_inside(scores, threshold):
    probabilities = softmax(scores)
    found = spans_of(probabilities, threshold=threshold)
    assert len(found) == scores.shape[1]
    for layer, rows in enumerate(found):
        assert all(a.end <= b.start for a, b in pairwise(rows))
        inside = {n for s in rows for n in range(s.start, s.end)}
        assert inside == set(np.flatnonzero(1 - probabilities[:, layer, 0] > threshold).tolist())
