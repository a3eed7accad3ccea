"""Schema migrations, run by Alembic from inside the package; loaded only where a database is not at the newest revision."""

from __future__ import annotations

from pathlib import Path

import alembic.command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from dateline.errors import StoreError
from dateline.store.postgres import order_by_bytes
from dateline.store.schema import REVISION

__all__ = ["scripts", "upgrade"]


def scripts(folder: Path) -> ScriptDirectory:
    """The migrations in a folder."""
    return ScriptDirectory.from_config(_config(folder))


def upgrade(connection: Connection, folder: Path, *, found: str | None, where: str) -> None:
    """Bring a database to the newest revision, in the transaction of `connection`.

    Args:
        connection: open for writing.
        folder: the migrations.
        found: the revision that the database is at; None for one without any.
        where: the database, for errors.
    Raises:
        StoreError: the database holds something else, or was made by a newer version.
    """
    if found == REVISION:
        return
    if found is None and (tables := inspect(connection).get_table_names()):
        raise StoreError(
            "store-foreign",
            f"it holds other tables ({', '.join(sorted(tables)[:3])} …)",
            where=where,
            fix="Give a new file, or a database of dateline.",
        )
    if found is not None and found not in {script.revision for script in scripts(folder).walk_revisions()}:
        raise StoreError(
            "store-newer",
            f"its schema is at revision {found}",
            where=where,
            fix="It was made by a newer dateline: update this one.",
        )
    config = _config(folder)
    config.attributes["connection"] = connection
    alembic.command.upgrade(config, "head")
    if connection.dialect.name == "postgresql":
        order_by_bytes(connection)


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config
