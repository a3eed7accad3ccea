"""The API: the same nouns at the same addresses under /api/v1, described by OpenAPI."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.web import changes, decisions, document_page, event_page, exports, lists, method, queue, saved_page, search

__all__ = ["PREFIX", "router"]

PREFIX = "/api/v1"

router = APIRouter(prefix=PREFIX, include_in_schema=False)
_ALIASES: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("/events", exports.events_json),
    ("/events.json", exports.events_json),
    *exports.EXPORTS,
    ("/events.{name}.receipt.json", exports.events_receipt),
    ("/documents", lists.documents_json),
    ("/documents.json", lists.documents_json),
    ("/problems", lists.problems_json),
    ("/problems.json", lists.problems_json),
    ("/turned-away", lists.turned_away_json),
    ("/turned-away.json", lists.turned_away_json),
    ("/search", search.search_json),
    ("/search.json", search.search_json),
    ("/decisions", decisions.decisions_json),
    ("/decisions.json", decisions.decisions_json),
    ("/changes", changes.changes_json),
    ("/changes.json", changes.changes_json),
    ("/changes.ndjson", changes.changes_ndjson),
    ("/queue", queue.queue_json),
    ("/queue.json", queue.queue_json),
    ("/agreement", queue.agreement_json),
    ("/agreement.json", queue.agreement_json),
    ("/saved", saved_page.saved_json),
    ("/saved.json", saved_page.saved_json),
    ("/method", method.method_json),
    ("/method.json", method.method_json),
)
for _path, _answer in _ALIASES:
    router.add_api_route(_path, _answer, methods=["GET"])
router.add_api_route("/decisions", decisions.decide, methods=["POST"])


@router.get("/events/{name}/revisions")
def revisions(name: str, request: Request) -> Response:
    """The revisions of an event, each with what it changed."""
    return changes.revisions_json(name, request)


@router.get("/events/{name}")
def event(name: str, request: Request) -> Response:
    """An event with its claims and documents."""
    return event_page.event_json(name.removesuffix(".json"), request)


@router.get("/documents/{name:path}")
def document(name: str, request: Request) -> Response:
    """What is known of a document, without its text."""
    return document_page.document_json(name, request)
