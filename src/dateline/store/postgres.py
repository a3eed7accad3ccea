"""PostgreSQL as a store: one database for a team, its writers one after another as in SQLite, its faults as StoreError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy
from sqlalchemy import event, exc, text
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import NullPool

from dateline.errors import StoreError

__all__ = ["DRIVER", "connected", "fault_of", "order_by_bytes", "reading"]

DRIVER = "postgresql+psycopg"
_CONNECT_TIMEOUT_S = 10
_LOCK_TIMEOUT_S = 60
# Connections that are kept open, and those that are opened beside them where many ask at once; the web server has 40 threads.
_KEPT, _BESIDE = 10, 30
# Where one can look which databases a server has.
_MAINTENANCE = "postgres"
# The advisory lock of all writers to a database: any number that nothing else in it locks.
_WRITERS = 0x646C_77  # "dlw"
_TROUBLE = {
    "28": ("store-access", "Check the user's name and password."),
    "42501": ("store-access", "Grant the user all rights on the database and its public schema."),
    "40": ("store-locked", "Others are writing to it; try again."),
    "55P03": ("store-locked", "Another program is writing to it; try again when it is done."),
    "53": ("store-full", "Free some space or connections of the database server; everything reported as stored is safe."),
    "08": ("store-connection", "Check that the database server runs and can be reached; everything reported as stored is safe."),
    "57P": (
        "store-connection",
        "The database server was stopped; try again when it runs. Everything reported as stored is safe.",
    ),
    "XX": ("store-damaged", "See the database server's log; restore the database from a copy."),
}


def connected(url: URL, *, create: bool, where: str) -> Engine:
    """An engine on the database that the address names.

    Args:
        url: of the database.
        create: whether a database that is not there is made, as far as the user may do so.
        where: the address for errors.
    Raises:
        StoreError: the driver or the database is not there, the server cannot be reached, or it holds text in another encoding than UTF-8.
    """
    if not url.database:
        raise StoreError("store-url", "the address names no database", where=where, fix="Write postgresql://HOST/NAME.")
    engine = _engine(url)
    try:
        _check(engine, url, create=create, where=where)
    except BaseException:
        engine.dispose()
        raise
    event.listen(engine, "begin", _begin)
    return engine


def reading(engine: Engine) -> Engine:
    """The engine for what only reads: all statements of a transaction see one state of the database.

    Source: PostgreSQL documentation, 13.2.2 "Repeatable Read Isolation Level".
    """
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def order_by_bytes(connection: Connection) -> None:
    """Have all text compared and sorted by its bytes, as SQLite does, whatever the database's own collation is.

    So a page of a list, and where the next one begins, is the same with both, and an upgrade of the server's language data breaks no index.

    Source: PostgreSQL documentation, 24.2.2.1 "Standard Collations", on C.
    """
    found = connection.execute(
        text(
            "SELECT c.oid::regclass::text AS owner, quote_ident(a.attname) AS name, format_type(a.atttypid, a.atttypmod) AS type"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_collation o ON o.oid = a.attcollation"
            " WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped"
            " AND o.collname <> 'C' ORDER BY 1, 2"
        )
    )
    for row in found.all():
        connection.exec_driver_sql(f'ALTER TABLE {row.owner} ALTER COLUMN {row.name} TYPE {row.type} COLLATE "C"')


def fault_of(fault: exc.DBAPIError, where: str) -> StoreError:
    """The error that a fault of the database is told as.

    Source: PostgreSQL documentation, appendix A, "PostgreSQL Error Codes".
    """
    words = " ".join(str(fault.orig).split())
    state = getattr(fault.orig, "sqlstate", None) or ("08" if isinstance(fault, exc.OperationalError) else "")
    found = next((_TROUBLE[state[:n]] for n in (5, 3, 2) if state[:n] in _TROUBLE), None)
    code, fix = found or ("store-failed", "See the cause above; everything reported as stored is safe.")
    return StoreError(code, words, where=where, fix=fix)


def _engine(url: URL, *, pooled: bool = True) -> Engine:
    settings = {"connect_timeout": _CONNECT_TIMEOUT_S, "application_name": "dateline"}
    whole = url.set(drivername=DRIVER)
    if not pooled:
        return sqlalchemy.create_engine(whole, connect_args=settings, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    # A connection is tried before it is used, so that the desk goes on by itself once a database server that was stopped runs again.
    return sqlalchemy.create_engine(whole, connect_args=settings, pool_pre_ping=True, pool_size=_KEPT, max_overflow=_BESIDE)


def _check(engine: Engine, url: URL, *, create: bool, where: str) -> None:
    try:
        encoding = _encoding(engine)
    except exc.OperationalError as fault:
        if not _is_missing(url):
            raise fault_of(fault, where) from fault
        if not create:
            fix = "Check the name, or make a project with `dateline new NAME --store ADDRESS`."
            raise StoreError("store-missing", f"there is no database {url.database}", where=where, fix=fix) from fault
        _create(url, where)
        encoding = _encoding(engine)
    if encoding != "UTF8":
        raise StoreError(
            "store-encoding", f"its encoding is {encoding}", where=where, fix="Make a database with ENCODING 'UTF8'."
        )


def _encoding(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("SHOW server_encoding").scalar())


@contextmanager
def _maintenance(url: URL) -> Iterator[Connection]:
    engine = _engine(url.set(database=_MAINTENANCE), pooled=False)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _is_missing(url: URL) -> bool:
    """Whether the server can be reached and has no such database."""
    try:
        with _maintenance(url) as connection:
            known = connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": url.database})
            return known.first() is None
    except exc.OperationalError:
        return False


def _create(url: URL, where: str) -> None:
    try:
        with _maintenance(url) as connection:
            name = connection.dialect.identifier_preparer.quote_identifier(str(url.database))
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    except exc.DBAPIError as fault:
        what = f"there is no database {url.database}, and it cannot be made: {' '.join(str(fault.orig).split())}"
        fix = f"Have it made: createdb --encoding=UTF8 --template=template0 {url.database}"
        raise StoreError("store-missing", what, where=where, fix=fix) from fault


def _begin(connection: Connection) -> None:
    """Writers wait for each other at the start, so that what one has looked up still holds when it writes; readers wait for nobody.

    Source: PostgreSQL documentation, 13.3.5 "Advisory Locks"; 13.2.1 "Read Committed": each statement sees what was committed before it.
    """
    if "dateline_write" in connection.get_execution_options():
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT_S}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
