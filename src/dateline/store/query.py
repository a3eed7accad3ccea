"""Which events are asked for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dateline.errors import InputError
from dateline.model import Action, Code, EventState

__all__ = ["Box", "EventQuery", "alternatives", "days"]

C = TypeVar("C", bound=Code)
T = TypeVar("T")

_BOX_FIX = "Write west,south,east,north in degrees, like -5,14,2,18.5."
_DATE_FIX = "Write 2026, 2026-03, 2026-03-04, or a range: 2026-03..2026-05, 2026-03.., ..2026-05."


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the globe, in WGS 84 degrees; where `west` is greater than `east`, it reaches over the 180th meridian.

    Source: RFC 7946, section 5, and OGC API Features 1.0.1, section 7.15.3: west, south, east, north.
    """

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, text: str) -> Box:
        """The box of four numbers: `-5,14,2,18.5`.

        Raises:
            InputError: there are not four, or they lie off the globe.
        """
        try:
            west, south, east, north = (float(part) for part in text.split(","))
        except ValueError as fault:
            raise InputError("bbox-shape", f"{text!r} is no box", fix=_BOX_FIX) from fault
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            raise InputError("bbox-range", f"{text!r} is no box on the globe", fix=_BOX_FIX)
        return cls(west, south, east, north)

    def __str__(self) -> str:
        return ",".join(f"{edge:g}" for edge in (self.west, self.south, self.east, self.north))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """Conditions that all hold; None where one is not asked for. Of several values for one field one must hold.

    Args:
        country: ISO 3166-1 alpha-3.
        since, until: days, both inclusive; an event fits if it may have happened in between, so that one known only to the
            month fits every day of it. Events without a known time fit no dates.
        actor: part of the name of a perpetrator or target; case, accents and punctuation do not matter.
        state: None for all that are not withdrawn.
        box: an event without coordinates lies in none.
        q: words that a claim or a document of the event has; see `text.search.terms`.
    """

    country: str | tuple[str, ...] | None = None
    since: date | None = None
    until: date | None = None
    action: Action | tuple[Action, ...] | None = None
    actor: str | tuple[str, ...] | None = None
    state: EventState | tuple[EventState, ...] | None = None
    box: Box | None = None
    q: str | None = None

    @classmethod
    def of(
        cls,
        *,
        country: str | Sequence[str] | None = None,
        date: str | None = None,
        action: str | Sequence[str] | None = None,
        actor: str | Sequence[str] | None = None,
        state: str | Sequence[str] | None = None,
        bbox: str | None = None,
        q: str | None = None,
    ) -> EventQuery:
        """The query that words ask for: `country=["SYR", "IRQ"], date="2026-03", action="shelling"`.

        Raises:
            InputError: a word is not on its list, the date is no date, or the box is none.
        """
        since, until = days(date) if date is not None else (None, None)
        return cls(
            country=_each(country, _country),
            since=since,
            until=until,
            action=_each(action, lambda text: _member(Action, text)),
            actor=_each(actor, _actor),
            state=_each(state, lambda text: _member(EventState, text)),
            box=Box.of(bbox) if bbox is not None else None,
            q=q,
        )


def alternatives(value: T | tuple[T, ...] | None) -> tuple[T, ...]:
    """The values of a condition, of which one must hold; none where it is not asked for."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _each(words: str | Sequence[str] | None, read: Callable[[str], T]) -> T | tuple[T, ...] | None:
    """The value of one word; of several words their values, each once."""
    if words is None or isinstance(words, str):
        return None if words is None else read(words)
    found = tuple(dict.fromkeys(read(word) for word in words))
    return found[0] if len(found) == 1 else found or None


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
