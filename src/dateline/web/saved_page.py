"""Saved queries: selections of events under a name, each with a feed."""

from __future__ import annotations

from io import BytesIO
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.run.exporting import record_of, withholding_of
from dateline.run.selection import views_of
from dateline.store.saved import SavedQuery
from dateline.web import asked
from dateline.web.answers import html, json_reply, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import desk_of
from dateline.web.forms import Form, coder_of, form_of
from dateline.write import atom, jsonfeed

__all__ = ["router", "saved_json"]

router = APIRouter(tags=["saved queries"])
_MOST = 100  # entries of a feed, the newest days first
_FEEDS = {"atom": ("application/atom+xml", atom.write), "feed.json": ("application/feed+json", jsonfeed.write)}


@router.get("/saved", include_in_schema=False)
def saved(request: Request) -> Response:
    """The saved queries, and a form to save one."""
    given = dict(refuse_unknown(request.query_params.multi_items(), ("query",)))
    query = _read(given.get("query", ""))
    found = desk_of(request).project.store.saved.all()
    return html(request, "saved.html", title="Saved queries", saved=found, query=query, endings=[("json", "/saved.json")])


@router.get("/saved.json", summary="The saved queries, each with its feeds")
def saved_json(request: Request) -> Response:
    """The saved queries, by name."""
    refuse_unknown(request.query_params.multi_items(), ())
    return json_reply(request, {"rows": [_row(one) for one in desk_of(request).project.store.saved.all()], "next": None})


@router.post("/saved", include_in_schema=False)
def save(request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way to the saved queries, with one more."""
    store = desk_of(request).project.store
    store.saved.add(form.one("name") or "", _read(form.one("query") or ""), by=coder_of(request))
    return RedirectResponse("/saved", status_code=303)


@router.post("/saved/{name}/remove", include_in_schema=False)
def remove(name: str, request: Request, _form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way to the saved queries, with one less."""
    store = desk_of(request).project.store
    store.saved.remove(store.saved.get(name).name)
    return RedirectResponse("/saved", status_code=303)


@router.get("/saved/{name}.atom", summary="The events of a saved query as an Atom feed")
def saved_atom(name: str, request: Request) -> Response:
    """The events that fit, the newest days first; names of private persons are withheld."""
    return _feed(request, name, "atom")


@router.get("/saved/{name}.feed.json", summary="The events of a saved query as a JSON Feed")
def saved_feed(name: str, request: Request) -> Response:
    """The events that fit, the newest days first; names of private persons are withheld."""
    return _feed(request, name, "feed.json")


@router.get("/saved/{name}", include_in_schema=False)
def open_saved(name: str, request: Request) -> Response:
    """The way to the events of a saved query."""
    refuse_unknown(request.query_params.multi_items(), ())
    return RedirectResponse(_address(desk_of(request).project.store.saved.get(name)), status_code=303)


def _read(query: str) -> str:
    """The query without what is no condition.

    Raises:
        InputError: a condition is unknown, or cannot be read.
    """
    address = asked.read(parse_qsl(query.removeprefix("?"), max_num_fields=200)).address()
    return address.partition("?")[2]


def _feed(request: Request, name: str, ending: str) -> Response:
    refuse_unknown(request.query_params.multi_items(), ())
    one = desk_of(request).project.store.saved.get(name)
    return unless_known(request, lambda: _written(request, one, ending))


def _written(request: Request, one: SavedQuery, ending: str) -> Response:
    store = desk_of(request).project.store
    page = store.listing.page(asked.read(parse_qsl(one.query)).query, after=None, limit=_MOST)
    by_id = {event.id: event for event in store.events.many(page.events)}
    views = views_of(store, [by_id[event] for event in page.events if event in by_id])
    media_type, writer = _FEEDS[ending]
    out = BytesIO()
    writer((record_of(view) for view in views), out, withholding=withholding_of(desk_of(request).project.withheld))
    return Response(out.getvalue(), media_type=media_type)


def _address(one: SavedQuery) -> str:
    return f"/events?{one.query}" if one.query else "/events"


def _row(one: SavedQuery) -> dict[str, object]:
    feeds = {ending: f"/saved/{one.name}.{ending}" for ending in _FEEDS}
    saved_at = one.saved_at.isoformat()
    return {"name": one.name, "query": one.query, "by": one.by, "saved_at": saved_at, "url": _address(one), "feeds": feeds}
