"""The events as a queue: those with most doubt first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from dateline.model import EventState
from dateline.store.database import Database
from dateline.store.documents import chunks
from dateline.store.schema import events, revisions

__all__ = ["Queue", "Waiting"]

_CHECKED = (EventState.CHECKED.value, EventState.FINAL.value)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits for somebody, and how doubtful it is."""

    event: str
    state: EventState
    doubt: float

    @property
    def place(self) -> tuple[float, str]:
        """Where it stands in the queue; the lowest comes first."""
        return -self.doubt, self.event


class Queue:
    """The living events of a store by how doubtful they are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, state: EventState, *, after: tuple[float, str] | None, limit: int) -> tuple[Waiting, ...]:
        """The next events in a state.

        Args:
            state: that they are in.
            after: place of the last one that was given; None for the first page.
            limit: how many at most.
        """
        c = events.c
        wanted = select(c.id, c.doubt).where((c.state == state.value) & c.joined_into.is_(None))
        if after is not None:
            doubt, name = -after[0], after[1]
            wanted = wanted.where(or_(c.doubt < doubt, and_(c.doubt == doubt, c.id > name)))
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(c.doubt.desc(), c.id).limit(limit))
            return tuple(Waiting(row.id, state, row.doubt) for row in rows)

    def changed_by_runs(self) -> dict[str, int]:
        """The checked and final events whose present revision no decision made, each with the number of that revision."""
        r, c = revisions.c, events.c
        wanted = select(c.id, c.version).select_from(events.join(revisions, (r.event == c.id) & (r.revision == c.version)))
        wanted = wanted.where(c.state.in_(_CHECKED) & c.joined_into.is_(None) & r.decision.is_(None))
        with self._database.read() as connection:
            return {row.id: row.version for row in connection.execute(wanted)}

    def doubts(self, names: Collection[str]) -> dict[str, float]:
        """How doubtful these events are."""
        found: dict[str, float] = {}
        with self._database.read() as connection:
            for part in chunks(sorted(names)):
                rows = connection.execute(select(events.c.id, events.c.doubt).where(events.c.id.in_(part)))
                found |= {row.id: row.doubt for row in rows}
        return found

    def in_state(self, names: Collection[str], state: EventState) -> frozenset[str]:
        """Those of these events that are in a state."""
        found: set[str] = set()
        with self._database.read() as connection:
            for part in chunks(sorted(names)):
                wanted = select(events.c.id).where(events.c.id.in_(part) & (events.c.state == state.value))
                found |= set(connection.execute(wanted).scalars())
        return frozenset(found)
