"""Rules for times told from publication or from another occurrence: "two days ago", "last week", "an hour later"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from dateline.link.calendar import days
from dateline.link.calendar.days import Days
from dateline.link.calendar.grammar import Frame, Rule, Tokens
from dateline.link.calendar.lexicon import Token
from dateline.link.calendar.spans import (
    base_name,
    counted_span,
    duration,
    half_more,
    is_plural,
    length_of,
    next_span,
    nth_of_running,
    number,
    past_span,
    recent,
    since_then,
    unit_of,
)
from dateline.model import TimePrecision

__all__ = ["RELATIVE_RULES"]

DAY = timedelta(days=1)
_STANDS_BEFORE = 2  # value of a word for "after" that stands before the length, as "через", "بعد"
_EVES = frozenset(("накануне", "напередодні"))


def _point(base: Days, count: int, unit: str, *, rough: bool) -> Days:
    """The time that lies so many units from a base.

    Source: codebook, "about two weeks ago" is one date with few_days; a distance in months or years names the month or year.
    """
    origin = base.start if count < 0 else base.end
    if unit == "hour" and abs(count) >= 24:
        count, unit = round(count / 24), "day"
    day = days.shift(origin, count, unit)
    if unit in ("year", "decade"):
        return days.year(day.year)
    if unit in ("month", "quarter"):
        return days.month(day.year, day.month)
    is_exact = unit == "hour" or (not rough and unit == "day" and abs(count) <= 7)
    return Days(day, day, TimePrecision.DAY if is_exact else TimePrecision.FEW_DAYS)


def ago(part: Tokens, frame: Frame) -> Days | None:
    """The days of "two days ago", "about two weeks ago": from publication."""
    if frame.published is None:
        return None
    count, unit, rough = length_of(part)
    found = _point(Days(frame.published, frame.published), -count, unit, rough=rough)
    return found.because(f"{count} {unit}(s) before publication ({frame.published})", sure=0.8 if rough else 0.95)


def unit_ago(part: Tokens, frame: Frame) -> Days | None:
    """The days of "неделю назад", "قبل أسبوع": one such unit; of "days ago": an estimate from the plural."""
    if is_plural(part):
        return recent(part, frame)
    return ago((_one(part),), frame)


def after_unit(part: Tokens, frame: Frame) -> Days | None:
    """The days of "через неделю", "بعد ساعة": one such unit after what was told before; in the plural, some of them."""
    if part[0].value != _STANDS_BEFORE:
        return None
    return units_away(part, frame) if is_plural(part) else _from_base((_one(part),), frame, 1)


def _one(part: Tokens) -> Token:
    return Token("R", (1, unit_of(part)), part[0].start, part[-1].end, "")


def earlier(part: Tokens, frame: Frame) -> Days | None:
    """The days of "two days earlier", "two days before"."""
    return _from_base(part, frame, -1)


def dangling(part: Tokens, frame: Frame) -> Days | None:
    """The days of "two days later" at the end of the words; "two days after" there says when the other thing was, so many days before."""
    return _from_base(part, frame, -1 if part[-1].value == -1 else 1)


def neighbour(part: Tokens, frame: Frame) -> Days | None:
    """The days of "the eve of the vote", "le lendemain", and "the eve of 5 May"."""
    step_days = cast(int, part[0].value)
    base = cast(Days, part[-1].value) if part[-1].code == "I" else frame.base
    if base is None or not (frame.free or part[-1].code == "I"):
        return None
    day = (base.start if step_days < 0 else base.end) + step_days * DAY
    side = "before" if step_days < 0 else "after"
    return Days(day, day, TimePrecision.DAY, hanging=part[-1].code != "I", sure=0.8, why=f"the day {side} {base.start}")


def later(part: Tokens, frame: Frame) -> Days | None:
    """The days of "two days later", "an hour later", "two days after the attack"."""
    return _from_base(part, frame, 1)


def _from_base(part: Tokens, frame: Frame, direction: int) -> Days | None:
    if frame.base is None or not frame.free:
        return None
    count, unit, rough = length_of(part)
    found = _point(frame.base, direction * count, unit, rough=rough)
    side = "before" if direction < 0 else "after"
    return replace(
        found,
        hanging=True,
        sure=0.85 * (0.7 if rough or frame.anchor is None else 1),
        why=f"{count} {unit}(s) {side} {base_name(frame)}",
    )


def units_away(part: Tokens, frame: Frame) -> Days | None:
    """The days of "hours later", "days before": the same day, or a few days on."""
    base, unit = frame.base, unit_of(part)
    if base is None or not frame.free:
        return None
    direction = -1 if any(t.code == "b" for t in part) else 1
    if not is_plural(part):
        return step(part, frame)
    if unit == "hour":
        return replace(
            base,
            precision=TimePrecision.DAY if base.length <= 2 else base.precision,
            hanging=True,
            sure=0.8,
            why=f"hours from {base_name(frame)}",
        )
    return _few(base, direction, unit, base_name(frame))


def _few(base: Days, direction: int, unit: str, base_name: str) -> Days:
    """The days of "days later", "in the following days", "the weeks before": up to a week, a month, three months away."""
    reach = {"day": 7, "week": 28, "month": 90}.get(unit, 365)
    origin = base.start if direction < 0 else base.end
    first, last = sorted((origin + direction * DAY, origin + direction * reach * DAY))
    precision = TimePrecision.FEW_DAYS if unit == "day" else None
    return Days(first, last, precision, "span", hanging=True, sure=0.5, why=f"some {unit}s from {base_name}")


def step(part: Tokens, frame: Frame) -> Days | None:
    """The days of "the next day", "the day before", "the following week", "the eve", "the evening before", "the next morning"."""
    base = frame.base
    if base is None or not frame.free:
        return None
    unit = unit_of(part) if any(t.code == "U" for t in part) else "day"
    direction = _direction(part)
    if is_plural(part) and unit != "hour":
        return _few(base, direction, unit, base_name(frame))
    origin = base.start if direction < 0 else base.end
    if unit == "hour":
        return base.because(f"hours from {base_name(frame)}", sure=0.8)
    day = days.shift(origin, direction, unit)
    found = {"week": days.week(day), "month": days.month(day.year, day.month), "year": days.year(day.year)}.get(unit)
    side = "before" if direction < 0 else "after"
    made = found or Days(day, day, TimePrecision.DAY)
    return replace(made, hanging=True, sure=0.85 if frame.anchor else 0.5, why=f"the {unit} {side} {base_name(frame)}")


def _direction(part: Tokens) -> int:
    for token in part:
        if token.code == "b":
            return -1
        if token.code == "f":
            return 1
        if token.code in "Ll" and token.value:
            return cast(int, token.value)
    return 1


def same(part: Tokens, frame: Frame) -> Days | None:
    """The days of "the same day", "that evening", "at that time", "later": the day of what was told before."""
    base = frame.base
    if base is None or not frame.free:
        return None
    unit = unit_of(part) if any(t.code == "U" for t in part) else "day"
    made = base if unit in ("day", "hour") else _whole(base.start, unit)
    return replace(made, hanging=True, sure=0.85 if frame.anchor else 0.5, why=f"the {unit} of {base_name(frame)}")


def deictic(part: Tokens, frame: Frame) -> Days | None:
    """The days of "today", "yesterday", "tomorrow", "tonight"."""
    if frame.published is None:
        return None
    day = frame.published + cast(int, part[-1].value) * DAY
    return Days(day, day, TimePrecision.DAY, sure=0.95, why=f"told from publication ({frame.published})")


def next_day_named(part: Tokens, frame: Frame) -> Days | None:
    """The day after what was told before, in a language whose "today" is "the day" ("اليوم التالي")."""
    return step(part, frame) if part[0].word.endswith("يوم") else None


def eve_of(part: Tokens, frame: Frame) -> Days | None:
    """The days of "накануне выборов": the day before what is named; alone the same word is the day before publication."""
    if part[0].word not in _EVES or frame.base is None or not frame.free:
        return None
    day = frame.base.start - DAY
    return Days(day, day, TimePrecision.DAY, hanging=True, sure=0.75, why=f"the day before {base_name(frame)}")


def this_part(part: Tokens, frame: Frame) -> Days | None:
    """The days of "this morning" is the day of publication; "last night" the day before.

    Source: codebook, "late on D" is D.
    """
    relative, of_day = number(part, "L"), next(str(t.value) for t in part if t.code == "P")
    if frame.published is None:
        return None
    if relative == 1:
        return step(part, frame)
    day = frame.published + min(relative or 0, 0) * DAY
    return Days(
        day,
        day,
        TimePrecision.DAY,
        sure=0.9,
        why=f"{of_day} {'before' if relative else 'of'} publication ({frame.published})",
    )


def later_in(part: Tokens, frame: Frame) -> Days | None:
    """The days of "later this month", "later in the week": from publication, or from what was told before, to the end of the unit."""
    unit = unit_of(part)
    is_named = any(t.code == "L" and t.value == 0 for t in part)
    base = frame.published if is_named or frame.ahead else frame.base.end if frame.base and frame.free else None
    if base is None or part[0].value != 1 or unit not in ("week", "month", "year") or is_plural(part):
        return None
    end = _whole(base, unit).end
    if not frame.ahead and not is_named and frame.published and base <= frame.published:
        end = min(end, frame.published)
    return Days(base, end, None, "span", hanging=not is_named, sure=0.6, why=f"from {base} to the end of the {unit}")


def last_but_one(part: Tokens, frame: Frame) -> Days | None:
    """The days of "the night before last"."""
    if part[-1].value != -2 or frame.published is None:
        return None
    day = frame.published - 2 * DAY
    return Days(day, day, TimePrecision.DAY, sure=0.9, why=f"two days before publication ({frame.published})")


def named_unit(part: Tokens, frame: Frame) -> Days | None:
    """The days of "last week", "this month", "earlier this year", "early last month", "the start of the year", "next week".

    Source: codebook, "last week" is Monday to Sunday; "earlier this month" runs from the 1st to publication.
    """
    relative, unit = number(part, "L") or 0, unit_of(part)
    if frame.published is None or unit == "hour":
        return None
    edge = next((str(t.value) for t in part if t.code == "E"), None)
    if unit == "week" and relative == 0 and edge is None and frame.period is not None and frame.period.length == 7:
        return frame.period.because("the week that the title names", sure=0.85)
    if relative < 0 and is_plural(part):
        return recent(part, frame)
    if relative > 0 and is_plural(part):
        return _few(Days(frame.published, frame.published), 1, unit, f"publication ({frame.published})")
    if unit == "day":
        return same(part, frame) if edge or relative == 0 else step(part, frame)
    day = days.shift(frame.published, relative, unit)
    whole = _whole(day, unit)
    found = _edge(whole, unit, edge)
    if not frame.ahead and relative == 0:
        found = days.clamp(found, frame.published)
    return found.because(f"{unit} told from publication ({frame.published})")


def _whole(day: date, unit: str) -> Days:
    if unit in ("week", "fortnight"):
        return days.week(day)
    if unit == "month":
        return days.month(day.year, day.month)
    if unit == "quarter":
        start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return Days(start, days.shift(start, 1, "quarter") - DAY, TimePrecision.MONTH, "span")
    if unit == "decade":
        return Days(date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31), TimePrecision.YEAR, "span")
    return days.year(day.year)


def _edge(whole: Days, unit: str, edge: str | None) -> Days:
    if edge in ("last day", "first day"):
        day = whole.end if edge == "last day" else whole.start
        return Days(day, day, TimePrecision.DAY)
    if edge is None or unit not in ("week", "month", "year"):
        return whole
    if unit == "month":
        return days.month(whole.start.year, whole.start.month, edge)
    if unit == "year":
        return days.year(whole.start.year, edge)
    first, last = {
        "early": (0, 1),
        "start": (0, 0),
        "mid": (1, 3),
        "late": (3, 6),
        "end": (4, 6),
        "half1": (0, 2),
        "half2": (3, 6),
    }[edge]
    return Days(whole.start + first * DAY, whole.start + last * DAY, TimePrecision.FEW_DAYS, "span")


def weekends(part: Tokens, frame: Frame) -> Days | None:
    """The days of "over the weekend", "last weekend", "this weekend", "next weekend"."""
    if frame.published is None:
        return None
    relative = number(part, "Ll")
    if relative == -2:
        found = days.weekend(frame.published - 7 * DAY)
    elif relative == 1 or frame.ahead:
        found = (
            days.weekend(frame.published + 7 * DAY)
            if frame.published.weekday() < 5 or relative == 1
            else days.weekend(frame.published)
        )
    else:
        found = days.weekend(frame.published)
        found = days.clamp(found, frame.published)
    return found.because(f"weekend seen from publication ({frame.published})")


RELATIVE_RULES = (
    Rule.of(r"D G", same),
    Rule.of(r"D l", next_day_named),
    Rule.of(r"D (?=[?])", eve_of),
    Rule.of(r"D", deictic),
    Rule.of(r"[ab] [GT] R", earlier),
    Rule.of(r"f U", after_unit),
    Rule.of(r"L [UP] G", same),
    Rule.of(r"L P", this_part),
    Rule.of(r"[PV] L", last_but_one),
    Rule.of(r"[Ll]? k [Ll]?", weekends),
    Rule.of(r"z U", recent),
    Rule.of(r"U z", recent),
    Rule.of(r"[Np1] n 1? h U", half_more),
    Rule.of(r"g (?:o|O|1o) U", nth_of_running),
    Rule.of(r"o U (?![?])", nth_of_running),
    Rule.of(r"O U", nth_of_running),
    Rule.of(r"A? [L p] A? (?:N|Q) U", counted_span),
    Rule.of(r"(?:N|Q) (?:[Lp] U|U [pL])", counted_span),
    Rule.of(r"U (?:N|Q) [Lp]", counted_span),
    Rule.of(r"[Lp] R|R [Lp]", counted_span),
    Rule.of(r"p U", counted_span),
    Rule.of(r"A? [N1Q] A? U", duration),
    Rule.of(r"l R", lambda part, frame: next_span(part, frame) if part[0].value == 1 else past_span(part, frame)),
    Rule.of(r"A? R a", ago),
    Rule.of(r"a A? R", ago),
    Rule.of(r"a U|U a", unit_ago),
    Rule.of(r"A? R b", earlier),
    Rule.of(r"A? R f $", dangling),
    Rule.of(r"A? R f", later),
    Rule.of(r"f R", later),
    Rule.of(r"U [bf]", units_away),
    Rule.of(r"[PV] [bf]", step),
    Rule.of(r"l [UP]", step),
    Rule.of(r"[UP] l", step),
    Rule.of(r"d (?!I)", neighbour),
    Rule.of(r"d I", neighbour),
    Rule.of(r"f L? U (?!a)", later_in),
    Rule.of(r"E? L U", named_unit),
    Rule.of(r"b L U", named_unit),
    Rule.of(r"E? U L", named_unit),
    Rule.of(r"E U", named_unit),
    Rule.of(r"[bf]? E? G [UP]", same),
    Rule.of(r"[UP] G", same),
    Rule.of(r"s T", since_then),
    Rule.of(r"^ s $", since_then),
)
