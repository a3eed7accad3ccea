"""The document page: its text with the words that claims rest on, and what was found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.merge import load
from dateline.merge.copies import groups
from dateline.model import Claim, Document, Incident, IncidentRef, Quote, SourceKind
from dateline.run.exporting import record_of
from dateline.run.selection import views_of
from dateline.store import Card, Store
from dateline.text.words import code_words
from dateline.web.addresses import document_path, event_path, read_span
from dateline.web.answers import html, json_reply, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of
from dateline.web.marks import KINDS, Layer, paragraphs
from dateline.write.withhold import withhold

__all__ = ["Found", "document_json", "quotes_of", "router"]

router = APIRouter(tags=["documents"])
_ENDING = ".json"
_BLACK = "█"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim of a document.

    Args:
        anchor: its place in the page; None where its quote is lost.
        id: its speakable id.
        event: id of the event that it was merged into; None where there is none yet.
    """

    anchor: str | None
    id: str
    event: str | None
    incident: IncidentRef
    speaker: str
    stance: str
    action: str
    claim: Claim

    @property
    def link(self) -> str | None:
        """Where its words lead."""
        return None if self.event is None else f"{event_path(self.event)}#{self.id}"


@router.get("/d/{name:path}", summary="A document: its page, or with .json what is known of it")
def document(name: str, request: Request) -> Response:
    """The page of a document, its words marked; with the ending .json its particulars and marks, without its text."""
    refuse_unknown(request.query_params.multi_items(), ("span",))
    return unless_known(request, lambda: _answer(request, name))


def document_json(name: str, request: Request) -> Response:
    """The particulars and marks of a document, without its text; its id may be given with or without the ending .json."""
    refuse_unknown(request.query_params.multi_items(), ())

    def make() -> Response:
        documents = desk_of(request).project.store.documents
        doc = documents.get(name) or documents.get(name.removesuffix(_ENDING))
        if doc is None:
            raise _missing(name)
        return _json(request, doc)

    return unless_known(request, make)


def _answer(request: Request, name: str) -> Response:
    """An id may end in .json itself, so that the whole name is tried first."""
    documents = desk_of(request).project.store.documents
    if doc := documents.get(name):
        return _page(request, doc)
    if name.endswith(_ENDING) and (doc := documents.get(name.removesuffix(_ENDING))):
        return _json(request, doc)
    raise _missing(name)


def _missing(name: str) -> InputError:
    return InputError("document-missing", f"there is no document {name}", fix="Find it in the list of documents.")


def _page(request: Request, doc: Document) -> Response:
    store = desk_of(request).project.store
    incidents = store.codings.current((doc.id,))
    found = _found(store, doc, incidents)
    here = read_span(request.query_params.get("span"), len(doc.text))
    layers = [*_layers(doc, incidents, found), *([Layer(here.start, here.end, "here")] if here else [])]
    anchors: dict[int, list[str]] = defaultdict(list)
    for one in found:
        if one.anchor:
            anchors[one.claim.quote.start].append(one.anchor)
    if here:
        anchors[here.start].append("span")
    is_coded, turned_away = store.catalogue.coding(doc.id)
    return html(
        request,
        "document.html",
        title=doc.title or f"Document {doc.id}",
        doc=doc,
        paragraphs=paragraphs(doc.text, layers, anchors),
        kinds=[kind for kind in KINDS if kind != "here" and any(layer.kind == kind for layer in layers)],
        found=found,
        n_lost=sum(not quote.holds(doc.text) for incident in incidents for _, quote in quotes_of(incident)),
        lost_span=request.query_params.get("span") if request.query_params.get("span") and not here else None,
        events=sorted({one.event for one in found if one.event}),
        is_coded=is_coded,
        turned_away=turned_away,
        copies=_copies(desk_of(request), doc),
        versions=store.catalogue.versions(doc.id, doc.version_of),
        endings=[("json", document_path(doc.id, ending=_ENDING))],
    )


def _copies(desk: Desk, doc: Document) -> tuple[Card, ...]:
    """The documents of the same text: those that say so, and of its events those that merging counts as one with it."""
    store = desk.project.store
    told = store.catalogue.copies(doc.id, doc.copy_of)
    beside = {other.id: other for other in store.documents.many(store.catalogue.beside(doc.id))}
    alike = next((group for group in groups(beside.values(), load(desk.project.rules).copies) if doc.id in group), ())
    more = sorted(set(alike) - {doc.id, doc.version_of} - {one.id for one in told})
    return (*told, *(Card(o.id, o.title, o.outlet, o.published, o.language, 0) for o in (beside[name] for name in more)))


