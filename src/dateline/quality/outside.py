"""An outside list of events: UCDP GED, an ACLED export or a spreadsheet, as far as it can be set beside our events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.model import Action, Count, Place, Problem, When
from dateline.model.actor import Actor

__all__ = ["OutsideEvent", "OutsideList"]


UNKNOWN = Count()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideEvent:
    """One row of an outside list.

    Args:
        row: number of the row in its file, the header being row 1.
        id: the list's own name for it.
        time: its days.
        place: where it was, as the list says.
        first, second: actors of the one side and of the other.
        is_directed: whether the first side is known to have acted on the second; else their order says nothing.
        actions: actions that the row's type may stand for; empty where the list has no types.
        kind: the row's type in the list's own words.
        killed, wounded: figures, in persons.
        is_total: whether it is a total over several occurrences; None where the list does not say.
        source: who the list had it from.
    """

    row: int
    id: str | None
    time: When
    place: Place
    first: tuple[Actor, ...] = ()
    second: tuple[Actor, ...] = ()
    is_directed: bool = False
    actions: frozenset[Action] = frozenset()
    kind: str | None = None
    killed: Count = UNKNOWN
    wounded: Count = UNKNOWN
    is_total: bool | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideList:
    """The rows of an outside list, and what could not be read of it.

    Args:
        layout: "ucdp_ged", "acled" or "own".
        events: in the order of the file.
        problems: rows that could not be used, each with the reason.
    """

    layout: str
    events: tuple[OutsideEvent, ...]
    problems: tuple[Problem, ...] = ()

    def countries(self) -> frozenset[str]:
        """The countries that its rows name, ISO 3166-1 alpha-3."""
        return frozenset(event.place.country for event in self.events if event.place.country)

    def span(self) -> tuple[date, date] | None:
        """Its first and last day; None where no row has a day."""
        days = list(_days(self.events))
        return (min(days), max(days)) if days else None


def _days(events: tuple[OutsideEvent, ...]) -> Iterator[date]:
    for event in events:
        if event.time.start and event.time.end:
            yield from (event.time.start, event.time.end)
