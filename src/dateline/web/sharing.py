"""Who may read the API from a page of another site: whoever shows a token, on a desk with accounts; nobody on one without."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.web.api import PREFIX

__all__ = ["Sharing"]

_TOLD = ("ETag", "Link", "Last-Modified", "Repr-Digest", "Dateline-Rows", "Dateline-Left-Out", "Dateline-Withheld")
_KEPT_S = 86_400  # for which a browser need not ask again


class Sharing:
    """Wraps an application with accounts: pages of other sites may read the API, with a token and without cookies.

    A desk without accounts gives its data to whoever sits at the machine; any page that they look at could read it there, so that
    nothing is shared.

    Source: Fetch Standard, CORS protocol, https://fetch.spec.whatwg.org/#http-cors-protocol
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._shared = CORSMiddleware(
            app,
            allow_origins=("*",),
            allow_methods=("GET", "HEAD"),
            allow_headers=("Authorization", "If-None-Match"),
            expose_headers=_TOLD,
            max_age=_KEPT_S,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The reply to a request, sent."""
        is_shared = scope["type"] == "http" and scope["path"].startswith(f"{PREFIX}/")
        await (self._shared if is_shared else self._app)(scope, receive, send)
