"""Events as a table: one row for each, in the columns of `dateline.write.columns`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from dateline.write.columns import COLUMNS, Cell, cells
from dateline.write.format import Format, write_format
from dateline.write.record import EventRecord, Withheld, Written
from dateline.write.withhold import Withholding

__all__ = ["EXCEL", "FORMAT", "LIST_SEPARATOR", "flat", "line", "text", "write"]

LIST_SEPARATOR = "; "
# What makes a spreadsheet run a cell as a formula, full-width forms included.
# Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA_STARTS = frozenset("=+-@＝＋－＠")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_ODD = re.compile(r"[^\S ]|[\x00-\x1f\x7f]|  ")  # what only some cells have; looking for it is quicker than replacing every blank


def write(
    records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None, for_excel: bool = False
) -> Written:
    """Events written as CSV (RFC 4180): UTF-8, a header row, lines that end in CR LF, in the order given.

    Lists are joined with "; ", a semicolon inside an item becomes a comma, and line breaks become spaces. A text that a
    spreadsheet would run as a formula gets an apostrophe in front. The column `withheld` says what is withheld.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
        for_excel: begin with the byte-order mark by which Excel knows UTF-8.
    """
    return write_format(EXCEL if for_excel else FORMAT, records, out, withholding=withholding)


def _row(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes:
    return line(["" if cell is None else text(cell) for cell in cells(record, withheld)])


def line(words: list[str]) -> bytes:
    """One row as bytes; what UTF-8 cannot hold becomes a question mark."""
    row = io.StringIO()
    csv.writer(row, lineterminator="\r\n").writerow(words)
    return row.getvalue().encode("utf-8", "replace")


def text(cell: Cell) -> str:
    """The cell's text on one line; only words are guarded, since a number may begin with a minus."""
    words = flat(cell)
    return f"'{words}" if words[:1] in _FORMULA_STARTS and isinstance(cell, (str, tuple)) else words


def flat(cell: Cell) -> str:
    """The cell's text on one line, without tabs; empty for what is not known."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _on_one_line(cell)
    if isinstance(cell, tuple):
        return _on_one_line(LIST_SEPARATOR.join([item.replace(";", ",") for item in cell])) if cell else ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _on_one_line(words: str) -> str:
    # What can be printed has no break or tab in it, and nearly all can: asking so is quicker than looking for them.
    is_plain = words.isprintable() and "  " not in words
    return (words if is_plain or not _ODD.search(words) else _BREAKS.sub(" ", words)).strip()


_HEAD = line([column.name for column in COLUMNS])
FORMAT = Format(head=lambda _: _HEAD, piece=_row)
EXCEL = Format(head=lambda _: b"\xef\xbb\xbf" + _HEAD, piece=_row)
