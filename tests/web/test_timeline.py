from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.store import Day, EventQuery
from dateline.web.timeline import HEIGHT, timeline

NONE = EventQuery()
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def drawn(days, query=NONE):
    return timeline([Day(day, n, 0) for day, n in sorted(days.items())], query)


def test_no_day_no_timeline():
    assert timeline((), NONE) is None


@pytest.mark.parametrize(
    ("length", "unit", "first"),
    [
        (1, "day", "2026-03-04"),
        (92, "day", "2026-03-04"),
        (93, "week", "2026-03-02..2026-03-08"),
        (700, "month", "2026-03"),
        (4000, "year", "2026"),
    ],
)
def test_unit_fits_the_length(length, unit, first):
    found = drawn({date(2026, 3, 4): 1, date(2026, 3, 4) + timedelta(length - 1): 1})
    assert (found.unit, found.bars[0].date) == (unit, first)


def test_empty_bins_are_there_and_the_highest_is_full():
    found = drawn({date(2026, 3, 4): 4, date(2026, 3, 7): 1})
    assert [bar.count for bar in found.bars] == [4, 0, 0, 1]
    assert [bar.height for bar in found.bars] == [HEIGHT, 0, 0, HEIGHT / 4]


def test_bars_reach_over_the_dates_that_are_asked_for():
    found = drawn({date(2026, 3, 4): 1}, EventQuery(since=date(2026, 3, 1), until=date(2026, 3, 31)))
    assert (len(found.bars), found.bars[0].date, found.bars[-1].date) == (31, "2026-03-01", "2026-03-31")


def test_event_that_began_before_the_dates_stands_in_the_first_bar():
    query = EventQuery(since=date(2026, 3, 1), until=date(2026, 3, 5))
    assert [bar.count for bar in drawn({date(2018, 1, 1): 2, date(2026, 3, 4): 1}, query).bars] == [2, 0, 0, 1, 0]


def test_all_events_may_have_begun_before_the_dates():
    found = drawn({date(2018, 1, 1): 2}, EventQuery(since=date(2026, 3, 1)))
    assert [(bar.date, bar.count) for bar in found.bars] == [("2026-03-01", 2)]


def test_dates_over_centuries_draw_no_gaps():
    assert len(drawn({date(2026, 3, 4): 1}, EventQuery(since=date(1, 1, 1))).bars) == 1


@given(st.dictionaries(DAYS, st.integers(1, 9), min_size=1, max_size=30))
@settings(max_examples=40)
def test_every_event_is_in_one_bar_and_bars_are_in_order(days):
    found = drawn(days)
    assert sum(bar.count for bar in found.bars) == sum(days.values())
    assert len(found.bars) <= 140
    for before, after in zip(found.bars, found.bars[1:], strict=False):
        assert before.end + timedelta(1) == after.start
