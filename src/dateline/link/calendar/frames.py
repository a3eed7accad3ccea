"""Rules that put readings together: part of the day with day, ranges, since, until, about; and what a lone word means."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import cast

from dateline.link.calendar import days, relative, spans
from dateline.link.calendar.dates import nth_day
from dateline.link.calendar.days import Days
from dateline.link.calendar.grammar import Frame, Rule, Tokens
from dateline.model import TimePrecision

__all__ = ["FRAME_RULES", "LONE_RULES"]

DAY = timedelta(days=1)
_UNIT_DAYS = {"week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}


def _intervals(part: Tokens) -> list[Days]:
    return [cast(Days, t.value) for t in part if t.code == "I"]


def in_day(part: Tokens, frame: Frame) -> Days | None:
    """The days of "Friday night", "early on Sunday", "at 9 p.m. on Monday": the day; "the night of Friday": that day and the next.

    Source: codebook, "late on D" is D; "the night of D" spans D and the day after, precision day.
    """
    found = _intervals(part)[0]
    before = part[-2] if part[-1].code == "I" and len(part) > 1 else None
    if before is not None and (before.code == "V" or before.value == "night"):
        return _night_of(found, frame)
    return replace(found, precision=TimePrecision.DAY) if found.length == 1 else None


def _night_of(found: Days, frame: Frame) -> Days | None:
    if found.length == 2:
        return replace(found, precision=TimePrecision.DAY, why=f"night between two days, {found.why}")
    if found.length != 1:
        return None
    if found.end == frame.published:  # a night that publication can tell of has begun the day before
        return overnight_into_day(found)
    return replace(found, end=found.end + DAY, precision=TimePrecision.DAY, why=f"a night runs into the next day; {found.why}")


def overnight_into_day(found: Days) -> Days:
    """The day before a day and that day."""
    return replace(found, start=found.start - DAY, precision=TimePrecision.DAY, why=f"a night that ends on that day; {found.why}")


def overnight_into(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "overnight into Tuesday", "during the night to Thursday": the day before and that day."""
    found = _intervals(part)[0]
    return overnight_into_day(found) if found.length == 1 else None


