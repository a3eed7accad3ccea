"""The store: everything that dateline keeps, in one database."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import func, select

from dateline.model import EventState
from dateline.store.accounts import Accounts
from dateline.store.actors import Actors
from dateline.store.blocks import Blocks
from dateline.store.catalogue import Catalogue
from dateline.store.codings import Codings
from dateline.store.database import Database
from dateline.store.documents import Documents
from dateline.store.events import Events
from dateline.store.history import History
from dateline.store.journal import Decisions, Problems, Runs, count_open_problems
from dateline.store.keys import Keys
from dateline.store.overview import Overview
from dateline.store.queue import Queue
from dateline.store.records import Records
from dateline.store.rows import Counts
from dateline.store.saved import Saved
from dateline.store.schema import claims, codings, documents, events, incidents
from dateline.store.searching import Search

if TYPE_CHECKING:
    from dateline.store.clusters import Clusters
    from dateline.store.index import EventIndex
    from dateline.store.listing import Listing

__all__ = ["Store"]

_COUNTED = {"documents": documents, "coded": codings, "incidents": incidents, "claims": claims, "events": events}


class Store:
    """An open store, closed at the end of its `with` block.

    Attributes:
        documents: what was read, and the bytes that it was read from.
        catalogue: the documents as pages, without their texts.
        codings: what was found in each document.
        blocks: where the merged incidents stand, so that new ones are compared with few.
        events: what merging made of it.
        records: the events as the writers take them.
        actors: who is named in the events.
        overview: counts for a page on the data's quality.
        queue: the events by how doubtful they are.
        history: what the events were, and when and why they changed.
        problems: what could not be used.
        decisions: what people decided.
        runs: what was done, with which manifest.
        search: documents and claims by their words.
        saved: queries under a name.
        accounts: the users of the desk, where it is open to others.
        keys: their sessions and tokens.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._past: tuple[datetime, Store] | None = None
        self.documents = Documents(database)
        self.catalogue = Catalogue(database)
        self.codings = Codings(database)
        self.blocks = Blocks(database)
        self.events = Events(database)
        self.records = Records(database)
        self.actors = Actors(database)
        self.overview = Overview(database)
        self.queue = Queue(database)
        self.history = History(database)
        self.problems = Problems(database)
        self.decisions = Decisions(database)
        self.runs = Runs(database)
        self.search = Search(database)
        self.saved = Saved(database)
        self.accounts = Accounts(database)
        self.keys = Keys(database)

    @cached_property
    def listing(self) -> Listing:
        """The events as pages and counts."""
        from dateline.store.listing import Listing

        return Listing(self._index)

    @cached_property
    def clusters(self) -> Clusters:
        """The events on a map."""
        from dateline.store.clusters import Clusters

        return Clusters(self._index)

    @cached_property
    def _index(self) -> EventIndex:
        """The columns behind both; they load a library that nothing else of the store needs."""
        from dateline.store.index import EventIndex

        return EventIndex(self._database)

    @property
    def where(self) -> str:
        """The database's address, its password left out."""
        return self._database.where

    @property
    def file(self) -> Path | None:
        """The file of a store in SQLite; None for one in PostgreSQL."""
        name = self._database.url.database
        return None if self._database.is_postgres or name is None else Path(name)

    def at(self, moment: datetime) -> Store:
        """The store as it was at a moment, to be asked the same questions; nothing can be written to it."""
        from dateline.store.past import PastStore

        # The last one is kept: its events are read once for all that a page asks, and for the next page.
        past = self._past
        if past is None or past[0] != moment:
            self._past = past = (moment, PastStore(self._database, moment))
        return past[1]

    def one_state(self) -> AbstractContextManager[None]:
        """All that this thread reads inside is of one state of the store, as a page needs it that shows one thing in several ways."""
        return self._database.one_state()

    def counts(self) -> Counts:
        """How many there are of each thing."""
        living = events.c.joined_into.is_(None) & (events.c.state != EventState.WITHDRAWN.value)
        # Of what was coded again there is little: taken away from all, it costs less than joining all to their codings.
        past = incidents.c.coding.in_(select(codings.c.pk).where(~codings.c.current))
        whole = {name: select(func.count()).select_from(table) for name, table in _COUNTED.items()}
        gone = {
            "incidents": select(func.count()).select_from(incidents).where(past),
            "claims": select(func.count()).select_from(claims.join(incidents)).where(past),
            "coded": select(func.count()).select_from(codings).where(~codings.c.current),
            "events": select(func.count()).select_from(events).where(~living),
        }
        with self._database.read() as connection:
            numbers = {name: int(connection.execute(query).scalar_one()) for name, query in whole.items()}
            for name, query in gone.items():
                numbers[name] -= int(connection.execute(query).scalar_one())
            return Counts(**numbers, problems=count_open_problems(connection))

    def close(self) -> None:
        """Give back the database; the store cannot be used afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
