"""Days: an interval on the calendar while a phrase is being read, and the arithmetic that the codebook's rules need."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.model import TimePrecision

__all__ = ["Days", "clamp", "in_year", "month", "precision_by_length", "season", "shift", "span", "week", "weekend", "year"]

DAY = timedelta(days=1)

# First month of each season of three months; northern half of the globe. Source: meteorological seasons, WMO convention.
_SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# Parts of a month, in days. Source: the authored corpora's habit ("late October" from the 20th, "the end of January" from
# the 25th); "mid-" is the middle third.
_MONTH_PARTS = {
    "early": (1, 10),
    "start": (1, 7),
    "mid": (11, 20),
    "late": (20, 31),
    "end": (25, 31),
    "half1": (1, 15),
    "half2": (16, 31),
}
# Parts of a year, in months, first and last.
_YEAR_PARTS = {
    "early": (1, 3),
    "start": (1, 1),
    "mid": (5, 8),
    "late": (10, 12),
    "end": (12, 12),
    "half1": (1, 6),
    "half2": (7, 12),
}


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of inclusive days.

    Args:
        precision: None where the length of the interval decides.
        grain: what the words named: day, week, weekend, month, season, year, span.
        dated: whether the words gave the year (or need none, as "yesterday"); a day and month alone take it from elsewhere.
        edge: the part of a longer unit that was named ("early", "mid", "end"), so that "since mid-April" starts on the 15th.
        hanging: whether the interval hangs on another occurrence ("two days later") and not on publication.
        sure: 0 to 1, how safe the rule is.
        why: the rule, in words.
    """

    start: date
    end: date
    precision: TimePrecision | None = None
    grain: str = "day"
    dated: bool = True
    edge: str | None = None
    hanging: bool = False
    sure: float = 0.9
    why: str = ""

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1

    def within(self, other: Days) -> bool:
        """Whether all its days are days of the other."""
        return other.start <= self.start and self.end <= other.end

    @property
    def nominal_start(self) -> date:
        """The day from which "since" counts: the 15th for "mid-April", the last day for "the end of September"."""
        middle = self.start + timedelta(days=self.length // 2 - 1)
        return {"mid": middle, "end": self.end}.get(self.edge or "", self.start)

    @property
    def nominal_end(self) -> date:
        """The day to which a range counts: the 15th for "mid-December"."""
        middle = self.start + timedelta(days=self.length // 2 - 1)
        return {"mid": middle, "start": self.start}.get(self.edge or "", self.end)

    def because(self, why: str, *, sure: float | None = None) -> Days:
        """The same days for another reason."""
        return replace(self, why=why, sure=self.sure if sure is None else sure)


def precision_by_length(days: int) -> TimePrecision:
    """The precision of an interval that no named unit describes.

    Source: codebook, `precision`; the bounds between the names are those that agree best with the authored corpora.
    """
    for longest, precision in (
        (1, TimePrecision.DAY),
        (6, TimePrecision.FEW_DAYS),
        (9, TimePrecision.WEEK),
        (139, TimePrecision.MONTH),
    ):
        if days <= longest:
            return precision
    return TimePrecision.YEAR


def shift(day: date, count: int, unit: str) -> date:
    """The day `count` units on (back where negative); the 31st becomes the last day of a shorter month.

    Raises:
        OverflowError: the day lies outside the years 1 to 9999.
    """
    if unit in ("hour", "day", "week", "fortnight"):
        return day + timedelta(days=count * {"hour": 0, "day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    if not 12 <= months < 120000:
        raise OverflowError(f"{count} {unit}s from {day} is outside the calendar")
    of_year, of_month = divmod(months, 12)
    return date(of_year, of_month + 1, min(day.day, calendar.monthrange(of_year, of_month + 1)[1]))


def month(of_year: int, of_month: int, part: str | None = None) -> Days:
    """A month, or its early, middle or late part."""
    last = calendar.monthrange(of_year, of_month)[1]
    if part is None:
        return Days(date(of_year, of_month, 1), date(of_year, of_month, last), TimePrecision.MONTH, "month")
    first, until = _MONTH_PARTS[part]
    length = TimePrecision.MONTH if part.startswith("half") else TimePrecision.WEEK
    return Days(date(of_year, of_month, first), date(of_year, of_month, min(until, last)), length, "span", edge=part)


def year(of_year: int, part: str | None = None) -> Days:
    """A year, or its early, middle or late part."""
    if part is None:
        return Days(date(of_year, 1, 1), date(of_year, 12, 31), TimePrecision.YEAR, "year")
    first, until = _YEAR_PARTS[part]
    length = TimePrecision.YEAR if part.startswith("half") else TimePrecision.MONTH
    return Days(date(of_year, first, 1), month(of_year, until).end, length, "span", edge=part)


def season(of_year: int, name: str) -> Days:
    """A season; winter belongs to the year in which it begins."""
    start = date(of_year, _SEASON_START[name], 1)
    return Days(start, shift(start, 3, "month") - DAY, TimePrecision.MONTH, "season")


def week(day: date) -> Days:
    """The week of a day, Monday to Sunday.

    Source: codebook, "Time and place".
    """
    start = day - timedelta(days=day.weekday())
    return Days(start, start + 6 * DAY, TimePrecision.WEEK, "week")


def weekend(day: date) -> Days:
    """The last Saturday and Sunday that have begun by a day."""
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    return Days(saturday, saturday + DAY, TimePrecision.FEW_DAYS, "weekend")


def in_year(day: date, of_year: int) -> date:
    """The same day and month in another year; 29 February becomes the 28th where there is none."""
    return date(of_year, day.month, min(day.day, calendar.monthrange(of_year, day.month)[1]))


def clamp(days: Days, latest: date) -> Days:
    """The same interval, ended by a day if it would run past it."""
    return replace(days, end=latest) if days.start <= latest < days.end else days


def span(first: Days, last: Days, why: str) -> Days:
    """From the first day of one interval to the last of another, if that runs forward; else the other way round."""
    start, end = min(first.start, last.start), max(first.end, last.end)
    return Days(start, end, None, "span", first.dated or last.dated, sure=min(first.sure, last.sure), why=why)
