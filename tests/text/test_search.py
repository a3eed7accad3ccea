from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.search import Term, excerpts, places, search_words, terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen killed 5,000 in Al-Bab.", ["gunmen", "killed", "5", "000", "in", "al", "bab"]),
        ("N'Djaména, Орёл", ["ndjamena", "орел"]),
        ("قُتل والجيش للجيش وقال", ["قتل", "جيش", "جيش", "قال"]),
        ("وزارة ولد", ["زاره", "ولد"]),
        ("東京で爆発", ["東", "京", "で", "爆", "発"]),
        ("x" * 500 + " y", ["y"]),
        ("... — !", []),
    ],
)
def test_words(text, words):
    assert list(search_words(text)) == words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Gao market", (Term(("gao",)), Term(("market",)))),
        ('"market of Gao"', (Term(("market", "of", "gao")),)),
        ("“market of”", (Term(("market", "of")),)),
        ('"never closed', (Term(("never", "closed")),)),
        ("explo*", (Term(("explo",), is_prefix=True),)),
        ("bomb -drone", (Term(("bomb",)), Term(("drone",), is_excluded=True))),
        ("al-Bab", (Term(("al", "bab")),)),
        ("AND OR NOT NEAR(a b)", (Term(("and",)), Term(("or",)), Term(("not",)), Term(("near", "a")), Term(("b",)))),
        ("* - \" () : ^ ' %", ()),
        ("", ()),
    ],
)
def test_terms(typed, found):
    assert terms(typed) == found


def test_places_and_excerpts_show_the_words_in_their_text():
    text = "A report. " * 30 + "The “Market” of Gáo was shelled; the market\nburnt. " + "More. " * 60 + "Market again."
    found = places(text, terms("market gao -nothing"))
    assert [text[start:end] for start, end in found] == ["Market", "Gáo", "market", "Market"]
    first, second = excerpts(text, found)
    assert (first.start, first.end) == found[0]
    assert [part for part, is_place in first.parts if is_place] == ["Market", "Gáo", "market"]
    assert (first.is_cut_before, first.is_cut_after, second.is_cut_after) == (True, True, False)
    assert "\n" not in "".join(part for part, _ in first.parts)


def test_phrases_and_beginnings_are_found():
    text = "Shelling of the market; shells hit the market square."
    assert [text[slice(*place)] for place in places(text, terms('shell* "the market square"'))] == [
        "Shelling",
        "shells",
        "the market square",
    ]
    assert places(text, terms("-market")) == []


@given(st.text(max_size=60), st.text(max_size=300))
def test_any_typing_on_any_text(typed, text):
    wanted = terms(typed)
    found = places(text, wanted)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    for excerpt in excerpts(text, found):
        assert any(is_place for _, is_place in excerpt.parts)


@given(st.text(min_size=1, max_size=40))
def test_a_text_has_its_own_words(text):
    if list(search_words(text)):
        assert places(text, [Term(tuple(search_words(text)))])
