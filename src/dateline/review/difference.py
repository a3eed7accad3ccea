"""Differences: what two revisions of an event say otherwise, field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.model import Event
from dateline.review.field import FIELDS
from dateline.review.held import chosen_words, field_words, held
from dateline.text.words import conflict_words

__all__ = ["Difference", "differences"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two revisions of an event differ in.

    Args:
        field: in words, as "deaths".
        before, after: in words; None where the revision has nothing of it.
    """

    field: str
    before: str | None
    after: str | None


def differences(old: Event | None, new: Event | None) -> tuple[Difference, ...]:
    """The fields in which two revisions differ, in the order in which an event is shown; None for an event that is not there."""
    pairs = ((name, _told(old, tell), _told(new, tell)) for name, tell in _TOLD)
    return tuple(Difference(name, before, after) for name, before, after in pairs if before != after)


def _told(event: Event | None, tell: Callable[[Event], str | None]) -> str | None:
    return None if event is None else tell(event)


def _value(field: str) -> Callable[[Event], str | None]:
    return lambda event: chosen_words(held(event, field))


def _reports(event: Event) -> str:
    return ", ".join(map(str, event.incidents))


_TOLD: tuple[tuple[str, Callable[[Event], str | None]], ...] = (
    ("state", lambda event: event.state.value),
    ("joined into", lambda event: event.joined_into),
    *((field_words(field), _value(field)) for field in FIELDS),
    ("total over several", lambda event: "yes" if event.aggregate else "no"),
    ("conflicts", lambda event: conflict_words(event.conflicts) or None),
    ("reports", _reports),
    ("documents", lambda event: f"{event.n_documents}"),
    ("independent documents", lambda event: f"{event.n_independent}"),
)
