"""Forms: what a page sends, who sends it, and that it was this desk's own page that did."""

from __future__ import annotations

import getpass
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from dateline.errors import InputError
from dateline.web.desk import desk_of

__all__ = ["Form", "coder_of", "form_of", "key_of", "new_key", "require_own", "safe_path", "token_of"]

_MOST_BYTES = 256 * 1024  # a form of a page; the longest comment is far shorter
_MEDIA = "application/x-www-form-urlencoded"
_FIELD = "csrf"  # that carries the token
_KEY = "key"  # that says which page was looked at


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form as they were filled in, the white space around them left out.

    Args:
        pairs: field and value; a field may stand there several times.
    """

    pairs: tuple[tuple[str, str], ...]

    def one(self, name: str) -> str | None:
        """The first value of a field; None where it was left empty."""
        return next((value for field, value in self.pairs if field == name and value), None)

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a field, empty ones left out."""
        return tuple(value for field, value in self.pairs if field == name and value)

    def named(self, beginning: str) -> Mapping[str, str]:
        """The values of the fields whose names begin so, by the rest of their names; the last filled one of each."""
        return {field.removeprefix(beginning): value for field, value in self.pairs if field.startswith(beginning) and value}


async def form_of(request: Request) -> Form:
    """The form that a page of this desk sent.

    Raises:
        InputError: it is no form, too long, or it was sent from elsewhere.
    """
    if not request.headers.get("content-type", "").lower().startswith(_MEDIA):
        raise InputError("form-shape", "this address takes forms", fix="Use the page's own form, or the API.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise InputError("form-length", f"the form is longer than {_MOST_BYTES:,} bytes", fix="Write less.")
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1000)
    form = Form(tuple((name, value.strip()) for name, value in pairs))
    require_own(request, form)
    return form


def require_own(request: Request, form: Form) -> None:
    """Nothing, where the form came from a page of this desk.

    Raises:
        InputError: it did not.

    Source: OWASP, Cross-Site Request Forgery Prevention Cheat Sheet: a token in the form, and Sec-Fetch-Site as a second look.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise InputError("form-foreign", "this form was sent from another site", fix="Open the desk itself.")
    if not hmac.compare_digest((form.one(_FIELD) or "").encode("utf-8", "surrogatepass"), token_of(request).encode()):
        raise InputError(
            "form-stale", "this page is from before the desk was started anew", fix="Load the page again, then decide."
        )


def token_of(request: Request) -> str:
    """What the forms of this desk's pages carry, so that no page of another site can send one."""
    bound: str | None = getattr(request.state, "csrf", None)  # to the session, on a desk with accounts
    if bound is not None:
        return bound
    secret = desk_of(request).secret
    return hmac.digest(secret, coder_of(request).encode("utf-8", "surrogatepass"), "sha256").hex()[:32]


def new_key() -> str:
    """What the forms of one page carry, so that one which is sent twice is known as one."""
    return secrets.token_urlsafe(12)


def key_of(form: Form) -> str | None:
    """The key of the attempt that a form is: the same for the same words sent from the same page; None for a form without a page's key.

    It is made from all fields, since one page may be sent with one comment, and then, when it is gone back to, with another.
    """
    page = form.one(_KEY)
    if page is None:
        return None
    said = json.dumps(sorted(pair for pair in form.pairs if pair[0] != _FIELD)).encode("utf-8", "surrogatepass")
    return f"form {hashlib.sha256(said).hexdigest()[:32]}"


def coder_of(request: Request) -> str:
    """Who decides: the user that is logged in, or on a desk without accounts the person at this machine."""
    user = getattr(request.state, "user", None)
    if user is not None:
        return str(user.name)
    named = os.environ.get("DATELINE_USER", "").strip()
    try:
        return named or getpass.getuser()
    except (OSError, KeyError) as fault:
        fix = "Set DATELINE_USER to your name, and start the desk again."
        raise InputError("who-unknown", "nobody knows who decides", fix=fix) from fault


def safe_path(text: str | None, otherwise: str) -> str:
    """The path on this desk that a form wants to lead back to; another where it leads elsewhere."""
    parts = urlsplit(text or "")
    is_own = not parts.scheme and not parts.netloc and parts.path.startswith("/") and "\\" not in (text or "")
    return text if text and is_own and not text.startswith("//") else otherwise
