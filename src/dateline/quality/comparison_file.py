"""A comparison written to a file: as a table in CSV, XLSX or JSON, or as a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, BinaryIO

from dateline.quality.comparison import Comparison
from dateline.quality.comparison_table import COLUMNS, entries
from dateline.write.columns import Cell

__all__ = ["WRITERS", "comparison_to_json"]

_CELL_LENGTH = 32_767  # Source: Excel specifications and limits, Microsoft Support


def comparison_to_json(found: Comparison) -> dict[str, Any]:
    """The comparison as a JSON object: counts, and under `entries` the table."""
    return {
        "layout": found.outside.layout,
        "rule": found.rule,
        "rows": len(found.outside.events),
        "matched": len(found.pairs),
        "clear": sum(pair.is_clear for pair in found.pairs),
        "only_ours": len(found.only_ours),
        "only_theirs": len(found.only_theirs),
        "out_of_reach": found.out_of_reach,
        "unreadable": [{"where": one.where, "what": one.what} for one in found.outside.problems],
        "entries": [{column.name: _plain(column.read(entry)) for column in COLUMNS} for entry in entries(found)],
    }


def _plain(cell: Cell) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


def _csv(found: Comparison, out: BinaryIO, _project: str, _file: str) -> None:
    from dateline.write import csv

    out.write(csv.line([column.name for column in COLUMNS]))
    out.writelines(csv.line([csv.text(column.read(entry)) for column in COLUMNS]) for entry in entries(found))


def _json(found: Comparison, out: BinaryIO, _project: str, _file: str) -> None:
    out.write(json.dumps(comparison_to_json(found), ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n")


def _html(found: Comparison, out: BinaryIO, project: str, file: str) -> None:
    from dateline.quality.comparison_print import comparison_printout
    from dateline.write.printout_html import html

    out.write(html(comparison_printout(found, project=project, file=file)).encode("utf-8", "replace"))


def _xlsx(found: Comparison, out: BinaryIO, _project: str, _file: str) -> None:
    """A workbook with a sheet for each result, and one that says what the columns mean."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets: dict[str, Any] = {result: book.create_sheet(result) for result in ("matched", "only_ours", "only_theirs")}
    for sheet in sheets.values():
        sheet.freeze_panes = "A2"
        sheet.append([column.name for column in COLUMNS])
    for entry in entries(found):
        sheet = sheets[entry.result]
        sheet.append([_excel(column.read(entry), sheet) for column in COLUMNS])
    about = book.create_sheet("columns")
    about.append(["column", "meaning"])
    for column in COLUMNS:
        about.append([column.name, column.meaning])
    book.save(out)


def _excel(cell: Cell, sheet: Any) -> Any:
    """What goes into a cell; words that look like a formula are told to be words."""
    from openpyxl.cell import WriteOnlyCell

    from dateline.write import csv

    if cell is None or isinstance(cell, (bool, int, float, date)):
        return cell
    shown = csv.flat(cell)[:_CELL_LENGTH]
    if not shown.startswith(("=", "#")):
        return shown or None
    kept = WriteOnlyCell(sheet, value=shown)
    kept.data_type = "s"
    return kept


WRITERS: Mapping[str, Callable[[Comparison, BinaryIO, str, str], None]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
    ".html": _html,
}
"""What writes a comparison, by the ending of the file; given it, the stream, the project's name and the list's."""
