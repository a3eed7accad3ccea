"""Our events and an outside list, narrowed to what both could hold, and set beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.errors import InputError
from dateline.merge import Rules
from dateline.model import Event
from dateline.quality.comparison import EDGE_DAYS, Comparison, compare
from dateline.quality.outside import OutsideEvent, OutsideList
from dateline.quality.scheme_reach import beyond
from dateline.store import EventQuery, Store
from dateline.write import EventRecord
from dateline.write.withhold import Withholding, withhold

__all__ = ["Narrowing", "Ours", "against", "columns_said"]

_BATCH = 500  # events that are loaded at a time


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Countries and days that hold for both sides: conditions that rows of any list can be held to.

    Args:
        query: the same, for our events.
    """

    query: EventQuery

    @classmethod
    def of(cls, *, country: str | Sequence[str] | None = None, date: str | None = None) -> Narrowing:
        """The narrowing that these words say.

        Raises:
            InputError: it is no country's code, or no date.
        """
        return cls(EventQuery.of(country=country, date=date))

    def of_list(self, outside: OutsideList) -> OutsideList:
        """The rows of a list that fit."""
        return replace(outside, events=tuple(row for row in outside.events if self._fits(row)))

    def _fits(self, row: OutsideEvent) -> bool:
        wanted, country, time = self.query, self.query.country, row.time
        if country is not None and row.place.country not in ((country,) if isinstance(country, str) else country):
            return False
        is_before = wanted.since is not None and (time.end is None or time.end < wanted.since)
        return not is_before and not (wanted.until is not None and (time.start is None or time.start > wanted.until))

    def ours(self, store: Store, outside: OutsideList, *, most: int | None = None) -> Ours:
        """Our events that fit.

        Args:
            store: where they are.
            outside: the list; of the events, those that may be in it as far as days say are given, the others counted.
            most: events that may be given.
        Raises:
            InputError: there are more.
        """
        reach = self._reach(outside)
        n_asked, n_given = (store.events.count(query) for query in (self.query, reach))
        if most is not None and n_given > most:
            what = f"{n_given:,} events of ours lie in the days of the list, and {most:,} can be compared here"
            fix = "Narrow it by countries or days, or use `dateline compare`."
            raise InputError("compare-many", what, fix=fix)
        parts = store.events.parts(reach, _BATCH)
        return Ours((record for part in parts for record in store.records.many(part, with_lengths=False)), n_asked - n_given)

    def _reach(self, outside: OutsideList) -> EventQuery:
        span, query = outside.span(), self.query
        if span is None:
            return replace(query, since=date.max, until=date.min)
        edge = timedelta(EDGE_DAYS)
        since, until = max(span[0], date.min + edge) - edge, min(span[1], date.max - edge) + edge
        return replace(query, since=max(since, query.since or since), until=min(until, query.until or until))


@dataclass(frozen=True, slots=True)
class Ours:
    """Events of ours for a comparison.

    Args:
        records: those that may be in the list.
        n_beyond: how many more there are in the days and countries asked for, which cannot be in it.
    """

    records: Iterator[EventRecord]
    n_beyond: int


def against(ours: Ours, outside: OutsideList, *, rules: Rules, withholding: Withholding | None = None) -> Comparison:
    """Our events beside an outside list.

    Args:
        ours: our events.
        outside: the list.
        rules: of merging.
        withholding: what is withheld of ours; names of private persons where None.
    """

    def told() -> Iterator[tuple[Event, str | None]]:
        for record in ours.records:
            shown, _ = withhold(record, withholding)
            yield shown.event, beyond(shown, outside.layout)

    found = compare(told(), outside, rules=rules)
    return replace(found, out_of_reach=found.out_of_reach + ours.n_beyond)


def columns_said(text: str | None) -> dict[str, str]:
    """The column of each field, as somebody wrote it: "date=When,place=Town,killed=Dead".

    Raises:
        InputError: a part of it is no FIELD=COLUMN.
    """
    found: dict[str, str] = {}
    for part in (text or "").split(","):
        field, equals, column = (word.strip() for word in part.partition("="))
        if part.strip() and not (field and equals and column):
            fix = 'Write "date=When,place=Town,killed=Dead".'
            raise InputError("compare-columns", f"{part!r} is no FIELD=COLUMN", where="columns", fix=fix)
        if column:
            found[field] = column
    return found
