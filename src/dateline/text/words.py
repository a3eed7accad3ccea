"""Times, places, counts and other values of an event in the words that people read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.model import Actor, Count, Place, PlacePrecision, TimePrecision, When

__all__ = ["actor_words", "code_words", "conflict_words", "count_words", "place_words", "when_words"]


def code_words(code: str | None) -> str:
    """A code of the codebook as words: `armed_clash` as "armed clash"."""
    return "unknown" if code is None else str(code).replace("_", " ")


def conflict_words(conflicts: Sequence[str]) -> str:
    """The fields on which claims disagree, as a list: `harm.killed` as "deaths"."""
    return ", ".join("deaths" if field == "harm.killed" else code_words(field.removeprefix("harm.")) for field in conflicts)


def when_words(when: When | None) -> str:
    """The days: "2026-03-04", "2026-03-02 – 2026-03-04", "2026-03" for a month."""
    if when is None or when.start is None or when.precision is TimePrecision.UNKNOWN:
        return "day unknown"
    start, end = when.start, when.end or when.start
    if when.precision is TimePrecision.YEAR and start.year == end.year:
        return f"{start.year}"
    if when.precision is TimePrecision.MONTH and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    return f"{start}" if start == end else _span(start, end)


def _span(start: date, end: date) -> str:
    """Two days, of the second only what differs: "2026-03-02 – 04" reads as a subtraction, so the month is kept."""
    return f"{start} – {end:%m-%d}" if start.year == end.year else f"{start} – {end}"


def place_words(place: Place | None) -> str:
    """The place with its country: "near Maiduguri, Nigeria"."""
    if place is None or (place.name is None and not place.chain and place.country is None):
        return "place unknown"
    country = place.chain[-1] if place.chain else place.country
    near = "near " if place.precision is PlacePrecision.NEAR else ""
    return f"{near}{place.name}, {country}" if place.name and country and place.name != country else f"{place.name or country}"


def count_words(count: Count | None) -> str:
    """The figure: "5", "3 – 5 – 7" (low, best, high), "5 or more", "up to 7"; ? for a number that no claim gives."""
    if count is None or count == Count():
        return "–"
    low, best, high = count.low, count.best, count.high
    if low is not None and low == best == high:
        return f"{low}"
    if high is None and low is not None and best in (None, low):
        return f"{low} or more"
    if low is None and best is None:
        return f"up to {high}"
    return " – ".join("?" if number is None else str(number) for number in (low, best, high))


def actor_words(actor: Actor) -> str:
    """The actor with its kind: "Karsa Front (armed group)"."""
    kind = code_words(actor.kind)
    return actor.name if actor.name.casefold() == kind else f"{actor.name} ({kind})"
