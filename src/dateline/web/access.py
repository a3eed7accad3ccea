"""Who may do what: one table for all addresses, looked at before anything else is."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import InputError, StoreError
from dateline.review import Judgement
from dateline.store.account_rows import Role, User
from dateline.web.desk import Desk
from dateline.web.faults import refusal
from dateline.web.rights import Rights

__all__ = ["JUDGEMENTS", "NEEDED", "OPEN", "Access", "cookie_of", "granted", "needed_role", "require_judgement", "require_role"]

OPEN = "open"  # to whoever comes
_VISIT = "dateline-visit"  # the cookie of a browser before it logs in, which the form to log in is bound to

# What an address needs, by method and path; the first that fits. Without an entry, reading needs a reader, and all else is refused.
NEEDED: Mapping[tuple[str, str], Role | str] = {
    ("GET", "/login"): OPEN,
    ("POST", "/login"): OPEN,
    ("POST", "/logout"): OPEN,
    ("GET", "/static/{path:path}"): OPEN,
    ("GET", "/basemap/{path:path}"): OPEN,
    ("GET", "/account"): Role.READER,
    ("POST", "/account/password"): Role.READER,
    ("POST", "/account/tokens"): Role.READER,
    ("POST", "/account/tokens/{name}/revoke"): Role.READER,
    ("GET", "/review"): Role.CODER,
    ("GET", "/review/{path:path}"): Role.CODER,
    ("GET", "/queue.json"): Role.CODER,
    ("GET", "/api/v1/queue"): Role.CODER,
    ("GET", "/api/v1/queue.json"): Role.CODER,
    ("POST", "/decide"): Role.CODER,
    ("POST", "/decisions"): Role.CODER,
    ("POST", "/api/v1/decisions"): Role.CODER,
    ("POST", "/compare"): Role.READER,  # to keep the list that is sent is a coder's
    ("POST", "/compare/forget"): Role.CODER,
    ("POST", "/saved"): Role.CODER,
    ("POST", "/saved/{name}/remove"): Role.CODER,
    ("GET", "/admin"): Role.ADMIN,
    ("GET", "/admin/{path:path}"): Role.ADMIN,
    ("POST", "/admin/verify"): Role.ADMIN,
    ("POST", "/admin/users"): Role.ADMIN,
    ("POST", "/admin/users/{name}/role"): Role.ADMIN,
    ("POST", "/admin/users/{name}/disabled"): Role.ADMIN,
    ("POST", "/admin/tokens/{name}/revoke"): Role.ADMIN,
    ("POST", "/admin/{path:path}"): Role.ADMIN,
}
# What one event is said to be is a coder's; what events there are, and what is published, is an editor's.
JUDGEMENTS: Mapping[Judgement, Role] = {
    Judgement.CHOOSE: Role.CODER,
    Judgement.EDIT: Role.CODER,
    Judgement.CODE: Role.CODER,
    Judgement.ACCEPT: Role.CODER,
    Judgement.COMMENT: Role.CODER,
    Judgement.UNDO: Role.CODER,  # of one's own decisions; of another's an editor's
    Judgement.JOIN: Role.EDITOR,
    Judgement.SPLIT: Role.EDITOR,
    Judgement.REJECT: Role.EDITOR,
    Judgement.WITHDRAW: Role.EDITOR,
    Judgement.STATE: Role.EDITOR,
    Judgement.SAME: Role.EDITOR,
}
_PATTERNS = tuple((method, compile_path(path)[0], role) for (method, path), role in NEEDED.items())


@dataclass(frozen=True, slots=True)
class _Visit:
    """Who asks: nobody known where `user` is None.

    Args:
        secret: of the session, or of a browser that has none yet; the forms of its pages are bound to it.
        is_program: whether a token was shown.
    """

    user: User | None
    role: Role | None
    secret: str
    is_program: bool


def needed_role(method: str, path: str) -> Role | str | None:
    """What a request needs: a role, OPEN, or None where nobody may send it."""
    found = next((role for verb, pattern, role in _PATTERNS if verb == method and pattern.match(path)), None)
    return found or (Role.READER if method == "GET" else None)


def granted(user: User, role: Role) -> Rights:
    """What a user may, as the tables above say it.

    Args:
        user: who.
        role: theirs, or the lesser one of their token.
    """
    pages = ((path, needed) for (method, path), needed in NEEDED.items() if method == "GET" and needed != OPEN)
    return Rights(
        name=user.name,
        judgements=frozenset(one for one, needed in JUDGEMENTS.items() if role.covers(needed)),
        refused=frozenset(path for path, needed in pages if not role.covers(Role(needed))),
        undoes_all=role.covers(Role.EDITOR),
        reads_all=role.covers(Role.CODER),
    )


def require_role(request: Request, role: Role, what: str) -> None:
    """Nothing, where whoever asks may do it.

    Raises:
        InputError: they may not.
    """
    own: Role | None = getattr(request.state, "role", None)
    if own is not None and not own.covers(role):
        raise InputError("role-needed", f"to {what} needs the role {role}, and yours is {own}", fix="Ask an admin of the desk.")


def require_judgement(request: Request, judgement: str, *, undo_of: str | None = None) -> None:
    """Nothing, where whoever asks may decide so.

    Args:
        request: what asks.
        judgement: one of the judgements; another is left to whoever reads the proposal.
        undo_of: id of the decision that is taken back.
    Raises:
        InputError: they may not.
    """
    needed = JUDGEMENTS.get(Judgement(judgement)) if judgement in set(Judgement) else None
    if needed is not None:
        require_role(request, needed, judgement)
    user = getattr(request.state, "user", None)
    if judgement == Judgement.UNDO and undo_of and user is not None:
        desk: Desk = request.app.state.desk
        wanted = undo_of.strip().upper()
        by = next((one.by for one in desk.project.store.decisions.all() if one.id.upper() == wanted), user.name)
        if by != user.name:
            require_role(request, Role.EDITOR, f"undo a decision of {by}")


class Access:
    """Wraps an application: on a desk with accounts, every request is somebody's, and does what their role may."""

    def __init__(self, app: ASGIApp, *, desk: Desk) -> None:
        self.app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The reply to a request, sent."""
        if scope["type"] != "http" or not self._desk.has_accounts:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            visit = await run_in_threadpool(self._visit, request)
        except StoreError as fault:  # as a page would tell it; nobody is let in meanwhile
            await refusal(request, fault, 503)(scope, receive, send)
            return
        scope.setdefault("state", {}).update(
            user=visit.user, role=visit.role, csrf=_derived(visit.secret), secret=visit.secret, is_program=visit.is_program
        )
        if visit.user is not None and visit.role is not None:
            scope["state"]["rights"] = granted(visit.user, visit.role)
        refused = _refused(request, visit)
        if refused is not None:
            await refused(scope, receive, send)
            return
        await self.app(scope, receive, _marked(send, request, visit))

    def _visit(self, request: Request) -> _Visit:
        """Who a token or a session says that it is."""
        keys = self._desk.project.store.keys
        shown = _token_of(request.headers.get("authorization", ""))
        if shown is not None:
            user, role = keys.token(shown) or (None, None)
            return _Visit(user, role, shown, is_program=True)
        session = request.cookies.get(cookie_of(request))
        user = keys.session(session) if session else None
        if user is not None and session:
            return _Visit(user, user.role, session, is_program=False)
        from dateline.store.passwords import new_secret

        return _Visit(None, None, request.cookies.get(_VISIT) or new_secret("v"), is_program=False)


def _token_of(header: str) -> str | None:
    """The token that a program shows, as such or, as readers of feeds do, as the password beside a name; None where it shows none."""
    kind, _, rest = header.partition(" ")
    if kind.lower() == "bearer":
        return rest.strip()
    if kind.lower() != "basic":
        return None
    try:
        return base64.b64decode(rest.strip(), validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def cookie_of(request: Request) -> str:
    """The name of the session's cookie; over https one that browsers take from this very host alone.

    Source: RFC 6265bis, 4.1.3.2, "The __Host- Prefix".
    """
    return "__Host-dateline" if request.url.scheme == "https" else "dateline"


def _derived(secret: str) -> str:
    """What forms carry, from which the secret cannot be told."""
    return hashlib.sha256(f"form {secret}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _refused(request: Request, visit: _Visit) -> Response | None:
    """The reply to what may not be asked; None where it may."""
    needed = needed_role(request.method, request.url.path)
    if needed == OPEN:
        return None
    if visit.user is None or visit.role is None:
        return _who_are_you(request, visit)
    if needed is None:
        told = InputError("method-unknown", f"{request.method} does nothing here", fix="Use GET.")
        return refusal(request, told, 405)
    assert isinstance(needed, Role)
    if visit.role.covers(needed):
        return None
    what = f"this needs the role {needed}, and yours is {visit.role}"
    return refusal(request, InputError("role-needed", what, fix="Ask an admin of the desk."), 403)


def _who_are_you(request: Request, visit: _Visit) -> Response:
    path = request.url.path
    wants_page = "text/html" in request.headers.get("accept", "") and not path.startswith("/api/")
    if request.method == "GET" and wants_page and not visit.is_program:
        asked = path + (f"?{request.url.query}" if request.url.query else "")
        back = f"?next={quote(asked, safe='/')}" if asked != "/" else ""
        return RedirectResponse(f"/login{back}", status_code=303, headers={"Cache-Control": "no-store"})
    what = "this token is none, has ended or was revoked" if visit.is_program else "this desk is for its users"
    reply = refusal(
        request, InputError("login-needed", what, fix="Log in at /login, or send a token: Authorization: Bearer …"), 401
    )
    reply.headers["WWW-Authenticate"] = 'Bearer realm="dateline"'
    reply.headers["Cache-Control"] = "no-store"
    return reply


def _marked(send: Send, request: Request, visit: _Visit) -> Send:
    """A way to send that keeps replies out of shared caches, and gives a browser that comes to log in its cookie."""
    is_new = visit.user is None and not visit.is_program and _VISIT not in request.cookies and request.url.path == "/login"

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start" and not Headers(raw=message.get("headers", [])).get("cache-control"):
            message["headers"] = [*message.get("headers", []), (b"cache-control", b"private, no-cache")]
        if message["type"] == "http.response.start" and is_new:
            secure = "; Secure" if request.url.scheme == "https" else ""
            cookie = f"{_VISIT}={visit.secret}; HttpOnly; SameSite=Lax; Path=/login{secure}"
            message["headers"] = [*message.get("headers", []), (b"set-cookie", cookie.encode())]
        await send(message)

    return marked
