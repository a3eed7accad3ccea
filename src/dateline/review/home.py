"""Home: which event a decision on one event is about, now that its incidents may lie in several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dateline.model import IncidentRef

__all__ = ["home_of"]


def home_of(refs: Iterable[IncidentRef], home: Mapping[IncidentRef, int]) -> int | None:
    """The event that holds more than half of the incidents that are still there; None where none does.

    Args:
        refs: incidents that the event had when it was decided on.
        home: for each present incident the position of its event.
    """
    found = [home[ref] for ref in refs if ref in home]
    if not found:
        return None
    ((n, count),) = Counter(found).most_common(1)
    return n if 2 * count > len(found) else None
