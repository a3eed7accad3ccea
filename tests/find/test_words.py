"""Words and their rows: one form for what is one word, shared rows for its forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.find.words import ROWS, rows, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen KILLED 5, in al-Bab.", ["gunmen", "killed", "5", "in", "al", "bab"]),
        ("قُتِلَ ثلاثة", ["قتل", "ثلاثه"]),
        ("Е\u0308лка cafe\u0301", ["ёлка", "café"]),
        ("", []),
        (" …—_ ", []),
        ("half \ud83d a pair", ["half", "a", "pair"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("боевики", "боевиков"),
        ("manifestantes", "manifestante"),
        ("والهجوم", "هجوم"),
        ("بالتفجير", "تفجير"),
        ("attacked", "attackers"),
    ],
)
def test_forms_of_a_word_share_rows(one, other):
    first, second = (set(rows(words(word)[0])) for word in (one, other))
    assert first & second


def test_figures_of_one_length_are_one_word():
    assert rows("17") == rows("42") != rows("170")


@given(st.text(max_size=60))
def test_every_word_has_rows_of_the_table(text):
    for word in words(text):
        found = rows(word)
        assert found
        assert all(0 <= row < ROWS for row in found)
