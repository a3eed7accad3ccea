"""`dateline token`: what programs show in place of a password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.decided import who
from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.role_name import RoleName
from dateline.cli.speech import give, give_json, say

if TYPE_CHECKING:
    from dateline.store.account_rows import Token

__all__ = ["token"]

token = typer.Typer(
    name="token", help="Make and revoke tokens, with which programs use the desk.", rich_markup_mode=None, no_args_is_help=True
)


@token.command()
def new(
    name: Annotated[str, typer.Argument(metavar="USER", help="Whose it is; what it decides is this user's.")],
    *,
    label: Annotated[str, typer.Option("--for", metavar="WORDS", help="What it is for.")],
    scope: Annotated[RoleName, typer.Option("--scope", help="What it may at most; never more than its user.")] = RoleName.READER,
    days: Annotated[int, typer.Option("--days", metavar="N", help="Days until it ends, 1 to 366.")] = 90,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Make a token; its secret is printed this once."""
    from dateline.store.account_rows import Role

    with open_nearest(project) as opened:
        owner = opened.store.accounts.get(name)
        made, secret = opened.store.keys.make(owner, label, scope=Role(scope), days=days, by=who(None))
    if json:
        give_json(_node(made) | {"secret": secret})
        return ExitCode.DONE
    give(secret)
    say(f"{made.id}, {made.scope}, until {made.ends_at:%Y-%m-%d}. It is shown this once. Send it as: Authorization: Bearer …")
    say(f"Undo: dateline token revoke {made.id}")
    return ExitCode.DONE


@token.command(name="list")
def list_tokens(*, project: ProjectPath = None, json: Json = False) -> int:
    """List the tokens, the latest first."""
    with open_nearest(project) as opened:
        found = opened.store.keys.all()
    if json:
        give_json({"tokens": [_node(one) for one in found]})
        return ExitCode.DONE
    for one in found:
        state = "revoked" if one.revoked_at else f"until {one.ends_at:%Y-%m-%d}"
        used = f"used {one.used_at:%Y-%m-%d}" if one.used_at else "never used"
        give(f"{one.id}  {one.user}  {one.scope}  {state}  {used}  {one.label}")
    return ExitCode.DONE


@token.command()
def revoke(
    name: Annotated[str, typer.Argument(metavar="TOKEN", help="Id of the token, as T-3.")],
    *,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Revoke a token at once."""
    with open_nearest(project) as opened:
        made = opened.store.keys.revoke(name, by=who(None))
    if json:
        give_json(_node(made))
    else:
        say(f"{made.id} of {made.user} is revoked.")
    return ExitCode.DONE


def _node(one: Token) -> dict[str, object]:
    return {
        "token": one.id,
        "user": one.user,
        "for": one.label,
        "scope": one.scope,
        "made_at": one.made_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "revoked": one.revoked_at is not None,
        "used_at": one.used_at.isoformat() if one.used_at else None,
    }
