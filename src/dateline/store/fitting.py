"""Which rows of the events fit a query."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, or_

from dateline.model import EventState
from dateline.store.query import Box, EventQuery, alternatives
from dateline.store.schema import events
from dateline.store.searching import telling

__all__ = ["fitting", "named"]


def fitting(wanted: Select[Any], query: EventQuery) -> Select[Any]:
    """The selection from the events, narrowed to the living ones that fit.

    Args:
        wanted: what is selected from the events.
        query: the conditions.
    """
    wanted = wanted.where(events.c.joined_into.is_(None))
    if query.state is not None:
        wanted = wanted.where(_one_of(events.c.state, alternatives(query.state)))
    else:
        wanted = wanted.where(events.c.state != EventState.WITHDRAWN.value)
    if query.country is not None:
        wanted = wanted.where(_one_of(events.c.country, alternatives(query.country)))
    if query.action is not None:
        wanted = wanted.where(_one_of(events.c.action, alternatives(query.action)))
    if query.since is not None:
        wanted = wanted.where(events.c.end >= query.since)
    if query.until is not None:
        wanted = wanted.where(events.c.start <= query.until)
    if query.box is not None:
        wanted = wanted.where(_within(query.box))
    if query.q is not None:
        wanted = wanted.where(events.c.id.in_(telling(query.q)))
    return wanted if query.actor is None else wanted.where(or_(*map(named, alternatives(query.actor))))


def _one_of(column: ColumnElement[Any], values: tuple[str, ...]) -> ColumnElement[bool]:
    words = [str(value) for value in values]
    return column == words[0] if len(words) == 1 else column.in_(words)


def _within(box: Box) -> ColumnElement[bool]:
    across, c = box.west <= box.east, events.c
    between = (c.longitude >= box.west) & (c.longitude <= box.east)
    beyond = (c.longitude >= box.west) | (c.longitude <= box.east)
    return (c.latitude >= box.south) & (c.latitude <= box.north) & (between if across else beyond)


def named(actor: str) -> Any:
    """The condition that a perpetrator's or target's name has this part."""
    from dateline.text.normal import fold

    return events.c.actors.contains(fold(actor), autoescape=True)
