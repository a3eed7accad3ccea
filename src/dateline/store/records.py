"""The events of a store as the writers take them: with their claims, and their documents without texts; three queries for many events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Text, func, null, select
from sqlalchemy import cast as as_type
from sqlalchemy.engine import Connection

from dateline.model import Claim, ClaimRef, Event
from dateline.model.light import light, light_json
from dateline.store.database import Database
from dateline.store.schema import claims, codings, documents, event_bodies, event_members, events, incidents
from dateline.store.values import with_head
from dateline.write import DocumentHead, EventRecord

__all__ = ["Records"]


class Records:
    """The events of a store, as records of light nouns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def address(self) -> str:
        """The address by which another process opens the same store, password and all."""
        return self._database.url.render_as_string(hide_password=False)

    def many(self, names: Sequence[str], *, with_lengths: bool = True) -> list[EventRecord]:
        """The records of the living events with these ids, in their order; those that are not there are left out.

        Args:
            names: some thousands at most.
            with_lengths: whether heads of documents say how long the text is, for which all of it must be read.
        """
        with self._database.read() as connection:
            found = _events(connection, names)
            told = _claims(connection, names)
            members = _members(connection, names, with_lengths=with_lengths)
        return [_record(found[name], members[name], told) for name in names if name in found]


_Member = tuple[str, str, int, DocumentHead]
"""A document's id, an incident's key in it, the row of the incident, the document."""
_Told = dict[int, list[tuple[int, Claim]]]
"""The claims of each incident by its row, with their numbers."""


@cache
def _reference() -> Callable[[str, str, int], ClaimRef]:
    return cast("Callable[[str, str, int], ClaimRef]", light(ClaimRef))


def _record(event: Event, members: list[_Member], told: _Told) -> EventRecord:
    """The record of an event, its claims in the order of their names, its documents in that of their ids."""
    members.sort(key=_by_name)
    made = _reference()
    own = {made(name, key, n): claim for name, key, row, _ in members for n, claim in sorted(told[row])}
    return EventRecord(event, own, {name: head for name, _, row, head in members if told[row]})


def _by_name(member: _Member) -> tuple[str, str]:
    return member[0], member[1]


def _events(connection: Connection, names: Sequence[str]) -> dict[str | None, Event]:
    c = events.c
    query = select(c.id, c.version, c.state, event_bodies.c.body).select_from(events.join(event_bodies))
    rows = connection.execute(query.where(c.id.in_(names) & c.joined_into.is_(None))).all()
    found = light_json(
        list[Event], f"[{','.join([with_head(body, name, version, state) for name, version, state, body in rows])}]"
    )
    return {event.id: event for event in found}


def _claims(connection: Connection, names: Sequence[str]) -> _Told:
    query = select(claims.c.incident, claims.c.n, as_type(claims.c.body, Text))
    query = query.select_from(event_members.join(claims, event_members.c.incident == claims.c.incident))
    rows = connection.execute(query.where(event_members.c.event.in_(names))).all()
    bodies = light_json(list[Claim], f"[{','.join([row[2] for row in rows])}]")
    told: _Told = defaultdict(list)
    for (incident, n, _), claim in zip(rows, bodies, strict=True):
        told[incident].append((n, claim))
    return told


def _members(connection: Connection, names: Sequence[str], *, with_lengths: bool) -> dict[str, list[_Member]]:
    """The incidents of each event with the heads of their documents."""
    joined = event_members.join(incidents, event_members.c.incident == incidents.c.pk)
    joined = joined.join(codings, incidents.c.coding == codings.c.pk).join(documents, codings.c.document == documents.c.pk)
    kind = cast("Any", light(DocumentHead))
    special = {"n_code_points": func.length(documents.c.text) if with_lengths else null()}
    head = [special[name] if name in special else documents.c[name] for name in kind.__struct_fields__]
    query = select(event_members.c.event, incidents.c.key, incidents.c.pk, *head).select_from(joined)
    found: dict[str, list[_Member]] = defaultdict(list)
    for event, key, row, name, *rest in connection.execute(query.where(event_members.c.event.in_(names))).all():
        found[event].append((name, key, row, kind(name, *rest)))
    return found
