"""The columns of a store as it is now, and the selections that queries make of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy.engine import Connection

from dateline.store.columns import Columns, Vocabularies, last_revision
from dateline.store.database import Database
from dateline.store.query import EventQuery
from dateline.store.selection import Selection, select_rows
from dateline.store.told import Told, last_coding

__all__ = ["EventIndex"]

# A page asks for its selection as list, sums, facets, days and map; a mask for each condition takes a megabyte for a million events.
_KEPT = 2


class EventIndex:
    """The living events of a store as columns, brought up to date whenever they are asked for.

    Args:
        database: what it reads; only its `read` is used.
        is_past: whether it holds the revisions of a moment, of which nothing tells what changed: after a change all are read again.
    """

    def __init__(self, database: Database, *, is_past: bool = False) -> None:
        self.database = database
        self._is_past = is_past
        self._lock, self._counting = Lock(), Lock()
        self._words = Vocabularies()
        self._columns: Columns | None = None
        self._told = Told()
        self._selections: OrderedDict[tuple[EventQuery, int], Selection] = OrderedDict()

    @contextmanager
    def selected(self, query: EventQuery) -> Iterator[Selection]:
        """The events that fit a query, to be counted: one thread after the other counts, since each needs memory for it, and none is faster beside another.

        Args:
            query: the conditions.
        """
        found = self.select(query)
        with self._counting:
            yield found

    def select(self, query: EventQuery) -> Selection:
        """The events that fit a query.

        Args:
            query: the conditions.
        """
        with self.database.read() as connection:
            columns = self._current(connection)
            key = query, 0 if query.q is None else last_coding(connection)
            with self._lock:
                known = self._selections.get(key)
            if known is not None and known.columns is columns:
                return known
            made = select_rows(columns, query, None if query.q is None else self._told.rows(connection, columns, query.q))
        with self._lock:
            self._selections[key] = made
            while len(self._selections) > _KEPT:
                self._selections.popitem(last=False)
        return made

    def _current(self, connection: Connection) -> Columns:
        with self._lock:
            # Another thread may have read a later state than this connection sees; the columns never go back.
            if self._columns is not None and self._columns.revision >= last_revision(connection):
                return self._columns
            known = None if self._is_past else self._columns
            self._columns = Columns.load(connection, self._words) if known is None else known.refreshed(connection)
            self._selections.clear()
            return self._columns
