"""Which events are asked for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dateline.errors import InputError
from dateline.model import Action, Code, EventState

__all__ = ["EventQuery", "days"]

C = TypeVar("C", bound=Code)

_DATE_FIX = "Write 2026, 2026-03, 2026-03-04, or a range: 2026-03..2026-05, 2026-03.., ..2026-05."


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """Conditions that all hold; None where one is not asked for.

    Args:
        country: ISO 3166-1 alpha-3.
        since, until: days, both inclusive; an event fits if it may have happened in between, so that one known only to the
            month fits every day of it. Events without a known time fit no dates.
        actor: part of the name of a perpetrator or target; case, accents and punctuation do not matter.
        state: None for all that are not withdrawn.
    """

    country: str | None = None
    since: date | None = None
    until: date | None = None
    action: Action | None = None
    actor: str | None = None
    state: EventState | None = None

    @classmethod
    def of(
        cls,
        *,
        country: str | None = None,
        date: str | None = None,
        action: str | None = None,
        actor: str | None = None,
        state: str | None = None,
    ) -> EventQuery:
        """The query that words ask for: `country="SYR", date="2026-03", action="shelling"`.

        Raises:
            InputError: a word is not on its list, or the date is no date.
        """
        since, until = days(date) if date is not None else (None, None)
        return cls(
            country=_country(country) if country is not None else None,
            since=since,
            until=until,
            action=_member(Action, action) if action is not None else None,
            actor=_actor(actor) if actor is not None else None,
            state=_member(EventState, state) if state is not None else None,
        )


def days(text: str) -> tuple[date | None, date | None]:
    """The first and last day that a date or a range of dates covers; None for an open end.

    Raises:
        InputError: it is neither, or runs backwards.
    """
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots:
        last = first
    if not first and not last:
        raise InputError("date-shape", f"{text!r} is no date", fix=_DATE_FIX)
    since = _bounds(first, text)[0] if first else None
    until = _bounds(last, text)[1] if last else None
    if since and until and since > until:
        raise InputError("date-backwards", f"{text!r} runs backwards", fix=_DATE_FIX)
    return since, until


def _bounds(word: str, text: str) -> tuple[date, date]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", word, re.ASCII)
    try:
        if match is None:
            raise ValueError(word)  # noqa: TRY301 - the same error as for the 31st of February
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        return date(year, month or 1, day or 1), date(year, last_month, last_day)
    except ValueError as fault:
        raise InputError("date-shape", f"{text!r} is no date", fix=_DATE_FIX) from fault


def _actor(text: str) -> str:
    from dateline.text.normal import fold

    if not fold(text):
        raise InputError("actor-empty", f"{text!r} holds no letter", fix="Write a part of the actor's name.")
    return text


def _country(text: str) -> str:
    code = text.strip().upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise InputError("country-code", f"{text!r} is no country code", fix="Write ISO 3166-1 alpha-3, like SYR or COD.")
    return code


def _member(kind: type[C], text: str) -> C:
    try:
        return kind(text.strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError as fault:
        raise InputError("code-unknown", f"{text!r} is no {kind.__name__}", fix=f"One of: {', '.join(kind)}.") from fault
