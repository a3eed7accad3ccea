"""Events as GeoJSON (RFC 7946): a point for each event whose place has coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO

from dateline.model.shape import Json
from dateline.write.account import Account
from dateline.write.columns import COLUMNS, Cell
from dateline.write.record import EventRecord, Withheld, Written
from dateline.write.withhold import withhold

__all__ = ["no_point", "write"]

_IN_GEOMETRY = ("latitude", "longitude")
_DECIMALS = 6  # about 0.1 m. Source: RFC 7946, section 11.2


def write(records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False) -> Written:
    """Events written as one FeatureCollection in UTF-8, in the order given, longitude first.

    Properties are the columns of the CSV table, lists as arrays. Events without usable coordinates stand in the member
    `left_out`, each with the reason; the member `withheld` says what was withheld in all.

    Args:
        records: the events.
        out: where the bytes go.
        with_names: also name private persons; without it they are withheld.
    """
    account = Account()
    out.write(b'{"type": "FeatureCollection", "features": [')
    for record in records:
        shown, kept_back = (record, ()) if with_names else withhold(record)
        reason = no_point(shown)
        if reason:
            account.left(shown.event.id, reason)
            continue
        out.write(b",\n" if account.n_events else b"\n")
        out.write(_encoded(_feature(shown, kept_back)))
        account.wrote(kept_back)
    written = account.written()
    out.write(b"\n], " + _encoded(_members(written))[1:] + b"\n")
    return written


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


def _feature(record: EventRecord, withheld: Sequence[Withheld]) -> Json:
    place = record.event.place.value
    assert place is not None
    assert place.latitude is not None
    assert place.longitude is not None
    point = {"type": "Point", "coordinates": [round(place.longitude, _DECIMALS), round(place.latitude, _DECIMALS)]}
    properties = {c.name: _plain(c.cell(record, withheld)) for c in COLUMNS if c.name not in _IN_GEOMETRY}
    named: Json = {"id": record.event.id} if record.event.id else {}
    return {"type": "Feature"} | named | {"geometry": point, "properties": properties}


def _members(written: Written) -> Json:
    return {
        "left_out": [{"id": one.event, "reason": one.reason} for one in written.left_out],
        "withheld": [{"field": one.field, "n": one.n, "rule": one.rule} for one in written.withheld],
    }


def _plain(cell: Cell) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


def _encoded(node: Json) -> bytes:
    # a lone surrogate becomes its JSON escape, which is what backslashreplace writes
    return json.dumps(node, ensure_ascii=False).encode("utf-8", "backslashreplace")
