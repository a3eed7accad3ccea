"""An open database: connections, transactions, its schema at the newest revision, faults as StoreError."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy
from sqlalchemy import exc, text
from sqlalchemy.engine import URL, Connection, Engine, make_url

from dateline.errors import StoreError
from dateline.store import postgres, sqlite
from dateline.store.schema import REVISION

__all__ = ["Database", "writable"]

_MIGRATIONS = Path(__file__).parent / "migrations"
_POSTGRES = ("postgresql", "postgres")


class Database:
    """One database, its schema brought up to date when it is opened.

    Attributes:
        where: its address, the password left out.
        is_postgres: whether it is PostgreSQL; SQLite where not.

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
        self._held = threading.local()
        self._engine = self._connected(create=create)
        self.is_postgres = self._engine.dialect.name == "postgresql"
        self._reading = postgres.reading(self._engine) if self.is_postgres else self._engine
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
        held: Connection | None = getattr(self._held, "connection", None)
        if held is not None:
            with self._faults():
                yield held
            return
        with self._faults(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """All that this thread reads inside sees one state of the database: what others write meanwhile is not seen, nor what it writes itself."""
        if getattr(self._held, "connection", None) is not None:
            yield
            return
        with self.read() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = None

    @contextmanager
    def write(self, *, to_disk: bool = True) -> Iterator[Connection]:
        """A connection whose changes are all stored when the block ends, and none if it fails.

        Args:
            to_disk: whether the block ends only when the disk has the changes, so that they outlive a power cut. Without it they
                outlive the end of this process, kill -9 too, which is enough for what a next run would make again. PostgreSQL
                has them on the disk in any case.
        """
        with self._faults(), self._engine.connect() as connection:
            connection.execution_options(dateline_write="FULL" if to_disk else "NORMAL")
            with connection.begin():
                yield connection

    def _connected(self, *, create: bool) -> Engine:
        kind = self.url.get_backend_name()
        try:
            if kind in _POSTGRES:
                return postgres.connected(self.url, create=create, where=self.where)
            if kind == "sqlite":
                return sqlite.connected(self.url, create=create, where=self.where)
        except (exc.NoSuchModuleError, ModuleNotFoundError) as fault:
            what, fix = f"no driver for {kind}", 'Install it with: pip install "dateline[postgres]"'
            raise StoreError("store-driver", what, where=self.where, fix=fix) from fault
        raise StoreError("store-driver", f"no driver for {kind}", where=self.where, fix="Give a file, or postgresql://HOST/NAME.")

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
            raise (postgres if self.is_postgres else sqlite).fault_of(fault, self.where) from fault


def _revision(connection: Connection) -> str | None:
    if not sqlalchemy.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def writable(text: str) -> str:
    """The text as a database takes it: half surrogate pairs, as file names in no encoding hold them, are written out."""
    return text.encode("utf-8", "backslashreplace").decode()
