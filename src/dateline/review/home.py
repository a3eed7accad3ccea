"""Home: which event a decision on one event is about, now that its incidents may lie in several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from dateline.model import IncidentRef

__all__ = ["home_of"]


def home_of(refs: Collection[IncidentRef], home: Mapping[IncidentRef, int]) -> int | None:
    """The event that holds more than half of the incidents; None where none of those looked at does.

    Args:
        refs: incidents that the event had when it was decided on, those that are still there. Some may lie in events that are not looked
            at, where only a part of the store is merged: they count as elsewhere, as they do when all is merged.
        home: for each incident of the events looked at the position of its event.
    """
    found = [home[ref] for ref in refs if ref in home]
    if not found:
        return None
    ((n, count),) = Counter(found).most_common(1)
    return n if 2 * count > len(refs) else None
