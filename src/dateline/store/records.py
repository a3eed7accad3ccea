"""The events of a store as the writers take them: with their claims, and their documents without texts; three queries for many events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import BindParameter, Select, Text, bindparam, func, null, select
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
    rows = connection.execute(_EVENTS, {"names": names}).all()
    found = light_json(
        list[Event], f"[{','.join([with_head(body, name, version, state) for name, version, state, body in rows])}]"
    )
    return {event.id: event for event in found}


def _claims(connection: Connection, names: Sequence[str]) -> _Told:
    rows = connection.execute(_CLAIMS, {"names": names}).all()
    bodies = light_json(list[Claim], f"[{','.join([row[2] for row in rows])}]")
    told: _Told = defaultdict(list)
    for (incident, n, _), claim in zip(rows, bodies, strict=True):
        told[incident].append((n, claim))
    return told


def _members(connection: Connection, names: Sequence[str], *, with_lengths: bool) -> dict[str, list[_Member]]:
    """The incidents of each event with the heads of their documents."""
    kind = cast("Any", light(DocumentHead))
    found: dict[str, list[_Member]] = defaultdict(list)
    for event, key, row, name, *rest in connection.execute(_heads(with_lengths), {"names": names}).all():
        found[event].append((name, key, row, kind(name, *rest)))
    return found


# The queries are put together once: doing so anew for every thousand events would take as long as some of them.
_NAMES: BindParameter[Sequence[str]] = bindparam("names", expanding=True)
_EVENTS = (
    select(events.c.id, events.c.version, events.c.state, event_bodies.c.body)
    .select_from(events.join(event_bodies))
    .where(events.c.id.in_(_NAMES) & events.c.joined_into.is_(None))
)
_CLAIMS = (
    select(claims.c.incident, claims.c.n, as_type(claims.c.body, Text))
    .select_from(event_members.join(claims, event_members.c.incident == claims.c.incident))
    .where(event_members.c.event.in_(_NAMES))
)


@cache
def _heads(with_lengths: bool) -> Select[Any]:  # noqa: FBT001 - a cache knows arguments by their place
    joined = event_members.join(incidents, event_members.c.incident == incidents.c.pk)
    joined = joined.join(codings, incidents.c.coding == codings.c.pk).join(documents, codings.c.document == documents.c.pk)
    special = {"n_code_points": func.length(documents.c.text) if with_lengths else null()}
    fields = cast("Any", light(DocumentHead)).__struct_fields__
    head = [special[name] if name in special else documents.c[name] for name in fields]
    query = select(event_members.c.event, incidents.c.key, incidents.c.pk, *head).select_from(joined)
    return query.where(event_members.c.event.in_(_NAMES))
