"""Events by what they are about: a query over a store that can be narrowed, counted, looked up in and walked through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import islice
from typing import TYPE_CHECKING

from dateline.errors import InputError
from dateline.model import Event
from dateline.run.view import EventView, event_view
from dateline.store import EventQuery, MemberIncident

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["Selection", "views_of"]

# Events whose claims and documents are loaded at a time.
_BATCH = 100


class Selection:
    """The living events of a store that fit a query, in the order of their first day and id.

    Example:
        >>> march = project.events.where(country="SYR", date="2026-03")
        >>> len(march), [event.id for event in march]
    """

    def __init__(self, store: Store, query: EventQuery | None = None) -> None:
        self._store = store
        self.query = query or EventQuery()

    def where(
        self,
        *,
        country: str | Sequence[str] | None = None,
        date: str | None = None,
        action: str | Sequence[str] | None = None,
        actor: str | Sequence[str] | None = None,
        state: str | Sequence[str] | None = None,
        bbox: str | None = None,
        q: str | None = None,
    ) -> Selection:
        """The selection with further conditions; one on the same field takes the place of the earlier.

        Of several values for a field, as `country=["SYR", "IRQ"]`, one must hold.

        Args:
            country: ISO 3166-1 alpha-3.
            date: 2026, 2026-03, 2026-03-04 or a range, 2026-03..2026-05.
            action: an action of the codebook.
            actor: part of a perpetrator's or target's name.
            state: a state of the codebook; withdrawn events are left out unless asked for.
            bbox: west, south, east and north in degrees, as "-5,14,2,18.5"; an event without coordinates lies in none.
            q: words that a claim or a document of the event has: all of them, "words in a row", -without, begin*.
        Raises:
            InputError: a word is not on its list, the date is no date, or the box is none.
        """
        asked = EventQuery.of(country=country, date=date, action=action, actor=actor, state=state, bbox=bbox, q=q)
        given = {field.name: value for field in fields(EventQuery) if (value := getattr(asked, field.name)) is not None}
        if date is not None:
            given |= {"since": asked.since, "until": asked.until}
        return Selection(self._store, replace(self.query, **given))

    def get(self, name: str) -> EventView | None:
        """The project's event with this id, within the selection or not; None where there is none.

        Any case, with or without `E-`. The id of an event that was joined into another gives that other one.

        Raises:
            InputError: it is no event id.
        """
        event = self._store.events.get(name)
        return None if event is None else self._views((event,))[0]

    def __getitem__(self, name: str) -> EventView:
        """As `get`.

        Raises:
            InputError: it is no event id, or there is no such event.
        """
        view = self.get(name)
        if view is None:
            raise InputError(
                "event-missing",
                f"there is no event {name}",
                where=self._store.where,
                fix="List the events with `dateline events`.",
            )
        return view

    def __iter__(self) -> Iterator[EventView]:
        found = self._store.events.find(self.query)
        while batch := tuple(islice(found, _BATCH)):
            yield from self._views(batch)

    def __len__(self) -> int:
        return self.count()

    def count(self) -> int:
        """How many events there are in the selection."""
        return self._store.events.count(self.query)

    def _views(self, events: Sequence[Event]) -> list[EventView]:
        return views_of(self._store, events)


def views_of(store: Store, events: Sequence[Event]) -> list[EventView]:
    """The stored events with their claims and documents, in their order."""
    members: dict[str, list[MemberIncident]] = defaultdict(list)
    for member in store.codings.members([event.id for event in events if event.id]):
        members[member.event].append(member)
    documents = store.documents.many({m.incident.document for group in members.values() for m in group})
    return [event_view(event, members[event.id or ""], documents) for event in events]
