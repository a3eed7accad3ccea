"""`dateline why`: why these incidents are one event."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import Id, Json, ProjectPath
from dateline.cli.speech import counted, give, give_json, say

if TYPE_CHECKING:
    from dateline.model import IncidentRef, Match
    from dateline.run import EventView

__all__ = ["why"]

# How strong a weight of evidence is, by its size in natural-log odds.
# Source: I. J. Good, "Weight of evidence: a brief survey" (1985), after Jeffreys' scale of odds: 3, 10, 100 to 1.
_STRENGTHS = ((math.log(100), "decisive"), (math.log(10), "strong"), (math.log(3), "fair"), (0.0, "slight"))
_MOST_ODDS = 1_000_000


def why(event: Id, *, project: ProjectPath = None, json: Json = False) -> int:
    """Say why reports are one event, with weights in words."""
    with open_nearest(project) as opened:
        view = find_event(opened, event)
    if json:
        give_json({"id": view.id, "matches": [_to_json(match) for match in view.why()]})
        return ExitCode.DONE
    for line in _lines(view):
        give(line)
    say(f"Next: dateline show {view.id}")
    return ExitCode.DONE


def _lines(view: EventView) -> Iterator[str]:
    from dateline.cli.event_page import lines_of

    yield next(lines_of(view))
    n, matches = len(view.incidents), view.why()
    if not matches:
        yield f"{'One incident' if n == 1 else f'{n} incidents'} of one document: nothing was joined."
        return
    yield f"{n} incidents are held together by {counted(len(matches), 'comparison')}."
    for match in sorted(matches, key=lambda m: -m.score):
        yield ""
        yield f"{_named(view, match.left)}\n  and {_named(view, match.right)}"
        yield f"  {match.score:+6.1f}  {_odds(match.score)}"
        for reason in match.reasons:
            yield f"    {reason.weight:+6.1f}  {reason.words}  ({_strength(reason.weight)})"
        if match.vetoed:
            yield f"    forbidden: {match.vetoed}"
    if len(matches) > 1:
        weakest = min(matches, key=lambda m: m.score)
        yield ""
        yield f"weakest link: {_named(view, weakest.left)} and {_named(view, weakest.right)} ({weakest.score:+.1f})"


def _named(view: EventView, ref: IncidentRef) -> str:
    doc = next(doc for doc in view.documents if doc.id == ref.document)
    title = " ".join((doc.title or "").split())
    return f"{doc.outlet or doc.id}, {doc.published or 'no date'}" + (f" “{title}”" if title else "") + f" [{ref.key}]"


def _odds(score: float) -> str:
    """The sum as odds: natural-log odds of 4.6 are 100 to 1."""
    odds = math.exp(min(abs(score), 20.0))
    side = "that both are one occurrence" if score >= 0 else "that they are two"
    number = f"more than {_MOST_ODDS:,}" if odds > _MOST_ODDS else f"about {odds:,.0f}"
    return f"odds of {number} to 1 {side}"


def _strength(weight: float) -> str:
    size = next(words for least, words in _STRENGTHS if abs(weight) >= least)
    return f"{size}, {'for' if weight >= 0 else 'against'}"


def _to_json(match: Match) -> dict[str, object]:
    reasons = [{"words": reason.words, "weight": reason.weight} for reason in match.reasons]
    names: dict[str, object] = {"left": str(match.left), "right": str(match.right)}
    return names | {"score": match.score, "reasons": reasons, "vetoed": match.vetoed}
