"""Agreement: how far coders, the machine among them, give the same values, and where they do not."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline import review
from dateline.web.addresses import review_path
from dateline.web.answers import html, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import desk_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_MOST = 200  # differences that one page lists


@router.get("/agreement")
def agreement(request: Request) -> Response:
    """Agreement by field and by pairs of coders, the work of each, and the list of differences."""
    refuse_unknown(request.query_params.multi_items(), ("all",))
    everything = request.query_params.get("all") == "yes"

    def make() -> Response:
        reviewing = desk_of(request).project.review
        found = reviewing.agreement(only_independent=not everything)
        return html(
            request,
            "agreement.html",
            title="Agreement",
            found=found,
            work=reviewing.work(),
            everything=everything,
            shown=found.unlike[:_MOST],
            field_words=review.field_words,
            review_path=review_path,
            endings=[("json", "/agreement.json")],
        )

    return unless_known(request, make)
