"""Many files: what can be read is read, what cannot becomes a Problem, and the batch goes on."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from dateline.errors import DatelineError, ReadError
from dateline.model import Document, Problem
from dateline.read import html, lines, plain
from dateline.read.reading import Known, Reading
from dateline.read.sniff import HTML, JSON, JSONL, MAX_DOCUMENT_BYTES, media_type, refuse_format, refuse_large

__all__ = ["files", "load"]

# What a browser stores beside a saved page. In a directory they are passed over; named by themselves they are a problem.
_PAGE_PARTS: Final = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".json5",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
        ".ico",
        ".bmp",
        ".woff",
        ".woff2",
        ".ttf",
        ".otf",
        ".eot",
        ".mp3",
        ".mp4",
        ".webm",
        ".mov",
        ".m4a",
    ]
)
# A JSON file is parsed whole, which takes several times its size of memory; JSONL is read line by line without a limit.
_MAX_JSON_BYTES: Final = 500_000_000
_HEAD_BYTES: Final = 4096


def files(paths: Iterable[str | Path]) -> Iterator[Reading | Problem]:
    """A reading for each document in the files and directories, a problem for each that cannot be read.

    Directories are read to the bottom, in the order of their names; hidden files, and the parts that browsers store
    beside a page, are passed over. Links to directories are not followed.

    Args:
        paths: files (HTML, text, JSONL, JSON) and directories.
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
            if not name.startswith(".") and Path(name).suffix.lower() not in _PAGE_PARTS:
                n_files += 1
                yield from _file(Path(folder, name))
    for fault in closed:
        yield Problem.of(_unreadable(Path(fault.filename), fault), stage="read")
    if not n_files and not closed:
        empty = ReadError(
            "directory-empty", "the directory holds no file to read", where=str(top), fix="Give HTML, text, JSONL or JSON files."
        )
        yield Problem.of(empty, stage="read")


def _file(path: Path) -> Iterator[Reading | Problem]:
    try:
        kind = _kind(path)
        if kind == JSONL:
            yield from _jsonl(path)
        elif kind == JSON:
            yield from lines.whole(load(path, _MAX_JSON_BYTES), str(path))
        else:
            yield _one(path, kind)
    except DatelineError as fault:
        yield Problem.of(fault, stage="read")


def _kind(path: Path) -> str:
    if _size(path) == 0:
        raise ReadError("file-empty", "the file is empty", where=str(path), fix="Give a report, or leave it out.")
    with _open(path) as stream:
        head = stream.read(_HEAD_BYTES)
    refuse_format(head, str(path))
    return media_type(path.name, head)


def _one(path: Path, kind: str) -> Reading:
    read: Callable[[bytes, str, Known], Document] = html.page if kind == HTML else plain.plain
    data = load(path)
    return Reading(document=read(data, str(path), Known()), original=data, media_type=kind, name=str(path))


def _jsonl(path: Path) -> Iterator[Reading | Problem]:
    with _open(path) as stream:
        yield from lines.jsonl(stream, str(path))
