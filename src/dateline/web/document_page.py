"""The document page: its text with the words that claims rest on, and what was found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.merge import load
from dateline.merge.copies import groups
from dateline.model import Document, Incident, Span
from dateline.run.exporting import record_of, withholding_of
from dateline.run.selection import views_of
from dateline.store import Card
from dateline.web.addresses import document_path, read_span
from dateline.web.answers import html, json_reply, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of
from dateline.web.differences import Comparison, compared
from dateline.web.found import Found, found_in, layers_of, quotes_of
from dateline.web.marks import KINDS, Layer, Paragraph, paragraphs
from dateline.web.telling import longest_told, most_told
from dateline.write.withhold import withhold

__all__ = ["document_json", "router"]

router = APIRouter(tags=["documents"])
_ENDING = ".json"
_HERE = "span"  # the anchor of the words that an address names
_BLACK = "█"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks.

    Args:
        paragraphs: each with the number of claims that begin in it.
        kinds: of marks that are there.
    """

    paragraphs: tuple[tuple[Paragraph, int], ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another document, and how its text differs; None where both are too long to be compared."""

    document: Document
    comparison: Comparison | None


@router.get("/d/{name:path}", summary="A document: its page, or with .json what is known of it")
def document(name: str, request: Request) -> Response:
    """The page of a document, its words marked; with the ending .json its particulars and marks, without its text."""
    refuse_unknown(request.query_params.multi_items(), ("span", "compare"))
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
    found = found_in(store, doc, incidents)
    here = read_span(request.query_params.get("span"), len(doc.text))
    is_coded, turned_away = store.catalogue.coding(doc.id)
    most = most_told(request)
    return html(
        request,
        "document.html",
        title=doc.title or f"Document {doc.id}",
        doc=doc,
        text=_marked(doc, incidents, found, here) if most is None else None,
        other=_other(request, doc) if most is None else None,
        found=found,
        most=longest_told(request),
        n_lost=sum(not quote.holds(doc.text) for incident in incidents for _, quote in quotes_of(incident)),
        lost_span=request.query_params.get("span") if request.query_params.get("span") and not here else None,
        is_coded=is_coded,
        turned_away=turned_away,
        copies=_copies(desk_of(request), doc),
        versions=store.catalogue.versions(doc.id, doc.version_of),
        kept=store.catalogue.kept(doc.id),
        endings=[("json", document_path(doc.id, ending=_ENDING))],
    )


def _marked(doc: Document, incidents: Sequence[Incident], found: Sequence[Found], here: Span | None) -> Marked:
    layers = [*layers_of(doc, incidents, found), *([Layer(here.start, here.end, "here")] if here else [])]
    anchors: dict[int, list[str]] = defaultdict(list)
    for one in found:
        if one.anchor:
            anchors[one.claim.quote.start].append(one.anchor)
    if here:
        anchors[here.start].append(_HERE)
    cut = paragraphs(doc.text, layers, anchors)
    counts = [sum(name != _HERE for stretch in paragraph for name in stretch.anchors) for paragraph in cut]
    kinds = tuple(kind for kind in KINDS if kind != "here" and any(layer.kind == kind for layer in layers))
    return Marked(tuple(zip(cut, counts, strict=True)), kinds)


def _other(request: Request, doc: Document) -> Other | None:
    """The document that this one is to be compared with; None where none is asked for.

    Raises:
        InputError: there is none with this id.
    """
    name = request.query_params.get("compare")
    if not name:
        return None
    other = desk_of(request).project.store.documents.get(name)
    if other is None:
        raise _missing(name)
    return Other(other, compared(doc.text, other.text))


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
    found = found_in(store, doc, incidents)
    names = sorted({one.event for one in found if one.event})
    fields = ("outlet", "agency", "language", "url", "copy_of", "version_of")
    node: dict[str, object] = {"id": doc.id, "title": _public_title(desk_of(request), doc, names)}
    node |= {"published": doc.published.isoformat() if doc.published else None}
    node |= {field: getattr(doc, field) for field in fields}
    marks = [{"start": layer.start, "end": layer.end, "kind": layer.kind} for layer in layers_of(doc, incidents, found)]
    claims = [
        {"id": one.id, "event": one.event, "stance": one.claim.stance.value, "at": [one.claim.quote.start, one.claim.quote.end]}
        for one in found
    ]
    node |= {"digest": doc.digest, "code_points": len(doc.text), "events": names, "claims": claims, "marks": marks}
    return json_reply(request, {"document": node})


def _public_title(desk: Desk, doc: Document, names: Sequence[str]) -> str | None:
    """The title without the names of private persons that its events know of, nor what else the project withholds."""
    store, rules = desk.project.store, withholding_of(desk.project.withheld)
    records = (withhold(record_of(view), rules)[0] for view in views_of(store, store.events.many(names)))
    titles = [record.documents[doc.id].title or "" for record in records]
    return max(titles, key=lambda title: title.count(_BLACK)) if titles and doc.title else doc.title
