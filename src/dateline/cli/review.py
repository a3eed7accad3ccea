"""`dateline review`: the review queue in the terminal, one key for each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.decided import By, who
from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import give, give_json, say

if TYPE_CHECKING:
    from dateline.run import Project

__all__ = ["review"]


def review(
    event: Annotated[
        str | None, typer.Argument(metavar="[EVENT]", help="Only this event; without it all that wait, the most useful first.")
    ] = None,
    *,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage",
            metavar="STAGE",
            help="first, second (blind), settle, or again (checked, and changed by a run since); without it the first three.",
            show_default=False,
        ),
    ] = None,
    progress: Annotated[
        bool, typer.Option("--progress", help="Say how far the work has come and how far coders agree, and end.")
    ] = False,
    by: By = None,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Go through the events that wait for you: conflicts first, then what the machine is least sure of.

    Each key is stored at once. a accept, x reject, u unsure, 1-9 choose, e edit, c comment, n next question, space later, z undo,
    q end, ? help.
    An event that another coded is shown without their values and the machine's: choose or type yours, then d.

    Examples: dateline review; dateline review --stage second --by tomas; dateline review --progress
    """
    from dateline.cli.review_walk import Keys, Walk

    with open_nearest(project) as opened:
        name = who(by)
        if progress:
            return _tell(opened, as_json=json)
        if json:
            from dateline.run.nodes import item_to_node

            page = opened.review.queue(by=name, stage=stage)
            items = (opened.review.item(event, by=name),) if event else page.items
            give_json({"by": name, "rows": [item_to_node(item) for item in items], "next": None if event else page.next})
            return ExitCode.DONE
        count = Walk(opened, by=name, stage=stage, keys=Keys()).through(event)
    say(f"{count} decided. Take one back: dateline log, dateline undo D-n")
    return ExitCode.DONE


def _tell(opened: Project, *, as_json: bool) -> int:
    from dateline.cli.review_walk import progress_lines
    from dateline.run.nodes import agreement_to_node

    if as_json:
        counts = opened.review.progress()
        states = {name: getattr(counts, name) for name in ("machine", "coded", "checked", "final", "withdrawn")}
        give_json({"states": states} | agreement_to_node(opened.review.agreement(), opened.review.work()))
        return ExitCode.DONE
    for line in progress_lines(opened):
        give(line)
    return ExitCode.DONE
