"""Comparing with an outside list: one that is sent, or one that the project keeps; as a page and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError
from dateline.merge import load
from dateline.quality.against import Narrowing, against, columns_said
from dateline.quality.comparison import Comparison, name_of_row
from dateline.quality.comparison_file import WRITERS
from dateline.quality.comparison_print import LAYOUTS, event_words, row_words
from dateline.quality.comparison_table import why_words
from dateline.quality.outside import OutsideList
from dateline.quality.outside_columns import FIELDS
from dateline.quality.outside_read import outside_of
from dateline.quality.outside_table import bytes_of
from dateline.run.exporting import withholding_of
from dateline.run.lists import KeptLists
from dateline.store.account_rows import Role
from dateline.web.access import require_role
from dateline.web.addresses import with_query
from dateline.web.answers import html
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of
from dateline.web.forms import Form, form_of
from dateline.web.uploads import MOST_BYTES, Upload, upload_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
# What is compared while somebody waits for a page; the command line has no such limits.
_MOST_ROWS, _MOST_EVENTS = 20_000, 50_000
_SHOWN = 200  # rows of each table of the page; the files have all
_NAMED = ("columns", "country", "date")
_MEDIA = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What somebody wants to compare.

    Args:
        said: what they typed into the fields of the form.
        kept: name of the kept list; None for one that was sent or where none was chosen yet.
        sent: name of the file that was sent.
    """

    said: Mapping[str, str]
    kept: str | None = None
    sent: str = ""

    @classmethod
    def of(cls, request: Request) -> _Wanted:
        """What the address asks for."""
        given = dict(refuse_unknown(request.query_params.multi_items(), ("list", *_NAMED)))
        return cls(said=_said(given), kept=given.get("list") or None)

    @property
    def name(self) -> str:
        """The name of the list."""
        return self.kept or self.sent

    def address(self, ending: str = "") -> str:
        """The address of the comparison with a kept list."""
        pairs = [("list", self.kept or ""), *((name, self.said[name]) for name in _NAMED if self.said[name])]
        return with_query(f"/compare{ending}", pairs)


def _said(given: Mapping[str, str]) -> Mapping[str, str]:
    return {name: (given.get(name) or "").strip() for name in _NAMED}


@router.get("/compare")
def compare(request: Request) -> Response:
    """The form, and the comparison with the kept list that the address names."""
    desk, wanted = desk_of(request), _Wanted.of(request)
    if wanted.kept is None:
        return _page(request, wanted)
    return _shown(request, wanted, bytes_of(_lists(desk).get(wanted.kept)))


@router.get("/compare.{ending}")
def compare_file(ending: str, request: Request) -> Response:
    """The comparison with a kept list as a table."""
    desk, wanted = desk_of(request), _Wanted.of(request)
    if ending not in _MEDIA:
        raise InputError("page-missing", f"there is no page {request.url.path}", fix=f"Endings: {', '.join(_MEDIA)}.")
    if wanted.kept is None:
        raise InputError("list-missing", "no list is named", where="list", fix="Give list=NAME; /compare lists the kept ones.")
    return _file(desk, wanted, bytes_of(_lists(desk).get(wanted.kept)), ending)


@router.post("/compare")
def compare_sent(request: Request, upload: Annotated[Upload, Depends(upload_of)]) -> Response:
    """The comparison with a list that was sent, as a page or a table; the list is kept where that is asked for."""
    form, desk = upload.form, desk_of(request)
    wanted = _Wanted(said={name: form.one(name) or "" for name in _NAMED}, sent=upload.name)
    if not upload.data:
        told = InputError("list-empty", "no file was sent, or an empty one", where="file", fix="Choose a file.")
        return _page(request, wanted, fault=told)
    if name := form.one("keep"):
        require_role(request, Role.CODER, "keep a list")
        try:
            _read(wanted, upload.data)  # what is no list is not kept
            kept = _lists(desk).add(name, upload.data)
        except InputError as fault:
            return _page(request, wanted, fault=fault)
        return RedirectResponse(_Wanted(said=wanted.said, kept=kept).address(), status_code=303)
    ending = form.one("as")
    if ending not in _MEDIA:
        return _shown(request, wanted, upload.data)
    try:
        return _file(desk, wanted, upload.data, ending)
    except InputError as fault:
        return _page(request, wanted, fault=fault)


@router.post("/compare/forget")
def forget(request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way back, with one list less."""
    _lists(desk_of(request)).remove(form.one("list") or "")
    return RedirectResponse("/compare", status_code=303)


def _lists(desk: Desk) -> KeptLists:
    return KeptLists(desk.project.own.folder)


def _shown(request: Request, wanted: _Wanted, data: bytes) -> Response:
    """The page with the comparison, or with what is wrong with the list."""
    try:
        return _page(request, wanted, found=_compared(desk_of(request), wanted, data))
    except InputError as fault:
        return _page(request, wanted, fault=fault)


def _file(desk: Desk, wanted: _Wanted, data: bytes, ending: str) -> Response:
    found, out = _compared(desk, wanted, data), BytesIO()
    WRITERS[f".{ending}"](found, out, desk.project.name, wanted.name)
    headers = {"Content-Disposition": f'attachment; filename="comparison.{ending}"', "Cache-Control": "private, no-cache"}
    return Response(out.getvalue(), media_type=_MEDIA[ending], headers=headers)


def _read(wanted: _Wanted, data: bytes) -> OutsideList:
    """The rows of the list that lie in the countries and days asked for.

    Raises:
        InputError: it is no list, it is too long, or what is asked for cannot be read.
    """
    found = _narrowing(wanted).of_list(outside_of(data, columns_said(wanted.said["columns"]), where=wanted.name or "the list"))
    if len(found.events) > _MOST_ROWS:
        what = f"the list has {len(found.events):,} rows, and {_MOST_ROWS:,} can be compared here"
        raise InputError("compare-many", what, fix="Narrow it by countries or days, or use `dateline compare`.")
    return found


def _narrowing(wanted: _Wanted) -> Narrowing:
    countries: Sequence[str] = wanted.said["country"].replace(",", " ").split()
    return Narrowing.of(country=countries or None, date=wanted.said["date"] or None)


def _compared(desk: Desk, wanted: _Wanted, data: bytes) -> Comparison:
    project, outside = desk.project, _read(wanted, data)
    project.own.use()
    ours = _narrowing(wanted).ours(project.store, outside, most=_MOST_EVENTS)
    return against(ours, outside, rules=load(project.rules), withholding=withholding_of(project.withheld))


def _page(request: Request, wanted: _Wanted, *, found: Comparison | None = None, fault: InputError | None = None) -> Response:
    lists = _lists(desk_of(request))
    page = html(
        request,
        "compare.html",
        status=400 if fault else 200,
        title=f"Beside {wanted.name}" if found else "Compare with an outside list",
        wanted=wanted,
        found=found,
        fault=fault,
        lists=lists.names(),
        can_keep=lists.can_keep,
        fields=FIELDS,
        layouts=LAYOUTS,
        most_bytes=MOST_BYTES,
        most=_SHOWN,
        event_words=event_words,
        row_words=row_words,
        name_of_row=name_of_row,
        why_words=why_words,
        endings=[(ending, wanted.address(f".{ending}")) for ending in _MEDIA if ending != "html"]
        if found and wanted.kept
        else (),
    )
    page.headers["Cache-Control"] = "private, no-cache"
    return page
