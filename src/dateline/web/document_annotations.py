"""The claims of a document as annotations of its text, as other programs for annotated texts read them.

Source: Web Annotation Data Model, W3C Recommendation, 23 February 2017, https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.model import Claim, Document
from dateline.run.exporting import record_of, withholding_of
from dateline.run.selection import views_of
from dateline.web.addresses import document_path, event_path
from dateline.web.answers import unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of
from dateline.web.found import Found, found_in
from dateline.write.withhold import withhold

__all__ = ["ENDING", "MEDIA_TYPE", "router"]

router = APIRouter(tags=["documents"])
ENDING = ".annotations.json"
MEDIA_TYPE = "application/ld+json"
_PROFILE = "http://www.w3.org/ns/anno.jsonld"
# The model leaves open what a character is; so it is said. Source: the model, 4.2.5, note on Unicode.
_OWN = {"dateline": "urn:dateline:", "unit": "dateline:unit", "digest": "dateline:digest", "stance": "dateline:stance"}


@router.get("/d/{name:path}" + ENDING, summary="The claims of a document as Web Annotations")
def document_annotations(name: str, request: Request) -> Response:
    """Each claim with its place in the text, and its words where no name in them is withheld. A quote that the text has lost is left out."""
    refuse_unknown(request.query_params.multi_items(), ())
    desk = desk_of(request)

    def make() -> Response:
        doc = desk.project.store.documents.get(name)
        if doc is None:
            raise InputError("document-missing", f"there is no document {name}", fix="Find it in the list of documents.")
        text = json.dumps(_page(desk, doc), ensure_ascii=False) + "\n"
        return Response(text, media_type=f'{MEDIA_TYPE}; profile="{_PROFILE}"')

    return unless_known(request, make)


def _page(desk: Desk, doc: Document) -> dict[str, object]:
    store = desk.project.store
    found = found_in(store, doc, store.codings.current((doc.id,)))
    told = _told(desk, {one.event for one in found if one.event})
    items = [_item(doc, one, told) for one in found if one.claim.quote.holds(doc.text)]
    page: dict[str, object] = {"@context": [_PROFILE, _OWN], "id": document_path(doc.id, ending=ENDING), "type": "AnnotationPage"}
    return page | {"unit": "Unicode code points", "digest": doc.digest, "items": items}


def _item(doc: Document, one: Found, told: Mapping[Claim, str]) -> dict[str, object]:
    quote = one.claim.quote
    selectors: list[dict[str, object]] = [{"type": "TextPositionSelector", "start": quote.start, "end": quote.end}]
    if told.get(one.claim) == quote.text:
        selectors.append({"type": "TextQuoteSelector", "exact": quote.text})
    body: dict[str, object] = {"body": event_path(one.event), "motivation": "linking"} if one.event else {}
    target: dict[str, object] = {"source": document_path(doc.id), "selector": selectors}
    return {"id": f"/c/{one.id}", "type": "Annotation", "stance": one.claim.stance.value, **body, "target": target}


def _told(desk: Desk, events: Iterable[str]) -> Mapping[Claim, str]:
    """The words of the claims of some events, as exports tell them."""
    store, rules = desk.project.store, withholding_of(desk.project.withheld)
    desk.project.own.use()
    found: dict[Claim, str] = {}
    for record in map(record_of, views_of(store, store.events.many(sorted(events)))):
        shown = withhold(record, rules)[0].claims
        found |= {claim: shown[ref].quote.text for ref, claim in record.claims.items()}
    return found
