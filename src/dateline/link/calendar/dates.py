"""Rules for dates that stand on the calendar: day and month, month, season, year, weekday, and their parts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from dateline.link.calendar import anchors, days
from dateline.link.calendar.days import Days
from dateline.link.calendar.grammar import Frame, Rule, Tokens
from dateline.model import TimePrecision

__all__ = ["DATE_RULES"]

_LONG_AGO = date(1, 1, 1)
_DAY = timedelta(days=1)


def _values(part: Tokens, codes: str) -> list[int]:
    return [cast(int, t.value) for t in part if t.code in codes]


def _first(part: Tokens, codes: str) -> int | None:
    return next(iter(_values(part, codes)), None)


def _text(part: Tokens, code: str) -> str | None:
    return next((str(t.value) for t in part if t.code == code), None)


def _year_for(of_month: int, of_day: int, frame: Frame) -> int | None:
    """The year of a date without one: that which brings it nearest to publication without passing it.

    Source: codebook, dates resolve against the publication date and the text; a text that looks ahead takes the next such day.
    """
    if frame.near is not None:
        return _year_told(of_month, of_day, frame.near)
    if frame.published is None:
        return None
    this = days.in_year(date(2000, of_month, of_day), frame.published.year)
    if frame.ahead:
        return this.year + (this < frame.published - timedelta(days=60))
    return this.year - (this > frame.published)


def _year_told(of_month: int, of_day: int, near: date) -> int:
    """The year of a date told before, unless the turn of a year brings the date much nearer."""
    day = date(2000, of_month, of_day)
    distance = {y: abs((days.in_year(day, y) - near).days) for y in (near.year - 1, near.year, near.year + 1)}
    nearest = min(distance, key=lambda y: distance[y])
    return nearest if distance[nearest] < 150 and distance[near.year] > 210 else near.year


def _day(of_day: int, of_month: int, of_year: int | None, frame: Frame) -> Days | None:
    if of_year is not None:
        day = date(of_year, of_month, of_day)
        return Days(day, day, TimePrecision.DAY, sure=0.98, why="date as written")
    found = _year_for(of_month, of_day, frame)
    if found is None:
        return None
    day = date(found, of_month, of_day)
    return Days(day, day, TimePrecision.DAY, dated=False, sure=0.95, why=f"date without year, {_beside(frame)}")


def _beside(frame: Frame) -> str:
    if frame.near is not None:
        return f"in the year of {frame.near}, told before"
    return f"the next after publication ({frame.published})" if frame.ahead else f"the last by publication ({frame.published})"


def day_month(part: Tokens, frame: Frame) -> Days | None:
    """The days of "16 March 2025", "March 16", "the third of June", with or without weekday."""
    of_day, of_month, of_weekday = cast(int, _first(part, "NOo")), cast(int, _first(part, "M")), _first(part, "W")
    of_year = _year_of(part, frame)
    if of_year is None and of_weekday is not None and frame.published is not None:
        return _day_by_weekday(of_day, of_month, of_weekday, frame)
    return _day(of_day, of_month, of_year, frame)


def _day_by_weekday(of_day: int, of_month: int, of_weekday: int, frame: Frame) -> Days | None:
    """The date without year that falls on the weekday told with it, nearest to where the text stands; else as without weekday."""
    plain = _day(of_day, of_month, None, replace(frame, near=None))
    if plain is None or plain.start.weekday() == of_weekday:
        return plain and replace(plain, dated=True, sure=0.98)
    by_distance = sorted(range(-6, 2), key=abs)
    base = frame.near or cast(date, frame.published)
    years = [base.year + n for n in by_distance]
    fitting = [y for y in years if days.in_year(date(2000, of_month, of_day), y).weekday() == of_weekday]
    return (
        replace(
            _day(of_day, of_month, fitting[0], frame) or plain,
            sure=0.9,
            why="date in the nearest year in which it falls on that weekday",
        )
        if fitting
        else plain
    )


def _year_of(part: Tokens, frame: Frame) -> int | None:
    """The year that the words give: "2024", or "last year", "this year"."""
    if (found := _first(part, "Y")) is not None:
        return found
    if any(t.code == "U" and t.value == "year" for t in part) and frame.published:
        return frame.published.year + (_first(part, "Ll") or 0)
    return None


def day_range(part: Tokens, frame: Frame) -> Days | None:
    """The days of "12-14 November", "August 7 to 11", "the night of 25 to 26 October"."""
    first_day, *_, last_day = _values(part, "NOo")
    of_month, of_year = cast(int, _first(part, "M")), _year_of(part, frame)
    last = _day(last_day, of_month, of_year, frame)
    if last is None or first_day >= last_day:
        return None
    return Days(last.start.replace(day=first_day), last.end, None, "span", last.dated, sure=0.95, why="range of days as written")


def numeric(part: Tokens, frame: Frame) -> Days | None:
    """The days of "2024-05-03", "3/5/2024", "26/9" (day first; month first only where the second number is no month).

    Source: the order of most of the world's press; ISO 8601 for dates that begin with the year.
    """
    numbers = [int(n) for n in re.findall(r"\d+", str(part[-1].value))]
    if not frame.free and len(part) == 1 and len(numbers) == 2 and _is_fraction(str(part[0].value)):
        return None
    if len(str(numbers[0])) == 4:
        return _day(numbers[2], numbers[1], numbers[0], frame)
    of_day, of_month = (numbers[1], numbers[0]) if numbers[1] > 12 else (numbers[0], numbers[1])
    of_year = None if len(numbers) < 3 else numbers[2] + (0 if numbers[2] > 99 else 2000 if numbers[2] < 50 else 1900)
    last = _day(of_day, of_month, of_year, frame)
    if last is None or len(part) < 2 or part[0].code != "N":
        return last
    first = cast(int, part[0].value)
    return (
        Days(last.start.replace(day=first), last.end, None, "span", last.dated, sure=0.9, why="range of days as written")
        if first < of_day
        else None
    )


def _is_fraction(written: str) -> bool:
    """Whether "1/2" or "3/4" in running text is more likely a part or a number of a series than a day."""
    first, _, second = written.partition("/")
    return second.isdigit() and "0" not in (first[0], second[0]) and int(first) <= int(second) <= 12


def month_year(part: Tokens, frame: Frame) -> Days | None:
    """The days of "June 2022", "early October", "March last year", "last October", "earlier in February", "August"."""
    of_month, edge = cast(int, _first(part, "M")), _text(part, "E")
    of_year = _year_of(part, frame)
    dated = of_year is not None
    if of_year is None:
        of_year = _month_year_by_context(of_month, _first(part, "Ll") if part[-1].code != "U" else None, frame)
    if of_year is None:
        return None
    found = _of_month(of_year, of_month, edge)
    if frame.published and not frame.ahead:
        found = days.clamp(found, frame.published)
    return replace(
        found,
        dated=dated,
        sure=0.95 if dated else 0.9,
        why="month as written" if dated else f"month without year, {_beside(frame)}",
    )


def _of_month(of_year: int, of_month: int, edge: str | None) -> Days:
    whole = days.month(of_year, of_month)
    if edge in ("last day", "first day"):
        day = whole.end if edge == "last day" else whole.start
        return Days(day, day, TimePrecision.DAY)
    return days.month(of_year, of_month, edge)


def _month_year_by_context(of_month: int, relative: int | None, frame: Frame) -> int | None:
    if relative is None or frame.published is None:
        return _year_for(of_month, 1, frame)
    this = frame.published.year
    if relative < 0:
        return this - (of_month >= frame.published.month)
    if relative > 0:
        return this + (of_month <= frame.published.month)
    return this


def seasons(part: Tokens, frame: Frame) -> Days | None:
    """The days of "this spring", "last summer", "winter 2023", "the spring"."""
    name, of_year, relative = str(_text(part, "S")), _year_of(part, frame), _first(part, "Ll")
    if of_year is not None:
        return days.season(of_year, name).because("season as written")
    if frame.published is None:
        return None
    candidates = [days.season(frame.published.year + n, name) for n in (-2, -1, 0, 1)]
    latest = frame.published - timedelta(days=1) if relative == -1 else frame.published
    begun = [s for s in candidates if (s.end if relative == -1 else s.start) <= latest]
    coming = [s for s in candidates if s.end >= frame.published]
    found = coming[0] if frame.ahead or relative == 1 else begun[-1]
    return replace(found, dated=False, sure=0.8, why=f"season, {_beside(frame)}")


def of_year(part: Tokens, frame: Frame) -> Days | None:
    """The days of "2023", "late 2017", "the first half of 2022"."""
    if not 1000 <= cast(int, _first(part, "Y")) <= 2200:
        return None
    edge = _text(part, "E")
    found = _of_whole(days.year(cast(int, _first(part, "Y"))), edge)
    return (
        days.clamp(found, frame.published).because("year as written")
        if frame.published and not frame.ahead
        else found.because("year as written")
    )


def _of_whole(whole: Days, edge: str | None) -> Days:
    if edge in ("last day", "first day"):
        day = whole.end if edge == "last day" else whole.start
        return Days(day, day, TimePrecision.DAY)
    return days.year(whole.start.year, edge)


def decade(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "the 1990s"."""
    start = cast(int, part[-1].value)
    return Days(date(start, 1, 1), date(start + 9, 12, 31), TimePrecision.YEAR, "span", why="decade as written")


