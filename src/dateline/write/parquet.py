"""Events as Parquet, the columns of the CSV table with their types, and as GeoParquet, with a point for each.

Rows go through a database file in a temporary folder, a batch at a time, so that memory does not grow with the events.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from dateline.model.shape import Json
from dateline.write.account import Account
from dateline.write.columns import COLUMNS, Cell
from dateline.write.geojson import no_point
from dateline.write.record import EventRecord, Written
from dateline.write.withhold import withhold

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["write", "write_geo"]

_TYPES = {"text": "VARCHAR", "list": "VARCHAR[]", "integer": "BIGINT", "number": "DOUBLE", "day": "DATE", "truth": "BOOLEAN"}
_SCHEMA = {column.name: _TYPES[column.type] for column in COLUMNS}
_BATCH = 5_000  # events that lie in memory as JSON text at a time
_LONGEST_ROW_BYTES = 16_777_216  # a row shows three quotes, cut short; twice this lies in memory
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,  # the same bytes each time
    "memory_limit": "256MB",
    "autoinstall_known_extensions": False,  # nothing is fetched
    "autoload_known_extensions": False,
}
# Source: GeoParquet 1.1.0, https://geoparquet.org/releases/v1.1.0/; no crs means longitude and latitude on WGS 84 (OGC:CRS84).
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
_LITTLE_ENDIAN, _POINT = 1, 1  # Source: OGC Simple Feature Access (06-103r4), 8.2: byte order and type of well-known binary


def write(records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False) -> Written:
    """Events written as Parquet, in the order given: the columns of the CSV table, lists as lists, days as dates.

    Args:
        records: the events.
        out: where the bytes go.
        with_names: also name private persons; without it they are withheld, and the column `withheld` says so.
    """
    account = Account()
    _written(_rows(records, account, with_names=with_names), out, schema=_SCHEMA)
    return account.written()


def write_geo(records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False) -> Written:
    """Events written as GeoParquet 1.1: as `write`, and a column `geometry` of points (well-known binary, WGS 84).

    Events without usable coordinates are left out, each with the reason.

    Args:
        records: the events.
        out: where the bytes go.
        with_names: also name private persons; without it they are withheld.
    """
    account = Account()
    rows = _rows(_with_point(records, account), account, with_names=with_names)
    _written(rows, out, schema=_SCHEMA | {"geometry": "VARCHAR"}, geo=True)
    return account.written()


def _with_point(records: Iterable[EventRecord], account: Account) -> Iterator[EventRecord]:
    for record in records:
        if reason := no_point(record):
            account.left(record.event.id, reason)
        else:
            yield record


def _rows(records: Iterable[EventRecord], account: Account, *, with_names: bool) -> Iterator[Json]:
    for record in records:
        shown, kept_back = (record, ()) if with_names else withhold(record)
        account.wrote(kept_back)
        yield {column.name: _plain(column.cell(shown, kept_back)) for column in COLUMNS} | {"geometry": _well_known_binary(shown)}


def _plain(cell: Cell) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _well_known_binary(record: EventRecord) -> str | None:
    place = record.event.place.value
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, place.longitude, place.latitude).hex()


def _written(rows: Iterator[Json], out: BinaryIO, *, schema: Mapping[str, str], geo: bool = False) -> None:
    """The rows written as a Parquet file of this schema."""
    import duckdb

    with TemporaryDirectory(prefix="dateline-") as folder:
        batch, made = Path(folder) / "batch.jsonl", Path(folder) / "events.parquet"
        with duckdb.connect(str(Path(folder) / "rows.duckdb"), config=_SETTINGS | {"temp_directory": folder}) as rows_in:
            rows_in.execute("CREATE TABLE events (" + ", ".join(f'"{name}" {kind}' for name, kind in schema.items()) + ")")
            while some := list(islice(rows, _BATCH)):
                # what UTF-8 cannot hold becomes a question mark
                batch.write_bytes(
                    b"".join(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for row in some)
                )
                _insert(rows_in, batch, schema)
            _copy(rows_in, made, geo=geo)
        with made.open("rb") as whole:
            shutil.copyfileobj(whole, out)


def _insert(rows_in: DuckDBPyConnection, batch: Path, schema: Mapping[str, str]) -> None:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in schema.items())  # names and types of our own table
    options = f"format='newline_delimited', columns={{{columns}}}, maximum_object_size={_LONGEST_ROW_BYTES}"
    rows_in.execute(f"INSERT INTO events SELECT * FROM read_json(?, {options})", [str(batch)])  # noqa: S608 - see columns


def _copy(rows_in: DuckDBPyConnection, made: Path, *, geo: bool) -> None:
    columns = "* REPLACE (unhex(geometry) AS geometry)" if geo else "*"
    metadata = f", KV_METADATA {{geo: '{json.dumps(_GEO)}'}}" if geo else ""
    target = str(made).replace("'", "''")
    rows_in.execute(f"COPY (SELECT {columns} FROM events) TO '{target}' (FORMAT parquet, COMPRESSION zstd{metadata})")  # noqa: S608 - see target
