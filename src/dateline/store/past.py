"""The store as it was at a moment: the same questions, answered from the revisions that held then."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import CTE, Select, func, or_, select
from sqlalchemy.engine import Connection

from dateline.model import Claim, ClaimRef, Event, ids
from dateline.store.codings import Codings, member_incidents
from dateline.store.database import Database
from dateline.store.documents import chunks
from dateline.store.events import Events
from dateline.store.fitting import fitting
from dateline.store.past_event import HEAD, past_event
from dateline.store.query import EventQuery
from dateline.store.records import Records
from dateline.store.rows import MemberIncident
from dateline.store.schema import events, revisions
from dateline.store.store import Store
from dateline.write import DocumentHead, EventRecord

if TYPE_CHECKING:
    from dateline.store.index import EventIndex

__all__ = ["PastEvents", "PastStore"]


class PastStore(Store):
    """A store whose events are those of a moment; documents, decisions and runs are those of today.

    Args:
        database: of the store, which stays open.
        at: the moment; what was written later is not seen.
    """

    def __init__(self, database: Database, at: datetime) -> None:
        super().__init__(database)
        self.database = database
        self.events = PastEvents(database, at)
        self.codings = _PastCodings(database, at)
        self._at = at
        self.records = _PastRecords(self)

    @cached_property
    def _index(self) -> EventIndex:
        from dateline.store.index import EventIndex

        return EventIndex(cast("Database", _PastReads(self.database, self._at)), is_past=True)

    def close(self) -> None:
        """Nothing: the store that this one looks back from is the caller's."""


def _held(at: datetime) -> Any:
    """The condition that a revision held at a moment."""
    return (revisions.c.at <= at) & or_(revisions.c.until.is_(None), revisions.c.until > at)


def _as_events(at: datetime) -> CTE:
    """The revisions of a moment under the name of the table of events, which they take the place of in a query."""
    columns = [revisions.c.event.label("id"), revisions.c.revision.label("version"), *(revisions.c[name] for name in HEAD)]
    return select(*columns).where(_held(at)).cte(events.name)


class _PastReads:
    """What a listing reads from: each query of it is given the revisions of a moment in place of the events."""

    def __init__(self, database: Database, at: datetime) -> None:
        self._database, self._at = database, at

    @contextmanager
    def read(self) -> Iterator[_PastConnection]:
        with self._database.read() as connection:
            yield _PastConnection(connection, _as_events(self._at))


class _PastConnection:
    def __init__(self, connection: Connection, past: CTE) -> None:
        self._connection, self._past = connection, past

    def execute(self, query: Select[Any]) -> Any:
        return self._connection.execute(query.add_cte(self._past))


class PastEvents(Events):
    """The events as they were at a moment."""

    def __init__(self, database: Database, at: datetime) -> None:
        super().__init__(database)
        self._at = at

    def get(self, name: str) -> Event | None:
        """As `Events.get`, by what had been joined into what then."""
        found = ids.normalise(name)
        seen = {found}
        with self._database.read() as connection:
            heir = select(revisions.c.joined_into).where(_held(self._at))
            while (to := connection.execute(heir.where(revisions.c.event == found)).scalar()) is not None and to not in seen:
                found = to
                seen.add(to)
        return next(iter(self.many((found,))), None)

    def many(self, names: Collection[str]) -> tuple[Event, ...]:
        """As `Events.many`."""
        found: list[Event] = []
        present: list[str] = []
        with self._database.read() as connection:
            for part in chunks(sorted(set(names))):
                for row in connection.execute(select(revisions).where(_held(self._at) & revisions.c.event.in_(part))):
                    if row.body is None:
                        present.append(row.event)
                    else:
                        found.append(past_event(connection, row))
        return tuple(sorted((*found, *super().many(present)), key=lambda event: event.id or ""))

    def find(self, query: EventQuery | None = None) -> Iterator[Event]:
        """As `Events.find`."""
        wanted = fitting(select(events.c.id), query or EventQuery())
        wanted = wanted.order_by(events.c.start.is_(None), events.c.start, events.c.id)
        with self._database.read() as connection:
            names = connection.execute(wanted.add_cte(_as_events(self._at))).scalars().all()
        for part in chunks(names):
            found = {event.id: event for event in self.many(part)}
            yield from (found[name] for name in part if name in found)

    def count(self, query: EventQuery | None = None) -> int:
        """As `Events.count`."""
        wanted = fitting(select(func.count()).select_from(events), query or EventQuery())
        with self._database.read() as connection:
            return int(connection.execute(wanted.add_cte(_as_events(self._at))).scalar_one())


class _PastRecords(Records):
    """The events as they were, as records."""

    def __init__(self, store: PastStore) -> None:
        super().__init__(store.database)
        self._store = store

    def many(self, names: Sequence[str], *, with_lengths: bool = True) -> list[EventRecord]:
        """As `Records.many`; lengths are told in any case."""
        del with_lengths
        found = {event.id: event for event in self._store.events.many(names) if event.joined_into is None}
        told: dict[str, dict[ClaimRef, Claim]] = {name: {} for name in names}
        for member in self._store.codings.members(list(names)):
            told[member.event].update(zip(member.incident.claim_refs(), member.incident.claims, strict=True))
        wanted = {ref.document for claims in told.values() for ref in claims}
        heads = {doc.id: DocumentHead.of(doc) for doc in self._store.documents.many(wanted)}
        return [
            EventRecord(found[name], told[name], {ref.document: heads[ref.document] for ref in told[name]})
            for name in names
            if name in found
        ]


class _PastCodings(Codings):
    """The codings, with the incidents that events had at a moment."""

    def __init__(self, database: Database, at: datetime) -> None:
        super().__init__(database)
        self._at = at

    def members(self, events: Collection[str]) -> tuple[MemberIncident, ...]:
        """As `Codings.members`."""
        home: dict[int, str] = {}
        present: list[str] = []
        with self._database.read() as connection:
            query = select(revisions.c.event, revisions.c.body).where(_held(self._at))
            for part in chunks(sorted(events)):
                for row in connection.execute(query.where(revisions.c.event.in_(part))):
                    if row.body is None:
                        present.append(row.event)
                    else:
                        home |= dict.fromkeys(row.body["members"], row.event)
            past = member_incidents(connection, home)
        return tuple(sorted((*past, *super().members(present)), key=lambda member: (member.event, member.incident.ref)))
