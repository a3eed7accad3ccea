"""Backups of a project: where its database lies, and what may be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline import config
from dateline.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from dateline.store import Store
    from dateline.store.backup import Backup

__all__ = ["back_up", "database_file", "restore"]

_POSTGRES_FIX = "Use pg_dump and pg_restore, which come with PostgreSQL."


def back_up(store: Store, target: Path) -> Backup:
    """A backup of an open store, made while others use it, and noted beside it.

    Args:
        store: in SQLite.
        target: a file that is not there yet.
    Raises:
        InputError: the target is there already.
        StoreError: the store is in PostgreSQL, the target cannot be written, or the backup cannot be noted beside the store.
    """
    from dateline.store.backup import back_up as copied
    from dateline.store.backup_log import note_backup

    if store.file is None:
        raise StoreError("backup-postgres", "the store is in PostgreSQL", where=store.where, fix=_POSTGRES_FIX)
    made = copied(store.file, target)
    note_backup(store.file, made)
    return made


def restore(backup: Path, place: Path) -> tuple[Backup, Path | None]:
    """The backup that was put in place of a project's database, and where the former database lies now.

    Args:
        backup: a file that `back_up` made.
        place: a project's folder or project file, or a database file.
    Raises:
        ConfigError: there is no project.
        StoreError: the backup is not whole, or the database is in PostgreSQL.
    """
    from dateline.store.backup import check_backup, put_back

    target = database_file(place)
    found = check_backup(backup)
    return found, put_back(backup, target)


def database_file(place: Path) -> Path:
    """The database file of a project, which need not be there.

    Args:
        place: its folder or project file, or the database file itself.
    Raises:
        ConfigError: there is no project.
        StoreError: its database is in PostgreSQL.
    """
    if not place.is_dir() and place.name != config.FILE_NAME:
        return place
    folder = place if place.is_dir() else place.parent
    file = folder / config.FILE_NAME
    if not file.is_file():
        raise ConfigError(
            "project-missing", f"no {config.FILE_NAME} in {folder}", where=str(folder), fix="Name a project or a file."
        )
    location = config.load(file).location(folder)
    if "://" not in location:
        return Path(location)
    scheme, _, path = location.partition(":///")
    if not scheme.startswith("sqlite"):
        raise StoreError("backup-postgres", "the database is in PostgreSQL", where=scheme, fix=_POSTGRES_FIX)
    return Path(path)
