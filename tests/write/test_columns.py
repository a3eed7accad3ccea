"""The column table: documented as it is."""

import runpy
from datetime import date
from pathlib import Path

import pytest

from dateline.write.columns import COLUMNS

ROOT = Path(__file__).parents[2]
TYPES = {"text": str, "list": tuple, "integer": int, "number": float, "day": date, "truth": bool}


def test_documented_table_is_the_codes():
    reference = runpy.run_path(str(ROOT / "docs" / "build_reference.py"))
    written = (ROOT / "docs" / "reference" / "export-csv.md").read_text(encoding="utf-8")
    assert written == reference["page"]("export-csv.md"), f"docs differ from the code: run {reference['COMMAND']}"


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_cells_are_of_the_columns_type(column, records):
    cells = [column.cell(record) for record in records]
    assert all(cell is None or isinstance(cell, TYPES[column.type]) for cell in cells)


def test_empty_names_stay_apart_from_unknown_numbers(records):
    bare = {column.name: column.cell(records[1]) for column in COLUMNS}
    assert bare["killed_best"] is None
    assert bare["perpetrators"] == ()
