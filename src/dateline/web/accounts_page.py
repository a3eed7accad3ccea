"""Logging in and out, and what a user keeps: a password and tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import InputError
from dateline.store.account_rows import Role, SignIn, User
from dateline.store.passwords import SHORTEST
from dateline.web.access import cookie_of
from dateline.web.answers import html
from dateline.web.asked import refuse_unknown
from dateline.web.desk import desk_of
from dateline.web.forms import Form, form_of, safe_path

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_HOME = "/events"
_DAYS = 90


@router.get("/login")
def login(request: Request) -> Response:
    """The form to log in; whoever is logged in goes on."""
    asked = dict(refuse_unknown(request.query_params.multi_items(), ("next",)))
    back = safe_path(asked.get("next"), _HOME)
    if _user(request) is not None or not desk_of(request).has_accounts:
        return RedirectResponse(back, status_code=303)
    return _login_page(request, back)


@router.post("/login")
def log_in(request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way to where the user wanted to go, with a session; the form again where name and password do not belong together."""
    _require_accounts(request)
    back = safe_path(form.one("next"), _HOME)
    store = desk_of(request).project.store
    found = store.accounts.sign_in(form.one("name") or "", form.one("password") or "", address=_address(request))
    if found.user is None:
        return _login_page(request, back, name=form.one("name") or "", found=found)
    reply = RedirectResponse(back, status_code=303)
    _give_session(reply, request, found.user)
    return reply


@router.post("/logout")
def log_out(request: Request, _form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way to the form to log in, the session ended."""
    session = request.cookies.get(cookie_of(request))
    if session:
        desk_of(request).project.store.keys.end(session, address=_address(request))
    reply = RedirectResponse("/login", status_code=303, headers={"Clear-Site-Data": '"cache"'})
    reply.delete_cookie(cookie_of(request), path="/", secure=_is_safe(request), httponly=True, samesite="lax")
    return reply


@router.get("/account")
def account(request: Request) -> Response:
    """The user's own page: role, password, tokens."""
    refuse_unknown(request.query_params.multi_items(), ())
    return _account_page(request, _required_user(request))


@router.post("/account/password")
def password(request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The user's page, the password changed; all other sessions are ended."""
    user, store = _required_user(request), desk_of(request).project.store
    found = store.accounts.sign_in(user.name, form.one("old") or "", address=_address(request))
    if found.user is None:
        return _account_page(
            request, user, fault=InputError("password-wrong", _why(found), fix="Type the present password again.")
        )
    try:
        changed = store.accounts.set_password(user.name, form.one("new") or "")
    except InputError as fault:
        return _account_page(request, user, fault=fault)
    reply = RedirectResponse("/account", status_code=303)
    _give_session(reply, request, changed)
    return reply


@router.post("/account/tokens")
def new_token(request: Request, form: Annotated[Form, Depends(form_of)]) -> Response:
    """The user's page with the new token's secret, which is shown this once."""
    user, days = _required_user(request), form.one("days") or str(_DAYS)
    try:
        scope = Role(form.one("scope") or Role.READER)
        number = int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else 0
        _, secret = desk_of(request).project.store.keys.make(user, form.one("label") or "", scope=scope, days=number)
    except (InputError, ValueError) as fault:
        told = fault if isinstance(fault, InputError) else InputError("token-scope", f"{form.one('scope')!r} is no role")
        return _account_page(request, user, fault=told)
    return _account_page(request, user, secret=secret)


@router.post("/account/tokens/{name}/revoke")
def revoke(name: str, request: Request, _form: Annotated[Form, Depends(form_of)]) -> Response:
    """The way back to the user's page, the token revoked."""
    user, keys = _required_user(request), desk_of(request).project.store.keys
    if not any(one.id == name and one.user == user.name for one in keys.all()):
        raise InputError("token-missing", f"you have no token {name}", fix="Your tokens are at /account.")
    keys.revoke(name)
    return RedirectResponse("/account", status_code=303)


def _login_page(request: Request, back: str, *, name: str = "", found: SignIn | None = None) -> Response:
    status = 200 if found is None else 429 if found.locked_until else 401
    page = html(request, "login.html", status=status, title="Log in", back=back, typed=name, why=_why(found) if found else None)
    page.headers["Cache-Control"] = "no-store"
    return page


def _why(found: SignIn) -> str:
    if found.locked_until is not None:
        return f"Too many failures: nobody can log in with this name or from here before {found.locked_until:%H:%M:%S} UTC."
    return "Name and password do not belong together."


def _account_page(request: Request, user: User, *, fault: InputError | None = None, secret: str | None = None) -> Response:
    own = [one for one in desk_of(request).project.store.keys.all() if one.user == user.name]
    scopes = [role for role in Role if user.role.covers(role)]
    page = html(
        request,
        "account.html",
        status=200 if fault is None else 400,
        title="Your account",
        own=user,
        tokens=own,
        scopes=scopes,
        days=_DAYS,
        shortest=SHORTEST,
        fault=fault,
        secret=secret,
    )
    page.headers["Cache-Control"] = "no-store"
    return page


def _give_session(reply: Response, request: Request, user: User) -> None:
    """Begin a new session, so that none which somebody knew before can be taken over."""
    secret = desk_of(request).project.store.keys.begin(user)
    reply.set_cookie(cookie_of(request), secret, path="/", secure=_is_safe(request), httponly=True, samesite="lax")
    reply.headers["Cache-Control"] = "no-store"


def _is_safe(request: Request) -> bool:
    return request.url.scheme == "https"


def _user(request: Request) -> User | None:
    user: User | None = getattr(request.state, "user", None)
    return user


def _required_user(request: Request) -> User:
    user = _user(request)
    if user is None:
        raise InputError("accounts-none", "this desk has no accounts", fix="Open it to others with `dateline serve --host`.")
    if getattr(request.state, "is_program", False):
        raise InputError("login-needed", "a token cannot change an account", fix="Log in at /login.")
    return user


def _require_accounts(request: Request) -> None:
    if not desk_of(request).has_accounts:
        raise InputError("accounts-none", "this desk has no accounts", fix="Open it to others with `dateline serve --host`.")


def _address(request: Request) -> str | None:
    return request.client.host if request.client else None
