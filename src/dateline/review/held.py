"""Values of events in the shape in which people choose them, and in words."""

from __future__ import annotations

from dateline.model import Decided, Event
from dateline.review.field import harm_kind
from dateline.review.meaning import Chosen
from dateline.text.words import actor_words, code_words, count_words, place_words, when_words

__all__ = ["chosen_words", "decided_on", "field_words", "held"]

_ROLES = ("perpetrators", "targets")
_NAMES = {"time": "date", "harm.killed": "deaths"}


def held(event: Event, field: str) -> Chosen:
    """What an event holds in a field; an empty one where that is unknown or no claim gives anything.

    Args:
        event: of a run or a store.
        field: as `field_of` gives it.
    """
    kind = harm_kind(field)
    if kind is not None:
        estimate = event.harm_of(kind)
        return Chosen() if estimate is None or not estimate.count.is_known else Chosen(count=estimate.count)
    if field in _ROLES:
        return Chosen(actors=tuple(value.value for value in getattr(event, field) if value.value is not None))
    return Chosen(**{field: getattr(event, field).value})


def decided_on(event: Event, field: str) -> Decided | None:
    """Who chose what an event holds in a field; None where a rule did, or where there is nothing."""
    kind = harm_kind(field)
    if kind is not None:
        estimate = event.harm_of(kind)
        return estimate.decided if estimate else None
    value = getattr(event, field)
    return next((one.decided for one in value if one.decided), None) if field in _ROLES else value.decided


def chosen_words(chosen: Chosen) -> str:
    """The value as people read it: "3 – 5 – 7", "2026-03-04", "Ansongo, Mali"; "unknown" for an empty one."""
    if chosen.count is not None:
        return count_words(chosen.count) if chosen.count.is_known else "unknown"
    if chosen.time is not None:
        return when_words(chosen.time)
    if chosen.place is not None:
        return place_words(chosen.place)
    if chosen.actors:
        return "; ".join(map(actor_words, chosen.actors))
    return code_words(chosen.action or chosen.status or chosen.weapon)


def field_words(field: str) -> str:
    """A field as people read it: "deaths" for "harm.killed"."""
    return _NAMES.get(field, code_words(field.removeprefix("harm.")))
