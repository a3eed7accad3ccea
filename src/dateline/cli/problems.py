"""`dateline problems`: what could not be used, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import counted, give, give_json, problem_to_json, say

if TYPE_CHECKING:
    from dateline.store import TurnedAway

__all__ = ["problems"]


def problems(
    *,
    turned_away: Annotated[
        bool,
        typer.Option(
            "--turned-away", help="List instead the documents that the relevance test turned away, the likeliest first."
        ),
    ] = False,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """List what could not be used, and what to do about it."""
    with open_nearest(project) as opened:
        found, away = opened.problems(), opened.turned_away()
    if turned_away:
        return _list(away, as_json=json)
    if json:
        give_json({"count": len(found), "problems": [problem_to_json(one) for one in found], "turned_away": len(away)})
        return ExitCode.DONE
    for one in found:
        give(f"{one.code}   {one.where}")
        give(f"    {one.what}")
        give(f"    {one.fix}")
    if found:
        say(f"{counted(len(found), 'problem')}. Mend the files and add them again; what goes through leaves this list.")
    else:
        say("No problems.")
    if away:
        say(f"{counted(len(away), 'document')} turned away by the relevance test (dateline problems --turned-away).")
    return ExitCode.DONE


def _list(away: tuple[TurnedAway, ...], *, as_json: bool) -> int:
    """The documents that were turned away, each with the probability that it tells of an incident."""
    if as_json:
        give_json({"count": len(away), "turned_away": [_to_json(one) for one in away]})
        return ExitCode.DONE
    for one in away:
        title = " ".join((one.title or "no title").split())
        give(f"{one.probability:.4f}   {one.document}   {one.outlet or '?'}, {one.published or 'no date'}   {title}")
    if away:
        say(
            f'{counted(len(away), "document")}. To have the model read them too, write relevance = "off" in project.toml and run again.'
        )
    else:
        say("No document was turned away.")
    return ExitCode.DONE


def _to_json(one: TurnedAway) -> dict[str, object]:
    published = one.published.isoformat() if one.published else None
    told = {"document": one.document, "title": one.title, "outlet": one.outlet, "published": published}
    return told | {"probability": one.probability}
