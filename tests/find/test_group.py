import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.find.group import groups


def odds(n, pairs, apart=-4.0):
    same = np.full((n, n), apart)
    for (a, b), value in pairs.items():
        same[a, b] = same[b, a] = value
    return same


CASES = [
    ([], odds(3, {}), []),
    ([1], odds(3, {}), [[1]]),
    ([0, 1, 2], odds(3, {}), [[0], [1], [2]]),
    ([0, 1, 2], odds(3, {(0, 2): 3}), [[0, 2], [1]]),
    # Rows that are no anchors do not count, however well they agree.
    ([0, 2], odds(3, {(0, 1): 9, (1, 2): 9}), [[0], [2]]),
    # A chain: 1 is like both, 0 and 2 are not alike; the mean of 3 and -4 is below 0.
    ([0, 1, 2], odds(3, {(0, 1): 4, (1, 2): 3}), [[0, 1], [2]]),
    # The same chain with a weaker "no" holds together.
    ([0, 1, 2], odds(3, {(0, 1): 4, (1, 2): 3, (0, 2): -2}), [[0, 1, 2]]),
    ([0, 1, 2, 3], odds(4, {(0, 3): 2, (1, 2): 5}), [[0, 3], [1, 2]]),
    # Two pairs are joined where the four pairs between them agree on the whole: mean of 2, 2, 2, -5 is above 0.
    ([0, 1, 2, 3], odds(4, {(0, 1): 9, (2, 3): 9, (0, 2): 2, (0, 3): 2, (1, 2): 2, (1, 3): -5}), [[0, 1, 2, 3]]),
    ([0, 1], odds(2, {(0, 1): 0.0}), [[0], [1]]),
]


@pytest.mark.parametrize(("anchors", "same", "expected"), CASES)
def test_hand_made_documents(anchors, same, expected):
    assert groups(anchors, same, 0.0) == expected


@st.composite
def documents(draw):
    n = draw(st.integers(0, 9))
    same = draw(arrays(float, (n, n), elements=st.floats(-8, 8)))
    anchors = sorted(draw(st.sets(st.integers(0, n - 1)))) if n else []
    return anchors, (same + same.T) / 2


@given(document=documents(), threshold=st.floats(-9, 9))
def test_groups_are_a_partition_in_text_order(document, threshold):
    anchors, same = document
    found = groups(anchors, same, threshold)
    assert sorted(a for group in found for a in group) == anchors
    assert all(group == sorted(group) for group in found)
    assert found == sorted(found)
    assert groups(anchors, same.copy(), threshold) == found


@given(document=documents())
def test_the_ends_of_the_threshold(document):
    anchors, same = document
    assert groups(anchors, same, np.inf) == [[a] for a in anchors]
    assert groups(anchors, same, -np.inf) == ([anchors] if anchors else [])


@given(document=documents(), threshold=st.floats(-9, 9))
def test_the_scores_stay_as_they_were(document, threshold):
    anchors, same = document
    before = same.copy()
    groups(anchors, same, threshold)
    assert (same == before).all()
