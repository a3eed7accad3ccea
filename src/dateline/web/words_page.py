"""The words of a claim with what stands around them: what the page of an event shows at its side."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.model import Document, Span
from dateline.store import StoredClaim
from dateline.web.addresses import document_path, event_path, read_span
from dateline.web.answers import html, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import desk_of
from dateline.web.passages import around
from dateline.web.telling import most_told

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/c/{name}/words")
def words(name: str, request: Request) -> Response:
    """The words of a claim, or of one of its values, with what stands around them."""
    refuse_unknown(request.query_params.multi_items(), ("span",))
    return unless_known(request, lambda: _page(request, name))


def _page(request: Request, name: str) -> Response:
    store = desk_of(request).project.store
    found = store.codings.claim(name)
    doc = None if found is None else store.documents.get(found.ref.document)
    if found is None or doc is None:
        raise InputError("claim-missing", f"there is no claim {name}", fix="Find it in the page of its document.")
    span, most = _span(request, found, doc), most_told(request)
    incidents = store.codings.current((doc.id,))
    event = store.events.of_incidents((found.incident.ref,)).get(found.incident.ref)
    return html(
        request,
        "words.html",
        title=f"Words of {found.id}",
        claim=found,
        doc=doc,
        event=event,
        back=f"{event_path(event)}#{found.id}" if event else None,
        passage=around(doc, span, incidents) if span and most is None else None,
        excerpt=doc.text[span.start : span.end] if span and most is not None else None,
        most=most,
        whole=document_path(doc.id, span),
    )


def _span(request: Request, found: StoredClaim, doc: Document) -> Span | None:
    """The words that are asked for; None where they do not stand in the text any more."""
    asked = request.query_params.get("span")
    if asked:
        return read_span(asked, len(doc.text)) if found.claim.quote.holds(doc.text) else None
    return found.claim.quote.span if found.claim.quote.holds(doc.text) else None
