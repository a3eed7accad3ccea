"""Which events words lead to: those of which a claim or a document has them, as rows of the columns."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from dateline.store.columns import Columns, ids_of, numbers_of
from dateline.store.schema import codings
from dateline.store.searching import telling

__all__ = ["Told", "last_coding"]

_KEPT = 4  # an empty page asks for the words again, once without each of its other conditions


def last_coding(connection: Connection) -> int:
    """The number of the last coding in the store, 0 before the first: claims come with codings, and go only when others come."""
    return int(connection.execute(select(func.max(codings.c.pk))).scalar() or 0)


class Told:
    """Looks up words in the database, and the events that it gives in the columns."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._columns: Columns | None = None
        self._found: OrderedDict[tuple[str, int], NDArray[np.int32]] = OrderedDict()
        # The ids as numbers in their order, and the rows that they stand in.
        self._numbers, self._rows = np.zeros(0, np.int64), np.zeros(0, np.int32)

    def rows(self, connection: Connection, columns: Columns, typed: str) -> NDArray[np.int32]:
        """The rows of the events.

        Args:
            connection: open for reading.
            columns: of the store as the connection sees it.
            typed: see `text.search.terms`.
        """
        key = typed, last_coding(connection)
        with self._lock:
            self._follow(columns)
            if key in self._found:
                return self._found[key]
            numbers, rows = self._numbers, self._rows
        told = np.unique(numbers_of(connection.execute(telling(typed)).scalars().all()))
        at = np.minimum(np.searchsorted(numbers, told), max(0, len(numbers) - 1))
        found = rows[at[numbers[at] == told]] if len(numbers) else rows
        with self._lock:
            if self._columns is columns:
                self._found[key] = found
                while len(self._found) > _KEPT:
                    self._found.popitem(last=False)
        return found

    def _follow(self, columns: Columns) -> None:
        if self._columns is not columns:
            numbers = ids_of(columns.order)
            rows = np.argsort(numbers)
            self._numbers, self._rows = numbers[rows], rows.astype(np.int32)
            self._columns = columns
            self._found.clear()
