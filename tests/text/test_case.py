import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.case import is_one_case, lowered


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GUNMEN FLED.", True),
        ("SAN SALVADOR, 3 JAN 90 -- (ACAN) GUNMEN FLED", True),
        ("Gunmen fled to LIMA.", False),
        ("قتل مسلحون خمسة", False),
        ("12:30", False),
        ("", False),
    ],
)
def test_one_case(text, wanted):
    assert is_one_case(text) is wanted


@given(st.text())
def test_small_letters_stay_at_their_places(text):
    small = lowered(text)
    assert len(small) == len(text)
    assert all(a == b or a.lower() == b for a, b in zip(text, small, strict=True))


def test_a_letter_that_would_grow_stays():
    assert lowered("İZMİR") == "İzmİr"
