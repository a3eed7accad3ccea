"""`dateline log`: what people decided, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.decided import decision_to_json, unfit_words
from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import give, give_json, say

if TYPE_CHECKING:
    from dateline.model import Decision
    from dateline.review import Choose, Standing

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
        give_json({"count": len(chosen), "decisions": [_to_json(one) for one in chosen]})
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
    decision = one.decision
    state = f"{one.state.value} by {', '.join(one.against)}" if one.against else one.state.value
    yield f"{decision.id:<6}{decision.at:%Y-%m-%d %H:%M} UTC  {decision.by}  {_words(decision)}  [{state}]"
    if decision.reason:
        yield f"      why: {decision.reason}"
    for what in one.conflicts:
        yield f"      conflict: {what}"
    for what in one.overruled:
        yield f"      overruled: {what}"


def _words(decision: Decision) -> str:
    from dateline.errors import InputError
    from dateline.review import Choose, Join, Split, meaning_of

    if decision.undo_of is not None:
        return f"undo {decision.undo_of}"
    try:
        meaning = meaning_of(decision)
    except InputError:
        return f"{decision.judgement} {decision.target}"  # what cannot be read is told as a conflict
    if isinstance(meaning, Join):
        return f"join {' '.join(meaning.events)}"
    if isinstance(meaning, Split):
        return f"split {meaning.event}: {', '.join(f'{mark.document}/{mark.key}' for mark in meaning.away)} left"
    if isinstance(meaning, Choose):
        return f"choose {meaning.event} {meaning.field.removeprefix('harm.')} = {_value(meaning)}{_source(meaning)}"
    return f"{decision.judgement} {meaning.event}"


def _value(meaning: Choose) -> str:
    from dateline.text.words import actor_words, code_words, count_words, place_words, when_words

    chosen = meaning.chosen
    if chosen.count is not None:
        return count_words(chosen.count)
    if chosen.time is not None:
        return when_words(chosen.time)
    if chosen.place is not None:
        return place_words(chosen.place)
    if chosen.actors:
        return "; ".join(map(actor_words, chosen.actors))
    return code_words(chosen.action or chosen.status or chosen.weapon)


def _source(meaning: Choose) -> str:
    from dateline.text.words import code_words

    if meaning.claim is None:
        return ""
    return f", as {meaning.claim.name or code_words(meaning.claim.kind)} says: “{' '.join(meaning.claim.quote.text.split())}”"


def _to_json(one: Standing) -> dict[str, object]:
    return decision_to_json(one.decision) | {
        "words": _words(one.decision),
        "state": one.state.value,
        "conflicts": list(one.conflicts),
        "overruled": list(one.overruled),
        "against": list(one.against),
        "incidents": [str(ref) for ref in one.incidents],
    }
