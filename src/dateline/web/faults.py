"""Faults as replies: always the same shape, as JSON for programs and as a page for people."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import ConflictError, DatelineError, InputError, StoreError
from dateline.web.answers import JSON
from dateline.web.desk import desk_of
from dateline.web.endings import ENDINGS
from dateline.web.rights import rights_of

__all__ = ["DOCS", "answer_faults", "fault_to_json", "refusal"]

DOCS = "/method#addresses"
_LOG = logging.getLogger(__name__)
_MISSING = frozenset(
    (
        "event-missing",
        "document-missing",
        "claim-missing",
        "actor-missing",
        "revision-missing",
        "query-missing",
        "list-missing",
        "token-missing",
        "id-length",
        "id-symbol",
        "id-mistyped",
        "page-missing",
    )
)
_REFUSED = {"role-needed": 403, "login-needed": 401}
_FOR_PROGRAMS = (".json", ".ndjson", ".atom", *(f".{one.name}" for one in ENDINGS))


def answer_faults(app: FastAPI) -> None:
    """Have the application answer every fault in the one shape."""
    app.add_exception_handler(DatelineError, _dateline_fault)
    app.add_exception_handler(HTTPException, _http_fault)
    app.add_exception_handler(Exception, _unforeseen)


def fault_to_json(fault: DatelineError, status: int) -> dict[str, object]:
    """The shape of every error."""
    error = {"code": fault.code, "message": fault.what, "field": fault.where or None, "fix": fault.fix or None, "docs": DOCS}
    return {"ok": False, "status": status, "errors": [error]}


def _status(fault: DatelineError) -> int:
    if isinstance(fault, InputError):
        return 404 if fault.code in _MISSING else _REFUSED.get(fault.code, 400)
    if isinstance(fault, ConflictError):
        return 409
    return 503 if isinstance(fault, StoreError) else 500


def refusal(request: Request, fault: DatelineError, status: int) -> Response:
    """The reply to a request that is turned away before a page looks at it."""
    return _reply(request, fault, status)


def _reply(request: Request, fault: DatelineError, status: int) -> Response:
    if _wants_json(request):
        return Response(json.dumps(fault_to_json(fault, status), ensure_ascii=False) + "\n", status_code=status, media_type=JSON)
    title = {404: "Not found", 400: "This cannot be answered"}.get(status, HTTPStatus(status).phrase)
    context: dict[str, object] = {
        "here": request.url.path,
        "endings": (),
        "snapshot": None,
        "title": title,
        "fault": fault,
        "docs": DOCS,
    }
    context |= {"user": getattr(request.state, "user", None), "rights": rights_of(request)}
    page = desk_of(request).page("fault.html", **context)
    return Response(page, status_code=status, media_type="text/html")


def _wants_json(request: Request) -> bool:
    path = request.url.path
    if path.startswith("/api/") or path.endswith(_FOR_PROGRAMS) or path == "/decisions":
        return True
    accept = request.headers.get("accept", "")
    return JSON in accept and "text/html" not in accept


def _dateline_fault(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, DatelineError)
    return _reply(request, fault, _status(fault))


def _http_fault(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    if fault.status_code == HTTPStatus.NOT_FOUND:
        told = InputError("page-missing", f"there is no page {request.url.path}", fix="Begin at /events.")
    elif fault.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        told = InputError("method-unknown", f"{request.method} does nothing here", fix="Use GET.")
    else:
        told = InputError("request-refused", str(fault.detail), fix="See the addresses that there are.")
    return _reply(request, told, fault.status_code)


def _unforeseen(request: Request, fault: Exception) -> Response:
    _LOG.error("unforeseen fault at %s", request.url.path, exc_info=fault)
    told = DatelineError("unforeseen", type(fault).__name__, fix="This is a fault of dateline: please report what its log says.")
    return _reply(request, told, 500)
