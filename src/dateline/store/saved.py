"""Saved queries: selections of events under a name, each as it stands in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from dateline.errors import InputError
from dateline.store.database import Database
from dateline.store.schema import saved_queries

__all__ = ["Saved", "SavedQuery"]

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A selection of events under a name.

    Args:
        name: small letters, figures and hyphens.
        query: as it stands in an address, without the question mark.
        by: who saved it.
    """

    name: str
    query: str
    by: str
    saved_at: datetime


class Saved:
    """The saved queries of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[SavedQuery, ...]:
        """All of them, by name."""
        with self._database.read() as connection:
            rows = connection.execute(select(saved_queries).order_by(saved_queries.c.name))
            return tuple(SavedQuery(name=row.name, query=row.query, by=row.by, saved_at=row.saved_at) for row in rows)

    def get(self, name: str) -> SavedQuery:
        """The one with this name.

        Raises:
            InputError: there is none.
        """
        found = next((one for one in self.all() if one.name == name), None)
        if found is None:
            raise InputError("query-missing", f"there is no saved query {name}", fix="See /saved for those that there are.")
        return found

    def add(self, name: str, query: str, *, by: str) -> SavedQuery:
        """The query, saved.

        Raises:
            InputError: the name is taken or none, or the query is too long.
        """
        if not _NAME.fullmatch(name):
            raise InputError(
                "query-name", f"{name!r} is no name", where="name", fix="Small letters, figures and hyphens, as gao-2026."
            )
        if len(query) > _LONGEST:
            raise InputError("query-length", f"the query has {len(query)} signs", where="query", fix="Choose fewer values.")
        row = {"name": name, "query": query, "by": by, "saved_at": datetime.now(UTC)}
        with self._database.write() as connection:
            taken = connection.execute(select(saved_queries.c.pk).where(saved_queries.c.name == name)).first()
            if taken is not None:
                raise InputError("query-taken", f"there is a saved query {name} already", where="name", fix="Give another name.")
            connection.execute(insert(saved_queries).values(row))
        return self.get(name)

    def remove(self, name: str) -> None:
        """Forget the query with this name; its feed is gone with it."""
        with self._database.write() as connection:
            connection.execute(delete(saved_queries).where(saved_queries.c.name == name))
