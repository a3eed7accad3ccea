"""The cells of a table that somebody else made: CSV in any usual dialect, or the first sheet of a workbook."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dateline.errors import InputError, ReadError

__all__ = ["Row", "Table", "read_table"]

_ENCODINGS = ("utf-8-sig", "cp1252")
_ZIP = b"PK\x03\x04"
_SEPARATORS = ",;\t|"


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


def read_table(path: Path) -> Table:
    """The table in a file: CSV with commas, semicolons, tabs or bars, in UTF-8, UTF-16 or Windows-1252; or XLSX.

    Args:
        path: of the file.
    Raises:
        InputError: the file is no table, cannot be opened, or has no header.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise InputError(
            "table-unreadable", f"it cannot be opened: {fault.strerror}", where=str(path), fix="Check the path."
        ) from fault
    lines = _of_workbook(data, path) if data.startswith(_ZIP) else _of_text(data, path)
    numbered = ((n, cells) for n, cells in enumerate(lines, start=1) if any(cells))
    try:
        _, names = next(numbered, (0, ()))
        header = tuple(name.strip().lower() for name in names)
        rows = tuple(Row(n, dict(zip(header, map(str.strip, cells), strict=False))) for n, cells in numbered)
    except csv.Error as fault:
        raise _no_table(path, str(fault)) from fault
    if len(header) < 2:
        raise _no_table(path, "its first row does not name columns")
    return Table(header, rows)


def _no_table(path: Path, what: str) -> InputError:
    return InputError(
        "table-shape", f"it is no table: {what}", where=str(path), fix="Give CSV or XLSX whose first row names the columns."
    )


def _of_text(data: bytes, path: Path) -> Iterator[tuple[str, ...]]:
    text = _decoded(data, path)
    csv.field_size_limit(sys.maxsize)  # lists of sources can be longer than the limit that Python begins with
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    return (tuple(cells) for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _decoded(data: bytes, path: Path) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        raise _no_table(path, "it holds binary data")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _of_workbook(data: bytes, path: Path) -> Iterator[tuple[str, ...]]:
    """The rows of the first sheet; what its parser stumbles over is one clear error."""
    from dateline.read.guard import parsing

    try:
        with parsing("workbook", str(path)):
            from openpyxl import load_workbook

            sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
            rows: Iterable[tuple[object, ...]] = list(sheet.iter_rows(values_only=True))
    except ReadError as fault:
        raise _no_table(path, fault.what) from fault
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
