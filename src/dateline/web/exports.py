"""The events of a page in other formats: its own address with another ending, and the same rows in the same order."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO, cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline import write
from dateline.errors import InputError
from dateline.run import EventView
from dateline.run.exporting import row_of, withholding_of
from dateline.run.selection import views_of
from dateline.store import Store
from dateline.web import asked
from dateline.web.answers import json_reply, unless_known
from dateline.web.asked import FIELDS, PARAMETERS, REPEATED, Asked
from dateline.web.desk import desk_of
from dateline.web.home import facets
from dateline.write import EventRecord
from dateline.write.formats import Writer

__all__ = ["event_parameters", "events_json", "router"]

router = APIRouter(tags=["events"])
_BATCH = 100  # events whose claims and documents are loaded at a time
_IN_MEMORY = 4 * 1024 * 1024  # bytes of an export that are kept in memory; what is longer goes through a file
_CHUNK = 64 * 1024
_WRITERS: dict[str, tuple[str, Writer]] = {
    "csv": ("text/csv; charset=utf-8; header=present", write.csv.write),
    "ndjson": ("application/x-ndjson", write.jsonl.write),
    "geojson": ("application/geo+json", write.geojson.write),
}


def event_parameters(*names: str) -> dict[str, object]:
    """The parameters of a request for events, for OpenAPI."""
    kinds: dict[str, object] = {"limit": {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}}
    kinds |= {name: {"type": "array", "items": {"type": "string"}} for name in REPEATED}
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": PARAMETERS[name],
                "schema": kinds.get(name, {"type": "string"}),
            }
            for name in (names or PARAMETERS)
        ]
    }


_FILTERS = event_parameters(*FIELDS, "as_of")


@router.get("/events.json", summary="A page of events as rows", openapi_extra=event_parameters())
def events_json(request: Request) -> Response:
    """A page of the events that fit, the newest day first, in the columns of the CSV export; names of private persons are withheld."""
    chosen = asked.read(request.query_params.multi_items())
    return unless_known(request, lambda: _rows(request, chosen))


@router.get("/events.csv", summary="All events as CSV", openapi_extra=_FILTERS)
def events_csv(request: Request) -> Response:
    """All events that fit, one a row; names of private persons are withheld."""
    return _export(request, "csv")


@router.get("/events.ndjson", summary="All events as JSON Lines", openapi_extra=_FILTERS)
def events_ndjson(request: Request) -> Response:
    """All events that fit, one a line, with their claims and documents; names of private persons are withheld."""
    return _export(request, "ndjson")


@router.get("/events.geojson", summary="All events as GeoJSON", openapi_extra=_FILTERS)
def events_geojson(request: Request) -> Response:
    """All events that fit and have coordinates; the others are listed in `left_out`. Names of private persons are withheld."""
    return _export(request, "geojson")


def _rows(request: Request, chosen: Asked) -> Response:
    desk = desk_of(request)
    store = chosen.store(desk.project)
    page = store.listing.page(chosen.query, after=chosen.after, limit=chosen.limit)
    rows = [row_of(view, options=desk.project.withheld) for view in _views(store, page.events)]
    # The page's own ending stands in its own address: under /api/v1 there is none.
    next_url = chosen.address(request.url.path, after=page.next) if page.next else None
    node: dict[str, object] = {"rows": rows, "next": page.next, "next_url": next_url}
    if "count" in chosen.include:
        node["count"] = store.listing.sums(chosen.query).n_events
    if "facets" in chosen.include:
        # Without actors: some are private persons, whose names no export has.
        named = ((field, choices) for field, choices in facets(desk, chosen).items() if field != "actor")
        node["facets"] = {field: [{"value": one.value, "count": one.count} for one in choices] for field, choices in named}
    return json_reply(request, node, next_url=next_url)


def _views(store: Store, names: Iterable[str]) -> Iterator[EventView]:
    waiting = iter(names)
    while batch := tuple(islice(waiting, _BATCH)):
        by_id = {event.id: event for event in store.events.many(batch)}
        yield from views_of(store, [by_id[name] for name in batch if name in by_id])


def _records(store: Store, names: Iterable[str]) -> Iterator[EventRecord]:
    waiting = iter(names)
    while batch := tuple(islice(waiting, _BATCH)):
        yield from store.records.many(batch)


def _export(request: Request, ending: str) -> Response:
    chosen = asked.read(request.query_params.multi_items())
    if chosen.after:
        raise InputError(
            "export-whole", "an export has all rows, no pages", where="after", fix="Leave out `after`, or ask for .json."
        )
    return unless_known(request, partial(_written, request, chosen, ending))


def _written(request: Request, chosen: Asked, ending: str) -> Response:
    project = desk_of(request).project
    store, name = chosen.store(project), project.name
    media_type, writer = _WRITERS[ending]
    project.own.use()
    out = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - closed when the reply is sent
    try:
        records = _records(store, store.listing.names(chosen.query))
        written = writer(records, out, withholding=withholding_of(project.withheld))
        length = out.tell()
        out.seek(0)
    except BaseException:
        out.close()
        raise
    headers = {
        "Content-Disposition": f'inline; filename="{_file_name(name)}.{ending}"',
        "Content-Length": str(length),
        "Dateline-Rows": str(written.n_events),
        "Dateline-Left-Out": str(len(written.left_out)),
    }
    return StreamingResponse(_chunks(out), media_type=media_type, headers=headers)


def _chunks(out: BinaryIO) -> Iterator[bytes]:
    with out:
        while chunk := out.read(_CHUNK):
            yield chunk


def _file_name(name: str) -> str:
    """The project's name, as far as it can stand in a header."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in name) or "events"
