"""State: how far an event has come, by who decided what on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Decision, Event, EventState
from dateline.review.active import active
from dateline.review.home import home_of
from dateline.review.meaning import Judgement
from dateline.review.replay import Replay

__all__ = ["with_states"]

_ON_ONE_EVENT = (Judgement.CHOOSE, Judgement.ACCEPT, Judgement.REJECT)
_ON_PARTS = (Judgement.JOIN, Judgement.SPLIT)


def with_states(events: Sequence[Event], decisions: Sequence[Decision], replayed: Replay) -> tuple[Event, ...]:
    """The events, each with the state that people's decisions gave it.

    `withdrawn` where it was rejected, and not accepted later; `checked` where the last decision on it accepts it and another
    person decided on it before; `coded` where a person decided on it; else `machine`. Comments do not count.

    Args:
        events: of a run.
        decisions: all that are stored, in the order in which they were made.
        replayed: these, read for the incidents of the events.

    Source: codebook 1.2, Event, `state`: "coded" is worked on by one person, "checked" by a second.
    """
    home = {ref: n for n, event in enumerate(events) for ref in event.incidents} if decisions else {}
    acts: dict[int, list[Decision]] = defaultdict(list)
    for decision in active(decisions):
        found = replayed.found.get(decision.id, ())
        if decision.judgement in _ON_ONE_EVENT and (n := home_of(found, home)) is not None:
            acts[n].append(decision)
        elif decision.judgement in _ON_PARTS:
            for n in sorted({home[ref] for ref in found if ref in home}):
                acts[n].append(decision)
    return tuple(replace(event, state=_state(acts[n])) if n in acts else event for n, event in enumerate(events))


def _state(acts: Sequence[Decision]) -> EventState:
    verdicts = [one.judgement for one in acts if one.judgement in (Judgement.ACCEPT, Judgement.REJECT)]
    if verdicts and verdicts[-1] == Judgement.REJECT:
        return EventState.WITHDRAWN
    last = acts[-1]
    is_second = any(one.by != last.by for one in acts)
    return EventState.CHECKED if last.judgement == Judgement.ACCEPT and is_second else EventState.CODED
