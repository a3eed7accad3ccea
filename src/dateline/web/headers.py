"""Headers that every reply has, and requests that are turned away before anything looks at them."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "Guard"]

# Scripts and styles from files of this host alone, none written into a page; nothing from or to another host, no frame around it.
# Pictures may be data because the map's buttons are drawn so in its style; no script can be made of them.
# Source: Content Security Policy Level 3, https://www.w3.org/TR/CSP3/
_POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# A page of another site whose name was pointed at this machine comes with that name: DNS rebinding.
# Source: OWASP, https://owasp.org/www-community/attacks/DNS_Rebinding
_NAMES = frozenset(("127.0.0.1", "localhost", "[::1]"))


class Guard:
    """Wraps an application: only this machine's names are answered, HEAD is GET without its body, every reply has HEADERS.

    With accounts, any name is answered: what a page of another site could ask for needs a session, which that site's name has none of.
    """

    def __init__(self, app: ASGIApp, *, any_name: bool = False) -> None:
        self.app = app
        self._any_name = any_name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The reply to a request, sent."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if not self._any_name and _host(scope) not in _NAMES:
            refusal = PlainTextResponse("unknown-host: open the desk at http://127.0.0.1 or http://localhost\n", status_code=421)
            await refusal(scope, receive, guarded)
        else:
            await self.app({**scope, "method": "GET"} if is_head else scope, receive, guarded)


def _host(scope: Scope) -> str:
    """The host's name that the request was sent to, without its port."""
    host = Headers(scope=scope).get("host", "").lower()
    return host if host.endswith("]") else host.rsplit(":", 1)[0]
