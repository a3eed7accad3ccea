"""Days that bear a name: feasts, and a few events that news counts time from."""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import cast

from dateline.link.calendar.days import Days
from dateline.model import TimePrecision

__all__ = ["keys", "named"]


_SHORT_MONTH = 29  # days; a feast of that length is a whole month of the Islamic year


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One entry of anchors.toml."""

    names: tuple[str, ...]
    rule: str
    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 1
    days: int = 1
    days_after: int = 0
    date: dt.date | None = None
    dates: tuple[dt.date, ...] = ()
    source: str = ""


@cache
def _table() -> dict[str, Anchor]:
    raw = tomllib.loads((resources.files(__package__) / "anchors.toml").read_text("utf-8"))
    anchors = [
        Anchor(**{**entry, "names": tuple(entry["names"]), "dates": tuple(entry.get("dates", ()))}) for entry in raw["anchor"]
    ]
    return {name: anchor for anchor in anchors for name in anchor.names}


def keys() -> tuple[str, ...]:
    """All names of the table."""
    return tuple(_table())


def named(name: str, published: date, *, ahead: bool, year: int | None = None) -> Days | None:
    """The days of a feast or event: the last that began by publication, or the next one if the text looks ahead.

    Args:
        name: a key of the table.
        published: the day from which it is seen.
        ahead: whether the text looks ahead.
        year: the year, if the text gives it.
    """
    anchor = _table()[name]
    if anchor.date is not None:
        return Days(anchor.date, anchor.date, TimePrecision.DAY, "day", sure=0.85, why=f"the day known as {name!r}")
    years = [year] if year else range(published.year - 1, published.year + 2)
    all_days = [days for y in years for days in _in_year(anchor, y)]
    if year:
        return all_days[0].because(f"{name} of {year}") if all_days else None
    fitting = [d for d in all_days if (d.end >= published if ahead else d.start <= published)]
    if not fitting:
        return None
    return (fitting[0] if ahead else fitting[-1]).because(
        f"{'next' if ahead else 'last'} {name} seen from {published}", sure=0.75
    )


def _in_year(anchor: Anchor, year: int) -> list[Days]:
    """The occurrences of a feast that begin in a year of the common era; none where its calendar is not known."""
    return [_feast(anchor, start) for start in _starts(anchor, year)]


def _feast(anchor: Anchor, start: date) -> Days:
    length = anchor.days
    if anchor.rule == "islamic" and length == _SHORT_MONTH:
        length = next((n for day, n in _lengths() if day == start), length)
    if length == 1:  # the moon is sighted a day earlier or later from one country to the next
        return Days(start, start, TimePrecision.FEW_DAYS if anchor.rule == "islamic" else TimePrecision.DAY)
    precision = TimePrecision.MONTH if length > 9 else TimePrecision.WEEK if length > 6 else TimePrecision.FEW_DAYS
    return Days(start, start + timedelta(days=length - 1), precision, "month" if length > 9 else "feast")


def _starts(anchor: Anchor, year: int) -> Sequence[date]:
    after = timedelta(days=anchor.days_after)
    if anchor.rule == "islamic":
        return _islamic(anchor, year)
    if anchor.rule == "jewish":
        return [day + after for day in _new_years() if (day + after).year == year]
    if anchor.rule == "listed":
        return [day for day in anchor.dates if day.year == year]
    if anchor.rule.endswith("easter"):
        return [_easter(year, is_orthodox=anchor.rule == "orthodox_easter") + after]
    first = date(year, anchor.month, anchor.day or 1)
    if anchor.rule == "weekday":
        return [first + timedelta(days=(anchor.weekday - first.weekday()) % 7 + 7 * (anchor.nth - 1))]
    return [first]


def _easter(year: int, *, is_orthodox: bool) -> date:
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    found: date = easter(year, EASTER_ORTHODOX if is_orthodox else EASTER_WESTERN)
    return found


@cache
def _calendars() -> Mapping[str, Mapping[str, Sequence[object]]]:
    return tomllib.loads((resources.files(__package__) / "feasts.toml").read_text("utf-8"))


def _new_years() -> Sequence[date]:
    return cast(Sequence[date], _calendars()["rosh_hashanah"]["days"])


@cache
def _months() -> Sequence[tuple[date, int]]:
    """The first days of the months of the Islamic years of the table, with the number of the month."""
    found = []
    for start, lengths in cast(Mapping[str, tuple[str, str]], _calendars()["umm_al_qura"]).values():
        day = date.fromisoformat(start)
        for month, length in enumerate(lengths, 1):
            found.append((day, month))
            day += timedelta(days=27 + int(length))
    return found


def _lengths() -> Sequence[tuple[date, int]]:
    months = _months()
    return [(day, (after - day).days) for (day, _), (after, _) in itertools.pairwise(months)]


def _islamic(anchor: Anchor, year: int) -> list[date]:
    """The days in a year of the common era on which a day of the Islamic year falls.

    Source: the Umm al-Qura calendar (feasts.toml); before and after its table the arithmetic Islamic calendar (Reingold and
    Dershowitz, Calendrical Calculations). The sighted moon may differ by a day.
    """
    months = _months()
    if months[0][0].year < year < months[-1][0].year:
        starts = [day for day, month in months if month == anchor.month]
    else:
        starts = [_arithmetic(lunar, anchor.month) for lunar in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3)]
    found = [day + timedelta(days=anchor.day - 1) for day in starts]
    return [day for day in found if day.year == year]


def _arithmetic(year: int, month: int) -> date:
    return date.fromordinal(227014 + 1 + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30)
