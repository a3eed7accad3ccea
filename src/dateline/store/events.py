"""The events of a store: written by a run as a whole, asked for one by one or by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, Select, Text, cast, false, func, literal, or_, select
from sqlalchemy.engine import Connection

from dateline.errors import InputError
from dateline.model import Event, EventState, IncidentRef, ids
from dateline.store.counters import ends, known
from dateline.store.database import Database
from dateline.store.documents import PAGE, chunks
from dateline.store.fitting import fitting
from dateline.store.query import EventQuery
from dateline.store.rows import Known, Member, Named, Naming, Succession
from dateline.store.schema import (
    codings,
    documents,
    event_bodies,
    event_members,
    events,
    incident_rows,
    incidents,
    successions,
)
from dateline.store.values import event_in

__all__ = ["Events"]


class Events:
    """The events of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def named(self) -> tuple[Named, ...]:
        """Every stored event as far as its name goes, joined and withdrawn ones too, in the order of their ids."""
        with self._database.read() as connection:
            return _named(connection)

    def named_around(self, rows: Collection[int], names: Collection[str]) -> tuple[Named, ...]:
        """As `named`, the events that hold incidents in these rows, or incidents of any coding of the documents with these ids."""
        found: set[str] = set()
        with self._database.read() as connection:
            for part in chunks(sorted(rows)):
                found |= set(
                    connection.execute(select(event_members.c.event).where(event_members.c.incident.in_(part))).scalars()
                )
            query = select(event_members.c.event)
            query = query.select_from(event_members.join(incident_rows, event_members.c.incident == incidents.c.pk))
            for some in chunks(sorted(names)):
                found |= set(connection.execute(query.where(documents.c.id.in_(some))).scalars())
            return tuple(one for part in chunks(sorted(found)) for one in _named(connection, part))

    def with_ids(self, names: Collection[str]) -> tuple[Named, ...]:
        """As `named`, the events with these ids."""
        with self._database.read() as connection:
            return tuple(one for part in chunks(sorted(names)) for one in _named(connection, part))

    def latest(self) -> int:
        """The latest run among those that last changed the events; 0 where there are none."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.max(events.c.run))).scalar() or 0)

    def known(self) -> tuple[Known, Known]:
        """What the stored events know, and what they would know if they were written from all that is stored now."""
        with self._database.read() as connection:
            before = known(connection)
            decided, coded = ends(connection)
            return before, Known(before.writes, decided, coded)

    def write(self, naming: Naming, *, run: int) -> int:
        """How many stored events got a new version: the events of a run are made the store's.

        All of it is stored when this returns, and nothing if it fails.

        An event whose values and members are as before is left alone; a change gives it the next version.

        Args:
            naming: the events with their ids, and what became of the stored ones.
            run: number of the run.
        Raises:
            ConflictError: another run has changed the events since the naming was made.
            StoreError: an event tells of an incident, or rests on a claim, that is not stored.
        """
        from dateline.store.event_writer import write_events

        with self._database.write() as connection:
            return write_events(connection, naming, run=run)

    def get(self, name: str) -> Event | None:
        """The event with this id, in any case, with or without `E-`; None where there is none.

        An id that was joined into another answers with that other event.

        Raises:
            InputError: it is no event id.
        """
        found = ids.normalise(name)
        with self._database.read() as connection:
            seen = {found}
            while (heir := connection.execute(select(events.c.joined_into).where(events.c.id == found)).scalar()) is not None:
                if heir in seen:
                    raise InputError(
                        "event-circle", f"{found} and {heir} are joined into each other", fix="Run `dateline run` again."
                    )
                found = heir
                seen.add(heir)
            return next(iter(_load(connection, (found,))), None)

    def naming(self, actors: Collection[str], places: Collection[tuple[str | None, str | None]]) -> tuple[str, ...]:
        """The ids of the living events that have one of these actors, or lie in one of these places, in their order.

        Args:
            actors: names, compared without case, accents and punctuation.
            places: each its name and country.
        """
        from dateline.text.normal import fold

        c = events.c
        lines = literal("\n") + c.actors + literal("\n")
        fits = [lines.contains(f"\n{fold(name)}\n", autoescape=True) for name in actors]
        fits += [(c.place == name) & (c.country == country) for name, country in places]
        living = c.joined_into.is_(None) & (c.state != EventState.WITHDRAWN.value)
        with self._database.read() as connection:
            return tuple(connection.execute(select(c.id).where(living & or_(false(), *fits)).order_by(c.id)).scalars())

    def version(self, name: str) -> int | None:
        """The version of the event with exactly this id; None where there is none."""
        with self._database.read() as connection:
            return connection.execute(select(events.c.version).where(events.c.id == name)).scalar()

    def many(self, names: Collection[str]) -> tuple[Event, ...]:
        """The events with exactly these ids, in the order of their ids."""
        found: list[Event] = []
        with self._database.read() as connection:
            for part in chunks(sorted(set(names))):
                found += _load(connection, part)
        return tuple(found)

    def of_incidents(self, refs: Collection[IncidentRef]) -> dict[IncidentRef, str]:
        """The id of the event that tells of each of these incidents of current codings, as far as there is one."""
        wanted, found = set(refs), {}
        query = select(event_members.c.event, documents.c.id, incidents.c.key)
        query = query.select_from(event_members.join(incident_rows, event_members.c.incident == incidents.c.pk))
        with self._database.read() as connection:
            for part in chunks(sorted({ref.document for ref in wanted})):
                for row in connection.execute(query.where(codings.c.current & documents.c.id.in_(part))):
                    if (ref := IncidentRef(row.id, row.key)) in wanted:
                        found[ref] = row.event
        return found

    def names(self, query: EventQuery | None = None) -> Sequence[str]:
        """The ids of the living events that fit, in the order of their first day and id; those without a day come last."""
        with self._database.read() as connection:
            return connection.execute(_in_order(query)).scalars().all()

    def parts(self, query: EventQuery | None, size: int) -> Iterator[Sequence[str]]:
        """The same ids, so many at a time, all of one state of the database; few of them lie in memory.

        Args:
            query: the conditions.
            size: how many ids a part has; the last with a day, and the last of all, may have fewer.
        """
        c = events.c
        wanted = fitting(select(c.id), query or EventQuery()).order_by(c.start, c.id)
        with self._database.read() as connection:
            streaming = connection.execution_options(yield_per=size)
            # Two questions, since each is answered in the order of the index: nothing waits for a million events to be sorted.
            for has_day in (c.start.is_not(None), c.start.is_(None)):
                yield from streaming.execute(wanted.where(has_day)).scalars().partitions(size)

    def find(self, query: EventQuery | None = None) -> Iterator[Event]:
        """The living events that fit, in the order of their first day and id; those without a day come last."""
        for part in chunks(self.names(query)):
            with self._database.read() as connection:
                found = {event.id: event for event in _load(connection, part)}
            yield from (found[name] for name in part if name in found)

    def count(self, query: EventQuery | None = None) -> int:
        """How many events `find` gives."""
        with self._database.read() as connection:
            return int(connection.execute(fitting(select(func.count()).select_from(events), query or EventQuery())).scalar_one())

    def successions(self) -> tuple[Succession, ...]:
        """Which id follows which, in the order in which it happened."""
        with self._database.read() as connection:
            rows = connection.execute(select(successions).order_by(successions.c.pk))
            return tuple(Succession(row.old, row.new, row.kind) for row in rows)


def _in_order(query: EventQuery | None) -> Select[Any]:
    wanted = fitting(select(events.c.id), query or EventQuery())
    return wanted.order_by(events.c.start.is_(None), events.c.start, events.c.id)


def _named(connection: Connection, names: Sequence[str] | None = None) -> tuple[Named, ...]:
    members: dict[str, list[Member]] = defaultdict(list)
    member = select(event_members.c.event, incidents.c.pk, documents.c.id, incidents.c.key, codings.c.current)
    member = member.select_from(event_members.join(incident_rows, event_members.c.incident == incidents.c.pk))
    heads = select(events).order_by(events.c.id)
    if names is not None:
        member, heads = member.where(event_members.c.event.in_(names)), heads.where(events.c.id.in_(names))
    for row in connection.execute(member.order_by(documents.c.id, incidents.c.key)):
        members[row.event].append(Member(row.pk, IncidentRef(row.id, row.key), row.current))
    return tuple(
        Named(
            id=row.id,
            seed=row.seed,
            born=row.born,
            run=row.run,
            state=EventState(row.state),
            joined_into=row.joined_into,
            members=tuple(members[row.id]),
        )
        for row in connection.execute(heads)
    )


def _load(connection: Connection, names: Sequence[str]) -> list[Event]:
    """The events with these ids, at most PAGE of them, in the order of their ids."""
    assert len(names) <= PAGE
    c = events.c
    query = select(c.id, c.version, c.state, c.joined_into, cast(c.matches, Text).label("matches"), event_bodies.c.body)
    query = query.select_from(events.join(event_bodies)).where(c.id.in_(names)).order_by(c.id)
    return [_event(row) for row in connection.execute(query)]


def _event(row: Row[Any]) -> Event:
    made = event_in(row.body, id=row.id, version=row.version, state=row.state, matches=row.matches)
    # What tells of a joined event belongs to the other one.
    return made if row.joined_into is None else replace(made, joined_into=row.joined_into, incidents=())
