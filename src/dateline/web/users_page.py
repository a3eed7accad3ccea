"""The users of the desk: who there is, what they may do, their tokens, and what happened with their accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError
from dateline.store.account_rows import Logged, Role, Token, User
from dateline.store.passwords import SHORTEST
from dateline.web.addresses import with_query
from dateline.web.answers import html, json_reply
from dateline.web.asked import refuse_unknown
from dateline.web.desk import desk_of
from dateline.web.forms import Form, coder_of, form_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_HERE = "/admin/users"
_LINES = 100  # of the log that the page tells; the same as JSON has all
_ALL = 1_000_000
_OF_TOKEN = ("id", "user", "label", "scope", "made_at", "ends_at", "revoked_at", "used_at")


@router.get("/admin/users")
def users(request: Request) -> Response:
    """Users with their roles, tokens of all, and the log of accounts."""
    given = dict(refuse_unknown(request.query_params.multi_items(), ("name",)))
    return _page(request, given.get("name") or None)


@router.get("/admin/users.json")
def users_json(request: Request) -> Response:
    """Users, tokens without their secrets, and the whole log of accounts, or of one account by `name`."""
    given = dict(refuse_unknown(request.query_params.multi_items(), ("name",)))
    store = desk_of(request).project.store
    only = given.get("name") or None
    node = {
        "users": [_told(one, ("name", "role", "added_at", "disabled_at")) for one in store.accounts.all()],
        "tokens": [_told(one, _OF_TOKEN) for one in store.keys.all()],
        "log": [_told(one, ("at", "name", "what", "by", "address")) for one in store.accounts.log(most=_ALL, name=only)],
    }
    reply = json_reply(request, node)
    reply.headers["Cache-Control"] = "no-store"
    return reply


def _told(row: User | Token | Logged, names: Iterable[str]) -> dict[str, object]:
    return {name: one.isoformat() if isinstance(one := getattr(row, name), datetime) else one for name in names}


@router.post("/admin/users")
def add(request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way back, with one more user; the page with what is wrong where there is something."""
    accounts = desk_of(request).project.store.accounts
    try:
        accounts.add(form.one("name") or "", form.one("password") or "", role=_role(form), by=coder_of(request))
    except InputError as fault:
        return _page(request, fault=fault, typed=form.one("name") or "")
    return RedirectResponse(_HERE, status_code=303)


@router.post("/admin/users/{name}/role")
def role(name: str, request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way back, the user with another role."""
    try:
        desk_of(request).project.store.accounts.set_role(name, _role(form), by=coder_of(request))
    except InputError as fault:
        return _page(request, fault=fault)
    return RedirectResponse(_HERE, status_code=303)


@router.post("/admin/users/{name}/disabled")
def disabled(name: str, request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way back, the user shut out or let in again."""
    wanted = form.one("disabled") == "yes"
    try:
        desk_of(request).project.store.accounts.set_disabled(name, disabled=wanted, by=coder_of(request))
    except InputError as fault:
        return _page(request, fault=fault)
    return RedirectResponse(_HERE, status_code=303)


@router.post("/admin/tokens/{name}/revoke")
def revoke(name: str, request: Request, _form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way back, the token revoked, whosever it is."""
    desk_of(request).project.store.keys.revoke(name, by=coder_of(request))
    return RedirectResponse(f"{_HERE}#tokens", status_code=303)


def _role(form: Form) -> Role:
    word = form.one("role") or ""
    if word not in set(Role):
        raise InputError("role-unknown", f"there is no role {word!r}", where="role", fix=f"One of: {', '.join(Role)}.")
    return Role(word)


def _page(request: Request, only: str | None = None, *, fault: InputError | None = None, typed: str = "") -> Response:
    store = desk_of(request).project.store
    page = html(
        request,
        "users.html",
        status=200 if fault is None else 400,
        title="Users",
        users=store.accounts.all(),
        tokens=store.keys.all(),
        log=store.accounts.log(most=_LINES, name=only),
        most=_LINES,
        only=only,
        roles=list(Role),
        shortest=SHORTEST,
        fault=fault,
        typed=typed,
        endings=[("json", with_query("/admin/users.json", [("name", only)] if only else []))],
    )
    page.headers["Cache-Control"] = "no-store"
    return page
