"""Which rows of the events fit a query."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from dateline.model import EventState
from dateline.store.query import EventQuery
from dateline.store.schema import events

__all__ = ["fitting", "named"]


def fitting(wanted: Select[Any], query: EventQuery, *, any_state: bool = False) -> Select[Any]:
    """The selection from the events, narrowed to the living ones that fit.

    Args:
        wanted: what is selected from the events.
        query: the conditions.
        any_state: whether withdrawn events stay where no state is asked for.
    """
    wanted = wanted.where(events.c.joined_into.is_(None))
    if query.state is not None:
        wanted = wanted.where(events.c.state == query.state.value)
    elif not any_state:
        wanted = wanted.where(events.c.state != EventState.WITHDRAWN.value)
    if query.country is not None:
        wanted = wanted.where(events.c.country == query.country)
    if query.action is not None:
        wanted = wanted.where(events.c.action == query.action.value)
    if query.since is not None:
        wanted = wanted.where(events.c.end >= query.since)
    if query.until is not None:
        wanted = wanted.where(events.c.start <= query.until)
    return wanted if query.actor is None else wanted.where(named(query.actor))


def named(actor: str) -> Any:
    """The condition that a perpetrator's or target's name has this part."""
    from dateline.text.normal import fold

    return events.c.actors.contains(fold(actor), autoescape=True)
