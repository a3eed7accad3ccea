"""Events as a table: one row for each, in the columns of `dateline.write.columns`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from dateline.write.account import Account
from dateline.write.columns import COLUMNS, Cell
from dateline.write.record import EventRecord, Written
from dateline.write.withhold import withhold

__all__ = ["LIST_SEPARATOR", "flat", "line", "text", "write"]

LIST_SEPARATOR = "; "
# What makes a spreadsheet run a cell as a formula, full-width forms included.
# Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")
_ODD = re.compile(r"[^\S ]|[\x00-\x1f\x7f]|  ")  # what only some cells have; looking for it is quicker than replacing every blank


def write(records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False, for_excel: bool = False) -> Written:
    """Events written as CSV (RFC 4180): UTF-8, a header row, lines that end in CR LF, in the order given.

    Lists are joined with "; ", a semicolon inside an item becomes a comma, and line breaks become spaces. A text that a
    spreadsheet would run as a formula gets an apostrophe in front.

    Args:
        records: the events.
        out: where the bytes go.
        with_names: also name private persons; without it they are withheld, and the column `withheld` says so.
        for_excel: begin with the byte-order mark by which Excel knows UTF-8.
    """
    account = Account()
    out.write(b"\xef\xbb\xbf" if for_excel else b"")
    out.write(line([column.name for column in COLUMNS]))
    for record in records:
        shown, kept_back = (record, ()) if with_names else withhold(record)
        out.write(line([text(column.cell(shown, kept_back)) for column in COLUMNS]))
        account.wrote(kept_back)
    return account.written()


def line(cells: list[str]) -> bytes:
    """One row as bytes; what UTF-8 cannot hold becomes a question mark."""
    row = io.StringIO()
    csv.writer(row, lineterminator="\r\n").writerow(cells)
    return row.getvalue().encode("utf-8", "replace")


def text(cell: Cell) -> str:
    """The cell's text on one line; only words are guarded, since a number may begin with a minus."""
    words = flat(cell)
    return f"'{words}" if isinstance(cell, (str, tuple)) and words.startswith(_FORMULA_STARTS) else words


def flat(cell: Cell) -> str:
    """The cell's text on one line, without tabs; empty for what is not known."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case date():
            return cell.isoformat()
        case int() | float():
            return str(cell)
        case tuple():
            return _on_one_line(LIST_SEPARATOR.join(item.replace(";", ",") for item in cell))
    return _on_one_line(cell)


def _on_one_line(words: str) -> str:
    return (_BREAKS.sub(" ", words) if _ODD.search(words) else words).strip()
