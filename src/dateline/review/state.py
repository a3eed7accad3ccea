"""State: how far an event has come, by who decided what on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.errors import InputError
from dateline.model import Decision, EventState
from dateline.review.active import active
from dateline.review.home import home_of
from dateline.review.meaning import Judgement, SetState, meaning_of
from dateline.review.replay import Replay
from dateline.review.values import Applied

__all__ = ["with_states"]

_ON_VALUES = (Judgement.CHOOSE, Judgement.EDIT, Judgement.CODE)
_ON_ONE_EVENT = (*_ON_VALUES, Judgement.ACCEPT, Judgement.REJECT, Judgement.WITHDRAW, Judgement.STATE)
_ON_PARTS = (Judgement.JOIN, Judgement.SPLIT)
_TAKE_BACK = (Judgement.REJECT, Judgement.WITHDRAW)


def with_states(applied: Applied, decisions: Sequence[Decision], replayed: Replay) -> Applied:
    """The events, each with the state that people's decisions gave it; a decision on a state that does not fit is told as `unfit`.

    `withdrawn` where it was rejected or withdrawn, and not accepted or brought to a state later; `checked` where the last decision
    on it accepts it, or codes it as it was coded, and another person decided on it before; `coded` where a person decided on it;
    else `machine`. Whoever brings it to a state gives it that state: `checked` only after another person, `final` only where it is
    checked. Comments do not count.

    Args:
        applied: the events of a run with the values that people chose.
        decisions: all that are stored, in the order in which they were made.
        replayed: these, read for the incidents of the events.

    Source: codebook 1.2, Event, `state`: "coded" is worked on by one person, "checked" by a second.
    """
    events = applied.events
    home = {ref: n for n, event in enumerate(events) for ref in event.incidents} if decisions else {}
    acts: dict[int, list[Decision]] = defaultdict(list)
    unfit = dict(applied.unfit)
    for decision in active(decisions):
        found = replayed.found.get(decision.id, ())
        if decision.judgement in _ON_ONE_EVENT:
            n = home_of(found, home)
            if n is not None:
                acts[n].append(decision)
            elif found and decision.judgement not in _ON_VALUES:
                unfit[decision.id] = "the reports that it was made on tell of several events now"
        elif decision.judgement in _ON_PARTS:
            for n in sorted({home[ref] for ref in found if ref in home}):
                acts[n].append(decision)
    states = {n: _state(done, applied, unfit) for n, done in acts.items()}
    stated = tuple(replace(event, state=states[n]) if n in states else event for n, event in enumerate(events))
    return replace(applied, events=stated, unfit=unfit)


def _state(acts: Sequence[Decision], applied: Applied, unfit: dict[str, str]) -> EventState:
    state = EventState.MACHINE
    people: set[str] = set()
    for act in acts:
        is_second = bool(people - {act.by})
        if act.judgement == Judgement.STATE:
            wanted = _wanted(act)
            why = _why_not(wanted, state, is_second=is_second) if wanted else None  # what cannot be read is told by the replay
            state = wanted if wanted and not why else state
            if why:
                unfit[act.id] = why
        elif act.judgement in _TAKE_BACK:
            state = EventState.WITHDRAWN
        elif act.judgement == Judgement.ACCEPT or state is not EventState.WITHDRAWN:
            agrees = act.judgement == Judgement.ACCEPT or (act.judgement == Judgement.CODE and act.id not in applied.against)
            state = EventState.CHECKED if agrees and is_second else EventState.CODED
        people.add(act.by)
    return state


def _wanted(act: Decision) -> EventState | None:
    try:
        meaning = meaning_of(act)
    except InputError:
        return None
    return meaning.state if isinstance(meaning, SetState) else None


def _why_not(wanted: EventState, state: EventState, *, is_second: bool) -> str | None:
    if wanted is EventState.CHECKED and not is_second:
        return "nobody else has worked on the event, so it is not checked"
    if wanted is EventState.FINAL and state not in (EventState.CHECKED, EventState.FINAL):
        return f"the event is {state.value}, not checked, so it is not final"
    return None
