"""Replies: pages and JSON, each with a tag, so that what a browser has already is not sent again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dateline.web.desk import desk_of
from dateline.web.forms import new_key, token_of
from dateline.web.rights import rights_of

__all__ = ["JSON", "html", "json_reply", "unless_known"]

JSON = "application/json"


def unless_known(request: Request, make: Callable[[], Response], *, revision: int | None = None) -> Response:
    """What `make` gives, with a tag; 304 where the asker has it already.

    Nothing but the tag is looked up in that case. The tag and all that the reply shows are of one state of the store.

    Args:
        request: what asks.
        make: gives the reply.
        revision: of the one event that the reply is about, which its tag then begins with, so that a decision can name it in If-Match.
    """
    with desk_of(request).project.store.one_state():
        tag = desk_of(request).tag(request)
        if revision is not None:
            # If-Match takes no weak tags; the reply is the same byte for byte as long as the rest of the tag is.
            tag = f'"r{revision}-{tag.removeprefix("W/").strip(chr(34))}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}
        if tag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers=headers)
        made = make()
    made.headers.update(headers)
    return made


def html(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """A page.

    Args:
        request: what asked for it.
        template: its file.
        status: of the reply.
        context: what the template shows; `title` at least.
    """
    desk = desk_of(request)
    given = {
        "here": request.url.path,
        "endings": (),
        "snapshot": desk.snapshot(),
        "csrf": token_of(request),
        "once": new_key(),
        "rights": rights_of(request),
        "user": getattr(request.state, "user", None),
    } | context
    return HTMLResponse(desk.page(template, **given), status_code=status)


def json_reply(request: Request, node: Mapping[str, object], *, next_url: str | None = None, status: int = 200) -> Response:
    """A JSON object, `ok` first and the snapshot last.

    Args:
        request: what asked for it.
        node: its members.
        next_url: address of the next page, which stands in the `Link` header too.
        status: of the reply.
    """
    whole = {"ok": True, **node, "snapshot": desk_of(request).snapshot(), "licence": desk_of(request).project.licence}
    reply = Response(json.dumps(whole, ensure_ascii=False, default=str) + "\n", status_code=status, media_type=JSON)
    if next_url:
        reply.headers["Link"] = f'<{next_url}>; rel="next"'
    return reply
