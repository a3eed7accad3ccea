"""Zip, tar and gzip files: their members one after the other, within limits that no honest archive meets."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any, Final, cast

from dateline.errors import DatelineError, ReadError
from dateline.model import Problem
from dateline.read.guard import parsing
from dateline.read.sniff import GZIP, HEAD_BYTES, ZIP, media_type, refuse_large

__all__ = ["PAGE_PARTS", "Member", "is_docx", "members", "seekable"]

# What a browser stores beside a saved page. In a directory they are passed over; named by themselves they are a problem.
PAGE_PARTS: Final = frozenset(
    (
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
    )
)
# Text shrinks to a fifth, JSON to a tenth; what grows more than this when it is unpacked is a bomb, once it is large as well.
# Source: RFC 1951 allows 1,032 to 1; "zip bombs" use nearly all of it.
_MAX_GROWTH: Final = 100
_FREE_BYTES: Final = 100_000_000
_MAX_MEMBERS: Final = 1_000_000
_CHUNK_BYTES: Final = 1 << 16
_MAX_INNER_ZIP_BYTES: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name, that of the archive before it, and its bytes."""

    name: str
    stream: IO[bytes]


class _Budget:
    """The bytes that an archive may still unpack to."""

    def __init__(self, packed_bytes: int, where: str) -> None:
        self._most = max(_FREE_BYTES, _MAX_GROWTH * packed_bytes)
        self._left = self._most
        self._where = where

    def spend(self, n_bytes: int) -> None:
        self._left -= n_bytes
        if self._left < 0:
            raise ReadError(
                "archive-bomb",
                f"it unpacks to more than {self._most:,} bytes, {_MAX_GROWTH} times its size",
                where=self._where,
                fix="If it is honest, unpack it and give the folder.",
            )


class _Counted(io.RawIOBase):
    """A stream that tells the budget of what is read from it, and names the archive when it is broken."""

    def __init__(self, inner: Any, budget: _Budget, kind: str, where: str) -> None:
        super().__init__()
        self._inner = inner
        self._budget = budget
        self._kind = kind
        self._where = where

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with parsing(self._kind, self._where):
            data = self._inner.read(len(buffer))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def members(stream: IO[bytes], name: str, kind: str) -> Iterator[Member | Problem]:
    """The files in an archive, in its own order; hidden files and the parts of saved pages are passed over.

    Nothing is written to disk. A member is to be read before the next one is asked for.

    Args:
        stream: the archive.
        name: of the archive.
        kind: media type of the archive: zip, tar or gzip.
    Raises:
        ReadError: the archive is broken, or a bomb.
    """
    if kind == ZIP:
        yield from _zipped(stream, name)
    elif kind == GZIP:
        yield from _gunzipped(stream, name)
    else:
        yield from _tarred(stream, name)


def is_docx(stream: IO[bytes]) -> bool:
    """Whether a zip file is a Word file, or a Word template; its stream is left at its beginning."""
    try:
        with zipfile.ZipFile(stream) as packed:
            return "word/document.xml" in packed.NameToInfo
    except Exception:  # noqa: BLE001 - a broken archive is told of where it is read
        return False
    finally:
        stream.seek(0)


def seekable(stream: IO[bytes]) -> IO[bytes]:
    """The stream itself, or, for one that only goes forward, its bytes as one that can seek.

    Raises:
        ReadError: it is too large to be held in memory.
    """
    if stream.seekable():
        return stream
    data = stream.read(_MAX_INNER_ZIP_BYTES + 1)
    refuse_large(len(data), "a zip archive in another archive", _MAX_INNER_ZIP_BYTES)
    return io.BytesIO(data)


def _size(stream: IO[bytes]) -> int:
    if not stream.seekable():
        return 0
    at = stream.tell()
    size_bytes = stream.seek(0, io.SEEK_END)
    stream.seek(at)
    return size_bytes


def _zipped(stream: IO[bytes], name: str) -> Iterator[Member | Problem]:
    with parsing("zip archive", name):
        packed = zipfile.ZipFile(stream)
    budget = _Budget(_size(stream), name)
    listed = packed.infolist()
    is_web = any(info.filename == "datapackage.json" for info in listed) and any(_in_web_archive(i.filename) for i in listed)
    wanted = [i for i in listed if not i.is_dir() and _is_wanted(i.filename) and (not is_web or _in_web_archive(i.filename))]
    _refuse_empty(len(wanted), name)
    for info in wanted:
        where = f"{name}/{info.filename}"
        try:
            if info.flag_bits & 1:
                raise ReadError("file-locked", "the member has a password", where=where, fix="Unpack it with its password.")
            with parsing("zip archive", where):
                inner = packed.open(info)
            yield Member(where, _buffered(inner, budget, "zip archive", where))
        except DatelineError as fault:
            yield Problem.of(fault, stage="read")


def _in_web_archive(name: str) -> bool:
    """Whether a member is one of the WARC files of a WACZ. Source: WACZ 1.1.1, "Directory Layout"."""
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))


def _gunzipped(stream: IO[bytes], name: str) -> Iterator[Member | Problem]:
    """The one file in a gzip file; where that is a tar, its members."""
    budget = _Budget(_size(stream), name)
    inner = _buffered(gzip.GzipFile(fileobj=stream), budget, "gzip archive", name)
    bare = name[:-3] if name.lower().endswith(".gz") else name[:-4] + ".tar" if name.lower().endswith(".tgz") else name
    if media_type(bare, inner.peek(HEAD_BYTES)) == "application/x-tar":
        yield from _tarred(cast(IO[bytes], inner), name)
    else:
        yield Member(bare, cast(IO[bytes], inner))


def _tarred(stream: IO[bytes], name: str) -> Iterator[Member | Problem]:
    n_members = 0
    with parsing("tar archive", name):
        packed: Any = tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape")  # noqa: SIM115 - its stream is closed by whoever opened it
    while True:
        with parsing("tar archive", name):
            info = packed.next()
            packed.members = []  # the library keeps all; a million of them fill the memory
        if info is None:
            break
        if not info.isfile() or not _is_wanted(info.name):
            continue
        n_members += 1
        if n_members > _MAX_MEMBERS:
            raise ReadError("archive-bomb", f"it has more than {_MAX_MEMBERS:,} members", where=name, fix="Split it.")
        where = f"{name}/{info.name}"
        yield Member(where, _buffered(packed.extractfile(info), _Budget(info.size, where), "tar archive", where))
    _refuse_empty(n_members, name)


def _buffered(inner: Any, budget: _Budget, kind: str, where: str) -> Any:
    return io.BufferedReader(_Counted(inner, budget, kind, where), _CHUNK_BYTES)


def _is_wanted(name: str) -> bool:
    parts = PurePath(name).parts
    is_hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts) or "__MACOSX" in parts
    return not is_hidden and PurePath(name).suffix.lower() not in PAGE_PARTS


def _refuse_empty(n_members: int, name: str) -> None:
    if not n_members:
        raise ReadError("archive-empty", "the archive holds no file to read", where=name, fix="Give reports, or leave it out.")
