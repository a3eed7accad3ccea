"""`dateline user`: who may use the desk where others can reach it, and what they may."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.decided import who
from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.role_name import RoleName
from dateline.cli.speech import give, give_json, say
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.store.account_rows import User

__all__ = ["user"]

user = typer.Typer(name="user", help="Add users of the desk, and say what they may.", rich_markup_mode=None, no_args_is_help=True)
_Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the user, in any case.")]
_ROLES = "reader: look; coder: decide on events; editor: join, split, withdraw, publish; admin: all, and users."


@user.command()
def add(
    name: _Name,
    *,
    role: Annotated[RoleName, typer.Option("--role", help=_ROLES)] = RoleName.READER,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Add a user; the password is asked for, or read from stdin."""
    from dateline.store.account_rows import Role

    with open_nearest(project) as opened:
        made = opened.store.accounts.add(name, _password(), role=Role(role), by=who(None))
    return _tell(made, f"Added {made.name}, {made.role}.", as_json=json)


@user.command(name="list")
def list_users(*, project: ProjectPath = None, json: Json = False) -> int:
    """List the users with their roles."""
    with open_nearest(project) as opened:
        found = opened.store.accounts.all()
    if json:
        give_json({"users": [_node(one) for one in found]})
        return ExitCode.DONE
    for one in found:
        give(f"{one.name}  {one.role}{'  disabled' if one.disabled_at else ''}")
    if not found:
        say("Nobody has an account. Next: dateline user add NAME --role admin")
    return ExitCode.DONE


@user.command()
def role(
    name: _Name,
    to: Annotated[RoleName, typer.Argument(metavar="ROLE", help=_ROLES)],
    *,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Give a user another role; it holds at once."""
    from dateline.store.account_rows import Role

    with open_nearest(project) as opened:
        made = opened.store.accounts.set_role(name, Role(to), by=who(None))
    return _tell(made, f"{made.name} is {made.role} now.", as_json=json)


@user.command()
def disable(name: _Name, *, project: ProjectPath = None, json: Json = False) -> int:
    """End a user's sessions and tokens, and let the user in no more; what the user decided stays."""
    with open_nearest(project) as opened:
        made = opened.store.accounts.set_disabled(name, disabled=True, by=who(None))
    return _tell(made, f"{made.name} cannot log in any more. Back: dateline user enable {made.name}", as_json=json)


@user.command()
def enable(name: _Name, *, project: ProjectPath = None, json: Json = False) -> int:
    """Let a user in again."""
    with open_nearest(project) as opened:
        made = opened.store.accounts.set_disabled(name, disabled=False, by=who(None))
    return _tell(made, f"{made.name} can log in again.", as_json=json)


@user.command()
def password(name: _Name, *, project: ProjectPath = None, json: Json = False) -> int:
    """Give a user another password, asked for or read from stdin; the user's sessions end."""
    with open_nearest(project) as opened:
        opened.store.accounts.get(name)
        made = opened.store.accounts.set_password(name, _password(), by=who(None))
    return _tell(made, f"{made.name} has another password.", as_json=json)


@user.command()
def log(
    *,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=10_000, help="At most so many lines.")] = 100,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Tell what happened with accounts, the latest first: logins, failures, locks, changes."""
    with open_nearest(project) as opened:
        found = opened.store.accounts.log(most=limit)
    for one in found:
        if json:
            node = {"at": one.at.isoformat(), "user": one.name, "what": one.what, "by": one.by, "address": one.address}
            give_json(node)
        else:
            more = "".join((f" by {one.by}" if one.by else "", f" from {one.address}" if one.address else ""))
            give(f"{one.at:%Y-%m-%d %H:%M:%S} UTC  {one.name}  {one.what}{more}")
    return ExitCode.DONE


def _password() -> str:
    """A password typed twice at a terminal, or the first line of stdin."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    given = sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise InputError("password-missing", "stdin gives no password", where="stdin", fix="Pipe it in, or run at a terminal.")
    return given


def _tell(made: User, words: str, *, as_json: bool) -> int:
    if as_json:
        give_json(_node(made))
    else:
        say(words)
    return ExitCode.DONE


def _node(one: User) -> dict[str, object]:
    return {"user": one.name, "role": one.role, "disabled": one.disabled_at is not None}
