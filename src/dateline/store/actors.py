"""The actors of the events: who is named how often, and in which events."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, distinct, func, select

from dateline.model import EventState
from dateline.store.database import Database
from dateline.store.rows import ActorCount
from dateline.store.schema import event_values, events

__all__ = ["Actors"]

_ROLES = ("perpetrators", "targets")


class Actors:
    """The perpetrators and targets of the living events of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def most_named(self, *, part: str | None = None, limit: int) -> tuple[ActorCount, ...]:
        """The actors that most events name; those with an entry of the registry by it, others by their name.

        Args:
            part: of the name, in any case of ASCII letters; None for all.
            limit: how many at most.
        """
        name, key, kind = (_told(field) for field in ("name", "actor_id", "kind"))
        n = func.count(distinct(event_values.c.event))
        wanted = select(func.min(name), key, func.min(kind), n).select_from(event_values.join(events)).where(_living())
        wanted = wanted.where(name.is_not(None))
        if part:
            wanted = wanted.where(name.icontains(part, autoescape=True))
        wanted = wanted.group_by(func.coalesce(key, name), key).order_by(n.desc(), func.min(name)).limit(limit)
        with self._database.read() as connection:
            return tuple(ActorCount(*row) for row in connection.execute(wanted))

    def names(self, key: str) -> tuple[ActorCount, ...]:
        """The names that events give an actor, the most used first.

        Args:
            key: its id in the registry, or its name where it has none.
        """
        name, kind = _told("name"), _told("kind")
        n = func.count(distinct(event_values.c.event))
        wanted = select(name, func.min(_told("actor_id")), func.min(kind), n).select_from(event_values.join(events))
        wanted = wanted.where(_living() & _is(key)).group_by(name).order_by(n.desc(), name)
        with self._database.read() as connection:
            return tuple(ActorCount(*row) for row in connection.execute(wanted))

    def events(self, key: str, *, limit: int) -> tuple[tuple[str, str], ...]:
        """The events that an actor has a part in, each with that part, the newest first.

        Args:
            key: its id in the registry, or its name where it has none.
            limit: how many at most.
        """
        c = events.c
        wanted = select(c.id, event_values.c.field).select_from(event_values.join(events)).where(_living() & _is(key))
        wanted = wanted.order_by(c.start.is_(None), c.start.desc(), c.id, event_values.c.field).limit(limit)
        with self._database.read() as connection:
            return tuple({(row.id, row.field): None for row in connection.execute(wanted)})


def _told(field: str) -> ColumnElement[Any]:
    found: ColumnElement[Any] = event_values.c.value[field].as_string()
    return found


def _living() -> ColumnElement[bool]:
    living = and_(events.c.joined_into.is_(None), events.c.state != EventState.WITHDRAWN.value)
    return event_values.c.field.in_(_ROLES) & living


def _is(key: str) -> ColumnElement[bool]:
    return func.coalesce(_told("actor_id"), _told("name")) == key
