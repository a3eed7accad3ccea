"""`dateline events`: the events, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath, Where, WithNames
from dateline.cli.speech import counted, give, give_json, say
from dateline.cli.where import conditions, emptied_by, selected
from dateline.run.exporting import options_of, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.run import EventView

__all__ = ["events"]

_HEAD = ("event", "when", "what", "where", "killed", "told by", "")
# A cell that is longer is cut on screen; --json and the exports have it whole.
_WIDEST = 42


def events(
    *,
    where: Where = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.", show_default=False)] = None,
    with_names: WithNames = False,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """List the events in the order of their days."""
    from itertools import islice

    asked = conditions(where)
    with open_nearest(project) as opened:
        chosen = selected(opened.events, asked)
        found = list(islice(chosen, limit))
        count = chosen.count()
        if json:
            give_json({"count": count, "events": [row_of(view, options=options_of(with_names=with_names)) for view in found]})
        elif not found:
            say(emptied_by(opened.events, asked))
        else:
            _list(found, count)
    return ExitCode.DONE


def _list(found: Sequence[EventView], count: int) -> None:
    rows = [_HEAD, *(_row(view) for view in found)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEAD))]
    for row in rows:
        give("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    shown = counted(count, "event") if len(found) == count else f"{len(found)} of {count} events"
    say(f"{shown}. Next: dateline show {found[0].id}")


def _row(view: EventView) -> tuple[str, ...]:
    from dateline.model import HarmKind
    from dateline.text.words import code_words, conflict_words, count_words, place_words, when_words

    event, killed = view.event, view.event.harm_of(HarmKind.KILLED)
    told = f"{event.n_documents} ({event.n_independent} independent)" if event.n_documents > 1 else "1"
    action = code_words(event.action.value) + (" (total)" if event.aggregate else "")
    if event.status.value not in (None, "occurred"):
        action = f"{code_words(event.status.value)}: {action}"
    cells = (
        view.id,
        when_words(event.time.value),
        action,
        place_words(event.place.value),
        count_words(killed.count) if killed else "–",
        told,
        f"conflict: {conflict_words(event.conflicts)}" if event.conflicts else "",
    )
    return tuple(cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…" for cell in cells)
