"""Backups of a SQLite store: one file that is whole whatever is written meanwhile, its digest beside it; and back again."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import InputError, StoreError
from dateline.store.chain import Audit

__all__ = ["Backup", "back_up", "check_backup", "put_back"]

_ENDING = ".sha256"
_JOURNALS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was checked.

    Args:
        sha256: of the file, in hexadecimal digits; it stands in a file beside it too, as sha256sum reads it.
        audit: of the decisions in it.
    """

    file: Path
    sha256: str
    size_bytes: int
    audit: Audit


def back_up(source: Path, target: Path) -> Backup:
    """A backup of a database file, made while others may read and write it.

    Args:
        source: the database.
        target: a file that is not there yet.
    Raises:
        InputError: the target is there already.
        StoreError: the database cannot be read, or the target cannot be written.

    Source: SQLite documentation, "Online Backup API": one step over all pages copies one state of the database.
    """
    if target.exists():
        raise InputError("backup-exists", f"{target} is there already", where=str(target), fix="Give another name, or remove it.")
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy(source, part)
        _sync(part)
        digest = _digest(part)
        beside = Path(f"{target}{_ENDING}")
        beside.write_text(f"{digest}  {target.name}\n", encoding="utf-8")
        _sync(beside)
        part.replace(target)
        _sync(target.parent)
    except (OSError, sqlite3.Error) as fault:
        part.unlink(missing_ok=True)
        raise StoreError(
            "backup-failed", f"{fault}", where=str(target), fix="Check the disk's space and the permissions."
        ) from fault
    return check_backup(target)


def check_backup(file: Path) -> Backup:
    """The backup, where it is whole: its digest as it was written beside it, the database intact, the log of decisions unbroken.

    Raises:
        StoreError: it is not.
    """
    if not file.is_file():
        raise StoreError("backup-missing", f"{file} is not there", where=str(file), fix="Check the path.")
    digest = _digest(file)
    beside = Path(f"{file}{_ENDING}")
    noted = beside.read_text(encoding="utf-8").split()[0] if beside.is_file() and beside.stat().st_size else None
    if noted is not None and noted != digest:
        what = f"its SHA-256 is {digest}, and {beside.name} says {noted}"
        raise StoreError("backup-changed", what, where=str(file), fix="Use another backup.")
    _require_intact(file)
    audit = _audit(file)
    if not audit.is_whole:
        flaw = audit.flaws[0]
        raise StoreError(
            "backup-log",
            f"the log of decisions is not whole: {flaw.decision} {flaw.what}",
            where=str(file),
            fix="Use another backup.",
        )
    return Backup(file, digest, file.stat().st_size, audit)


def put_back(file: Path, target: Path) -> Path | None:
    """Where the database that was there before lies now; None where there was none. In its place is a copy of the backup.

    Args:
        file: a backup; it stays as it is.
        target: the database's file, which nobody has open.
    Raises:
        StoreError: the backup is not whole, or the files cannot be written.
    """
    check_backup(file)
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy(file, part)
        _sync(part)
        aside = _set_aside(target)
        part.replace(target)
        _sync(target.parent)
    except (OSError, sqlite3.Error) as fault:
        raise StoreError(
            "restore-failed", f"{fault}", where=str(target), fix="Check the disk's space and the permissions."
        ) from fault
    return aside


def _set_aside(target: Path) -> Path | None:
    """Move a database away with what SQLite keeps beside it, so that nothing of it is lost nor read with the new one."""
    if not target.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = target.with_name(f"{target.name}.before-{stamp}")
    for ending in ("", *_JOURNALS):
        old = Path(f"{target}{ending}")
        if old.exists():
            old.rename(f"{aside}{ending}")
    return aside


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE").close()


def _require_intact(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as fault:
        found = str(fault)
    if found != "ok":
        raise StoreError("backup-damaged", found, where=str(file), fix="Use another backup.")


def _audit(file: Path) -> Audit:
    """The audit of the decisions in a copy of the backup, which may be of an earlier version of the schema."""
    import tempfile

    from dateline import store

    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        copy = Path(folder) / "backup.db"
        _copy(file, copy)
        with store.open(copy, create=False) as opened:
            return opened.decisions.audit()


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
