"""Rules for lengths of time and the spans that they make: "three days", "in the past fortnight", "for a ninth day", "since then"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from dateline.link.calendar import days
from dateline.link.calendar.days import Days
from dateline.link.calendar.grammar import Frame, Tokens
from dateline.link.calendar.lexicon import Token
from dateline.model import TimePrecision

__all__ = [
    "base_name",
    "counted_span",
    "duration",
    "half_more",
    "is_plural",
    "length_of",
    "next_span",
    "nth_of_running",
    "number",
    "past_span",
    "recent",
    "running",
    "since_then",
    "unit_of",
]

DAY = timedelta(days=1)
_RECENT = {"hour": 1, "day": 3, "week": 21, "month": 90, "year": 1095}  # days; "recent weeks" is about three of them


def number(part: Tokens, codes: str) -> int | None:
    """The value of the first token of a kind."""
    return next((cast(int, t.value) for t in part if t.code in codes), None)


def unit_of(part: Tokens) -> str:
    """The unit of time that the words name, in the singular."""
    return next(str(t.value) for t in part if t.code == "U").removesuffix("s")


def is_plural(part: Tokens) -> bool:
    """Whether the unit of time stands in the plural."""
    return any(t.code == "U" and str(t.value).endswith("s") for t in part)


def duration(part: Tokens, _frame: Frame) -> Token:
    """The length of "two weeks", "a fortnight", "a few hours", "two and a half years"."""
    count, unit = number(part, "N1Qo") or number(part, "p") or 1, unit_of(part)
    rough = any(t.code in "QA" for t in part)
    return Token("R", (count, "rough " + unit if rough else unit), part[0].start, part[-1].end, " ".join(t.word for t in part))


def half_more(part: Tokens, _frame: Frame) -> Token:
    """The length of "two and a half years" in months, "a day and a half" as the next whole number."""
    count, unit = number(part, "N1") or 1, unit_of(part)
    smaller = {"year": (12 * count + 6, "month"), "month": (4 * count + 2, "week")}.get(unit, (count + 1, unit))
    return Token("R", smaller, part[0].start, part[-1].end, "")


def length_of(part: Tokens) -> tuple[int, str, bool]:
    """The count and unit of a length, and whether it is rough."""
    count, unit = cast(tuple[int, str], next(t.value for t in part if t.code == "R"))
    return count, unit.removeprefix("rough "), unit.startswith("rough ") or any(t.code == "A" for t in part)


def base_name(frame: Frame) -> str:
    """What a phrase hangs on, for the reason."""
    base = cast(Days, frame.base)
    return f"publication ({base.start})" if frame.anchor is None else f"the time told before ({base.start})"


def running(start: date, published: date) -> Days:
    """From a day to publication; up to ten days count as a few.

    Source: the authored corpora, where "since" and "in nine days" are few_days up to that length.
    """
    length = (published - start).days + 1
    return Days(start, published, TimePrecision.FEW_DAYS if 1 < length <= 10 else None, "span")


def next_span(part: Tokens, frame: Frame) -> Days | None:
    """The days of "in the following two days", "the next 48 hours": so many days from the one after what was told before."""
    base = frame.base
    if base is None or not frame.free:
        return None
    count, unit, _ = length_of(part)
    end = base.end + timedelta(days=-(-count // 24)) if unit == "hour" else days.shift(base.end, count, unit)
    return Days(
        base.end + DAY,
        max(end, base.end + DAY),
        None,
        "span",
        hanging=True,
        sure=0.7,
        why=f"the {count} {unit}(s) after {base_name(frame)}",
    )


def past_span(part: Tokens, frame: Frame) -> Days | None:
    """The days of "in the past 24 hours", "the last three days", "for nine days", "since three days", "two days of fighting", "recent weeks".

    Source: the authored corpora: so many days back from publication, which is in it; 24 hours keep the precision of a day.
    """
    if frame.published is None or not frame.free:
        return None
    count, unit, rough = length_of(part)
    if frame.ahead:
        return Days(
            frame.published,
            days.shift(frame.published, count, unit),
            None,
            "span",
            sure=0.6,
            why=f"{count} {unit}(s) on from publication",
        )
    start = frame.published - timedelta(days=-(-count // 24)) if unit == "hour" else days.shift(frame.published, -count, unit)
    one_day = unit == "hour" and count <= 24
    found = running(start, frame.published)
    found = replace(found, precision=TimePrecision.DAY) if one_day else found
    return found.because(f"the {count} {unit}(s) up to publication ({frame.published})", sure=0.6 if rough else 0.85)


def counted_span(part: Tokens, frame: Frame) -> Days | None:
    """The days of "the last three days", "the past 24 hours", "the next two weeks"."""
    if is_plural(part) and not any(t.code in "NQR" or (t.code == "p" and t.value) for t in part):
        return recent(part, frame)
    length = tuple(t for t in part if t.code == "R") or (duration([t for t in part if t.code not in "Lg"], frame),)
    shift = number(part, "L")
    return next_span(length, frame) if shift == 1 else past_span(length, frame)


def recent(part: Tokens, frame: Frame) -> Days | None:
    """The days of "in recent days", "in recent weeks": an estimate from the plural."""
    if frame.published is None:
        return None
    start = frame.published - timedelta(days=_RECENT.get(unit_of(part), 21))
    return Days(
        start, frame.published, None, "span", sure=0.4, why=f"recent {unit_of(part)}s up to publication ({frame.published})"
    )


def nth_of_running(part: Tokens, frame: Frame) -> Days | None:
    """The days of "for the third day", "for a ninth day", "the 41st day", "now in its fifth week": began so many less one ago."""
    if frame.published is None or not frame.free:
        return None
    count, unit = number(part, "oON") or 1, unit_of(part)
    start = days.shift(frame.published, -(count - 1), unit)
    return Days(
        start,
        frame.published,
        None,
        "span",
        sure=0.7,
        why=f"{unit} number {count} of what goes on at publication ({frame.published})",
    )


def since_then(_part: Tokens, frame: Frame) -> Days | None:
    """The days of "since then", "since": from what was told before to publication."""
    if frame.published is None or frame.anchor is None or frame.anchor.start > frame.published:
        return None
    found = running(frame.anchor.start, frame.published)
    return replace(found, hanging=True, sure=0.75, why=f"from the time told before ({frame.anchor.start}) to publication")
