"""The cells of a table that somebody else made: CSV in any usual dialect, or the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

from dateline.errors import InputError, ReadError

__all__ = ["Row", "Table", "bytes_of", "table_of"]

_ENCODINGS = ("utf-8-sig", "cp1252")
_ZIP = b"PK\x03\x04"
_SEPARATORS = ",;\t|"
_MOST_UNPACKED_BYTES = 1_000_000_000  # of a workbook; GED as a whole is a quarter of it


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and its cells by the names of their columns, blanks around them left out."""

    number: int
    cells: Mapping[str, str]

    def get(self, *names: str) -> str | None:
        """The first of these cells that is not empty; None where all are."""
        return next((cell for name in names if (cell := self.cells.get(name))), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A header, its names in small letters, and rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def bytes_of(path: Path) -> bytes:
    """What a file holds.

    Raises:
        InputError: it cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as fault:
        raise InputError(
            "table-unreadable", f"it cannot be opened: {fault.strerror}", where=str(path), fix="Check the path."
        ) from fault


def table_of(data: bytes, where: str) -> Table:
    """The table in a file: CSV with commas, semicolons, tabs or bars, in UTF-8, UTF-16 or Windows-1252; or XLSX.

    Args:
        data: what the file holds.
        where: its name, for errors.
    Raises:
        InputError: it is no table, or has no header.
    """
    lines = _of_workbook(data, where) if data.startswith(_ZIP) else _of_text(data, where)
    numbered = ((n, cells) for n, cells in enumerate(lines, start=1) if any(cells))
    try:
        _, names = next(numbered, (0, ()))
        header = tuple(name.strip().lower() for name in names)
        rows = tuple(Row(n, dict(zip(header, map(str.strip, cells), strict=False))) for n, cells in numbered)
    except csv.Error as fault:
        raise _no_table(where, str(fault)) from fault
    if len(header) < 2:
        raise _no_table(where, "its first row does not name columns")
    return Table(header, rows)


def _no_table(where: str, what: str) -> InputError:
    return InputError(
        "table-shape", f"it is no table: {what}", where=where, fix="Give CSV or XLSX whose first row names the columns."
    )


def _of_text(data: bytes, where: str) -> Iterator[tuple[str, ...]]:
    text = _decoded(data, where)
    csv.field_size_limit(sys.maxsize)  # lists of sources can be longer than the limit that Python begins with
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    return (tuple(cells) for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _decoded(data: bytes, where: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        raise _no_table(where, "it holds binary data")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _of_workbook(data: bytes, where: str) -> Iterator[tuple[str, ...]]:
    """The rows of the first sheet; what its parser stumbles over is one clear error."""
    from dateline.read.guard import parsing

    try:
        with parsing("workbook", where):
            from openpyxl import load_workbook

            if sum(one.file_size for one in ZipFile(io.BytesIO(data)).infolist()) > _MOST_UNPACKED_BYTES:
                raise _no_table(where, f"it unpacks to more than {_MOST_UNPACKED_BYTES:,} bytes")
            sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
            rows: Iterable[tuple[object, ...]] = list(sheet.iter_rows(values_only=True))
    except ReadError as fault:
        raise _no_table(where, fault.what) from fault
    return (tuple(map(_cell, cells)) for cells in rows)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
