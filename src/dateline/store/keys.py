"""Sessions of browsers and tokens of programs: secrets that are drawn, kept as digests alone, and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from dateline.errors import InputError
from dateline.store.account_rows import AccountEvent, Role, Token, User
from dateline.store.accounts import account_key, log_account, user_of
from dateline.store.database import Database
from dateline.store.passwords import digest_of, new_secret
from dateline.store.schema import sessions, tokens, users

__all__ = ["LONGEST_DAYS", "Keys"]

# Source: OWASP Session Management Cheat Sheet, "Session Expiration": one time without use, one in all.
_UNUSED, _IN_ALL = timedelta(hours=12), timedelta(days=7)
# How exactly the last use is noted, so that reading does not mean writing each time.
_NOTED_EVERY = timedelta(minutes=10)
LONGEST_DAYS = 366
_LONGEST_LABEL = 100


class Keys:
    """The sessions and tokens of a store's users."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, user: User) -> str:
        """The secret of a new session."""
        secret, now = new_secret("s"), datetime.now(UTC)
        with self._database.write() as connection:
            connection.execute(
                delete(sessions).where((sessions.c.seen_at < now - _UNUSED) | (sessions.c.began_at < now - _IN_ALL))
            )
            row = {"digest": digest_of(secret), "user": user.row, "began_at": now, "seen_at": now}
            connection.execute(insert(sessions).values(row))
        return secret

    def session(self, secret: str) -> User | None:
        """Whose session this is; None where it is none, or has ended."""
        now, digest = datetime.now(UTC), digest_of(secret)
        wanted = select(users, sessions.c.seen_at, sessions.c.began_at).select_from(sessions.join(users))
        with self._database.read() as connection:
            row = connection.execute(wanted.where(sessions.c.digest == digest)).one_or_none()
        if row is None or row.disabled_at is not None or row.seen_at < now - _UNUSED or row.began_at < now - _IN_ALL:
            return None
        if row.seen_at < now - _NOTED_EVERY:
            with self._database.write() as connection:
                connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=now))
        return user_of(row)

    def end(self, secret: str, *, address: str | None = None) -> None:
        """End a session."""
        user = self.session(secret)
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest_of(secret)))
            if user is not None:
                log_account(connection, user.name, AccountEvent.SIGNED_OUT, address=address)

    def make(self, user: User, label: str, *, scope: Role, days: int, by: str | None = None) -> tuple[Token, str]:
        """A new token and its secret, which is told this once.

        Args:
            user: whose it is.
            label: what it is for.
            scope: the role that it has at most.
            days: until it ends.
            by: who makes it, where it is another.
        Raises:
            InputError: the label is empty, the time is none, or the user may less than the scope.
        """
        _require_token(user, label, scope, days)
        secret, now = new_secret("dateline"), datetime.now(UTC)
        row = {"digest": digest_of(secret), "user": user.row, "label": label.strip(), "scope": scope.value}
        row |= {"made_at": now, "ends_at": now + timedelta(days=days)}
        with self._database.write() as connection:
            made = connection.execute(insert(tokens).values(row)).inserted_primary_key
            assert made is not None
            log_account(connection, user.name, AccountEvent.TOKEN_MADE, by=by)
            return _token(connection.execute(_tokens().where(tokens.c.pk == made[0])).one()), secret

    def token(self, secret: str) -> tuple[User, Role] | None:
        """Whose token this is and what it may do; None where it is none, has ended or was revoked."""
        now = datetime.now(UTC)
        wanted = select(
            users, tokens.c.pk.label("token"), tokens.c.scope, tokens.c.ends_at, tokens.c.revoked_at, tokens.c.used_at
        )
        with self._database.read() as connection:
            row = connection.execute(
                wanted.select_from(tokens.join(users)).where(tokens.c.digest == digest_of(secret))
            ).one_or_none()
        if row is None or row.disabled_at is not None or row.revoked_at is not None or row.ends_at <= now:
            return None
        if row.used_at is None or row.used_at < now - _NOTED_EVERY:
            with self._database.write() as connection:
                connection.execute(update(tokens).where(tokens.c.pk == row.token).values(used_at=now))
        user = user_of(row)
        return user, Role.lesser(user.role, Role(row.scope))

    def all(self) -> tuple[Token, ...]:
        """All tokens, those too that have ended, the latest first."""
        with self._database.read() as connection:
            return tuple(map(_token, connection.execute(_tokens().order_by(tokens.c.pk.desc()))))

    def revoke(self, name: str, *, by: str | None = None) -> Token:
        """The token with this id, which is none any more.

        Raises:
            InputError: there is none.
        """
        number = name.strip().upper().removeprefix("T-")
        with self._database.write() as connection:
            wanted = _tokens().where(tokens.c.pk == int(number)) if number.isdecimal() and len(number) < 10 else None
            row = None if wanted is None else connection.execute(wanted).one_or_none()
            if wanted is None or row is None:
                raise InputError("token-missing", f"there is no token {name}", fix="`dateline token list` lists them.")
            if row.revoked_at is None:
                connection.execute(update(tokens).where(tokens.c.pk == row.pk).values(revoked_at=datetime.now(UTC)))
                log_account(connection, account_key(row.name), AccountEvent.TOKEN_REVOKED, by=by)
            return _token(connection.execute(wanted).one())


def _tokens() -> Any:
    return select(tokens, users.c.name).select_from(tokens.join(users))


def _token(row: Any) -> Token:
    return Token(
        id=f"T-{row.pk}",
        user=row.name,
        label=row.label,
        scope=Role(row.scope),
        made_at=row.made_at,
        ends_at=row.ends_at,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
    )


def _require_token(user: User, label: str, scope: Role, days: int) -> None:
    if not 1 <= len(label.strip()) <= _LONGEST_LABEL:
        raise InputError("token-label", f"{label!r} says nothing", where="--for", fix="Say in a few words what it is for.")
    if not 1 <= days <= LONGEST_DAYS:
        raise InputError("token-days", f"{days} days", where="--days", fix=f"Give 1 to {LONGEST_DAYS}.")
    if not user.role.covers(scope):
        raise InputError(
            "token-scope", f"{user.name} is {user.role}, and the token would be {scope}", where="--scope", fix="Give less."
        )
