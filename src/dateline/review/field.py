"""Fields of an event that a person may choose a value for, and values as they are typed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from dateline.errors import InputError
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Count,
    HarmKind,
    Place,
    PlacePrecision,
    Status,
    TimePrecision,
    WeaponKind,
    When,
)
from dateline.review.meaning import Chosen

__all__ = ["FIELDS", "field_of", "harm_kind", "typed"]

HARM = "harm."
FIELDS = ("action", "status", "time", "place", "perpetrators", "targets", "weapon", *(HARM + kind.value for kind in HarmKind))
_NAMES = {
    "date": "time",
    "when": "time",
    "where": "place",
    "perpetrator": "perpetrators",
    "target": "targets",
    "deaths": "harm.killed",
    **{kind.value: HARM + kind.value for kind in HarmKind},
}
_UNKNOWN = ("unknown", "none")
_DASH = re.compile(r"\s*[-‐‑‒–—−]\s*")
_DAYS = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
_ACTOR = re.compile(r"(?P<name>.+?)\s*\((?P<kind>[\w \-]+)\)$")
_POINT = re.compile(r"\s*@\s*(?P<lat>-?\d+(?:\.\d+)?)\s*,\s*(?P<lon>-?\d+(?:\.\d+)?)$")

C = TypeVar("C", bound=StrEnum)


def field_of(name: str) -> str:
    """The field of this name, as "killed" for "harm.killed" or "date" for "time".

    Raises:
        InputError: there is none.
    """
    word = name.strip().casefold()
    found = _NAMES.get(word, word)
    if found not in FIELDS:
        near = get_close_matches(word, [*FIELDS, *_NAMES], n=1)
        plain = ", ".join(one.removeprefix(HARM) for one in FIELDS)
        raise InputError(
            "choose-field",
            f"there is no field {name!r}",
            where="FIELD",
            fix=f"Did you mean {near[0]}?" if near else f"Fields: {plain}.",
        )
    return found


def harm_kind(field: str) -> HarmKind | None:
    """The kind of harm that a field is about; None for another field."""
    return HarmKind(field.removeprefix(HARM)) if field.startswith(HARM) else None


def typed(field: str, text: str) -> Chosen:
    """The value that somebody typed for a field: `unknown`, or as each field's function below reads it.

    Args:
        field: as `field_of` gives it.
        text: as typed.
    Raises:
        InputError: it cannot be read.
    """
    word = " ".join(text.split())
    if word.casefold() in _UNKNOWN:
        return Chosen()
    if not word:
        raise InputError("choose-value", "the value is empty", where=field, fix="Give a value, or unknown.")
    if harm_kind(field):
        return Chosen(count=_count(word))
    return _READERS[field](word)


def _count(text: str) -> Count:
    """Persons: `5`, `5+` (at least), `3-7` (low and high), `3-5-7` (low, best and high)."""
    if re.fullmatch(r"\d+\+", text):
        least = int(text[:-1])
        return Count(least, least, None)
    parts = _DASH.split(text)
    if not all(re.fullmatch(r"\d+", part) for part in parts) or not 1 <= len(parts) <= 3:
        raise InputError("choose-value", f"{text!r} is no number of persons", where="VALUE", fix="Write 5, 5+, 3-7 or 3-5-7.")
    numbers = [int(part) for part in parts]
    return Count(numbers[0], None if len(numbers) == 2 else numbers[len(numbers) // 2], numbers[-1])


def _time(text: str) -> Chosen:
    """Days: `2026-03-04`, `2026-03`, `2026`, or two of these as `2026-03-02..2026-03-04`."""
    first, dots, last = text.partition("..")
    start, end = _interval(first), _interval(last if dots else first)
    precision = start[2] if not dots else _precision((end[1] - start[0]).days + 1)
    return Chosen(time=When(start=start[0], end=end[1], precision=precision))


def _interval(text: str) -> tuple[date, date, TimePrecision]:
    found = _DAYS.match(text.strip())
    try:
        year, month, day = (int(part) if part else None for part in (found.groups() if found else (0, None, None)))
        first = date(year or 0, month or 1, day or 1)  # the year 0 is refused as no date
    except ValueError as fault:
        raise InputError(
            "choose-value", f"{text!r} is no date", where="VALUE", fix="Write 2026-03-04, 2026-03, or 2026-03-02..2026-03-04."
        ) from fault
    if day is not None:
        return first, first, TimePrecision.DAY
    if month is not None:
        return first, first.replace(day=monthrange(first.year, month)[1]), TimePrecision.MONTH
    return first, date(first.year, 12, 31), TimePrecision.YEAR


def _precision(days: int) -> TimePrecision:
    """How closely an interval of so many days is known. Source: codebook 1.2, Incident, `time`: "overnight" is two days and still `day`."""
    steps = ((2, TimePrecision.DAY), (6, TimePrecision.FEW_DAYS), (7, TimePrecision.WEEK), (31, TimePrecision.MONTH))
    return next((precision for most, precision in steps if days <= most), TimePrecision.YEAR)


def _place(text: str) -> Chosen:
    """From the most specific name to the country, with the point if it is known: `Ansongo, Gao, Mali @ 15.66, 0.50`."""
    point = _POINT.search(text)
    names = tuple(name for part in text[: point.start() if point else None].split(",") if (name := part.strip()))
    if not names:
        raise InputError("choose-value", f"{text!r} names no place", where="VALUE", fix="Write Ansongo, Gao, Mali.")
    latitude, longitude = (float(point["lat"]), float(point["lon"])) if point else (None, None)
    if latitude is not None and longitude is not None and not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise InputError("choose-value", f"{text!r} lies off the globe", where="VALUE", fix="Write latitude, then longitude.")
    return Chosen(place=Place(name=names[0], chain=names, precision=PlacePrecision.EXACT, latitude=latitude, longitude=longitude))


def _actors(text: str) -> Chosen:
    """Actors with their kinds, separated by semicolons: `Dune Front (armed group); gunmen (unknown)`."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = _ACTOR.match(part)
        kind = _member(ActorKind, match["kind"]) if match else ActorKind.UNKNOWN
        found.append(Actor(name=match["name"] if match else part, kind=kind))
    return Chosen(actors=tuple(found))


def _member(kind: type[C], text: str) -> C:
    word = re.sub(r"[\s-]+", "_", text.strip().casefold())
    if word not in set(kind):
        near = get_close_matches(word, list(kind), n=1)
        fix = f"Did you mean {near[0]}?" if near else f"One of: {', '.join(kind)}."
        raise InputError("choose-value", f"{text!r} is not on the codebook's list", where="VALUE", fix=fix)
    return kind(word)


_READERS: dict[str, Callable[[str], Chosen]] = {
    "action": lambda text: Chosen(action=_member(Action, text)),
    "status": lambda text: Chosen(status=_member(Status, text)),
    "weapon": lambda text: Chosen(weapon=_member(WeaponKind, text)),
    "time": _time,
    "place": _place,
    "perpetrators": _actors,
    "targets": _actors,
}
