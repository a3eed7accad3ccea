"""The timeline: events by day, week, month or year, in the order of time and with the empty bins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from dateline.store import Day, EventQuery

__all__ = ["HEIGHT", "Bar", "Timeline", "timeline"]

HEIGHT = 100  # of the drawing, in its own units; a bar is one unit wide and its gap is drawn by the style
_MOST = 92  # bars that can still be told apart and hit on a screen of ordinary width
_LEAST_HEIGHT = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bin.

    Args:
        start, end: its days, both inclusive.
        date: the condition that gives its days, as in an address.
        label: its days in words.
        uncertain: of the events, those that are not known to the day.
        height, uncertain_height: in units of the drawing; 0 for none.
    """

    start: date
    end: date
    date: str
    label: str
    count: int
    uncertain: int
    height: float
    uncertain_height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Bars in the order of time.

    Args:
        unit: "day", "week", "month" or "year".
        most: events in the highest bar.
    """

    unit: str
    bars: tuple[Bar, ...]
    most: int


def timeline(days: Sequence[Day], query: EventQuery) -> Timeline | None:
    """The bars of some days; None where there is no day.

    They reach over the query's own dates, as far as these are given; an event that began before them stands in the first bar.

    Args:
        days: in the order of time.
        query: the conditions that the days were counted under.
    """
    if not days:
        return None
    first = query.since or days[0].day
    last = query.until or max(first, days[-1].day)
    if (last.year - first.year) >= _MOST:  # a condition that reaches over centuries would draw nothing but gaps
        first, last = days[0].day, days[-1].day
    unit = _unit(first, last)
    counted = tuple(_counted(days, list(_bins(first, last, unit))))
    most = max(n for _, _, n, _ in counted)
    return Timeline(unit=unit, bars=tuple(_bar(*one, unit=unit, most=most) for one in counted), most=most)


def _unit(first: date, last: date) -> str:
    length = (last - first).days + 1
    for unit, unit_days in (("day", 1), ("week", 7), ("month", 30)):
        if length <= _MOST * unit_days:
            return unit
    return "year"


def _bins(first: date, last: date, unit: str) -> Iterator[tuple[date, date]]:
    start = _begin(first, unit)
    while start <= last:
        after = _next(start, unit)
        yield start, after - timedelta(days=1)
        start = after


def _begin(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "day":
        return day
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _next(start: date, unit: str) -> date:
    if unit in ("day", "week"):
        return start + timedelta(days=7 if unit == "week" else 1)
    if unit == "year" or start.month == 12:
        return date(start.year + 1, 1, 1)
    return start.replace(month=start.month + 1)


def _counted(days: Sequence[Day], bins: Sequence[tuple[date, date]]) -> Iterator[tuple[date, date, int, int]]:
    """The bins with the events of their days, and those of them whose day is uncertain; days beyond the ends are in the outermost bins."""
    ends = [bisect_right(days, end, key=attrgetter("day")) for _, end in bins[:-1]]
    for (start, end), low, high in zip(bins, [0, *ends], [*ends, len(days)], strict=True):
        inside = days[low:high]
        yield start, end, sum(day.count for day in inside), sum(day.uncertain for day in inside)


def _bar(start: date, end: date, count: int, uncertain: int, *, unit: str, most: int) -> Bar:
    return Bar(
        start=start,
        end=end,
        date=_date(start, end, unit),
        label=_date(start, end, unit).replace("..", " to "),
        count=count,
        uncertain=uncertain,
        height=_height(count, most),
        uncertain_height=_height(uncertain, most),
    )


def _height(count: int, most: int) -> float:
    return round(max(_LEAST_HEIGHT, HEIGHT * count / most), 2) if count else 0.0


def _date(start: date, end: date, unit: str) -> str:
    return {"day": f"{start}", "month": f"{start:%Y-%m}", "year": f"{start:%Y}"}.get(unit, f"{start}..{end}")
