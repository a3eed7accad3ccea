"""The store: one schema, SQLite by default; `open` gives it.

SQLAlchemy is loaded when a store is opened, not when this package is.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.store.hits import ClaimHit, DocumentHit, Hits
from dateline.store.query import Box, EventQuery, alternatives
from dateline.store.rows import (
    ActorCount,
    Arrival,
    Basis,
    Card,
    Cards,
    Change,
    Changes,
    Cluster,
    Counted,
    Counts,
    Crossed,
    Day,
    Filed,
    Kept,
    Known,
    Member,
    MemberIncident,
    Named,
    Naming,
    Original,
    Page,
    Receipt,
    Refiling,
    Run,
    StoredClaim,
    Succession,
    Sums,
    TurnedAway,
    Witnesses,
)

if TYPE_CHECKING:
    from dateline.store.store import Store

__all__ = [
    "ActorCount",
    "Arrival",
    "Basis",
    "Box",
    "Card",
    "Cards",
    "Change",
    "Changes",
    "ClaimHit",
    "Cluster",
    "Counted",
    "Counts",
    "Crossed",
    "Day",
    "DocumentHit",
    "EventQuery",
    "Filed",
    "Hits",
    "Kept",
    "Known",
    "Member",
    "MemberIncident",
    "Named",
    "Naming",
    "Original",
    "Page",
    "Receipt",
    "Refiling",
    "Run",
    "Store",
    "StoredClaim",
    "Succession",
    "Sums",
    "TurnedAway",
    "Witnesses",
    "alternatives",
    "open",
]


def open(url: str | Path, *, create: bool = True) -> Store:  # noqa: A001 - the documented name
    """The store at a database address, its schema brought up to date.

    Args:
        url: a file, or an address like sqlite:////data/karsa.db or postgresql://host/karsa.
        create: whether one that is not there is made.
    Raises:
        StoreError: it is not there, cannot be opened, holds something else, or is newer than this version.
    """
    from sqlalchemy.engine import URL

    from dateline.store.database import Database
    from dateline.store.store import Store

    address = str(url)
    return Store(Database(address if "://" in address else URL.create("sqlite", database=address), create=create))


def __getattr__(name: str) -> Any:
    if name == "Store":
        return importlib.import_module("dateline.store.store").Store
    raise AttributeError(f"module 'dateline.store' has no attribute {name!r}")
