"""Open questions on an event: what its reports disagree on, leave out, or rest on thinly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline import review
from dateline.merge import weakest
from dateline.model import EventState, PlacePrecision, TimePrecision
from dateline.run import EventView
from dateline.run.questions import questions
from dateline.text.odds import odds_words
from dateline.text.words import code_words, place_words, when_words

__all__ = ["Open", "open_questions"]

# Odds of about 20 to 1, as natural logarithm: what holds with less is worth a second look.
_FIRM = 3.0
_EXACT = (PlacePrecision.EXACT, PlacePrecision.NEAR)
_MOST_VALUES = 5


@dataclass(frozen=True, slots=True)
class Open:
    """A question that is open, why it is, and the part of the event's page or the page where it can be looked into."""

    words: str
    why: str
    link: str


def open_questions(view: EventView, review_page: str) -> tuple[Open, ...]:
    """The open questions on an event, disputed values first; none on one that is final or withdrawn.

    Args:
        view: the event.
        review_page: where values are chosen.
    """
    if view.event.state in (EventState.FINAL, EventState.WITHDRAWN):
        return ()
    return (*_disputed(view, review_page), *_left_out(view), *_thin(view))


def _disputed(view: EventView, review_page: str) -> Iterator[Open]:
    """What claims disagree on, unless a person has chosen."""
    for question in questions(view, is_blind=False):
        if not question.is_conflict or question.decided_by:
            continue
        told = [f"{option.words} ({len(option.claims)})" for option in question.options if option.claims]
        more = f" and {len(told) - _MOST_VALUES} more" if len(told) > _MOST_VALUES else ""
        yield Open(question.words, f"claims say {', '.join(told[:_MOST_VALUES])}{more}", review_page)
    if "occurrence" in view.conflicts:
        yield Open("Did it happen at all?", "a claim denies it", "#sides")


def _left_out(view: EventView) -> Iterator[Open]:
    """What no report tells, or none closely."""
    event = view.event
    named = [value.value for value in event.perpetrators if value.value]
    if not named and not _is_decided(view, "perpetrators"):
        yield Open("Who did it?", "no report names them", "#sides")
    when, place = event.time.value, event.place.value
    if (when is None or when.start is None or when.precision is not TimePrecision.DAY) and not _is_decided(view, "time"):
        known = f"only {when_words(when)} is known" if when and when.start else "no report gives a day"
        yield Open("On which day was it?", known, "#sides")
    if (place is None or place.precision not in _EXACT) and not _is_decided(view, "place"):
        known = f"only {place_words(place)} is known ({code_words(place.precision)})" if place else "no report names a place"
        yield Open("Where exactly was it?", known, "#sides")


def _thin(view: EventView) -> Iterator[Open]:
    """What rests on little."""
    link = weakest(view.why()) if view.why() else None
    if link is not None and link.decision is None and link.score < _FIRM:
        yield Open("Do all these reports tell of one event?", f"weakest link: {odds_words(link.score)}", "#why")
    if view.event.n_independent < 2:
        yield Open("Does anybody else tell of it?", "one independent source alone", "#documents")


def _is_decided(view: EventView, field: str) -> bool:
    return review.decided_on(view.event, field) is not None
