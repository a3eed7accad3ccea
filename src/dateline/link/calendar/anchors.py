"""Days that bear a name: feasts, and a few events that news counts time from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from dateline.link.calendar.days import Days
from dateline.model import TimePrecision

__all__ = ["keys", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One entry of anchors.toml."""

    names: tuple[str, ...]
    rule: str
    month: int = 0
    day: int = 0
    days: int = 1
    days_after: int = 0
    date: date | None = None
    source: str = ""


@cache
def _table() -> dict[str, Anchor]:
    raw = tomllib.loads((resources.files(__package__) / "anchors.toml").read_text("utf-8"))
    anchors = [Anchor(**{**entry, "names": tuple(entry["names"])}) for entry in raw["anchor"]]
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
    if anchor.rule == "islamic":
        return _islamic(anchor, year)
    if anchor.rule == "easter":
        from dateutil.easter import easter

        day = easter(year) + timedelta(days=anchor.days_after)
    else:
        day = date(year, anchor.month, anchor.day)
    return [Days(day, day, TimePrecision.DAY)]


def _islamic(anchor: Anchor, year: int) -> list[Days]:
    """The occurrences that begin in a year of the common era.

    Source: the arithmetic Islamic calendar (Reingold and Dershowitz, Calendrical Calculations); the sighted moon may differ by a day.
    """
    found = []
    for lunar in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
        ordinal = 227014 + anchor.day + 29 * (anchor.month - 1) + anchor.month // 2 + (lunar - 1) * 354 + (3 + 11 * lunar) // 30
        start = date.fromordinal(ordinal)
        if start.year == year:
            precision = TimePrecision.MONTH if anchor.days > 7 else TimePrecision.FEW_DAYS
            found.append(Days(start, start + timedelta(days=anchor.days - 1), precision, "month" if anchor.days > 7 else "day"))
    return found
