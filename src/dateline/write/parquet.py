"""Events as Parquet, the columns of the CSV table with their types, and as GeoParquet, with a point for each.

Rows go through a database file in a temporary folder, a batch at a time, so that memory does not grow with the events.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from dateline.write.columns import COLUMNS, Cell, cells
from dateline.write.format import Format, Unfit, write_format
from dateline.write.geojson import no_point
from dateline.write.record import EventRecord, Withheld, Written
from dateline.write.withhold import Withholding

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["FORMAT", "GEO", "write", "write_geo"]

_TYPES = {"text": "VARCHAR", "list": "VARCHAR[]", "integer": "BIGINT", "number": "DOUBLE", "day": "DATE", "truth": "BOOLEAN"}
_SCHEMA = {column.name: _TYPES[column.type] for column in COLUMNS}
_BATCH_BYTES = 8_388_608  # of JSON text that is handed over at a time
_ROW_GROUP = 20_480  # events; DuckDB holds a group in memory, and asks for a multiple of its 2,048
_LONGEST_ROW_BYTES = 16_777_216  # a row shows three quotes, cut short; twice this lies in memory
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,  # the same bytes each time
    "memory_limit": "96MB",
    "autoinstall_known_extensions": False,  # nothing is fetched
    "autoload_known_extensions": False,
}
# Source: GeoParquet 1.1.0, https://geoparquet.org/releases/v1.1.0/; no crs means longitude and latitude on WGS 84 (OGC:CRS84).
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
_NAMES = tuple(column.name for column in COLUMNS)
_ENCODER = msgspec.json.Encoder()
# What is not known is left out of the line.
_Row = msgspec.defstruct("_Row", [(name, Any, None) for name in (*_NAMES, "geometry")], omit_defaults=True)
_LITTLE_ENDIAN, _POINT = 1, 1  # Source: OGC Simple Feature Access (06-103r4), 8.2: byte order and type of well-known binary


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as Parquet, in the order given: the columns of the CSV table, lists as lists, days as dates.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None. The column `withheld` says so.
    """
    return write_format(FORMAT, records, out, withholding=withholding)


def write_geo(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as GeoParquet 1.1: as `write`, and a column `geometry` of points (well-known binary, WGS 84).

    Events without usable coordinates are left out, each with the reason.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_format(GEO, records, out, withholding=withholding)


def _row(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes:
    return _line(cells(record, withheld))


def _point(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes | Unfit:
    if reason := no_point(record):
        return Unfit(reason)
    return _line([*cells(record, withheld), _well_known_binary(record)])


def _line(row: list[Cell]) -> bytes:
    """A row as a line of JSON; what UTF-8 cannot hold becomes a question mark."""
    try:
        return _ENCODER.encode(_Row(*row)) + b"\n"
    except UnicodeEncodeError:
        named = dict(zip((*_NAMES, "geometry"), row, strict=False))
        return json.dumps(named, ensure_ascii=False, default=str).encode("utf-8", "replace") + b"\n"


def _well_known_binary(record: EventRecord) -> str | None:
    place = record.event.place.value
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, place.longitude, place.latitude).hex()


def _made(lines: Iterable[bytes], out: BinaryIO, *, schema: Mapping[str, str], geo: bool = False) -> None:
    """The rows, as lines of JSON, written as a Parquet file of this schema."""
    import duckdb

    with TemporaryDirectory(prefix="dateline-") as folder:
        batch, made = Path(folder) / "batch.jsonl", Path(folder) / "events.parquet"
        with duckdb.connect(str(Path(folder) / "rows.duckdb"), config=_SETTINGS | {"temp_directory": folder}) as rows_in:
            rows_in.begin()  # never ended: what is not kept is written once, in order, and groups of rows come out whole
            rows_in.execute("CREATE TABLE events (" + ", ".join(f'"{name}" {kind}' for name, kind in schema.items()) + ")")
            for data in _gathered(lines):
                batch.write_bytes(data)
                _insert(rows_in, batch, schema)
            _copy(rows_in, made, geo=geo)
        with made.open("rb") as whole:
            shutil.copyfileobj(whole, out)


def _gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines in larger parts."""
    waiting: list[bytes] = []
    for some in lines:
        waiting.append(some)
        if sum(map(len, waiting)) >= _BATCH_BYTES:
            yield b"".join(waiting)
            waiting = []
    if waiting:
        yield b"".join(waiting)


def _insert(rows_in: DuckDBPyConnection, batch: Path, schema: Mapping[str, str]) -> None:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in schema.items())  # names and types of our own table
    options = f"format='newline_delimited', columns={{{columns}}}, maximum_object_size={_LONGEST_ROW_BYTES}"
    rows_in.execute(f"INSERT INTO events SELECT * FROM read_json(?, {options})", [str(batch)])  # noqa: S608 - see columns


def _copy(rows_in: DuckDBPyConnection, made: Path, *, geo: bool) -> None:
    columns = "* REPLACE (unhex(geometry) AS geometry)" if geo else "*"
    metadata = f", KV_METADATA {{geo: '{json.dumps(_GEO)}'}}" if geo else ""
    target = str(made).replace("'", "''")
    options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP}{metadata}"
    rows_in.execute(f"COPY (SELECT {columns} FROM events) TO '{target}' ({options})")  # noqa: S608 - see target


FORMAT = Format(piece=_row, sink=partial(_made, schema=_SCHEMA))
GEO = Format(piece=_point, sink=partial(_made, schema=_SCHEMA | {"geometry": "VARCHAR"}, geo=True))