def part_of_year(part: Tokens, frame: Frame) -> Days | None:
    """The days of "the last quarter of 2024", "the first seven months of 2023", "the first half of the year"."""
    whole = _container(part, frame)
    unit, nth = next(str(t.value) for t in part if t.code == "U").removesuffix("s"), (_first(part, "oO") or 1)
    if whole is None or unit not in ("quarter", "month", "week"):
        return None
    from_end = part[0].code in "Ll" and part[0].value == -1
    count = _first(part, "NQ") or (1 if from_end or unit == "week" else nth)
    if unit == "quarter":
        at = 4 if from_end else nth
        start = days.shift(whole.start, at - 1, "quarter")
        return Days(
            start, days.shift(start, 1, "quarter") - timedelta(days=1), TimePrecision.MONTH, "span", why="quarter of a year"
        )
    start = days.shift(whole.end + timedelta(days=1), -count, unit) if from_end else whole.start
    end = whole.end if from_end else days.shift(whole.start, count, unit) - timedelta(days=1)
    return Days(start, end, None, "span", why=f"{count} {unit}s of {whole.start.year}")


def _container(part: Tokens, frame: Frame) -> Days | None:
    if part[-1].value == "month" and frame.published is not None:
        of_month = days.shift(frame.published, _first(part, "Ll") or 0, "month")
        return days.month(of_month.year, of_month.month)
    found = _year_of(part, frame)
    if found is None and frame.published is not None and any(t.value == "quarter" for t in part):
        nth = _first(part, "oO") or 1
        found = frame.published.year - (date(frame.published.year, 3 * min(nth, 4) - 2, 1) > frame.published)
    return None if found is None else days.year(found)