def _json(request: Request, doc: Document) -> Response:
    store = desk_of(request).project.store
    incidents = store.codings.current((doc.id,))
    found = _found(store, doc, incidents)
    names = sorted({one.event for one in found if one.event})
    fields = ("outlet", "agency", "language", "url", "copy_of", "version_of")
    node: dict[str, object] = {"id": doc.id, "title": _public_title(store, doc, names)}
    node |= {"published": doc.published.isoformat() if doc.published else None}
    node |= {field: getattr(doc, field) for field in fields}
    marks = [{"start": layer.start, "end": layer.end, "kind": layer.kind} for layer in _layers(doc, incidents, found)]
    claims = [
        {"id": one.id, "event": one.event, "stance": one.claim.stance.value, "at": [one.claim.quote.start, one.claim.quote.end]}
        for one in found
    ]
    node |= {"digest": doc.digest, "code_points": len(doc.text), "events": names, "claims": claims, "marks": marks}
    return json_reply(request, {"document": node})


def _public_title(store: Store, doc: Document, names: Sequence[str]) -> str | None:
    """The title without the names of private persons that its events know of."""
    records = (withhold(record_of(view))[0] for view in views_of(store, store.events.many(names)))
    titles = [record.documents[doc.id].title or "" for record in records]
    return max(titles, key=lambda title: title.count(_BLACK)) if titles and doc.title else doc.title


def _found(store: Store, doc: Document, incidents: Sequence[Incident]) -> tuple[Found, ...]:
    """The document's claims in the order of their words."""
    events = store.events.of_incidents([incident.ref for incident in incidents])
    ids = store.catalogue.claim_ids(doc.id)
    claims = [(incident, n, claim) for incident in incidents for n, claim in enumerate(incident.claims)]
    claims.sort(key=lambda one: (one[2].quote.start, one[2].quote.end, one[0].key, one[1]))
    return tuple(
        Found(
            anchor=f"claim-{place}" if claim.quote.holds(doc.text) else None,
            id=ids[incident.key][n],
            event=events.get(incident.ref),
            incident=incident.ref,
            speaker=_speaker(doc, claim),
            stance=code_words(claim.stance),
            action=code_words(incident.action),
            claim=claim,
        )
        for place, (incident, n, claim) in enumerate(claims, start=1)
    )


def _speaker(doc: Document, claim: Claim) -> str:
    source = claim.source
    if source.kind is SourceKind.OUTLET:
        return doc.outlet or "the document itself"
    kind = code_words(source.kind)
    return f"{source.name} ({kind})" if source.name and source.name.casefold() != kind else kind


def _layers(doc: Document, incidents: Sequence[Incident], found: Sequence[Found]) -> Iterator[Layer]:
    """What is marked; a quote that the text does not hold any more is not, since it would mark other words."""
    yield from (Layer(span.start, span.end, "furniture") for span in doc.furniture)
    for one in found:
        if one.claim.quote.holds(doc.text):
            yield Layer(one.claim.quote.start, one.claim.quote.end, "claim", one.link)
    events = {one.incident: one.event for one in found}
    for incident in incidents:
        event = events.get(incident.ref)
        link = event_path(event) if event else None
        for kind, quote in dict.fromkeys(quotes_of(incident)):
            if kind != "claim" and quote.holds(doc.text):
                yield Layer(quote.start, quote.end, kind, link)


def quotes_of(incident: Incident) -> Iterator[tuple[str, Quote]]:
    """Every quote of an incident with its kind of mark."""
    pairs: list[tuple[str, Quote | None]] = [("time", incident.time.quote), ("place", incident.place.quote)]
    for claim in incident.claims:
        pairs += [("claim", claim.quote), ("trigger", claim.trigger), ("source", claim.source.quote)]
        pairs += [("actor", actor.quote) for actor in (*claim.perpetrators, *claim.targets)]
        pairs += [("harm", harm.quote) for harm in claim.harm]
        pairs += [("weapon", claim.weapon.quote)] if claim.weapon else []
        pairs += [("time", claim.time.quote)] if claim.time else []
        pairs += [("place", claim.place.quote)] if claim.place else []
    yield from ((kind, quote) for kind, quote in pairs if quote is not None)
