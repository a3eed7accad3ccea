"""Conditions as they are typed: `country=SYR date=2026-03 action=shelling`."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.run import Selection

__all__ = ["FIELDS", "conditions", "either", "emptied_by", "selected"]

FIELDS = ("country", "date", "action", "actor", "state", "bbox", "q")
_REPEATED = frozenset(("country", "action", "actor", "state"))
_OR = "|"


def conditions(text: str | None) -> dict[str, str]:
    """The conditions by field; none where nothing was typed. A value with blanks is put in quotes.

    Raises:
        InputError: a part is no `field=value`, a field is unknown or given twice, or a quotation mark is not closed.
    """
    found: dict[str, str] = {}
    for part in _parts(text or ""):
        field, equals, value = part.partition("=")
        if not equals or not value:
            raise _refused("where-shape", f"{part!r} is no condition")
        if field not in FIELDS:
            near = get_close_matches(field, FIELDS, n=1)
            raise _refused("where-field", f"there is no field {field!r}", f"Did you mean {near[0]}?" if near else None)
        if field in found:
            raise _refused("where-twice", f"{field} is given twice")
        found[field] = value
    return found


def selected(events: Selection, asked: Mapping[str, str]) -> Selection:
    """The events that fit the conditions.

    Raises:
        InputError: a word is not on its list, or a date is no date.
    """
    words: dict[str, Any] = {field: either(value) if field in _REPEATED else value for field, value in asked.items()}
    return events.where(**words) if words else events


def either(value: str) -> str | list[str]:
    """The value of a condition, or the several of which one must hold: `MLI|NER`."""
    parts = [part.strip() for part in value.split(_OR) if part.strip()]
    return parts if len(parts) > 1 else value


def emptied_by(events: Selection, asked: Mapping[str, str]) -> str:
    """Why nothing fits, in words: how many events there are without each condition."""
    total = events.count()
    if not total:
        return "There are no events yet. Next: dateline add FILES, then dateline run"
    parts = []
    for field, value in asked.items():
        rest = {name: word for name, word in asked.items() if name != field}
        if count := selected(events, rest).count():
            parts.append(f"without {field}={value} {'it is' if count == 1 else 'they are'} {count}")
    return f"No event fits, of {total}. " + ("; ".join(parts).capitalize() + "." if parts else "No single condition is to blame.")


def _parts(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as fault:
        raise _refused("where-shape", f"{text!r} cannot be read: {fault}") from fault


def _refused(code: str, what: str, fix: str | None = None) -> InputError:
    like = '--where "country=SYR date=2026-03 action=shelling"'
    return InputError(code, what, where="--where", fix=fix or f"Write {like}; fields: {', '.join(FIELDS)}.")
