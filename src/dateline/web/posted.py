"""JSON that a program sends: what it is, how long it may be, and that no page of another site sent it."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from starlette.requests import Request

from dateline.errors import InputError

__all__ = ["posted_json", "require_same_origin"]

_MOST_BYTES = 256 * 1024
_MEDIA = "application/json"


async def posted_json(request: Request) -> dict[str, object]:
    """The JSON object that a request carries.

    Raises:
        InputError: it carries none, it is too long, or a page of another site sent it.
    """
    require_same_origin(request)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != _MEDIA:
        raise InputError("body-type", f"the body is {media or 'of no type'}", where="Content-Type", fix=f"Send {_MEDIA}.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise InputError("body-length", f"the body is longer than {_MOST_BYTES:,} bytes", fix="Send less.")
    try:
        node = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise InputError("body-json", f"the body is no JSON: {fault}", fix="Send one JSON object in UTF-8.") from fault
    if not isinstance(node, dict):
        raise InputError("body-json", "the body is no JSON object", fix="Send one JSON object in UTF-8.")
    return node


def require_same_origin(request: Request) -> None:
    """Nothing, where the request came from a program or from a page of this desk.

    A browser says where a page that sends something comes from, and lets no page of another site send JSON unasked.

    Raises:
        InputError: it came from a page of another site.

    Source: OWASP, Cross-Site Request Forgery Prevention Cheat Sheet, on Origin, Sec-Fetch-Site and content types that need a preflight.
    """
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
    if foreign or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise InputError(
            "origin-foreign", f"a page of {origin or 'another site'} sent this", where="Origin", fix="Use the desk itself."
        )
