"""Lists beside the events: documents, problems, and documents that the relevance test turned away."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.store import Card, TurnedAway
from dateline.web.addresses import document_path, with_query
from dateline.web.answers import html, json_reply, unless_known
from dateline.web.asked import PARAMETERS, read_page, refuse_unknown
from dateline.web.desk import desk_of

__all__ = ["router"]

router = APIRouter(tags=["documents"])
_PAGING: dict[str, object] = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "description": PARAMETERS[name], "schema": {"type": kind}}
        for name, kind in (("after", "string"), ("limit", "integer"))
    ]
}


@router.get("/documents", include_in_schema=False)
def documents(request: Request) -> Response:
    """The documents, the latest published first."""
    after, limit = read_page(request.query_params.multi_items())

    def make() -> Response:
        catalogue = desk_of(request).project.store.catalogue
        page = catalogue.page(after=after, limit=limit)
        following = _address("/documents", page.next, limit) if page.next else None
        ending = [("json", _address("/documents.json", after, limit))]
        count = catalogue.count()
        return html(
            request, "documents.html", title="Documents", page=page, count=count, following=following, after=after, endings=ending
        )

    return unless_known(request, make)


@router.get("/documents.json", summary="A page of documents, without their texts", openapi_extra=_PAGING)
def documents_json(request: Request) -> Response:
    """A page of the documents, the latest published first."""
    after, limit = read_page(request.query_params.multi_items())

    def make() -> Response:
        page = desk_of(request).project.store.catalogue.page(after=after, limit=limit)
        next_url = _address(request.url.path, page.next, limit) if page.next else None
        node = {"rows": [_card(one) for one in page.documents], "next": page.next, "next_url": next_url}
        return json_reply(request, node, next_url=next_url)

    return unless_known(request, make)


@router.get("/problems", include_in_schema=False)
def problems(request: Request) -> Response:
    """What could not be used, and what was turned away."""
    refuse_unknown(request.query_params.multi_items(), ())

    def make() -> Response:
        project = desk_of(request).project
        endings = [("json", "/problems.json")]
        return html(
            request,
            "problems.html",
            title="Problems",
            problems=project.problems(),
            turned_away=project.turned_away(),
            endings=endings,
        )

    return unless_known(request, make)


@router.get("/problems.json", summary="What could not be used, and what to do about it", tags=["problems"])
def problems_json(request: Request) -> Response:
    """The open problems."""
    refuse_unknown(request.query_params.multi_items(), ())
    names = ("code", "what", "where", "fix", "stage", "document")

    def make() -> Response:
        found = desk_of(request).project.problems()
        return json_reply(request, {"rows": [{name: getattr(one, name) for name in names} for one in found], "next": None})

    return unless_known(request, make)


@router.get("/turned-away.json", summary="Documents that the relevance test turned away", tags=["problems"])
def turned_away_json(request: Request) -> Response:
    """The documents that were turned away, the likeliest first, each with the probability that it tells of an incident."""
    refuse_unknown(request.query_params.multi_items(), ())

    def make() -> Response:
        found = desk_of(request).project.turned_away()
        return json_reply(request, {"rows": [_away(one) for one in found], "next": None})

    return unless_known(request, make)


def _card(one: Card) -> dict[str, object]:
    """A document as a row; without its title, which may name a private person."""
    published = one.published.isoformat() if one.published else None
    told = {"id": one.id, "outlet": one.outlet, "published": published, "language": one.language}
    return told | {"incidents": one.n_incidents, "url": document_path(one.id, ending=".json")}


def _away(one: TurnedAway) -> dict[str, object]:
    published = one.published.isoformat() if one.published else None
    return {"document": one.document, "outlet": one.outlet, "published": published, "probability": one.probability}


def _address(path: str, after: str | None, limit: int) -> str:
    pairs = [("limit", str(limit))] if limit != read_page(())[1] else []
    return with_query(path, [*pairs, *([("after", after)] if after else [])])
