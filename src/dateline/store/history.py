"""The history of a store: the revisions of each event, and one feed of all changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from dateline.errors import InputError
from dateline.model import Event, EventState
from dateline.store.database import Database
from dateline.store.documents import chunks
from dateline.store.events import Events
from dateline.store.past_event import bare_events, past_event
from dateline.store.rows import Change, Changes
from dateline.store.schema import decisions, revisions

__all__ = ["History"]

_MACHINE_WITHDREW = "no report tells of it any more"


class History:
    """What the events of a store were, and when and why they changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, event: str) -> tuple[Change, ...]:
        """The revisions of the event with exactly this id, the first one first."""
        wanted = _changes().where(revisions.c.event == event).order_by(revisions.c.revision)
        with self._database.read() as connection:
            return tuple(map(_change, connection.execute(wanted)))

    def event(self, name: str, revision: int) -> Event:
        """The event as a revision of it was; the comparisons that held it together are kept of the present one alone.

        Args:
            name: exactly its id.
            revision: its number.
        Raises:
            InputError: there is no such revision, or it is from before revisions were kept.
        """
        with self._database.read() as connection:
            at = (revisions.c.event == name) & (revisions.c.revision == revision)
            row = connection.execute(select(revisions).where(at)).one_or_none()
            if row is not None and row.body is not None:
                return past_event(connection, row)
        found = Events(self._database).many((name,)) if row is not None else ()
        if not found:
            known = [f"{one.revision}" for one in self.of(name)]
            fix = f"There are {', '.join(known)}." if known else "Compare the id with its source."
            raise InputError("revision-missing", f"{name} has no revision {revision}", where=name, fix=fix)
        return found[0]

    def bare(self, names: Collection[str]) -> dict[str, dict[int, Event]]:
        """Every revision of these events by its number, the latest first, with values and who decided them, but without claims and reports.

        Args:
            names: ids.
        """
        found: dict[str, dict[int, Event]] = {name: {} for name in names}
        with self._database.read() as connection:
            for part in chunks(sorted(names)):
                for event in bare_events(connection, part):
                    found[event.id or ""][event.version] = event
        return {name: dict(sorted(made.items(), reverse=True)) for name, made in found.items()}

    def changes(self, *, after: int = 0, limit: int = 100, kinds: tuple[str, ...] = (), since: datetime | None = None) -> Changes:
        """The next changes, in the order in which they were made.

        Args:
            after: number of the last change that is known; 0 for all from the beginning.
            limit: how many at most.
            kinds: "added", "changed", "joined", "split", "withdrawn"; none for all.
            since: none of before this moment.
        """
        wanted = _changes().where(revisions.c.pk > after).order_by(revisions.c.pk).limit(limit + 1)
        if kinds:
            wanted = wanted.where(revisions.c.kind.in_(kinds))
        if since is not None:
            wanted = wanted.where(revisions.c.at >= since)
        with self._database.read() as connection:
            rows = [_change(row) for row in connection.execute(wanted)]
        shown = tuple(rows[:limit])
        return Changes(shown, next=shown[-1].number if len(rows) > limit else None, last=shown[-1].number if shown else after)

    def latest_at(self) -> datetime | None:
        """When the last change was made; None where there is none."""
        with self._database.read() as connection:
            found: datetime | None = connection.execute(select(revisions.c.at).order_by(revisions.c.pk.desc()).limit(1)).scalar()
        return found

    def latest(self) -> int:
        """The number of the last change; 0 where there is none."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.max(revisions.c.pk))).scalar() or 0)


def _changes() -> Select[Any]:
    r, d = revisions.c, decisions.c
    told = (r.pk, r.event, r.revision, r.kind, r.at, r.until, r.run, r.state, r.decision, r.successors)
    return select(*told, d.judgement, d.by, d.reason).select_from(revisions.outerjoin(decisions, r.decision == d.id))


def _change(row: Any) -> Change:
    reason = row.reason
    if row.decision is None and row.kind == "withdrawn":
        reason = _MACHINE_WITHDREW
    return Change(
        number=row.pk,
        event=row.event,
        revision=row.revision,
        kind=row.kind,
        at=row.at,
        until=row.until,
        run=row.run,
        state=EventState(row.state),
        decision=row.decision,
        judgement=row.judgement,
        by=row.by,
        reason=reason,
        successors=tuple((row.successors or "").split()),
    )
