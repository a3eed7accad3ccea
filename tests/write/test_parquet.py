"""Parquet and GeoParquet: typed columns that say what the table says, points, and settings that fetch nothing."""

import dataclasses
import io
import json
import subprocess
import sys

import duckdb
import pytest

from dateline.write import parquet
from dateline.write.columns import COLUMNS
from dateline.write.withhold import Withholding

TYPES = {"text": "VARCHAR", "list": "VARCHAR[]", "integer": "BIGINT", "number": "DOUBLE", "day": "DATE", "truth": "BOOLEAN"}


@pytest.fixture
def read(tmp_path):
    """Reads what a writer wrote with DuckDB."""

    def reader(records, write=parquet.write):
        out = io.BytesIO()
        written = write(records, out)
        file = tmp_path / "events.parquet"
        file.write_bytes(out.getvalue())
        return written, duckdb.read_parquet(str(file)), str(file)

    return reader


def test_columns_and_types_are_the_tables(read, sample):
    _, table, _ = read(sample)
    assert table.columns == [column.name for column in COLUMNS]
    assert [str(kind) for kind in table.types] == [TYPES[column.type] for column in COLUMNS]


def test_values_are_the_tables_in_their_order(read, sample):
    _, table, _ = read(sample, write=lambda records, out: parquet.write(records, out, withholding=Withholding(with_names=True)))
    for record, row in zip(sample, table.fetchall(), strict=True):
        expected = [column.cell(record) for column in COLUMNS]
        assert [tuple(cell) if isinstance(cell, list) else cell for cell in row] == expected


def test_more_events_than_a_batch_keep_their_order(read, sample, monkeypatch):
    monkeypatch.setattr(parquet, "_BATCH_BYTES", 2)
    _, table, _ = read(sample)
    assert [row[0] for row in table.fetchall()] == [record.event.id for record in sample]


def test_no_events_give_the_columns(read):
    _, table, _ = read([])
    assert (len(table.columns), table.fetchall()) == (len(COLUMNS), [])


def test_half_a_surrogate_pair_does_not_stop_the_export(read, hard):
    event = dataclasses.replace(hard.event, conflicts=("broken \ud83d",))
    _, table, _ = read([dataclasses.replace(hard, event=event)])
    assert table.project("conflicts").fetchall() == [(["broken ?"],)]


def test_points_are_told_as_geoparquet_tells_them(read, sample):
    written, table, file = read(sample, parquet.write_geo)
    assert [(one.event, one.reason) for one in written.left_out] == [("E-2222AB", "no place is known")]
    ((metadata,),) = duckdb.execute("SELECT value FROM parquet_kv_metadata(?) WHERE key = 'geo'", [file]).fetchall()
    geo = json.loads(metadata)
    assert geo["columns"][geo["primary_column"]] == {"encoding": "WKB", "geometry_types": ["Point"]}
    assert "GEOMETRY" in str(table.types[-1])


def test_duckdb_is_loaded_on_use_only():
    code = "import sys, dateline.write; sys.exit(bool({'duckdb', 'openpyxl'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
