"""History: what an event was, what has changed since, and the project as it was on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from dateline import review
from dateline.errors import InputError
from dateline.model import ids
from dateline.review import Difference
from dateline.run.selection import Selection

if TYPE_CHECKING:
    from dateline.model import Event
    from dateline.run.view import EventView
    from dateline.store import Change, Changes, Store

__all__ = ["KINDS", "History", "Snapshot", "moment", "require_kinds"]

_BATCH = 1000
KINDS = ("added", "changed", "joined", "split", "withdrawn")


class History:
    """The history of a project: `project.history`.

    Args:
        store: of the project.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, event: str) -> tuple[Change, ...]:
        """The revisions of the event with exactly this id, joined ones too, the first one first.

        Raises:
            InputError: it is no event id, or there is no such event.
        """
        name = ids.normalise(event)
        found = self._store.history.of(name)
        if not found:
            raise InputError("event-missing", f"there is no event {name}", fix="List the events with `dateline events`.")
        return found

    def event(self, event: str, revision: int) -> Event:
        """The event as a revision of it was.

        Raises:
            InputError: it is no event id, or there is no such revision.
        """
        return self._store.history.event(ids.normalise(event), revision)

    def differences(self, event: str, start: int | None = None, end: int | None = None) -> tuple[Difference, ...]:
        """What two revisions of an event say otherwise, field by field, in words.

        Args:
            event: its id.
            start: number of the earlier one; the one before `end` where None.
            end: number of the later one; the present one where None.
        Raises:
            InputError: it is no event id, or there is no such revision.
        """
        known = [one.revision for one in self.of(event)]
        last = known[-1] if end is None else end
        first = max((n for n in known if n < last), default=None) if start is None else start
        old = None if first is None else self.event(event, first)
        return review.differences(old, self.event(event, last))

    def changes(self, *, after: int = 0, limit: int = 100, kinds: Iterable[str] = (), since: datetime | None = None) -> Changes:
        """The next changes of all events, in the order in which they were made.

        Args:
            after: number of the last change that is known; 0 for all from the beginning.
            limit: how many at most.
            kinds: "added", "changed", "joined", "split", "withdrawn"; none for all.
            since: none of before this moment.
        Raises:
            InputError: a kind is none.
        """
        return self._store.history.changes(after=after, limit=limit, kinds=require_kinds(kinds), since=since)

    def between(self, start: datetime, end: datetime) -> tuple[Change, ...]:
        """What has become of each event that changed after one moment and until another: its last change, by the order of these.

        An event that was there at neither moment is left out; the kind is what it comes to: "added" for one that was not there at the
        start, "joined" or "withdrawn" for one that is not there at the end, else "split" or "changed".

        Args:
            start: the one moment; see `moment`.
            end: the other.
        """
        first: dict[str, Change] = {}
        last: dict[str, Change] = {}
        was_split: set[str] = set()
        after: int | None = 0
        while after is not None:
            page = self._store.history.changes(after=after, limit=_BATCH, since=start)
            for one in page.rows:
                if start < one.at <= end:
                    first.setdefault(one.event, one)
                    last[one.event] = one
                    was_split |= {one.event} if one.kind == "split" else set()
            after = page.next
        found = (_net(first[name], one, was_split=name in was_split) for name, one in last.items())
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one.number))


def require_kinds(words: Iterable[str]) -> tuple[str, ...]:
    """The words, where all are kinds of changes.

    Raises:
        InputError: one is none.
    """
    wanted = tuple(words)
    odd = next((one for one in wanted if one not in KINDS), None)
    if odd is not None:
        raise InputError("change-kind", f"there is no kind of change {odd!r}", where="kind", fix=f"One of: {', '.join(KINDS)}.")
    return wanted


def _net(first: Change, last: Change, *, was_split: bool) -> Change | None:
    is_new = first.kind == "added"
    if last.kind in ("joined", "withdrawn"):
        return None if is_new else last
    return replace(last, kind="added" if is_new else "split" if was_split else "changed")


class Snapshot:
    """A project as it was at a moment.

    Attributes:
        store: answers as it was then.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def events(self) -> Selection:
        """The events as they were."""
        return Selection(self.store)

    def event(self, name: str) -> EventView:
        """The event with this id as it was; one that had been joined gives its successor.

        Raises:
            InputError: it is no event id, or there was no such event.
        """
        return self.events[name]


def moment(text: str) -> datetime:
    """The moment that a day or a time names: the end of the day in UTC, or the time itself, which is UTC where it says no zone.

    Args:
        text: `2026-03-31`, `2026-03-31T12:00`, `2026-03-31T12:00+02:00`, or `now`.
    Raises:
        InputError: it is none.
    """
    word = text.strip()
    if word == "now":
        return datetime.now(UTC)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word, re.ASCII):
            day = datetime.combine(date.fromisoformat(word), datetime.min.time(), UTC)
            return day + timedelta(days=1) - timedelta(microseconds=1)
        found = datetime.fromisoformat(word)
    except (ValueError, OverflowError) as fault:
        raise InputError(
            "moment-shape", f"{text!r} is no day or time", fix="Write 2026-03-31, 2026-03-31T12:00 or now."
        ) from fault
    return found if found.tzinfo else found.replace(tzinfo=UTC)
