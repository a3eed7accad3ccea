"""The search page: words in claims and in documents, marked, each leading to its place in the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.model import Span
from dateline.store import ClaimHit, DocumentHit, Hits
from dateline.store.searching import MOST_COUNTED, Search
from dateline.text.search import Excerpt
from dateline.web.addresses import document_path, event_path, with_query
from dateline.web.answers import html, json_reply, unless_known
from dateline.web.asked import PARAMETERS, read_page, refuse_unknown
from dateline.web.desk import desk_of
from dateline.web.telling import most_told

__all__ = ["router", "search_json"]

router = APIRouter(tags=["search"])
_KINDS = ("claims", "documents")
_FEW = 10  # of each, where both are shown
_MOST_TYPED = 500  # code points
_DESCRIPTIONS: Mapping[str, str] = {
    "q": 'Words, all of which must be there: also "words in a row", begin* and -without. No typing is an error.',
    "in": "claims or documents; both, the first few of each, where it is left out.",
    "after": PARAMETERS["after"],
    "limit": PARAMETERS["limit"],
}
_ASKED: dict[str, object] = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "description": words, "schema": {"type": kind}}
        for (name, words), kind in zip(_DESCRIPTIONS.items(), ("string", "string", "string", "integer"), strict=True)
    ]
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A search: the words, one kind of hits or both, and the page of them."""

    typed: str
    within: str | None
    after: str | None
    limit: int

    def address(self, path: str, *, within: str | None = None, after: str | None = None) -> str:
        pairs = [("q", self.typed), *([("in", within)] if within else []), *([("after", after)] if after else [])]
        return with_query(path, [*pairs, *([("limit", str(self.limit))] if self.limit != read_page(())[1] else [])])


@router.get("/search", include_in_schema=False)
def search(request: Request) -> Response:
    """Claims and documents that have the words, the latest first."""
    asked = _read(request)
    return unless_known(request, lambda: _page(request, asked))


@router.get("/search.json", summary="Where words stand, in claims and in documents", openapi_extra=_ASKED)
def search_json(request: Request) -> Response:
    """Claims and documents that have the words, the latest first: their ids and where the words stand, in code points.

    Without texts, which may name private persons.
    """
    asked = _read(request)
    return unless_known(request, lambda: _rows(request, asked))


def _read(request: Request) -> _Asked:
    pairs = refuse_unknown(request.query_params.multi_items(), _DESCRIPTIONS)
    given = {name: value for name, value in pairs if name in ("q", "in")}
    after, limit = read_page([pair for pair in pairs if pair[0] not in given])
    within = given.get("in") or None
    if within is not None and within not in _KINDS:
        raise InputError("search-kind", f"in is {within!r}", where="in", fix=f"One of: {', '.join(_KINDS)}.")
    if after is not None and within is None:
        raise InputError("search-kind", "a page of both is none", where="after", fix="Say in=claims or in=documents.")
    return _Asked(typed=given.get("q", "").strip()[:_MOST_TYPED], within=within, after=after, limit=limit)


def _hits(found: Search, asked: _Asked) -> tuple[Hits, Hits]:
    """The claims and the documents."""
    limit = min(asked.limit, _FEW) if asked.within is None else asked.limit
    claims = Hits() if asked.within == "documents" else found.claims(asked.typed, after=asked.after, limit=limit)
    documents = Hits() if asked.within == "claims" else found.documents(asked.typed, after=asked.after, limit=limit)
    return claims, documents


def _page(request: Request, asked: _Asked) -> Response:
    found = desk_of(request).project.store.search
    claims, documents = _hits(found, asked)
    n_documents, n_claims = found.count(asked.typed)
    following = (claims.next or documents.next) if asked.within else None
    return html(
        request,
        "search.html",
        title=f"Search: {asked.typed}" if asked.typed else "Search",
        asked=asked,
        claims=claims.claims,
        documents=documents.documents,
        counts={"claims": n_claims, "documents": n_documents},
        most=MOST_COUNTED,
        told=most_told(request),
        more={"claims": bool(claims.next), "documents": bool(documents.next)},
        place_of=place_of,
        span_of=span_of,
        events=with_query("/events", [("q", asked.typed)]),
        following=asked.address("/search", within=asked.within, after=following) if following else None,
        endings=[("json", asked.address("/search.json", within=asked.within, after=asked.after))],
    )


def place_of(hit: DocumentHit, part: Excerpt | None = None) -> str:
    """The address of a document, opened at the first place of an excerpt."""
    return document_path(hit.id, Span(part.start, part.end) if part else None)


def span_of(hit: ClaimHit) -> str:
    """The address of a claim's quote in its document."""
    return document_path(hit.document, Span(hit.start, hit.end))


def _rows(request: Request, asked: _Asked) -> Response:
    claims, documents = _hits(desk_of(request).project.store.search, asked)
    node: dict[str, object] = {"claims": [_claim(hit) for hit in claims.claims]}
    node["documents"] = [_document(hit) for hit in documents.documents]
    following = (claims.next or documents.next) if asked.within else None
    next_url = asked.address(request.url.path, within=asked.within, after=following) if following else None
    return json_reply(request, node | {"next": following, "next_url": next_url}, next_url=next_url)


def _claim(hit: ClaimHit) -> dict[str, object]:
    """A claim as a row; without its words and its source's name, which may be a private person's."""
    published = hit.published.isoformat() if hit.published else None
    node: dict[str, object] = {"claim": hit.id, "event": hit.event, "document": hit.document, "at": [hit.start, hit.end]}
    node |= {"action": hit.action, "stance": hit.stance, "source_kind": hit.source_kind, "outlet": hit.outlet}
    return node | {"published": published, "url": event_path(hit.event) + ".json" if hit.event else None}


def _document(hit: DocumentHit) -> dict[str, object]:
    """A document as a row; without its title, which may name a private person."""
    published = hit.published.isoformat() if hit.published else None
    node: dict[str, object] = {"document": hit.id, "at": [[one.start, one.end] for one in hit.excerpts], "outlet": hit.outlet}
    return node | {"published": published, "language": hit.language, "url": document_path(hit.id, ending=".json")}
