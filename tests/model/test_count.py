"""Numbers of persons: in order, and unknown where not given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.model import Count

number = st.none() | st.integers(-3, 30)


@given(number, number, number)
def test_only_ordered_numbers_from_nought_up_are_taken(low, best, high):
    given_numbers = [n for n in (low, best, high) if n is not None]
    if given_numbers == sorted(given_numbers) and all(n >= 0 for n in given_numbers):
        assert Count(low, best, high).is_known == bool(given_numbers)
    else:
        with pytest.raises(InputError, match=f"count-order: low {low}, best {best}, high {high}"):
            Count(low, best, high)


@pytest.mark.parametrize(
    ("count", "known"),
    [
        (Count(5, 5), True),  # at least 5
        (Count(24), True),  # dozens
        (Count(0, 0, 0), True),  # no casualties
        (Count(high=12), True),  # up to 12
        (Count(), False),
    ],
)
def test_nought_is_known_and_nothing_is_not(count, known):
    assert count.is_known is known
