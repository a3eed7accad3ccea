"""Changes: one feed by which a mirror stays in step, and the revisions of each event."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline.errors import InputError
from dateline.run.history import KINDS, moment, require_kinds
from dateline.run.nodes import change_to_node, difference_to_node
from dateline.web.addresses import with_query
from dateline.web.answers import json_reply, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of

__all__ = ["changes_json", "changes_ndjson", "revisions_json", "router"]

router = APIRouter(tags=["changes"])
_LIMIT, _MOST, _BATCH = 100, 1000, 1000
_PARAMETERS = {
    "since": "Cursor of the last change that is known, as `next` or `last` of a page before gave it; without it all from the beginning.",
    "limit": f"Rows on a page, 1 to {_MOST}; {_LIMIT} where it is left out.",
    "kind": f"One of {', '.join(KINDS)}; repeat it for several.",
    "from": "No changes of before this day or time, in UTC.",
}


_SCHEMAS: dict[str, dict[str, object]] = {
    "since": {"type": "string", "pattern": "^[0-9]{1,18}$"},
    "limit": {"type": "integer", "minimum": 1, "maximum": _MOST, "default": _LIMIT},
    "kind": {"type": "array", "items": {"type": "string", "enum": list(KINDS)}},
    "from": {"type": "string", "format": "date"},
}


def _described(*names: str) -> dict[str, object]:
    return {
        "parameters": [
            {"name": name, "in": "query", "required": False, "description": _PARAMETERS[name], "schema": _SCHEMAS[name]}
            for name in names
        ]
    }


@router.get("/changes.json", summary="A page of the feed of changes", openapi_extra=_described(*_PARAMETERS))
def changes_json(request: Request) -> Response:
    """Changes in their order: added, changed, joined, split, withdrawn, each with the revision, who, when, why and its successors."""
    asked = _Asked(request)
    return unless_known(request, lambda: _page(request, asked))


@router.get("/changes.ndjson", summary="The feed of changes as JSON Lines", openapi_extra=_described("since", "kind", "from"))
def changes_ndjson(request: Request) -> Response:
    """All changes from a cursor on, one a line."""
    asked = _Asked(request, has_pages=False)
    return StreamingResponse(_lines(desk_of(request), asked), media_type="application/x-ndjson")


@router.get("/e/{name}/revisions.json", summary="The revisions of an event")
def revisions_json(name: str, request: Request) -> Response:
    """The revisions of an event, the first one first, each with what it changed."""
    refuse_unknown(request.query_params.multi_items(), ())
    return unless_known(request, lambda: _revisions(request, name))


class _Asked:
    """What a request for changes asks for."""

    def __init__(self, request: Request, *, has_pages: bool = True) -> None:
        known = _PARAMETERS if has_pages else [name for name in _PARAMETERS if name != "limit"]
        pairs = refuse_unknown(request.query_params.multi_items(), known)
        given = dict(pairs)
        self.after = _number(given.get("since") or "0", "since", most=2**63 - 1, least=0)
        self.limit = _number(given.get("limit") or f"{_LIMIT}", "limit", most=_MOST, least=1)
        self.kinds = require_kinds(value for name, value in pairs if name == "kind")  # before the first byte is sent
        self.start = moment(given["from"]) if given.get("from") else None
        self.kept = [(name, value) for name, value in pairs if name != "since"]


def _number(text: str, name: str, *, most: int, least: int) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 20 and least <= int(text) <= most:
        return int(text)
    fix = "Follow `next`, or begin without it." if name == "since" else f"Give {least} to {most}."
    raise InputError("cursor-shape" if name == "since" else "limit-range", f"{name} is {text!r}", where=name, fix=fix)


def _page(request: Request, asked: _Asked) -> Response:
    history = desk_of(request).project.history
    page = history.changes(after=asked.after, limit=asked.limit, kinds=asked.kinds, since=asked.start)
    address = with_query(request.url.path, [*asked.kept, ("since", f"{page.next}")]) if page.next else None
    node: dict[str, object] = {"rows": [change_to_node(one) for one in page.rows], "next": None, "last": f"{page.last}"}
    return json_reply(request, node | {"next": page.next and f"{page.next}", "next_url": address}, next_url=address)


def _lines(desk: Desk, asked: _Asked) -> Iterator[str]:
    after: int | None = asked.after
    while after is not None:
        page = desk.project.history.changes(after=after, limit=_BATCH, kinds=asked.kinds, since=asked.start)
        yield from (json.dumps(change_to_node(one), ensure_ascii=False) + "\n" for one in page.rows)
        after = page.next


def _revisions(request: Request, name: str) -> Response:
    history = desk_of(request).project.history
    rows = [
        change_to_node(one)
        | {"differences": [difference_to_node(d) for d in history.differences(name, end=one.revision)] if n else []}
        for n, one in enumerate(history.of(name))
    ]
    return json_reply(request, {"event": rows[0]["event"], "rows": rows})
