"""Absolute dates in languages that have no word table here, through dateparser."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache
from typing import Protocol, cast

from dateline.link.calendar import days
from dateline.link.calendar.days import Days
from dateline.link.calendar.grammar import Frame
from dateline.model import TimePrecision

__all__ = ["read"]

_LONGEST = 60  # characters; dateparser is slow and guesses more the longer the phrase
# What dateparser says the parts of a date are; without a day or a month in the words it takes today's, so it must be asked.
_PERIODS = {"day": TimePrecision.DAY, "time": TimePrecision.DAY, "month": TimePrecision.MONTH}


class _Data(Protocol):
    date_obj: datetime | None
    period: str


class _Parser(Protocol):
    def get_date_data(self, date_string: str) -> _Data: ...


@cache
def _parser(language: str, base: date, *, ahead: bool) -> _Parser | None:
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    if language not in language_order:
        return None
    settings = {
        "RELATIVE_BASE": datetime.combine(base, time(12)),
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "NORMALIZE": True,
    }
    return cast(_Parser, DateDataParser(languages=[language], settings=settings))


def _first(parser: _Parser, phrase: str) -> _Data | None:
    """What dateparser makes of the phrase, or of it without one or two short words in front ("am", "in der"), which it balks at."""
    words = phrase.split()
    for dropped in range(3):
        if dropped and not (len(words) > dropped and len(words[dropped - 1]) <= 4 and words[dropped - 1].isalpha()):
            return None
        data = parser.get_date_data(" ".join(words[dropped:]))
        if data.date_obj is not None:
            return data
    return None


def read(phrase: str, frame: Frame, language: str) -> Days | None:
    """The day or month that a phrase of another language means; None where dateparser cannot explain the whole phrase.

    Only phrases with a number in them and weekdays are trusted: of anything else dateparser guesses a day in silence.
    """
    if frame.published is None or not frame.free or not phrase.strip() or len(phrase) > _LONGEST:
        return None
    parser = _parser(language, frame.published, ahead=frame.ahead)
    data = _first(parser, phrase) if parser else None
    if data is None or data.date_obj is None or data.period not in _PERIODS:
        return None
    day = data.date_obj.date()
    if re.search(r"\d", phrase) is None and abs((frame.published - day).days) > 7:
        return None
    if data.period == "month":
        return days.month(day.year, day.month).because(f"month, read by dateparser against {frame.published}", sure=0.7)
    return Days(day, day, TimePrecision.DAY, sure=0.7, why=f"date, read by dateparser against {frame.published}")
