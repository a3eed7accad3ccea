"""The review queue: one event after the other, what is asked about it, and the texts that it rests on."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline import review
from dateline.review import Stage
from dateline.run.reviewing import Item
from dateline.web.addresses import event_path, review_path, with_query
from dateline.web.answers import html, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import desk_of
from dateline.web.event_page import title_of
from dateline.web.forms import coder_of
from dateline.web.just_decided import done_of, splits_of
from dateline.web.passages import tellings

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_RECENT = 20
_STAGES = (
    (None, "All"),
    (Stage.SETTLE, "Coders differ"),
    (Stage.FIRST, "Seen by nobody"),
    (Stage.SECOND, "Second coder"),
    (Stage.AGAIN, "Changed since"),
)


@router.get("/review")
def queue(request: Request) -> Response:
    """The event that is worth most to look at next."""
    refuse_unknown(request.query_params.multi_items(), ("stage", "after", "done"))
    stage, after = request.query_params.get("stage") or None, request.query_params.get("after") or None

    def make() -> Response:
        found = desk_of(request).project.review.queue(by=coder_of(request), stage=stage, after=after, limit=1)
        item = found.items[0] if found.items else None
        return _page(request, item, stage=stage, later=_queue_path(stage, found.next) if found.next else None)

    return unless_known(request, make)


@router.get("/review/{name}")
def one(name: str, request: Request) -> Response:
    """What is asked about one event."""
    refuse_unknown(request.query_params.multi_items(), ("stage", "done"))
    item = desk_of(request).project.review.item(name, by=coder_of(request))
    return unless_known(request, lambda: _page(request, item, stage=request.query_params.get("stage") or None, later=None))


def _queue_path(stage: str | None, after: str | None = None) -> str:
    pairs = (("stage", stage), ("after", after))
    return with_query("/review", [(name, value) for name, value in pairs if value])


def _page(request: Request, item: Item | None, *, stage: str | None, later: str | None) -> Response:
    desk, by = desk_of(request), coder_of(request)
    here = item.event if item else None
    return html(
        request,
        "review.html",
        title=f"Review: {item.event}" if item else "Review",
        item=item,
        heading=title_of(item.view) if item and item.view else None,
        tellings=tellings(item.documents, item.claims) if item else (),
        incidents=splits_of(item.claims) if item else (),
        by=by,
        stage=stage,
        stages=[(value, words, _queue_path(value)) for value, words in _STAGES],
        later=later,
        next_path=_queue_path(stage),
        here_path=review_path(here) if here else "/review",
        event_page=event_path(here) if here else None,
        progress=desk.project.review.progress(),
        recent=desk.project.review.recent(by=by, most=_RECENT),
        done=done_of(desk, request.query_params.get("done")),
        fields=review.FIELDS,
        field_words=review.field_words,
    )
