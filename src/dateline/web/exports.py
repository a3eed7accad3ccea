"""The events of a page in other formats: its own address with another ending, and the same rows in the same order."""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import StringIO
from itertools import islice
from typing import BinaryIO, cast

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline.errors import InputError
from dateline.run import EventView, Project
from dateline.run.exporting import NEWEST_FIRST, row_of, write_events
from dateline.run.history import moment
from dateline.run.receipts import Digested, receipt_of
from dateline.run.selection import views_of
from dateline.store import Store
from dateline.web import asked
from dateline.web.answers import JSON, json_reply, unless_known
from dateline.web.asked import FIELDS, PARAMETERS, REPEATED, Asked
from dateline.web.citing import cite_selection
from dateline.web.desk import desk_of
from dateline.web.endings import ENDINGS, Ending
from dateline.web.home import facets
from dateline.write import Written
from dateline.write.receipt import write_receipt

__all__ = ["EXPORTS", "event_parameters", "events_json", "events_receipt", "router"]

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


def _export(request: Request, ending: Ending) -> Response:
    chosen = asked.read(request.query_params.multi_items())
    if chosen.after:
        raise InputError(
            "export-whole", "an export has all rows, no pages", where="after", fix="Leave out `after`, or ask for .json."
        )
    return unless_known(request, partial(_written, request, chosen, ending))


def _written(request: Request, chosen: Asked, ending: Ending) -> Response:
    project = desk_of(request).project
    out = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - closed when the reply is sent
    try:
        written = write_events(project, ending.format, chosen.query, out, options=_options(project, chosen))
        headers = _headers(written, _digested(out), f"{_file_name(project.name)}.{ending.name}")
        out.seek(0)
    except BaseException:
        out.close()
        raise
    headers["Link"] = f'<{chosen.address(f"{request.url.path}.receipt.json")}>; rel="describedby"'
    return cite_selection(StreamingResponse(_chunks(out), media_type=ending.media_type, headers=headers), project, chosen)


def _options(project: Project, chosen: Asked) -> tuple[str, ...]:
    """What the file is asked for beside its events, as its receipt says it."""
    as_of = () if chosen.as_of is None else (f"as_of={moment(chosen.as_of).isoformat()}",)
    return (*project.withheld, NEWEST_FIRST, *as_of)


@router.get("/events.{name}.receipt.json", summary="The receipt of a file of events", openapi_extra=_FILTERS)
def events_receipt(name: str, request: Request) -> Response:
    """What was asked for, the run and rules that the events come from, and what the format cannot hold; `dateline verify` repeats it.

    Saved beside the file as FILE.receipt.json. The file is made once more for it.
    """
    chosen = asked.read(request.query_params.multi_items())
    ending = next((one for one in ENDINGS if one.name == name), None)
    if ending is None:
        raise InputError("page-missing", f"there is no ending {name!r}", fix=f"Known: {', '.join(one.name for one in ENDINGS)}.")
    return unless_known(request, partial(_receipt, request, chosen, ending))


def _receipt(request: Request, chosen: Asked, ending: Ending) -> Response:
    project = desk_of(request).project
    options, text = _options(project, chosen), StringIO()
    with tempfile.TemporaryFile() as out:
        written = write_events(project, ending.format, chosen.query, cast(BinaryIO, out), options=options)
        made = _digested(cast(BinaryIO, out))
    query = {field: "|".join(chosen.values(field)) for field in FIELDS if chosen.values(field)}
    query |= {"date": query["date"].replace("/", "..")} if "date" in query else {}  # as the command line writes a range
    write_receipt(receipt_of(project, written, made, format_=ending.format, query=query, options=options), text)
    headers = {"Content-Disposition": f'inline; filename="{_file_name(project.name)}.{ending.name}.receipt.json"'}
    return Response(text.getvalue(), media_type=JSON, headers=headers)


def _digested(out: BinaryIO) -> Digested:
    size = out.seek(0, os.SEEK_END)
    out.seek(0)
    whole = hashlib.sha256()
    for chunk in iter(partial(out.read, _CHUNK), b""):
        whole.update(chunk)
    return Digested(f"sha256:{whole.hexdigest()}", size)


def _headers(written: Written, made: Digested, file_name: str) -> dict[str, str]:
    """What the file is, how long, how many events it has, and what it has not.

    Source: RFC 9530, 3, for the digest.
    """
    digest = bytes.fromhex(made.digest.partition(":")[2])
    return {
        "Content-Disposition": f'inline; filename="{file_name}"',
        "Content-Length": str(made.size_bytes),
        "Repr-Digest": f"sha-256=:{base64.b64encode(digest).decode()}:",
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
