"""`dateline log`: what people decided, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.decided import unfit_words
from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import give, give_json, say

if TYPE_CHECKING:
    from dateline.review import Standing

__all__ = ["log"]


def log(
    event: Annotated[
        str | None,
        typer.Argument(metavar="[EVENT]", help="Only what was decided on this event and on what it was joined from."),
    ] = None,
    *,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Only decisions that do not fit, or only partly, what the reports say now.")
    ] = False,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """List what people decided, the earliest first, and what has become of it."""
    with open_nearest(project) as opened:
        found = opened.decisions(None if event is None else find_event(opened, event).id)
    chosen = [one for one in found if one.conflicts or not conflicts]
    if json:
        from dateline.run.nodes import standing_to_node

        give_json({"count": len(chosen), "decisions": [standing_to_node(one) for one in chosen]})
        return ExitCode.DONE
    for one in chosen:
        for line in _lines(one):
            give(line)
    unfit = sum(bool(one.conflicts) for one in found)
    if not chosen:
        say("Every decision fits the reports." if found else "Nothing was decided yet.")
    elif unfit and not conflicts:
        say(f"{unfit_words(unfit)}: look again, and undo or decide anew.")
    return ExitCode.DONE


def _lines(one: Standing) -> Iterator[str]:
    from dateline.review import decision_words

    decision = one.decision
    state = f"{one.state.value} by {', '.join(one.against)}" if one.against else one.state.value
    yield f"{decision.id:<6}{decision.at:%Y-%m-%d %H:%M} UTC  {decision.by}  {decision_words(decision)}  [{state}]"
    if decision.reason:
        yield f"      why: {decision.reason}"
    for what in one.conflicts:
        yield f"      conflict: {what}"
    for what in one.overruled:
        yield f"      overruled: {what}"
