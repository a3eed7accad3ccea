"""Ids that can be spoken: every single slip is caught, every way of writing one is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.model.ids import ALPHABET, CLAIM, EVENT, is_valid, make, normalise

KINDS = st.sampled_from((EVENT, CLAIM))


def test_the_alphabet_has_no_lookalikes():
    assert len(set(ALPHABET)) == 32
    assert not set("O0I1") & set(ALPHABET)


@given(KINDS, st.text(), st.integers(0, 3))
def test_made_ids_are_valid_and_stay_the_same(kind, seed, attempt):
    made = make(kind, seed, attempt=attempt)
    assert normalise(made, kind) == made == make(kind, seed, attempt=attempt)
    assert made != make(kind, seed, attempt=attempt + 1)


@given(KINDS, st.text(), st.data())
def test_a_mistyped_symbol_is_caught(kind, seed, data):
    made = make(kind, seed)
    at = data.draw(st.integers(2, len(made) - 1))
    other = data.draw(st.sampled_from([symbol for symbol in ALPHABET if symbol != made[at]]))
    assert not is_valid(made[:at] + other + made[at + 1 :], kind)


@given(KINDS, st.text(), st.data())
def test_two_exchanged_symbols_are_caught(kind, seed, data):
    word = list(make(kind, seed))
    a, b = data.draw(st.lists(st.integers(2, len(word) - 1), min_size=2, max_size=2, unique=True))
    swapped = word.copy()
    swapped[a], swapped[b] = word[b], word[a]
    assert is_valid("".join(swapped), kind) == (word[a] == word[b])


@given(KINDS, st.text())
def test_any_case_and_dashes_and_a_missing_letter_are_read(kind, seed):
    made = make(kind, seed)
    body = made[2:]
    for typed in (
        made.lower(),
        body,
        body.lower(),
        made.replace("-", ""),
        f" {kind}–{body[:3]} {body[3:]}\n",
        f"{kind.lower()}{body}",
    ):
        assert normalise(typed, kind) == made


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "id-length"),
        ("E-", "id-length"),
        ("E-7K3Q", "id-length"),
        ("C-7K3QWX42", "id-length"),
        ("E-7K3QWXO", "id-symbol"),
        ("E-7K3QWX٣", "id-symbol"),
    ],
)
def test_what_is_no_id_says_why(typed, code):
    with pytest.raises(InputError) as caught:
        normalise(typed)
    assert caught.value.code == code
    assert "E-" in caught.value.fix or "O, 0, I and 1" in caught.value.fix


def test_an_id_that_begins_with_its_own_letter_is_not_cut():
    made = next(m for m in (make(EVENT, str(n)) for n in range(1000)) if m[2] == "E")
    assert normalise(made[2:]) == made