def part_of_named(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "the last week of April", "the second week of Ramadan", "the first three days of June", "the last ten days of Ramadan".

    Weeks are counted in sevens from the first day of the whole, or back from its last.
    """
    whole = cast(Days, part[-1].value)
    unit = str(_text(part, "U")).removesuffix("s")
    if unit not in ("day", "week", "month") or whole.grain not in ("month", "year", "season", "span") or whole.length < 20:
        return None
    nth, count = cast(int, part[0].value), _first(part, "NQ")
    is_last = part[0].code in "Ll"
    if is_last and nth != -1:
        return None
    steps = 1 if is_last else nth
    first, until = (0, count) if count else (steps - 1, steps)
    if is_last:
        start, end = days.shift(whole.end + _DAY, -until, unit), whole.end
    else:
        start, end = days.shift(whole.start, first, unit), days.shift(whole.start, until, unit) - _DAY
    if not whole.start <= start <= end <= whole.end:
        return None
    precision = TimePrecision(unit) if not count or count == 1 else None
    return Days(
        start,
        end,
        precision,
        "day" if start == end else "span",
        whole.dated,
        sure=0.85,
        why=f"part of {whole.start} to {whole.end}",
    )


def nth_weekday(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "the first Sunday of May", "the last Friday of Ramadan"."""
    whole = cast(Days, part[-1].value)
    named, nth = cast(int, _first(part, "W")), cast(int, part[0].value)
    is_last = part[0].code == "L"
    if whole.grain != "month" or (is_last and nth != -1):
        return None
    if is_last:
        day = whole.end - timedelta(days=(whole.end.weekday() - named) % 7)
    else:
        day = whole.start + timedelta(days=(named - whole.start.weekday()) % 7 + 7 * (nth - 1))
    if not whole.start <= day <= whole.end:
        return None
    return Days(day, day, TimePrecision.DAY, dated=whole.dated, sure=0.9, why=f"weekday counted in {whole.start} to {whole.end}")


def around_day(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "the week of 6 May", "the weekend of 4 May": the week or weekend in which the day lies."""
    day = cast(Days, part[-1].value)
    if day.grain not in ("day", "span") or day.length > 3:
        return None
    if part[0].code == "k":
        found = days.weekend(day.end if day.end.weekday() >= 5 else day.start + _DAY * (5 - day.start.weekday()))
    elif part[0].value == "week":
        found = days.week(day.start)
    else:
        return None
    return replace(found, dated=day.dated, sure=0.85, why=f"the {found.grain} of {day.start}")


def weekday_ago(part: Tokens, frame: Frame) -> Days | None:
    """The days of "three Sundays ago": so many such weekdays back; "a week ago Tuesday": seven days before the last Tuesday."""
    if frame.published is None:
        return None
    last = _weekday_near_publication(cast(int, _first(part, "W")), None, replace(frame, ahead=False))
    weeks = cast(int, part[0].value) - 1
    if part[-1].code == "W":
        if part[1].value != "week":
            return None
        weeks = cast(int, part[0].value)
    elif last.start == frame.published:
        weeks += 1
    day = last.start - timedelta(weeks=weeks)
    return Days(day, day, TimePrecision.DAY, sure=0.85, why=f"weekday counted back from publication ({frame.published})")


def nth_day(part: Tokens, frame: Frame) -> Days | None:
    """The days of "the 28th": that day of the month of the anchor or publication, the last such day by publication."""
    of_day, base = cast(int, part[-1].value), frame.near or (frame.anchor.start if frame.anchor else None) or frame.published
    if base is None or not 1 <= of_day <= 31:
        return None
    for back in range(12):
        first = days.shift(base.replace(day=1), -back, "month")
        last = days.month(first.year, first.month).end
        if of_day <= last.day and (first.replace(day=of_day) <= (frame.published or base) or frame.ahead):
            day = first.replace(day=of_day)
            return Days(day, day, TimePrecision.DAY, dated=False, sure=0.8, why=f"day of the month, seen from {base}")
    return None


def weekday(part: Tokens, frame: Frame) -> Days | None:
    """The days of "Monday": the last such day on or before publication; "last Monday": before it; "next Friday": after it.

    Source: codebook, dates resolve against the publication date.
    """
    named = cast(int, _first(part, "W"))
    if any(t.code in "Gl" for t in part):
        return _weekday_near_anchor(named, frame)
    if frame.published is None:
        return None
    if any(t.code == "U" for t in part):
        monday = days.week(frame.published).start + timedelta(weeks=_first(part, "Ll") or 0)
        day = monday + timedelta(days=named)
        return Days(day, day, TimePrecision.DAY, why="weekday of a named week")
    return _weekday_near_publication(named, _first(part, "L"), frame)


def _weekday_near_publication(named: int, relative: int | None, frame: Frame) -> Days:
    published = cast(date, frame.published)
    if relative == -2:
        published -= timedelta(days=7)
    if relative == 1 or (frame.ahead and (relative or 0) >= 0):
        ahead = (named - published.weekday()) % 7
        day = published + timedelta(days=ahead or (7 if relative == 1 else 0))
        return Days(day, day, TimePrecision.DAY, why=f"next such weekday after publication ({published})")
    back = (published.weekday() - named) % 7
    day = published - timedelta(days=back or (7 if relative == -1 else 0))
    return Days(day, day, TimePrecision.DAY, sure=0.95, why=f"last such weekday by publication ({published})")


def _weekday_near_anchor(named: int, frame: Frame) -> Days | None:
    """The days of "the same Saturday", "that Friday", "the following Monday": near the occurrence told before."""
    base = frame.base
    if base is None:
        return None
    back = (base.start.weekday() - named) % 7
    day = base.start - timedelta(days=back) if back <= 3 else base.start + timedelta(days=7 - back)
    return Days(
        day, day, TimePrecision.DAY, hanging=True, sure=0.85, why=f"weekday nearest to the time told before ({base.start})"
    )


def holiday(part: Tokens, frame: Frame) -> Days | None:
    """The days of "Christmas", "Ramadan 2024", "the fall of Kabul"."""
    if frame.published is None and _first(part, "Y") is None:
        return None
    name = next(str(t.value) for t in part if t.code == "H")
    return anchors.named(name, frame.published or _LONG_AGO.replace(year=2000), ahead=frame.ahead, year=_year_of(part, frame))


DATE_RULES = (
    Rule.of(r"N t X", numeric),
    Rule.of(r"W? ,? X", numeric),
    Rule.of(r"(?:B|F)? (?:[NOo] ,)* W? ,? [NOo] (?:t|n|u) W? ,? [NOo] M ,? Y?", day_range),
    Rule.of(r"M [NOo] (?:t|n|u) [NOo] ,? Y?", day_range),
    Rule.of(r"W? ,? [NOo] F? M ,? (?:Y|LU)", day_month),
    Rule.of(r"W? ,? M [NOo] ,? (?:Y|LU)", day_month),
    Rule.of(r"W? ,? [NOo] F? M (?!Y)", day_month),
    Rule.of(r"L? W? ,? M [NOo] (?!U)", day_month),
    Rule.of(r"E? M ,? (?:Y|LU|UL)", month_year),
    Rule.of(r"[Llo]? o? [NQ]? U Y", part_of_year),
    Rule.of(r"U o F? Y", part_of_year),
    Rule.of(r"o [NQ]? U [Ll]? U", part_of_year),
    Rule.of(r"o U (?! [MH])", part_of_year),
    Rule.of(r"E? b? [Ll]? M L? (?![NOo])", month_year),
    Rule.of(r"[Ll]? S (?:Y|LU|UL|L)?", seasons),
    Rule.of(r"H Y?", holiday),
    Rule.of(r"[oL] [NQ]? U I", part_of_named),
    Rule.of(r"[oL] W I", nth_weekday),
    Rule.of(r"[Uk] I", around_day),
    Rule.of(r"[N1Q] W a", weekday_ago),
    Rule.of(r"[N1] U a W", weekday_ago),
    Rule.of(r"W ,? O (?![UMWSNOk?])", nth_day),
    Rule.of(r"W ,? (?:LU|UL)", weekday),
    Rule.of(r"W L(?!U)", weekday),
    Rule.of(r"(?<!j) [LGl]? W", weekday),
    Rule.of(r"E? Y", of_year),
    Rule.of(r"Z", decade),
    Rule.of(r"W? ,? O (?![UMWSNOk?])", nth_day),
)
