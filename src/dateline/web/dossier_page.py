"""The dossier of an event: everything behind it in one file, to be kept and passed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError
from dateline.model import ids
from dateline.run.exporting import withholding_of
from dateline.run.printing import dossier_of
from dateline.web.addresses import review_path
from dateline.web.answers import unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.blind import is_hidden
from dateline.web.desk import desk_of
from dateline.write.printout import Printout
from dateline.write.printout_html import html
from dateline.write.printout_markdown import markdown

__all__ = ["router"]

router = APIRouter(tags=["events"])
_KINDS: Mapping[str, tuple[str, Callable[[Printout], str]]] = {
    "html": ("text/html; charset=utf-8", html),
    "md": ("text/markdown; charset=utf-8", markdown),
}


@router.get("/e/{name}/dossier.{kind}", summary="The dossier of an event, as HTML or Markdown")
def dossier(name: str, kind: str, request: Request) -> Response:
    """Values and their rules, claims side by side, words in context, documents and decisions; names of private persons are withheld."""
    refuse_unknown(request.query_params.multi_items(), ())
    if kind not in _KINDS:
        raise InputError("dossier-kind", f"there is no dossier as {kind!r}", fix=f"Known: {', '.join(_KINDS)}.")
    desk, event = desk_of(request), ids.normalise(name)
    if is_hidden(request, event):
        return RedirectResponse(review_path(event), status_code=303)

    def make() -> Response:
        project = desk.project
        view = project.event(event)
        printout = dossier_of(project, view, withholding=withholding_of(project.withheld))
        media_type, written = _KINDS[kind]
        # A file to keep: the desk's own pages may hold no styles of their own, as this one does.
        headers = {"Content-Disposition": f'attachment; filename="{view.id}.{kind}"'}
        return Response(written(printout).encode("utf-8", "replace"), media_type=media_type, headers=headers)

    return unless_known(request, make)
