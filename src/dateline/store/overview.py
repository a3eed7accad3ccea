"""The overview of a store: what its documents, and the outlets that they come from, add to it. How its events lie is in `store.listing`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, func, select

from dateline.model import EventState
from dateline.store.database import Database
from dateline.store.rows import Crossed
from dateline.store.schema import codings, documents, event_members, events, incidents, problems

__all__ = ["Overview"]


class Overview:
    """Counts over the whole store, for a page on its quality."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def outlets_by_month(self) -> tuple[Crossed, ...]:
        """How many documents each outlet published in each month."""
        month = _month(documents.c.published)
        wanted = select(documents.c.outlet, month, func.count()).where(documents.c.outlet.is_not(None))
        return self._counted(wanted.group_by(documents.c.outlet, month).order_by(month))

    def problems_by_code(self) -> tuple[Crossed, ...]:
        """How many open problems there are of each code and stage."""
        p = problems.c
        wanted = select(p.code, p.stage, func.count()).where(p.settled_at.is_(None)).group_by(p.code, p.stage)
        return self._counted(wanted.order_by(func.count().desc(), p.code))

    def outlets_of_events(self) -> tuple[Crossed, ...]:
        """For each outlet how many living events it tells of, and how many of them no other outlet tells of: outlet, "all" or "alone".

        It looks at every incident of every event, so that it takes a second for some 100,000 of them.
        """
        pairs = _outlet_pairs().subquery()
        told = select(pairs.c.event, func.count().label("n"), func.min(pairs.c.outlet).label("outlet"))
        single = told.group_by(pairs.c.event).subquery()
        all_of = select(pairs.c.outlet, func.count()).group_by(pairs.c.outlet)
        alone = select(single.c.outlet, func.count()).where(single.c.n == 1).group_by(single.c.outlet)
        with self._database.read() as connection:
            found = [Crossed(name, "all", int(n)) for name, n in connection.execute(all_of)]
            return (*found, *(Crossed(name, "alone", int(n)) for name, n in connection.execute(alone)))

    def days_to_report(self) -> tuple[Crossed, ...]:
        """How many events were first reported so many days after they began: event's day, first report's day, how many."""
        first = func.min(documents.c.published).label("first")
        told = _joined(select(events.c.id, events.c.start.label("start"), first)).where(_living())
        found = told.where((events.c.start == events.c.end) & documents.c.published.is_not(None)).group_by(
            events.c.id, events.c.start
        )
        inner = found.subquery()
        day, reported = cast(inner.c.start, Text), cast(inner.c.first, Text)
        return self._counted(select(day, reported, func.count()).group_by(day, reported))

    def _counted(self, wanted: Any) -> tuple[Crossed, ...]:
        with self._database.read() as connection:
            return tuple(Crossed(row[0], row[1], int(row[2])) for row in connection.execute(wanted))


def _month(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The year and month, as 2026-03; both databases write a day as 2026-03-04."""
    return func.substr(cast(day, Text), 1, 7)


def _living() -> ColumnElement[bool]:
    return and_(events.c.joined_into.is_(None), events.c.state != EventState.WITHDRAWN.value)


def _joined(wanted: Any) -> Any:
    """The events with the documents that tell of them."""
    return (
        wanted.select_from(events)
        .join(event_members, event_members.c.event == events.c.id)
        .join(incidents, incidents.c.pk == event_members.c.incident)
        .join(codings, codings.c.pk == incidents.c.coding)
        .join(documents, documents.c.pk == codings.c.document)
    )


def _outlet_pairs() -> Any:
    wanted = _joined(select(events.c.id.label("event"), documents.c.outlet.label("outlet")).distinct())
    return wanted.where(_living() & documents.c.outlet.is_not(None))
