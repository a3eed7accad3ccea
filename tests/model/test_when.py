"""Intervals of days: both ends or none, never backwards."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.model import TimePrecision, When

DAY = date(2026, 2, 21)


@pytest.mark.parametrize(
    ("start", "end", "precision", "code"),
    [
        (DAY, None, TimePrecision.DAY, "time-incomplete"),
        (None, DAY, TimePrecision.UNKNOWN, "time-incomplete"),
        (None, None, TimePrecision.DAY, "time-incomplete"),
        (DAY, DAY, TimePrecision.UNKNOWN, "time-incomplete"),
        (DAY, date(2026, 2, 20), TimePrecision.FEW_DAYS, "time-backwards"),
    ],
)
def test_halves_and_backward_intervals_are_refused(start, end, precision, code):
    with pytest.raises(InputError) as fault:
        When(start=start, end=end, precision=precision)
    assert fault.value.code == code
    assert str(start) in fault.value.what


@given(st.dates(), st.integers(0, 400))
def test_days_count_both_ends(start, more):
    end = date.fromordinal(min(start.toordinal() + more, date.max.toordinal()))
    when = When(start=start, end=end, precision=TimePrecision.DAY)
    assert when.days == end.toordinal() - start.toordinal() + 1


def test_unknown_time_has_no_days():
    assert When().days is None
    assert When().precision is TimePrecision.UNKNOWN
