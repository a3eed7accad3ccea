"""The history of events: the revisions of one, a revision as it was, and the changes of all."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline import review
from dateline.errors import InputError
from dateline.model import Event, ids
from dateline.review import Difference
from dateline.run import EventView
from dateline.run.history import KINDS
from dateline.store import Change
from dateline.web.addresses import event_path, review_path, with_query
from dateline.web.answers import html, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.blind import is_hidden
from dateline.web.desk import Desk, desk_of
from dateline.web.sides import rows
from dateline.web.telling import longest_told
from dateline.web.voices import voices

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_MOST_COMPARED = 30  # revisions whose differences are told on one page, the latest first
_ON_A_PAGE = 50


@router.get("/e/{name}/history")
def history(name: str, request: Request) -> Response:
    """The revisions of an event, the latest first, each with what it changed."""
    refuse_unknown(request.query_params.multi_items(), ())
    desk, event = desk_of(request), ids.normalise(name)
    if is_hidden(request, event):
        return RedirectResponse(review_path(event), status_code=303)
    return unless_known(request, lambda: _history(request, desk, event))


def _history(request: Request, desk: Desk, event: str) -> Response:
    revisions = desk.project.history.of(event)
    return html(
        request,
        "history.html",
        title=f"History of {event}",
        event=event,
        revisions=[(one, _changed(desk, one, revisions)) for one in reversed(revisions)],
        endings=[("json", f"{event_path(event)}/revisions.json")],
    )


def _changed(desk: Desk, one: Change, revisions: tuple[Change, ...]) -> tuple[Difference, ...] | None:
    """What a revision changed; None where it is not told, because it is long ago or was not kept."""
    if one.revision == revisions[0].revision or len(revisions) - revisions.index(one) > _MOST_COMPARED:
        return None
    try:
        return desk.project.history.differences(one.event, end=one.revision)
    except InputError:
        return None


@router.get("/e/{name}/r{revision:int}")
def revision(name: str, revision: int, request: Request) -> Response:
    """An event as one of its revisions was."""
    refuse_unknown(request.query_params.multi_items(), ())
    desk, event = desk_of(request), ids.normalise(name)
    if is_hidden(request, event):
        return RedirectResponse(review_path(event), status_code=303)

    return unless_known(request, lambda: _revision(request, desk, event, revision))


def _revision(request: Request, desk: Desk, event: str, number: int) -> Response:
    then, known = desk.project.history.event(event, number), desk.project.history.of(event)
    about = next(one for one in known if one.revision == number)
    view = _as_it_was(desk, about)
    speaking = voices(view.claims) if view else ()
    return html(
        request,
        "revision.html",
        title=f"{event}, revision {number}",
        event=event,
        about=about,
        values=_values(then),
        voices=speaking,
        rows=rows(view, speaking) if view else (),
        documents=view.documents if view else (),
        conflicts=then.conflicts,
        latest=known[-1].revision,
        most=longest_told(request),
    )


def _as_it_was(desk: Desk, about: Change) -> EventView | None:
    """The event of a revision with its claims as they were read then; None where it had been joined into another, or was withdrawn."""
    try:
        view = desk.project.at(about.at.isoformat()).event(about.event)
    except InputError:
        return None
    return view if (view.id, view.event.version) == (about.event, about.revision) else None


def _values(event: Event) -> Mapping[str, str]:
    told = {review.field_words(field): review.chosen_words(review.held(event, field)) for field in review.FIELDS}
    return {name: words for name, words in told.items() if words and words != "unknown"}


@router.get("/changes")
def changes(request: Request) -> Response:
    """What has changed in all events, the latest first."""
    pairs = refuse_unknown(request.query_params.multi_items(), ("kind", "before"))
    kinds = tuple(value for name, value in pairs if name == "kind" and value)
    return unless_known(request, lambda: _changes(request, kinds, request.query_params.get("before") or None))


def _changes(request: Request, kinds: tuple[str, ...], before: str | None) -> Response:
    desk = desk_of(request)
    last = desk.project.store.history.latest()
    end = last + 1 if before is None else _number(before)
    rows: list[Change] = []
    start = end
    while start > 1 and len(rows) < _ON_A_PAGE:  # back from the latest, window after window, as kinds may be rare
        start, stop = max(1, start - 10 * _ON_A_PAGE), start
        found = desk.project.history.changes(after=start - 1, limit=10 * _ON_A_PAGE, kinds=kinds).rows
        rows += [one for one in reversed(found) if one.number < stop]
    shown = rows[:_ON_A_PAGE]
    more = len(rows) > len(shown) or start > 1
    chosen = [("kind", kind) for kind in kinds]
    older = with_query("/changes", [*chosen, ("before", str(shown[-1].number))]) if more and shown else None
    return html(
        request,
        "changes.html",
        title="Changes",
        rows=shown,
        kinds=KINDS,
        chosen=kinds,
        older=older,
        before=before,
        endings=[("json", with_query("/changes.json", chosen)), ("ndjson", with_query("/changes.ndjson", chosen))],
    )


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 19 and int(text) > 0:
        return int(text)
    raise InputError("cursor-shape", f"before is {text!r}", where="before", fix="Follow the page's own link.")
