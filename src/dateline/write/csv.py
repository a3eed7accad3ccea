"""Events as a table: one row for each, in the columns of `dateline.write.columns`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from dateline.write.columns import COLUMNS, Cell
from dateline.write.record import EventRecord, Withheld, Written
from dateline.write.withhold import total, withhold

__all__ = ["LIST_SEPARATOR", "write"]

LIST_SEPARATOR = "; "
# What makes a spreadsheet run a cell as a formula, full-width forms included.
# Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")


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
    n_events = 0
    withheld: list[Withheld] = []
    out.write(b"\xef\xbb\xbf" if for_excel else b"")
    out.write(_line([column.name for column in COLUMNS]))
    for record in records:
        shown, kept_back = (record, ()) if with_names else withhold(record)
        out.write(_line([_text(column.cell(shown, kept_back)) for column in COLUMNS]))
        n_events += 1
        withheld.extend(kept_back)
    return Written(n_events=n_events, withheld=total(withheld))


def _line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def _text(cell: Cell) -> str:
    """The cell's text; only words are guarded, since a number may begin with a minus."""
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
            return _guarded(LIST_SEPARATOR.join(item.replace(";", ",") for item in cell))
    return _guarded(cell)


def _guarded(text: str) -> str:
    flat = _BREAKS.sub(" ", text).strip()
    return f"'{flat}" if flat.startswith(_FORMULA_STARTS) else flat
