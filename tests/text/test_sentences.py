import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.sentences import sentences

CASES = [
    ("en", ["Gen. Musa Idris of the R.S.F. spoke at 5 a.m. on Sunday.", "He then left."]),
    ("en", ["Lt. Col. Amina Sow and Sgt. 1st Class Bah were hurt.", "No one died."]),
    ("en", ['"They came at night," she said.', "“We ran.”", "Then it was quiet."]),
    ("en", ["The U.S. embassy in N'Djamena was shut on Oct. 12 after 1.5 million people fled.", "It reopened later."]),
    ("en", ["Did they flee?", "Yes!", "All 40 did."]),
    ("ar", ["قُتل ثلاثة جنود في قرية متخيلة.", "هل نجا أحد؟", "لا أحد."]),
    ("fr", ["Le colonel M. Diallo est arrivé à 8 h.", "Deux soldats sont morts."]),
    ("en", ["Fighters of the 2nd Div. HQ left Ft. Bragg.", "It was 5 p.m.", "They slept."]),
    ("es", ["El Gral. Pérez y el Cnel. López de EE. UU. salieron.", "Nadie murió."]),
    ("pt", ["O Cel. Costa e o Cap. Lima saíram.", "Ninguém morreu."]),
    ("ru", ["Ген. Петров и И. И. Сидоров прибыли в г. Грозный, т. е. на юг.", "Около 5 тыс. человек бежали."]),
    ("uk", ["Повідомив І. Петренко на вул. Шевченка.", "Загинули двоє."]),
    ("ru", ["Погибли трое военных.", "Их имена не названы."]),
]


def texts(text, language=None):
    return [span.text(text) for span in sentences(text, language)]


@pytest.mark.parametrize(("language", "expected"), CASES)
def test_sentences_of_news(language, expected):
    assert texts(" ".join(expected), language) == expected


def test_lines_and_bullets_end_sentences():
    text = "GAO (Invented) - A mine went off\n\nTwo died. One fled.\r\n• First point • second point\n  \n- third\u2028last"
    expected = [
        "GAO (Invented) - A mine went off",
        "Two died.",
        "One fled.",
        "• First point",
        "• second point",
        "- third",
        "last",
    ]
    assert texts(text) == expected


def test_no_text_has_no_sentences():
    assert sentences("") == sentences(" \n\t\u3000") == ()


def test_an_unknown_language_is_still_split():
    assert len(sentences("One came. Two left.", "xx")) >= 1


PIECES = st.sampled_from(
    [
        "He died. ",
        "Gen. ",
        "قتل ",
        "؟ ",
        "🚀",
        "👩🏽‍🚒 ",
        "e\u0301",
        "\u0301",
        "\u200f",
        "\n",
        "\r\n",
        "\u2028",
        ". ",
        "! ",
        "“",
        "”",
        "• ",
        "\u00a0",
        "\u3000",
        "。",
        "1.5 ",
        "…",
        "\x85",
        "\x1c",
        "\u0000",
    ],
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.sampled_from([None, "en", "ar", "ru", "fr", "hi", "zh", "xx"]))
def test_sentences_are_in_order_apart_and_hold_every_visible_character(text, language):
    spans = sentences(text, language)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered
    assert all(span.text(text) == span.text(text).strip() for span in spans)


def test_a_thousand_documents_take_less_than_a_second_or_so():
    document = "\n\n".join(
        ["Gen. Musa Idris said that 12 people were hurt in the attack on the invented village near Gao. " * 6] * 3
    )
    began = time.process_time()
    for _ in range(200):
        sentences(document)
    assert time.process_time() - began < 2
