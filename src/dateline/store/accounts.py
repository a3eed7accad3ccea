"""Users: who there is, what they may do, and whether a name and a password belong together."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from dateline.errors import InputError
from dateline.store.account_rows import AccountEvent, Logged, Role, SignIn, User
from dateline.store.database import Database, writable
from dateline.store.passwords import is_password, kept, require_strong
from dateline.store.schema import account_log, sessions, tokens, users

__all__ = ["Accounts", "account_key", "log_account"]

_LONGEST_NAME = 64
# Failures in a row before a name is locked, how long it then is, doubled with each further failure, and how long at most.
# Source: OWASP Authentication Cheat Sheet, "Account Lockout"; NIST SP 800-63B, 5.2.2, on rate limiting.
_FAILURES, _FIRST_LOCK, _LONGEST_LOCK = 5, timedelta(minutes=1), timedelta(minutes=15)
# Failures from one address within a time, whatever the names.
_FROM_ADDRESS, _ADDRESS_TIME = 30, timedelta(minutes=10)


class Accounts:
    """The users of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[User, ...]:
        """All users, those too that cannot log in, by name."""
        with self._database.read() as connection:
            return tuple(map(user_of, connection.execute(select(users).order_by(users.c.key))))

    def get(self, name: str) -> User:
        """The user with this name, in any case.

        Raises:
            InputError: there is none.
        """
        with self._database.read() as connection:
            return _required(connection, name)

    def count(self) -> int:
        """How many users can log in."""
        with self._database.read() as connection:
            wanted = select(func.count()).select_from(users).where(users.c.disabled_at.is_(None))
            return int(connection.execute(wanted).scalar_one())

    def add(self, name: str, password: str, *, role: Role, by: str | None = None) -> User:
        """The new user.

        Raises:
            InputError: the name is taken or none, or the password is weak.
        """
        shown = _name(name)
        require_strong(password, shown)
        row = {"key": account_key(shown), "name": shown, "role": role.value, "password": kept(password), "added_at": _now()}
        with self._database.write() as connection:
            if _row(connection, shown) is not None:
                raise InputError("user-taken", f"there is a user {shown} already", where="NAME", fix="Give another name.")
            connection.execute(insert(users).values(row))
            log_account(connection, shown, AccountEvent.ADDED, by=by)
            return _required(connection, shown)

    def set_role(self, name: str, role: Role, *, by: str | None = None) -> User:
        """The user with another role; it holds from the next request on.

        Raises:
            InputError: there is no such user, or it is the last admin.
        """
        with self._database.write() as connection:
            user = _required(connection, name)
            if role is not Role.ADMIN:
                _require_other_admin(connection, user)
            return _changed(connection, user, {"role": role.value}, what=AccountEvent.ROLE, by=by)

    def set_disabled(self, name: str, *, disabled: bool, by: str | None = None) -> User:
        """The user, who cannot log in any more, or can again; sessions and tokens end with it.

        Raises:
            InputError: there is no such user, or it is the last admin.
        """
        with self._database.write() as connection:
            user = _required(connection, name)
            if disabled:
                _require_other_admin(connection, user)
                _end_all(connection, user)
            what = AccountEvent.DISABLED if disabled else AccountEvent.ENABLED
            return _changed(connection, user, {"disabled_at": _now() if disabled else None}, what=what, by=by)

    def set_password(self, name: str, password: str, *, by: str | None = None) -> User:
        """The user with another password; whoever was logged in as this user is not any more.

        Raises:
            InputError: there is no such user, or the password is weak.
        """
        user = self.get(name)
        require_strong(password, user.name)
        made = kept(password)
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.user == user.row))
            return _changed(connection, user, {"password": made}, what=AccountEvent.PASSWORD, by=by)

    def sign_in(self, name: str, password: str, *, address: str | None = None) -> SignIn:
        """The user whose name and password these are; nobody while the name or the address is locked after failures.

        It takes as long, and is locked alike, whether there is a user of this name or not.

        Args:
            name: in any case.
            password: as typed.
            address: where it came from.
        """
        now = _now()
        with self._database.read() as connection:
            until = _locked_until(connection, name, address, now)
            row = _row(connection, name)
        if until is not None:
            self._note(name, AccountEvent.LOCKED, address)
            return SignIn(None, until)
        is_right = is_password(password, row.password if row is not None else None)
        if not is_right or row is None or row.disabled_at is not None:
            self._note(name, AccountEvent.FAILED, address)
            with self._database.read() as connection:
                return SignIn(None, _locked_until(connection, name, address, now))
        self._note(name, AccountEvent.SIGNED_IN, address)
        return SignIn(user_of(row))

    def log(self, *, most: int = 200, name: str | None = None) -> tuple[Logged, ...]:
        """What happened with accounts, the latest first.

        Args:
            most: how many lines.
            name: of one account, in any case; None for all.
        """
        wanted = select(account_log).order_by(account_log.c.pk.desc()).limit(most)
        if name is not None:
            wanted = wanted.where(account_log.c.key == account_key(name))
        with self._database.read() as connection:
            found = connection.execute(wanted)
            return tuple(Logged(row.at, row.key, AccountEvent(row.what), row.by, row.address) for row in found)

    def _note(self, name: str, what: AccountEvent, address: str | None) -> None:
        with self._database.write() as connection:
            log_account(connection, name, what, address=address)


