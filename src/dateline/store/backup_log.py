"""Which backups were made of a database, in a file beside it: so it tells of them also once one of them was put in its place."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import StoreError
from dateline.store.backup import Backup

__all__ = ["BackupLog", "Noted", "backups_of", "note_backup"]

_ENDING = ".backups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A backup that was made and checked.

    Args:
        file: where it was written.
        sha256: of the file, in hexadecimal digits.
        n_decisions, head: of the log of decisions in it.
    """

    at: datetime
    file: Path
    sha256: str
    size_bytes: int
    n_decisions: int
    head: str

    @property
    def is_there(self) -> bool:
        """Whether a file of its size lies where it was written; its digest is not computed anew."""
        try:
            return self.file.stat().st_size == self.size_bytes
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class BackupLog:
    """The backups that were made of a database.

    Args:
        made: the latest first.
        n_unreadable: lines that are none, as a machine that lost its power may leave one.
    """

    made: tuple[Noted, ...]
    n_unreadable: int = 0


def note_backup(database: Path, made: Backup) -> None:
    """Note that a backup was made.

    Args:
        database: the file that it was made of.
        made: the backup.
    Raises:
        StoreError: it cannot be noted; the backup is whole all the same.
    """
    node = {
        "at": datetime.now(UTC).isoformat(),
        "file": str(made.file.resolve()),
        "sha256": made.sha256,
        "bytes": made.size_bytes,
        "decisions": made.audit.n_decisions,
        "head": made.audit.head,
    }
    log = Path(f"{database}{_ENDING}")
    try:
        with log.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(node) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as fault:
        what = f"the backup is whole, but was not noted: {fault.strerror}"
        raise StoreError("backup-unnoted", what, where=str(log), fix="Check the permissions of the project's folder.") from fault


def backups_of(database: Path) -> BackupLog:
    """The backups that were made of a database file; none where none is noted.

    Raises:
        StoreError: the note cannot be read.
    """
    log = Path(f"{database}{_ENDING}")
    try:
        lines = log.read_bytes().decode("utf-8", "replace").splitlines() if log.exists() else []
    except OSError as fault:
        raise StoreError("backup-log-unread", f"{fault.strerror}", where=str(log), fix="Check its permissions.") from fault
    found = [_noted(line) for line in lines if line.strip()]
    known = tuple(one for one in reversed(found) if one is not None)
    return BackupLog(known, len(found) - len(known))


def _noted(line: str) -> Noted | None:
    try:
        node = json.loads(line)
        return Noted(
            at=datetime.fromisoformat(node["at"]).astimezone(UTC),
            file=Path(node["file"]),
            sha256=str(node["sha256"]),
            size_bytes=int(node["bytes"]),
            n_decisions=int(node["decisions"]),
            head=str(node["head"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