def night_between(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "in the night from Friday to Saturday": both days, precision day."""
    first, last = _intervals(part)[:2]
    if (last.start - first.start).days not in (1, -6):
        return None
    start = last.start - DAY
    return Days(
        start, last.end, TimePrecision.DAY, "span", sure=min(first.sure, last.sure), why=f"night between two days, {last.why}"
    )


def narrower(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "on the next day, Sunday": of two readings of one time, the narrower."""
    first, last = _intervals(part)[:2]
    for one, other in ((first, last), (last, first)):
        if one.within(other):
            return replace(one, dated=one.dated or other.dated, hanging=one.hanging and other.hanging)
    return None


def between(part: Tokens, frame: Frame) -> Days | None:
    """The days of "between 3 and 5 May", "from Monday to Wednesday", "from 28 May to mid-June 1992", "between January and mid-December".

    The end that has no year takes that of the other.
    """
    first, last = _intervals(part)[:2]
    if last.dated and not first.dated and first.start.year != last.start.year:
        first = _moved(first, last.start.year)
    if first.dated and not last.dated and last.start < first.start:
        last = _moved(last, first.start.year)
    if first.start > last.start:
        first = _earlier(first, last)
    start, end = first.nominal_start, last.nominal_end
    if frame.published and not frame.ahead and last.grain != "day" and start <= frame.published < end:
        end = frame.published
    if start > end:
        return None
    return Days(
        start,
        end,
        None,
        "span",
        first.dated or last.dated,
        sure=min(first.sure, last.sure),
        why=f"from {start} to {end}, as written",
    )


def _moved(one: Days, of_year: int) -> Days:
    return replace(
        one, start=days.in_year(one.start, of_year), end=days.in_year(one.end, of_year + one.end.year - one.start.year)
    )


def _earlier(first: Days, last: Days) -> Days:
    """The first end set back so that the range runs forward: a weekday by a week, a date without year by a year."""
    if first.dated and first.grain == "day" and first.start - 7 * DAY <= last.start:
        return replace(first, start=first.start - 7 * DAY, end=first.end - 7 * DAY)
    return first if first.dated else _moved(first, first.start.year - 1)


def both(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "November and December", "Monday and Tuesday": one interval where the two meet."""
    first, last = _intervals(part)[:2]
    if last.start - first.end != DAY:
        return None
    return days.span(first, last, f"{first.why}, and what follows it")


def since(part: Tokens, frame: Frame) -> Days | None:
    """The days of "since Monday", "since the end of September", "since it deployed in January 2008": ends on publication.

    Source: codebook, "since X" ends on publication.
    """
    found = _intervals(part)[-1]
    if frame.published is None or found.nominal_start > frame.published:
        return None
    start = found.nominal_start
    why = f"from {start} to publication ({frame.published}); {found.why}"
    return replace(spans.running(start, frame.published), dated=found.dated, hanging=found.hanging, sure=found.sure, why=why)


def after(part: Tokens, frame: Frame) -> Days | None:
    """The days of "after 5 May": from its end to publication."""
    found = _intervals(part)[-1]
    if frame.published is None or found.end > frame.published or part[0].value == 1:  # "later on Thursday"
        return found
    return Days(
        found.end,
        frame.published,
        None,
        "span",
        found.dated,
        sure=0.5,
        why=f"after {found.end}, up to publication ({frame.published})",
    )


def held(part: Tokens, frame: Frame) -> Days | None:
    """The days of "by Tuesday", "from 9 January", "for Saturday", "until dawn on Sunday": the time named; "by Christmas" ahead: from publication."""
    found = _intervals(part)[0]
    if frame.ahead and part[0].code in "uy" and frame.published and frame.published < found.end:
        return Days(
            frame.published,
            found.end,
            None,
            "span",
            found.dated,
            sure=0.7,
            why=f"from publication ({frame.published}) to {found.end}",
        )
    if part[0].code == "F" and part[0].value == 1:  # languages in which "from" is also "since"
        return since(part, frame)
    return replace(_intervals(part)[0], sure=_intervals(part)[0].sure * 0.9)


def roughly(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "around 5 May": one date with few_days.

    Source: codebook, "about two weeks ago" is one date with few_days.
    """
    found = _intervals(part)[0]
    return replace(found, precision=TimePrecision.FEW_DAYS, sure=0.7) if found.grain == "day" and found.length == 1 else found


def running_from(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "from Monday 14 April for 72 hours": so long from that day."""
    found = _intervals(part)[0]
    count, unit = cast(tuple[int, str], next(t.value for t in part if t.code == "R"))
    unit = unit.removeprefix("rough ")
    end = found.start + timedelta(days=-(-count // 24) - 1) if unit == "hour" else days.shift(found.start, count, unit) - DAY
    return Days(
        found.start, max(end, found.start), None, "span", found.dated, sure=0.8, why=f"{count} {unit}(s) from {found.start}"
    )


def running_to(part: Tokens, _frame: Frame) -> Days | None:
    """The days of "in the fortnight to May 20", "the three weeks to Sunday": so long, ended by that day."""
    found = _intervals(part)[0]
    count, unit = cast(tuple[int, str], part[0].value) if part[0].code == "R" else (1, str(part[0].value).removesuffix("s"))
    if unit == "hour" or found.length > 1:
        return None
    start = days.shift(found.end, -count, unit.removeprefix("rough ").removesuffix("s")) + DAY
    return Days(min(start, found.end), found.end, None, "span", found.dated, sure=0.8, why=f"{count} {unit}(s) up to {found.end}")


def overnight(_part: Tokens, frame: Frame) -> Days | None:
    """The days of "overnight": after a day told in the sentence, that night; else the day before publication and publication.

    Source: codebook, "overnight" spans D and the day after, precision day.
    """
    if frame.published is None:
        return None
    if frame.anchor is not None and frame.anchor.length == 2 and frame.anchor.precision is TimePrecision.DAY:
        return replace(frame.anchor, hanging=True, sure=0.8, why="the night told before")
    if frame.anchor is not None and frame.anchor.length == 1 and frame.anchor.end < frame.published:
        return _night_of(replace(frame.anchor, hanging=True, sure=0.75, why="the day told before"), frame)
    return Days(
        frame.published - DAY,
        frame.published,
        TimePrecision.DAY,
        sure=0.85,
        why=f"the night before publication ({frame.published})",
    )


def alone_in_day(_part: Tokens, frame: Frame) -> Days | None:
    """The days of "at dawn", "07:42", "in the evening", "later": the day told before, else publication."""
    base = frame.base
    if base is None:
        return None
    precision = TimePrecision.DAY if base.length <= 2 else base.precision
    return replace(
        base,
        precision=precision,
        hanging=True,
        sure=0.75 if frame.anchor else 0.5,
        why=f"part of the day told before ({base.start})",
    )


def period(_part: Tokens, frame: Frame) -> Days | None:
    """The days of "in the reporting period": the days that the document's title says it covers."""
    return frame.period.because("the period that the title names", sure=0.85) if frame.period else None


def lone_unit(part: Tokens, frame: Frame) -> Days | None:
    """The days of "during the day", "in the week": that of what was told before, or the week that a report covers."""
    unit = str(part[0].value)
    if unit.endswith("s"):
        return relative.same(part, frame) if unit == "hours" else None
    if frame.period is not None and abs(frame.period.length - _UNIT_DAYS.get(unit, 0)) <= 3:
        return period(part, frame)
    return relative.same(part, frame)


def hour_or_day(part: Tokens, frame: Frame) -> Days | None:
    """The days of "at about five" is an hour of the day told before; a bare "11" in a list of days is that day of the month."""
    if part[-1].word.isdigit():
        return nth_day(part, frame)
    return alone_in_day(part, frame) if cast(int, part[-1].value) <= 12 else None


def to_publication(_part: Tokens, frame: Frame) -> Days | None:
    """The days of "since the morning": the day told before to publication; "so far": since what was told before."""
    base = frame.base
    if base is None or frame.published is None or base.start > frame.published:
        return None
    return Days(
        base.start,
        frame.published,
        None,
        "span",
        hanging=True,
        sure=0.6,
        why=f"from the time told before ({base.start}) to publication",
    )


FRAME_RULES = (
    Rule.of(r"[PV] ,? F? I t I", night_between),
    Rule.of(r"P I I", night_between),
    Rule.of(r"(?<![IF,]) [PV] t I", overnight_into),
    Rule.of(r"(?:A? [EPCVb] [A,BF]* )+ I (?: [,A]* [EPCV] )*", in_day),
    Rule.of(r"I (?: [,A]* [EPCV] )+", in_day),
    Rule.of(r"I t A? C", in_day),
    Rule.of(r"I ,? (?:C ,?)? I", narrower),
    Rule.of(r"B I [nt] I", between),
    Rule.of(r"F I [tu] I", between),
    Rule.of(r"I [tu] I", between),
    Rule.of(r"I n I", both),
    Rule.of(r"F? I g R", running_from),
    Rule.of(r"g? R F I", running_from),
    Rule.of(r"[UR] t I", running_to),
    Rule.of(r"R? s [^Is|]* I", since),
    Rule.of(r"F I", held),
    Rule.of(r"f I", after),
    Rule.of(r"[uyg] I", held),
    Rule.of(r"A I", roughly),
)

# What a phrase means that holds no day at all; tried only where the rules above have found none.
LONE_RULES = (
    Rule.of(r"[sg] A? R", spans.past_span),
    Rule.of(r"g U", spans.counted_span),
    Rule.of(r"R s", spans.since_then),
    Rule.of(r"s [PV]|w", to_publication),
    Rule.of(r"q", period),
    Rule.of(r"^ A? N $", hour_or_day),
    Rule.of(r"V", overnight),
    Rule.of(r"[PC]", alone_in_day),
    Rule.of(r"R", spans.past_span),
    Rule.of(r"(?<![oOj1NQ?]) U (?!.*U)", lone_unit),
    Rule.of(r"[fTb]", alone_in_day),
)