def account_key(name: str) -> str:
    """The name as it is looked up: names that differ in case or width alone are one."""
    return writable(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name.strip()).casefold()).replace("\0", "�"))[
        :_LONGEST_NAME
    ]


def log_account(
    connection: Connection, name: str, what: AccountEvent, *, by: str | None = None, address: str | None = None
) -> None:
    """Note what happened with an account."""
    row = {"at": _now(), "key": account_key(name), "what": what.value, "by": by, "address": address}
    connection.execute(insert(account_log).values(row))


def user_of(row: Any) -> User:
    """The user that a row holds."""
    return User(row=row.pk, name=row.name, role=Role(row.role), added_at=row.added_at, disabled_at=row.disabled_at)


def _now() -> datetime:
    return datetime.now(UTC)


def _name(name: str) -> str:
    shown = unicodedata.normalize("NFC", name.strip())
    if not 1 <= len(shown) <= _LONGEST_NAME or not all(sign.isalnum() or sign in " .-_@'’" for sign in shown):
        raise InputError(
            "user-name", f"{name!r} is no name", where="NAME", fix=f"1 to {_LONGEST_NAME} letters, figures, spaces and . - _ @ '"
        )
    return shown


def _row(connection: Connection, name: str) -> Any:
    return connection.execute(select(users).where(users.c.key == account_key(name))).one_or_none()


def _required(connection: Connection, name: str) -> User:
    row = _row(connection, name)
    if row is None:
        raise InputError("user-missing", f"there is no user {name}", where="NAME", fix="`dateline user list` lists them.")
    return user_of(row)


def _changed(connection: Connection, user: User, change: dict[str, Any], *, what: AccountEvent, by: str | None) -> User:
    connection.execute(update(users).where(users.c.pk == user.row).values(change))
    log_account(connection, user.name, what, by=by)
    return _required(connection, user.name)


def _require_other_admin(connection: Connection, user: User) -> None:
    others = select(func.count()).select_from(users).where(users.c.role == Role.ADMIN.value, users.c.disabled_at.is_(None))
    if user.role is Role.ADMIN and not connection.execute(others.where(users.c.pk != user.row)).scalar_one():
        raise InputError("user-last-admin", f"{user.name} is the last admin", where="NAME", fix="Make another user admin first.")


def _end_all(connection: Connection, user: User) -> None:
    connection.execute(delete(sessions).where(sessions.c.user == user.row))
    connection.execute(update(tokens).where(tokens.c.user == user.row, tokens.c.revoked_at.is_(None)).values(revoked_at=_now()))


def _locked_until(connection: Connection, name: str, address: str | None, now: datetime) -> datetime | None:
    """Until when no password is looked at; None where it is."""
    log = account_log.c
    tried = select(log.what, log.at).where(log.key == account_key(name), log.what != AccountEvent.LOCKED.value)
    failures: list[datetime] = []
    for row in connection.execute(tried.order_by(log.pk.desc()).limit(_FAILURES + 8)):
        if row.what != AccountEvent.FAILED:
            break
        failures.append(row.at)
    until = None
    if len(failures) >= _FAILURES:
        until = failures[0] + min(_FIRST_LOCK * 2 ** (len(failures) - _FAILURES), _LONGEST_LOCK)
    if address is not None:
        failed = (log.address == address) & (log.what == AccountEvent.FAILED.value) & (log.at > now - _ADDRESS_TIME)
        count, last = connection.execute(select(func.count(), func.max(log.at)).where(failed)).one()
        if count >= _FROM_ADDRESS:
            until = max(filter(None, (until, last + _FIRST_LOCK)))
    return until if until is not None and until > now else None
