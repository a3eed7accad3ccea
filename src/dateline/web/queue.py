"""The review queue and the agreement of coders by program."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.review import Stage
from dateline.run.nodes import agreement_to_node, item_to_node
from dateline.web.addresses import with_query
from dateline.web.answers import json_reply, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import desk_of
from dateline.web.forms import coder_of

__all__ = ["agreement_json", "queue_json", "router"]

router = APIRouter(tags=["review"])
_LIMIT, _MOST = 20, 100
_PARAMETERS = {
    "stage": "first, second, settle, or again for what was checked and a run has changed since; without it the first three.",
    "by": "Who is to look; on a desk without accounts only.",
    "after": "Cursor of the next page, as `next` of the page before gave it.",
    "limit": f"Rows on a page, 1 to {_MOST}; {_LIMIT} where it is left out.",
}
_SCHEMAS: dict[str, dict[str, object]] = {
    "stage": {"type": "string", "enum": list(Stage)},
    "after": {"type": "string", "pattern": r"^(first|second|settle|again)~[0-9]{1,3}\.[0-9]{1,4}~E-[A-Z0-9]{7}$"},
    "limit": {"type": "integer", "minimum": 1, "maximum": _MOST, "default": _LIMIT},
}
_OPENAPI = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "description": words, "schema": _SCHEMAS.get(name, {"type": "string"})}
        for name, words in _PARAMETERS.items()
    ]
}


@router.get("/queue.json", summary="The review queue", openapi_extra=_OPENAPI)
def queue_json(request: Request) -> Response:
    """What waits for somebody, the most useful first, with the questions on it; a second coder is told nothing of the first one's values."""
    given = dict(refuse_unknown(request.query_params.multi_items(), _PARAMETERS))
    by, limit = _coder(request, given.get("by")), _limit(given.get("limit"))
    reply = _page(request, given, by, limit)
    reply.headers["Cache-Control"] = "no-store"  # what one coder may see, the next one at this browser may not
    return reply


@router.get("/agreement.json", summary="The agreement of coders")
def agreement_json(request: Request) -> Response:
    """Percent agreement and Krippendorff's alpha for each field, all coders and each two; `all=1` counts what was not coded unseen too."""
    given = dict(refuse_unknown(request.query_params.multi_items(), ("all",)))
    reviewing = desk_of(request).project.review

    def node() -> Response:
        found = reviewing.agreement(only_independent=given.get("all") != "1")
        return json_reply(request, agreement_to_node(found, reviewing.work()))

    return unless_known(request, node)


def _page(request: Request, given: dict[str, str], by: str, limit: int) -> Response:
    page = desk_of(request).project.review.queue(by=by, stage=given.get("stage"), after=given.get("after"), limit=limit)
    kept = [(name, value) for name, value in given.items() if name != "after"]
    address = with_query(request.url.path, [*kept, ("after", page.next)]) if page.next else None
    rows = [item_to_node(item) for item in page.items]
    return json_reply(request, {"by": by, "rows": rows, "next": page.next, "next_url": address}, next_url=address)


def _coder(request: Request, named: str | None) -> str:
    own = coder_of(request)
    if named and named != own and getattr(request.state, "user", None) is not None:
        raise InputError("queue-by", f"{own} cannot see the queue of {named}", where="by", fix="Leave it out.")
    return named or own


def _limit(text: str | None) -> int:
    if text is None:
        return _LIMIT
    if text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= _MOST:
        return int(text)
    raise InputError("limit-range", f"limit is {text!r}", where="limit", fix=f"Give 1 to {_MOST}.")
