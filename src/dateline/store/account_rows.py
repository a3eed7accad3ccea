"""Users of the desk, their roles, and the tokens of their programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["AccountEvent", "Logged", "Role", "SignIn", "Token", "User"]


class Role(StrEnum):
    """What a user may do; each may do what the ones before it may."""

    READER = "reader"
    CODER = "coder"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, other: Role) -> bool:
        """Whether this role may do what the other may."""
        order = tuple(Role)
        return order.index(self) >= order.index(other)

    @classmethod
    def lesser(cls, one: Role, other: Role) -> Role:
        """Of two roles the one that may do less."""
        return other if one.covers(other) else one


class AccountEvent(StrEnum):
    """What happened with an account."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    FAILED = "failed"
    LOCKED = "locked"
    ADDED = "added"
    ROLE = "role"
    DISABLED = "disabled"
    ENABLED = "enabled"
    PASSWORD = "password"  # noqa: S105 - the name of what happened
    TOKEN_MADE = "token made"  # noqa: S105 - the name of what happened
    TOKEN_REVOKED = "token revoked"  # noqa: S105 - the name of what happened


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may use the desk.

    Args:
        row: of the user; 0 for the one at this machine, where there are no accounts.
        disabled_at: since when the user cannot log in; None where the user can.
    """

    row: int
    name: str
    role: Role
    added_at: datetime | None = None
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a program shows in place of a password; its secret is told once, when it is made.

    Args:
        id: as T-3.
        scope: the role that it has at most; never more than its user's.
    """

    id: str
    user: str
    label: str
    scope: Role
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignIn:
    """What came of a name and a password.

    Args:
        user: None where they do not belong together, or while the name is locked.
        locked_until: until when no password is looked at for this name or from this address; None where it is not locked.
    """

    user: User | None
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log of accounts: when, whose, what, who did it where somebody else did, and from which address."""

    at: datetime
    name: str
    what: AccountEvent
    by: str | None
    address: str | None
