"""Texts compared word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web import differences
from dateline.web.differences import compared

WORDS = st.lists(st.sampled_from(["the", "road", "was", "closed", "shut", "open", "قتل", "橋", "بين"]), max_size=40).map(" ".join)


def joined(found, *kinds):
    return "".join(run.text for run in found.runs if run.kind in kinds).split()


def test_what_only_one_text_has_stands_before_what_the_other_has_in_its_place():
    found = compared("Three men died in Gao.", "Five men died in Gao on Monday.")
    assert [(run.kind, run.text) for run in found.runs] == [
        ("ours", "Three "),
        ("theirs", "Five "),
        ("same", "men died in "),
        ("ours", "Gao. "),
        ("theirs", "Gao on Monday. "),
    ]
    assert (found.n_same, found.n_ours, found.n_theirs) == (3, 2, 4)


def test_long_stretches_that_are_the_same_are_cut():
    same = "word " * 500
    found = compared(f"{same}ours {same}", f"{same}theirs {same}")
    assert [run.kind for run in found.runs] == ["gap", "same", "ours", "theirs", "same", "gap"]
    assert found.runs[0].text == "475 words"


def test_blanks_do_not_count():
    assert compared("one  two\nthree", "one two three ").n_ours == 0


def test_signs_of_scripts_without_blanks_are_compared_each():
    found = compared("橋が閉鎖された", "橋が開放された")
    assert [run.text for run in found.runs if run.kind == "ours"] == ["閉鎖"]


def test_texts_that_are_too_long_are_not_compared(monkeypatch):
    monkeypatch.setattr(differences, "_MOST", 10)
    assert compared("a b c d", "a b c d") is None


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_runs(ours, theirs):
    found = compared(ours, theirs)
    assert joined(found, "same", "ours") == ours.split() or any(run.kind == "gap" for run in found.runs)
    assert joined(found, "same", "theirs") == theirs.split() or any(run.kind == "gap" for run in found.runs)


@pytest.mark.parametrize(("ours", "theirs"), [("", ""), ("", "a"), ("a", "")])
def test_empty_texts(ours, theirs):
    assert compared(ours, theirs).n_same == 0
