"""Doubt: how much there is to gain from looking at an event, so that people look at the right ones first."""

from __future__ import annotations

import math
from typing import Any

from dateline.model import Event, HarmKind, Value

__all__ = ["doubt"]

_KILLED = "harm.killed"
# Where no value has a confidence, nothing speaks for the event and nothing against it.
_UNKNOWN = 0.5


def doubt(event: Event) -> float:
    """How doubtful an event is: above 1 where its claims disagree, from 0 to 1 by its least sure value where they agree.

    Each field that claims disagree on counts half, but deaths by what they could change in totals: the natural logarithm of the span
    from low to high, plus one.

    Source: docs/how-to/review.md, "What comes first": disagreement times its effect on totals. The weights are set by hand.
    """
    values: tuple[Value[Any], ...] = (
        event.action,
        event.status,
        event.time,
        event.place,
        event.weapon,
        *event.perpetrators,
        *event.targets,
    )
    given = (*(value.confidence for value in values), *(estimate.confidence for estimate in event.harm))
    told = [confidence for confidence in given if confidence is not None]
    much = 1 - min(told) if told else _UNKNOWN
    if event.conflicts:
        much += 1 + 0.5 * sum(field != _KILLED for field in event.conflicts)
    killed = event.harm_of(HarmKind.KILLED)
    if killed and _KILLED in event.conflicts:
        much += math.log1p(max(0, (killed.count.high or 0) - (killed.count.low or 0)))
    return round(much, 4)
