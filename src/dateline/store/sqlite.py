"""SQLite as a store: a file in WAL mode, its writers one after another, its faults as StoreError."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import event, exc
from sqlalchemy.engine import URL, Connection, Engine

from dateline.errors import StoreError

__all__ = ["connected", "fault_of"]

_BUSY_TIMEOUT_S = 60
# Memory for pages of the file: each thread of a desk reads by a connection of its own, and the system keeps pages for all of them; one writes at a time.
_READING_KB, _WRITING_KB = 1_024, 65_536


def connected(url: URL, *, create: bool, where: str) -> Engine:
    """An engine on the file that the address names.

    Args:
        url: of the file.
        create: whether a file that is not there is made.
        where: the address for errors.
    Raises:
        StoreError: it is in memory, its folder or the file is not there, or the driver is not.
    """
    _check_file(url.database, create=create, where=where)
    engine = sqlalchemy.create_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_S})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def fault_of(fault: exc.DBAPIError, where: str) -> StoreError:
    """The error that a fault of the database is told as."""
    words = str(fault.orig)
    if "not a database" in words or "malformed" in words:
        return StoreError("store-damaged", words, where=where, fix="This is no intact database; restore it from a copy.")
    if "locked" in words:
        return StoreError("store-locked", words, where=where, fix="Another program is writing to it; try again when it is done.")
    if "readonly" in words or "unable to open" in words:
        return StoreError("store-access", words, where=where, fix="Check that the file and its folder can be read and written.")
    if "full" in words:
        return StoreError("store-full", words, where=where, fix="Free some space; everything reported as stored is safe.")
    return StoreError("store-failed", words, where=where, fix="See the cause above; everything reported as stored is safe.")


def _check_file(name: str | None, *, create: bool, where: str) -> None:
    if not name or name == ":memory:":
        raise StoreError("store-memory", "a database in memory has one connection only", where=where, fix="Give a file.")
    file = Path(name)
    if not file.parent.is_dir():
        raise StoreError("store-folder", f"{file.parent} is no folder", where=where, fix="Make the folder first.")
    if not create and not file.is_file():
        raise StoreError(
            "store-missing", f"{file} is not there", where=where, fix="Check the path, or make a project with `dateline new`."
        )


def _set_up(connection: Any, _record: object) -> None:
    """WAL, so that readers and a writer do not wait for each other."""
    connection.isolation_level = None  # transactions begin where `_begin` says so
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"cache_size = {-_READING_KB}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Writers take their lock at the start: a lock that is asked for halfway cannot be waited for.

    Source: SQLite documentation, "Transaction", on SQLITE_BUSY and BEGIN IMMEDIATE; "PRAGMA synchronous", on WAL with FULL (the disk
    has each transaction) and NORMAL (a power cut may cost the latest ones, but never breaks the file).
    """
    level = connection.get_execution_options().get("dateline_write")
    if level is None:
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
        connection.exec_driver_sql(f"PRAGMA cache_size = {-_WRITING_KB}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
