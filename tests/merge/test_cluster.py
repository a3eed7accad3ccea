import pytest

from dateline.merge.cluster import clusters
from dateline.merge.rules import load
from dateline.merge.sketch import sketch


def groups(make, scores, docs="abcd", **fields):
    sketches = [sketch(make.incident(doc, f"i{n}", **{k: v[n] for k, v in fields.items()})) for n, doc in enumerate(docs)]
    return clusters(sketches, {pair: 1000 * score for pair, score in scores.items()}, load())


def test_one_lucky_pair_does_not_chain_two_events(make):
    scores = {(0, 1): 6, (2, 3): 6, (1, 2): 4, (0, 2): -4, (1, 3): -4, (0, 3): -4}
    assert groups(make, scores) == [[0, 1], [2, 3]]


def test_the_better_of_two_incidents_of_one_document_is_taken(make):
    assert groups(make, {(0, 2): 2, (1, 2): 5}, docs="aab") == [[0], [1, 2]]


def test_a_group_cannot_stretch_over_more_days_than_a_pair(make):
    times = [make.when(0), make.when(3), make.when(6)]
    assert groups(make, {(0, 1): 5, (1, 2): 4, (0, 2): 4}, docs="abc", time=times) == [[0, 1], [2]]


def test_one_without_a_country_does_not_bridge_two(make):
    where = [make.place("Beni"), make.place("Beni", country=None), make.place("Beni", country="COD")]
    assert groups(make, {(0, 1): 5, (1, 2): 4}, docs="abc", where=where) == [[0, 1], [2]]


@pytest.mark.parametrize("scores", [{}, {(0, 1): -1}])
def test_nothing_in_common_stays_alone(make, scores):
    assert groups(make, scores) == [[0], [1], [2], [3]]
