"""Passwords: which ones are taken, how they are kept, and a look at one that takes as long whoever it is for."""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from dateline.errors import InputError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

__all__ = ["SHORTEST", "digest_of", "is_password", "kept", "new_secret", "require_strong"]

# Source: NIST SP 800-63B, 5.1.1.2: length before rules of composition; the name itself is no password; at least 64 are taken.
SHORTEST, _LONGEST = 12, 1024
_SECRET_BYTES = 32
# Each look takes 64 MiB for a moment; so many at a time.
_AT_ONCE = threading.BoundedSemaphore(2)


def require_strong(password: str, name: str) -> None:
    """Nothing, where the password is taken.

    Raises:
        InputError: it is too short, too long, the user's name, or one sign again and again.
    """
    length = len(password.strip())
    if length < SHORTEST or length > _LONGEST:
        what = f"it has {length} characters"
    elif name.casefold() in password.casefold() and len(name) * 2 > length:
        what = "it is mostly the name"
    elif len(set(password)) < 5:
        what = "it has fewer than 5 different characters"
    else:
        return
    raise InputError(
        "password-weak", what, where="password", fix=f"Give {SHORTEST} characters or more, as a row of words that only you know."
    )


def kept(password: str) -> str:
    """The password as it is kept: argon2id with a salt and its settings.

    Source: RFC 9106, section 4, second recommended option (64 MiB), the default of argon2-cffi.
    """
    with _AT_ONCE:
        return _hasher().hash(_plain(password))


def is_password(password: str, known: str | None) -> bool:
    """Whether it is the one that was kept; where none was, the same work is done in vain, so that nobody learns which names there are."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _AT_ONCE:
        try:
            return _hasher().verify(known or _nobodys(), _plain(password[:_LONGEST])) and known is not None
        except (VerificationError, InvalidHashError):
            return False


def new_secret(kind: str) -> str:
    """A secret that nobody can guess, its kind before it."""
    return f"{kind}_{secrets.token_urlsafe(_SECRET_BYTES)}"


def digest_of(secret: str) -> str:
    """SHA-256 of a secret, under which it is kept; enough for secrets that are drawn, as passwords are not."""
    return "sha256:" + hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe())


def _plain(password: str) -> bytes:
    """The same bytes however a keyboard makes its letters (NIST SP 800-63B, 5.1.1.2: NFKC), and whatever spaces stand around them."""
    return unicodedata.normalize("NFKC", password.strip()).encode("utf-8", "surrogatepass")
