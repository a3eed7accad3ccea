import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.changes import ChangeKind, changes

OLD = "Five people were killed in Gao on Tuesday, police said.\n\nThe market was closed.\n\nAn old paragraph that nobody needs."
NEW = "Seven people were killed in Gao on Tuesday, police said.\n\nThe market was closed.\n\nThe governor visited the wounded."


def told(found):
    return [(one.kind.value, one.text) for one in found if one.kind is not ChangeKind.KEPT]


def test_words_within_a_paragraph_and_whole_paragraphs():
    assert told(changes(OLD, NEW)) == [
        ("cut", "Five"),
        ("added", "Seven"),
        ("cut", "An old paragraph that nobody needs."),
        ("added", "The governor visited the wounded."),
    ]


def test_the_same_text_and_none():
    assert told(changes(OLD, OLD)) == []
    assert changes("", "") == ()
    assert told(changes("", NEW)) == [("added", NEW)]


texts = st.text(alphabet="ab c\n.é🚌ك", max_size=60)


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_the_passages_make_both_texts_again_and_stand_where_they_say(old, new):
    found = changes(old, new)
    assert "".join(one.text for one in found if one.kind is not ChangeKind.ADDED) == old
    assert "".join(one.text for one in found if one.kind is not ChangeKind.CUT) == new
    for one in found:
        if one.kind is not ChangeKind.ADDED:
            assert old[one.old : one.old + len(one.text)] == one.text
        if one.kind is not ChangeKind.CUT:
            assert new[one.new : one.new + len(one.text)] == one.text
    assert all(a.kind is not b.kind for a, b in pairwise(found))


def test_long_texts_that_have_nothing_in_common_take_no_long_time():
    began_s = time.process_time()
    changes(" ".join(f"a{n}" for n in range(20_000)), " ".join(f"b{n}" for n in range(20_000)))
    assert time.process_time() - began_s < 3
