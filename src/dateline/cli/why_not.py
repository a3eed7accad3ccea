"""`dateline why-not`: why two events are two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import Id, Json, ProjectPath
from dateline.cli.speech import counted, give, give_json, say
from dateline.cli.why import match_lines, match_to_json, named

if TYPE_CHECKING:
    from dateline.model import Document
    from dateline.run import EventView, Separation

__all__ = ["separation_to_json", "why_not"]


def why_not(
    event: Id,
    other: Annotated[str, typer.Argument(metavar="EVENT", help="The other event's id.")],
    *,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Say why two events are two, with weights in words."""
    with open_nearest(project) as opened:
        left, right = find_event(opened, event), find_event(opened, other)
        found = opened.why_not(left.id, right.id)
    if json:
        give_json(separation_to_json(found))
        return ExitCode.DONE
    for line in _lines(left, right, found):
        give(line)
    say(f"Next: dateline join {left.id} {right.id}, if they are one occurrence")
    return ExitCode.DONE


def _lines(left: EventView, right: EventView, found: Separation) -> Iterator[str]:
    from dateline.cli.event_page import lines_of

    yield next(lines_of(left))
    yield next(lines_of(right))
    compared = counted(len(found.matches), "comparison")
    if found.mean is None:
        yield f"They cannot be one event: each of {compared} is forbidden."
    else:
        side = "below" if found.mean <= found.bound else "above"
        yield f"The mean of {compared} is {found.mean:+.1f}, {side} the bound of {found.bound:+.1f} for a join."
    if found.decisions:
        yield f"kept apart by decision {', '.join(found.decisions)} (dateline log {left.id})"
    for fact in found.forbidden:
        yield f"forbidden for some: {fact}" if found.mean is not None else f"forbidden: {fact}"
    documents: tuple[Document, ...] = (*left.documents, *right.documents)
    closest = found.matches[0]
    yield ""
    yield f"closest: {named(documents, closest.left)}\n     and {named(documents, closest.right)}"
    yield from match_lines(closest)


def separation_to_json(found: Separation) -> dict[str, object]:
    """A separation as JSON."""
    return {
        "left": found.left,
        "right": found.right,
        "mean": found.mean,
        "bound": found.bound,
        "forbidden": list(found.forbidden),
        "decisions": list(found.decisions),
        "matches": [match_to_json(match) for match in found.matches],
    }
