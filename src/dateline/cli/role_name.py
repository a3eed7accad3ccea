"""The roles of users, as they are typed."""

from __future__ import annotations

import enum

__all__ = ["RoleName"]


class RoleName(enum.StrEnum):
    """A role, as `store.account_rows.Role`, which is loaded only when a project is opened."""

    READER = "reader"
    CODER = "coder"
    EDITOR = "editor"
    ADMIN = "admin"
