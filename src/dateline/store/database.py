"""An open database: connections, transactions, its schema at the newest revision, faults as StoreError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import event, exc, text
from sqlalchemy.engine import URL, Connection, Engine, make_url

from dateline.errors import StoreError
from dateline.store.schema import REVISION

__all__ = ["Database", "writable"]

_BUSY_TIMEOUT_S = 60
_MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """One database, its schema brought up to date when it is opened.

    Args:
        url: an SQLAlchemy URL.
        create: whether a database that is not there is made.
    Raises:
        StoreError: it is not there, cannot be opened, is no dateline database, or is newer than this version.
    """

    def __init__(self, url: str | URL, *, create: bool = True) -> None:
        try:
            self.url = make_url(url)
        except exc.ArgumentError as fault:
            raise StoreError(
                "store-url", f"{url!r} is no database address", fix="Write sqlite:///FILE or postgresql://HOST/NAME."
            ) from fault
        self.where = self.url.render_as_string(hide_password=True)
        self._engine = self._connected(create=create)
        try:
            self._migrate()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout."""
        with self._faults(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self, *, to_disk: bool = True) -> Iterator[Connection]:
        """A connection whose changes are all stored when the block ends, and none if it fails.

        Args:
            to_disk: whether the block ends only when the disk has the changes, so that they outlive a power cut. Without it they
                outlive the end of this process, kill -9 too, which is enough for what a next run would make again.
        """
        with self._faults(), self._engine.connect() as connection:
            connection.execution_options(dateline_write="FULL" if to_disk else "NORMAL")
            with connection.begin():
                yield connection

    def _connected(self, *, create: bool) -> Engine:
        if self.url.get_backend_name() == "sqlite":
            self._check_file(create=create)
        try:
            engine = sqlalchemy.create_engine(self.url, connect_args=_connect_args(self.url))
        except (exc.NoSuchModuleError, ModuleNotFoundError) as fault:
            raise StoreError(
                "store-driver", f"no driver for {self.url.drivername}", where=self.where, fix="Install the driver's package."
            ) from fault
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _check_file(self, *, create: bool) -> None:
        name = self.url.database
        if not name or name == ":memory:":
            raise StoreError("store-memory", "a database in memory has one connection only", where=self.where, fix="Give a file.")
        file = Path(name)
        if not file.parent.is_dir():
            raise StoreError("store-folder", f"{file.parent} is no folder", where=self.where, fix="Make the folder first.")
        if not create and not file.is_file():
            raise StoreError(
                "store-missing",
                f"{file} is not there",
                where=self.where,
                fix="Check the path, or make a project with `dateline new`.",
            )

    def _migrate(self) -> None:
        """Bring the schema to the newest revision; one SELECT where it is there already."""
        with self.read() as connection:
            if _revision(connection) == REVISION:
                return
        from dateline.store.migrate import upgrade

        with self.write() as connection:
            upgrade(connection, _MIGRATIONS, found=_revision(connection), where=self.where)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as fault:
            raise _store_error(fault, self.where) from fault


def _revision(connection: Connection) -> str | None:
    if not sqlalchemy.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def writable(text: str) -> str:
    """The text as a database takes it: half surrogate pairs, as file names in no encoding hold them, are written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _connect_args(url: URL) -> dict[str, Any]:
    return {"timeout": _BUSY_TIMEOUT_S} if url.get_backend_name() == "sqlite" else {}


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """WAL, so that readers and a writer do not wait for each other."""
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says so
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take their lock at the start: a lock that is asked for halfway cannot be waited for.

    Source: SQLite documentation, "Transaction", on SQLITE_BUSY and BEGIN IMMEDIATE; "PRAGMA synchronous", on WAL with FULL (the disk
    has each transaction) and NORMAL (a power cut may cost the latest ones, but never breaks the file).
    """
    level = connection.get_execution_options().get("dateline_write")
    if level is None:
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _store_error(fault: exc.DBAPIError, where: str) -> StoreError:
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
