"""Events as GeoJSON (RFC 7946): a point for each event whose place has coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import BinaryIO

from dateline.model.shape import Json
from dateline.write.columns import COLUMNS, Cell, cells
from dateline.write.format import Format, Unfit, write_format
from dateline.write.record import EventRecord, Withheld, Written
from dateline.write.withhold import Withholding

__all__ = ["FORMAT", "no_point", "write"]

_IN_GEOMETRY = ("latitude", "longitude")
_DECIMALS = 6  # about 0.1 m. Source: RFC 7946, section 11.2


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """Events written as one FeatureCollection in UTF-8, in the order given, longitude first.

    Properties are the columns of the CSV table, lists as arrays. Events without usable coordinates stand in the member
    `left_out`, each with the reason; the member `withheld` says what was withheld in all.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_format(FORMAT, records, out, withholding=withholding)


def no_point(record: EventRecord) -> str | None:
    """Why an event has no point on the map, in words; None where it has one."""
    place = record.event.place.value
    if place is None or (place.name is None and place.latitude is None):
        return "no place is known"
    if place.latitude is None or place.longitude is None:
        return f"no coordinates are known for {place.name} (precision {place.precision})"
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        return f"latitude {place.latitude}, longitude {place.longitude} lie outside the Earth's range"
    return None


def _feature(record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes | Unfit:
    if reason := no_point(record):
        return Unfit(reason)
    place = record.event.place.value
    assert place is not None
    assert place.latitude is not None
    assert place.longitude is not None
    point = {"type": "Point", "coordinates": [round(place.longitude, _DECIMALS), round(place.latitude, _DECIMALS)]}
    found = zip(COLUMNS, cells(record, withheld), strict=True)
    properties = {column.name: _plain(cell) for column, cell in found if column.name not in _IN_GEOMETRY}
    named: Json = {"id": record.event.id} if record.event.id else {}
    return _encoded({"type": "Feature"} | named | {"geometry": point, "properties": properties})


def _tail(written: Written, _: datetime | None) -> Iterator[bytes]:
    yield b'\n], "left_out": ['
    for n, one in enumerate(written.left_out):
        yield (b", " if n else b"") + _encoded({"id": one.event, "reason": one.reason})
    withheld: Json = {"withheld": [{"field": one.field, "n": one.n, "rule": one.rule} for one in written.withheld]}
    yield b"], " + _encoded(withheld)[1:] + b"\n"


def _plain(cell: Cell) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


def _encoded(node: Json) -> bytes:
    # a lone surrogate becomes its JSON escape, which is what backslashreplace writes
    return json.dumps(node, ensure_ascii=False).encode("utf-8", "backslashreplace")


FORMAT = Format(head=lambda _: b'{"type": "FeatureCollection", "features": [\n', piece=_feature, between=b",\n", tail=_tail)
