"""Counts, their figures and their intervals."""

from benchmarks.counting import Counts, percent, report, total


def test_nothing_right_is_nought():
    assert Counts(0, 3, 0, 2).to_json() == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert Counts().f1 == 0.0


def test_counts_add_up():
    assert total([Counts(1, 2, 1, 3), Counts(1, 1, 1, 1)]) == Counts(2, 3, 2, 4)
    assert total([]) == Counts()


def test_share_of_nothing():
    assert percent(0, 0) == 0.0


def test_the_interval_holds_the_figure_and_is_the_same_each_time():
    rows = [Counts(1, 2, 1, 2), Counts(2, 2, 2, 3), Counts(0, 1, 0, 2)] * 10
    first = report(rows)
    assert first == report(rows)
    low, high = first["interval"]
    assert low < first["f1"] < high


def test_documents_that_are_alike_leave_no_doubt():
    assert report([Counts(1, 2, 1, 2)] * 5)["interval"] == [50.0, 50.0]


def test_no_document():
    assert report([]) == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "interval": [0.0, 0.0]}
