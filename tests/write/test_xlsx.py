"""The workbook: typed cells, nothing that runs, sheets that never overflow."""

import dataclasses
import io
from datetime import datetime

import openpyxl

from dateline.model import Value
from dateline.write import xlsx
from dateline.write.columns import COLUMNS


def book(records, **options):
    out = io.BytesIO()
    xlsx.write(records, out, **options)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def rows(sheet):
    names, *values = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in values]


def test_events_are_rows_with_typed_cells(sample):
    made = rows(book(sample)["events"])
    assert [row["event_id"] for row in made] == [record.event.id for record in sample]
    assert (made[0]["start"], made[0]["killed_best"], made[0]["aggregate"]) == (datetime(2026, 4, 7), 7, False)  # noqa: DTZ001
    assert made[1]["killed_best"] is None


def test_columns_are_explained_on_their_own_sheet(sample):
    assert [row["column"] for row in rows(book(sample)["columns"])] == [column.name for column in COLUMNS]


def test_nothing_is_a_formula(sample):
    cells = [cell for row in book(sample)["events"].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_long_text_is_cut_to_a_cell(hard):
    event = dataclasses.replace(hard.event, conflicts=("x" * 40_000,))
    (row,) = rows(book([dataclasses.replace(hard, event=event)])["events"])
    assert (len(row["conflicts"]), row["conflicts"][-1]) == (xlsx.CELL_LENGTH, "…")


def test_control_characters_do_not_stop_the_export(hard):
    event = dataclasses.replace(
        hard.event, place=Value(value=dataclasses.replace(hard.event.place.value, name="Ka\x00no\x0b"), rule="x")
    )
    (row,) = rows(book([dataclasses.replace(hard, event=event)])["events"])
    assert row["place"] == "Ka no"


def test_events_beyond_a_full_sheet_go_to_the_next(sample, monkeypatch):
    monkeypatch.setattr(xlsx, "_ROWS", 5)
    made = book(sample)
    assert made.sheetnames == ["events", "events 2", "columns"]
    assert (len(rows(made["events"])), len(rows(made["events 2"]))) == (4, 3)


def test_no_events_give_the_names_of_the_columns():
    assert rows(book([])["events"]) == []
