"""The events of a page in other formats: its own address with another ending, and the same rows in the same order."""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO, cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline.errors import InputError
from dateline.run import EventView
from dateline.run.exporting import row_of, withholding_of
from dateline.run.selection import views_of
from dateline.store import Store
from dateline.web import asked
from dateline.web.answers import json_reply, unless_known
from dateline.web.asked import FIELDS, PARAMETERS, REPEATED, Asked
from dateline.web.citing import cite_selection
from dateline.web.desk import desk_of
from dateline.web.endings import ENDINGS, Ending
from dateline.web.home import facets
from dateline.write import EventRecord, Written
from dateline.write.formats import WRITERS

__all__ = ["EXPORTS", "event_parameters", "events_json", "router"]

router = APIRouter(tags=["events"])
_BATCH = 500  # events whose claims and documents are loaded at a time
_IN_MEMORY = 4 * 1024 * 1024  # bytes of an export that are kept in memory; what is longer goes through a file
_CHUNK = 64 * 1024


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


def _offered(ending: Ending) -> Callable[[Request], Response]:
    """What answers an ending, by its name in the description of the API."""

    def export(request: Request) -> Response:
        return _export(request, ending)

    export.__name__ = ending.operation
    return export


def _told(ending: Ending) -> str:
    """What an ending gives, for the description of the API."""
    fits = "; those that it cannot hold are left out and counted" if ending.is_scheme else ""
    return f"All events that fit, in the order of the page{fits}. Names of private persons are withheld. The headers count the events."


EXPORTS = tuple((f"/events.{one.name}", _offered(one)) for one in ENDINGS)
for _ending, (_path, _answer) in zip(ENDINGS, EXPORTS, strict=True):
    _summary = f"All events as {_ending.words}"
    router.add_api_route(_path, _answer, summary=_summary, description=_told(_ending), openapi_extra=_FILTERS)


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
    return cite_selection(json_reply(request, node, next_url=next_url), desk.project, chosen)


def _views(store: Store, names: Iterable[str]) -> Iterator[EventView]:
    waiting = iter(names)
    while batch := tuple(islice(waiting, _BATCH)):
        by_id = {event.id: event for event in store.events.many(batch)}
        yield from views_of(store, [by_id[name] for name in batch if name in by_id])


def _records(store: Store, names: Iterable[str]) -> Iterator[EventRecord]:
    waiting = iter(names)
    while batch := tuple(islice(waiting, _BATCH)):
        yield from store.records.many(batch)


def _export(request: Request, ending: Ending) -> Response:
    chosen = asked.read(request.query_params.multi_items())
    if chosen.after:
        raise InputError(
            "export-whole", "an export has all rows, no pages", where="after", fix="Leave out `after`, or ask for .json."
        )
    return unless_known(request, partial(_written, request, chosen, ending))


def _written(request: Request, chosen: Asked, ending: Ending) -> Response:
    project = desk_of(request).project
    store, name = chosen.store(project), project.name
    project.own.use()
    out = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - closed when the reply is sent
    try:
        records = _records(store, store.listing.names(chosen.query))
        written = WRITERS[ending.format](records, out, withholding=withholding_of(project.withheld))
        headers = _headers(written, out, f"{_file_name(name)}.{ending.name}")
        out.seek(0)
    except BaseException:
        out.close()
        raise
    return cite_selection(StreamingResponse(_chunks(out), media_type=ending.media_type, headers=headers), project, chosen)


def _headers(written: Written, out: BinaryIO, file_name: str) -> dict[str, str]:
    """What the file is, how long, how many events it has, and what it has not.

    Source: RFC 9530, 3, for the digest.
    """
    length = out.seek(0, os.SEEK_END)
    out.seek(0)
    whole = hashlib.sha256()
    for chunk in iter(partial(out.read, _CHUNK), b""):
        whole.update(chunk)
    return {
        "Content-Disposition": f'inline; filename="{file_name}"',
        "Content-Length": str(length),
        "Repr-Digest": f"sha-256=:{base64.b64encode(whole.digest()).decode()}:",
        "Dateline-Rows": str(written.n_events),
        "Dateline-Left-Out": str(len(written.left_out)),
        "Dateline-Withheld": str(sum(one.n for one in written.withheld)),
    }


def _chunks(out: BinaryIO) -> Iterator[bytes]:
    with out:
        while chunk := out.read(_CHUNK):
            yield chunk


def _file_name(name: str) -> str:
    """The project's name, as far as it can stand in a header."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in name) or "events"
