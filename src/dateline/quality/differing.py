"""What an event of ours and the row that it was paired with say differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Actor, Count, Event, HarmKind, Place, Value, When, distance_km
from dateline.quality.likeness import Likeness, is_same_actor
from dateline.quality.outside import OutsideEvent
from dateline.text.words import actor_words, code_words, count_words, place_words, when_words

__all__ = ["Difference", "differences", "km_between"]

_FAR_KM = 5.0  # points of one town, taken from two gazetteers, lie closer. Source: the width of a town, as in `likeness`


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which both do not agree, in words, and by how much where that can be told ("2 days", "14 km")."""

    field: str
    ours: str
    theirs: str
    by: str | None = None


def differences(event: Event, row: OutsideEvent, likeness: Likeness) -> tuple[Difference, ...]:
    """The fields on which an event and its row differ: date, place, action, actors, killed, wounded.

    A figure of theirs within our range is no difference, nor is one that only one side gives.

    Args:
        event: ours.
        row: theirs.
        likeness: of the pair.
    """
    return tuple(_differences(event, row, likeness))


def _differences(event: Event, row: OutsideEvent, likeness: Likeness) -> Iterator[Difference]:
    levels = {name: level for name, level, _ in likeness.parts if name != "actors"}
    if levels["time"] != "same":
        yield Difference("date", when_words(event.time.value), when_words(row.time), _days(event.time.value, row.time))
    km = km_between(event.place.value, row.place)
    if levels["place"] != "same_spot" and (levels["place"] != "same_area" or (km or 0) > _FAR_KM):
        yield Difference("place", place_words(event.place.value), place_words(row.place), None if km is None else f"{km:.0f} km")
    if levels["action"] in ("kindred", "other_violence", "distinct"):
        yield Difference("action", code_words(event.action.value), row.kind or "unknown")
    yield from _actors(event, row, [level for name, level, _ in likeness.parts if name == "actors"])
    for kind, theirs in ((HarmKind.KILLED, row.killed), (HarmKind.WOUNDED, row.wounded)):
        estimate = event.harm_of(kind)
        if estimate and (by := _outside(estimate.count, theirs)) is not None:
            yield Difference(kind.value, count_words(estimate.count), count_words(theirs), f"{by:+d}")


def _days(ours: When | None, theirs: When) -> str | None:
    if ours is None or not (ours.start and ours.end and theirs.start and theirs.end):
        return None
    gap = max(0, (ours.start - theirs.end).days, (theirs.start - ours.end).days)
    return f"{gap} day{'' if gap == 1 else 's'}" if gap else "overlap"


def km_between(ours: Place | None, theirs: Place) -> float | None:
    """Kilometres between two places; None where one has no point."""
    if ours is None or ours.latitude is None or ours.longitude is None or theirs.latitude is None or theirs.longitude is None:
        return None
    return distance_km((ours.latitude, ours.longitude), (theirs.latitude, theirs.longitude))


def _actors(event: Event, row: OutsideEvent, levels: Sequence[str]) -> Iterator[Difference]:
    """The sides of which nobody of ours is anybody of theirs, theirs in the order that fits ours better."""
    ours = (_known(event.perpetrators), _known(event.targets))
    straight = row.is_directed or _shared(ours, (row.first, row.second)) >= _shared(ours, (row.second, row.first))
    theirs = (row.first, row.second) if straight else (row.second, row.first)
    for field, level, left, right in zip(("perpetrators", "targets"), levels, ours, theirs, strict=True):
        if level == "other":
            yield Difference(field, "; ".join(map(actor_words, left)), "; ".join(map(actor_words, right)))


def _known(values: Sequence[Value[Actor]]) -> tuple[Actor, ...]:
    return tuple(value.value for value in values if value.value)


def _shared(ours: Sequence[Sequence[Actor]], theirs: Sequence[Sequence[Actor]]) -> int:
    pairs = zip(ours, theirs, strict=True)
    return sum(any(is_same_actor(a, b) or a.kind is b.kind for a in left for b in right) for left, right in pairs)


def _outside(ours: Count, theirs: Count) -> int | None:
    """By how much their best figure is below our low or above our high; None where it is within, or one side gives none."""
    best = next((n for n in (theirs.best, theirs.low, theirs.high) if n is not None), None)
    ends = [n for n in (ours.low, ours.best, ours.high) if n is not None]
    if best is None or not ends:
        return None
    low, high = min(ends), max(ends)
    if best < low:
        return best - low
    # "At least 5" has no high: a larger figure of theirs does not contradict it.
    return best - high if best > high and (ours.high is not None or ours.low is None) else None
