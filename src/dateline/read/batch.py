"""Many files: what can be read is read, what cannot becomes a Problem, and the batch goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from dateline.errors import DatelineError, ReadError
from dateline.model import Problem
from dateline.read.archive import PAGE_PARTS
from dateline.read.formats import readings
from dateline.read.reading import Reading
from dateline.read.sniff import MAX_DOCUMENT_BYTES, refuse_format, refuse_large

__all__ = ["files", "load"]

_HEAD_BYTES: Final = 4096


def files(paths: Iterable[str | Path]) -> Iterator[Reading | Problem]:
    """A reading for each document in the files and directories, a problem for each that cannot be read.

    Directories are read to the bottom, in the order of their names; hidden files, and the parts that browsers store
    beside a page, are passed over. Links to directories are not followed.

    Args:
        paths: files, archives (zip, tar, gzip) and directories.
    """
    for path in paths:
        yield from _directory(Path(path)) if Path(path).is_dir() else _file(Path(path))


def load(path: Path, limit_bytes: int = MAX_DOCUMENT_BYTES) -> bytes:
    """The bytes of a file of at most `limit_bytes`.

    Raises:
        ReadError: there is no such file, it cannot be opened, it is no plain file, or it is too large.
    """
    size_bytes = _size(path)
    if size_bytes > limit_bytes:
        with _open(path) as stream:
            refuse_format(stream.read(_HEAD_BYTES), str(path))
        refuse_large(size_bytes, str(path))
    with _open(path) as stream:
        return stream.read(limit_bytes + 1)


def _size(path: Path) -> int:
    try:
        found = path.stat()
    except (OSError, ValueError) as fault:
        raise _unreadable(path, fault) from fault
    if not stat.S_ISREG(found.st_mode):
        raise ReadError(
            "file-irregular",
            "it is a directory, a pipe or a device",
            where=str(path),
            fix="Give a file; for a directory, read.files.",
        )
    return found.st_size


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as fault:
        raise _unreadable(path, fault) from fault


def _unreadable(path: Path, fault: OSError | ValueError) -> ReadError:
    if isinstance(fault, FileNotFoundError):
        return ReadError("file-missing", "there is no such file or directory", where=str(path), fix="Check the name.")
    reason = fault.strerror if isinstance(fault, OSError) else str(fault)
    return ReadError("file-unreadable", f"it cannot be opened: {reason}", where=str(path), fix="Check its permissions.")


def _directory(top: Path) -> Iterator[Reading | Problem]:
    closed: list[OSError] = []
    n_files = 0
    for folder, below, names in os.walk(top, onerror=closed.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() not in PAGE_PARTS:
                n_files += 1
                yield from _file(Path(folder, name))
    for fault in closed:
        yield Problem.of(_unreadable(Path(fault.filename), fault), stage="read")
    if not n_files and not closed:
        empty = ReadError(
            "directory-empty",
            "the directory holds no file to read",
            where=str(top),
            fix="Give reports: HTML, text, PDF, Word, mail, JSON, feeds or archives of them.",
        )
        yield Problem.of(empty, stage="read")


def _file(path: Path) -> Iterator[Reading | Problem]:
    try:
        if _size(path) == 0:
            raise ReadError("file-empty", "the file is empty", where=str(path), fix="Give a report, or leave it out.")
        with _open(path) as stream:
            yield from readings(stream, str(path))
    except DatelineError as fault:
        yield Problem.of(fault, stage="read")
