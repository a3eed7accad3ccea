"""Events as a spreadsheet (Office Open XML): the columns of the CSV table, and a sheet that says what they mean."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dateline.write import csv
from dateline.write.columns import COLUMNS, Cell, cells
from dateline.write.format import Format, write_format
from dateline.write.record import EventRecord, Withheld, Written
from dateline.write.withhold import Withholding

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["CELL_LENGTH", "FORMAT", "write"]

# Source: Excel specifications and limits, Microsoft Support
_ROWS = 1_048_576
CELL_LENGTH = 32_767
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip file can hold
_NOW = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as a workbook, in the order given: sheet `events`, and more where one is full; sheet `columns` with meanings.

    Days are days and numbers are numbers; no text is a formula. A text longer than a cell is cut and ends in an ellipsis.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None. The column `withheld` says so.
    """
    return write_format(FORMAT, records, out, withholding=withholding)


def _row(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes:
    # a lone surrogate is written as its JSON escape
    row = [cell.isoformat() if isinstance(cell, date) else cell for cell in cells(record, withheld)]
    return json.dumps(row).encode() + b"\n"


def _made(lines: Iterable[bytes], out: BinaryIO) -> None:
    """The rows, as lines of JSON, written as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _fill(book, (_cells(line) for some in lines for line in some.splitlines()))
    about = book.create_sheet("columns")
    about.append(["column", "type", "meaning"])
    for column in COLUMNS:
        about.append([column.name, column.type, column.meaning])
    with TemporaryFile() as made:
        book.save(made)
        _without_clock(made, out)


def _cells(line: bytes) -> list[Cell]:
    found = zip(COLUMNS, json.loads(line), strict=True)
    return [_typed(column.type, cell) for column, cell in found]


def _typed(kind: str, cell: Any) -> Cell:
    if kind == "day" and cell is not None:
        return date.fromisoformat(cell)
    return tuple(cell) if isinstance(cell, list) else cell


def _fill(book: Workbook, rows: Iterator[list[Cell]]) -> None:
    """Sheets `events`, `events 2` and so on, each with a row of names that stays in view."""
    sheet: Any = None
    n_sheets = 0
    for n, row in enumerate(rows):
        if n % (_ROWS - 1) == 0:
            n_sheets += 1
            sheet = _sheet(book, "events" if n_sheets == 1 else f"events {n_sheets}")
        sheet.append([_value(cell, sheet) for cell in row])
    if sheet is None:
        _sheet(book, "events")


def _sheet(book: Workbook, title: str) -> Any:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.append([column.name for column in COLUMNS])
    return sheet


def _value(cell: Cell, sheet: Any) -> Any:
    """What goes into a cell; words are told to be words, so that none is taken for a formula."""
    from openpyxl.cell import WriteOnlyCell

    if cell is None or isinstance(cell, (bool, int, float, date)):
        return cell
    words = csv.flat(cell)
    shown = words if len(words) <= CELL_LENGTH else words[: CELL_LENGTH - 1] + "…"
    if not shown.startswith(("=", "#")):
        return shown or None
    kept = WriteOnlyCell(sheet, value=shown)
    kept.data_type = "s"
    return kept


def _without_clock(made: BinaryIO, out: BinaryIO) -> None:
    """The same zip file without the time at which it was made: equal events give equal bytes."""
    with ZipFile(made) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            with old.open(name) as source, new.open(info, "w", force_zip64=True) as target:
                if name == "docProps/core.xml":
                    target.write(_NOW.sub(rb"\g<1>1980-01-01T00:00:00Z", source.read()))
                else:
                    shutil.copyfileobj(source, target)


FORMAT = Format(piece=_row, sink=_made)
