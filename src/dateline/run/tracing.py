"""Which incident of a new coding is which of an earlier one: the same document read again, perhaps by a better model."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Incident, IncidentRef, Quote

__all__ = ["trace"]


def trace(old: Sequence[Incident], new: Sequence[Incident]) -> tuple[IncidentRef | None, ...]:
    """For each earlier incident of one document the new one that tells the same; None where none does.

    Both must share words that a claim rests on; the same place, trigger and action speak for a pair, another place or trigger
    speaks against it. Pairs are made one to one, the most alike first; an incident that is left over goes to the most alike
    that does not name another place, since two incidents may have been found to be one.

    Args:
        old: incidents of an earlier coding.
        new: incidents of the current coding of the same document.
    """
    pairs = [
        (likeness, a, b)
        for a, was in enumerate(old)
        for b, now in enumerate(new)
        if (likeness := _likeness(was, now)) is not None
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, a, b in pairs:
        if a not in found and b not in used:
            found[a] = b
            used.add(b)
    for _, a, b in pairs:
        if a not in found and _agreement(old[a].place.quote, new[b].place.quote) >= 0:
            found[a] = b
    return tuple(new[found[a]].ref if a in found else None for a in range(len(old)))


def _likeness(old: Incident, new: Incident) -> float | None:
    """How alike two incidents are; None where no word is shared.

    The shared part of their claims' words (0 to 1), one for each mark that agrees, less one for each that does not, and a half for
    the same action.
    """
    before, after = _words(old), _words(new)
    shared = len(before & after)
    if not shared:
        return None
    marks = _agreement(old.place.quote, new.place.quote) + _agreement(_trigger(old), _trigger(new))
    return 2 * shared / (len(before) + len(after)) + marks + 0.5 * (old.action is new.action)


def _words(incident: Incident) -> set[int]:
    return {at for claim in incident.claims for at in range(claim.quote.start, claim.quote.end)}


def _trigger(incident: Incident) -> Quote | None:
    return next((claim.trigger for claim in incident.claims if claim.trigger), None)


def _agreement(a: Quote | None, b: Quote | None) -> int:
    """1 where both stand at the same place of the text, -1 where at different ones, 0 where one is not given."""
    if a is None or b is None:
        return 0
    return 1 if a.span.overlaps(b.span) else -1
