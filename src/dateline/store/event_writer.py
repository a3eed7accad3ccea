"""Writing the events of a run: only what changed, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from dateline.errors import ConflictError, StoreError
from dateline.model import ClaimRef, Event, EventState, HarmKind, IncidentRef
from dateline.model.codec import encode
from dateline.review.doubt import doubt
from dateline.store.blocks import incident_rows_of, refile
from dateline.store.counters import advance, ends
from dateline.store.documents import chunks
from dateline.store.revising import Revising
from dateline.store.rows import Naming
from dateline.store.schema import (
    claim_rows,
    claims,
    documents,
    event_bodies,
    event_members,
    event_value_claims,
    event_values,
    events,
    incidents,
    successions,
)
from dateline.store.values import body_of, value_rows

__all__ = ["write_events"]

# Events written at a time: their rows are held in memory until they are handed over.
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class _Before:
    """What is stored of an event before the write."""

    digest: str
    version: int
    state: EventState
    joined_into: str | None
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Change:
    """An event to be written, with the rows of its members."""

    event: Event
    seed: str
    digest: str
    members: tuple[int, ...]
    before: _Before | None

    @property
    def is_revised(self) -> bool:
        """Whether the event says something else, is in another state, or comes back; not where only the links to its claims move."""
        old = self.before
        return old is None or (old.digest, old.state, old.joined_into) != (self.digest, self.event.state, None)

    @property
    def kind(self) -> str:
        """What the change is: "added", "changed" or "withdrawn"."""
        if self.event.state is EventState.WITHDRAWN:
            return "withdrawn" if self.before is None or self.before.state is not EventState.WITHDRAWN else "changed"
        was_there = self.before and self.before.joined_into is None and self.before.state is not EventState.WITHDRAWN
        return "changed" if was_there else "added"


def write_events(connection: Connection, naming: Naming, *, run: int) -> int:
    """How many stored events got a new version; see `Events.write`."""
    try:
        return _write_events(connection, naming, run=run)
    except StoreError as fault:
        if naming.knows is None or ends(connection)[1] == naming.knows.coded:
            raise
        raise ConflictError("events-changed", f"documents were coded in the meantime: {fault.what}", fix="Run again.") from fault


def _write_events(connection: Connection, naming: Naming, *, run: int) -> int:
    advance(connection, naming.known, naming.knows)
    latest = connection.execute(select(func.max(events.c.run))).scalar() or 0 if naming.known is None else naming.after
    if latest != naming.after:
        raise ConflictError("events-changed", f"run {latest} has changed the events since run {naming.after}", fix="Run again.")
    before = _stored(connection, [event.id for event, _ in naming.events if event.id])
    rows = incident_rows_of(connection, {ref for event, _ in naming.events for ref in event.incidents})
    changes = [change for event, seed in naming.events if (change := _change(event, seed, rows, before)) is not None]
    joined = [s for s in naming.successions if s.kind == "joined"]
    revised = [c.event.id for c in changes if c.event.id and c.before and c.is_revised]
    revising = Revising(connection, run)
    revising.close({*revised, *(s.old for s in joined), *naming.withdrawn})
    _forget(connection, [c.event.id for c in changes if c.event.id and c.before], [s.old for s in joined])
    for at in range(0, len(changes), _BATCH):
        _write(connection, changes[at : at + _BATCH], run)
    up = events.c.version + 1
    for succession in joined:
        heir = update(events).where(events.c.id == succession.old).values(joined_into=succession.new, run=run, version=up)
        connection.execute(heir)
    for part in chunks(naming.withdrawn):
        gone = update(events).where(events.c.id.in_(part))
        connection.execute(gone.values(state=EventState.WITHDRAWN.value, run=run, version=up))
    if naming.successions:
        connection.execute(
            insert(successions), [{"old": s.old, "new": s.new, "kind": s.kind, "run": run} for s in naming.successions]
        )
    revising.open(_kinds(changes, naming.withdrawn), naming)
    if naming.refiling is not None:
        refile(connection, naming.refiling)
    return sum(change.before is not None and change.before.digest != change.digest for change in changes)


def _kinds(changes: Sequence[_Change], withdrawn: Sequence[str]) -> dict[str, list[str]]:
    """What the changes are, each kind with the ids of its events."""
    found: dict[str, list[str]] = {"withdrawn": list(withdrawn)}
    for change in changes:
        if change.event.id and change.is_revised:
            found.setdefault(change.kind, []).append(change.event.id)
    return found


def _stored(connection: Connection, names: Sequence[str]) -> dict[str, _Before]:
    """What is stored of the events with these ids."""
    members: dict[str, list[int]] = {}
    found: dict[str, _Before] = {}
    query = select(events.c.id, events.c.digest, events.c.version, events.c.state, events.c.joined_into)
    for part in chunks(names):
        for row in connection.execute(select(event_members).where(event_members.c.event.in_(part))):
            members.setdefault(row.event, []).append(row.incident)
        for row in connection.execute(query.where(events.c.id.in_(part))):
            own = frozenset(members.get(row.id, ()))
            found[row.id] = _Before(row.digest, row.version, EventState(row.state), row.joined_into, own)
    return found


def _change(event: Event, seed: str, rows: dict[IncidentRef, int], before: dict[str, _Before]) -> _Change | None:
    """What is to be written of an event; None where all is as before."""
    assert event.id is not None
    missing = [ref for ref in event.incidents if ref not in rows]
    if missing:
        raise StoreError(
            "event-incident",
            f"event {event.id} tells of {missing[0]}, which is not stored",
            fix="Store a document's coding before its events.",
        )
    members = tuple(sorted(rows[ref] for ref in event.incidents))
    old, digest = before.get(event.id), _digest(event)
    if old and (old.digest, old.members, old.joined_into, old.state) == (digest, frozenset(members), None, event.state):
        return None
    return _Change(event, seed, digest, members, old)


def _digest(event: Event) -> str:
    """SHA-256 of all that the event says, its name, version and state left out."""
    said = encode(replace(event, id=None, version=0, state=EventState.MACHINE, joined_into=None))
    return "sha256:" + hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _forget(connection: Connection, changed: Sequence[str], joined: Sequence[str]) -> None:
    """Delete the values of the events that are written anew, and the members of these and of the joined ones."""
    for part in chunks(changed):
        connection.execute(delete(event_value_claims).where(event_value_claims.c.event.in_(part)))
        connection.execute(delete(event_values).where(event_values.c.event.in_(part)))
        connection.execute(delete(event_bodies).where(event_bodies.c.event.in_(part)))
    for part in chunks([*changed, *joined]):
        connection.execute(delete(event_members).where(event_members.c.event.in_(part)))


def _write(connection: Connection, changes: Sequence[_Change], run: int) -> None:
    new = [_head(change, run) | {"seed": change.seed, "born": run} for change in changes if change.before is None]
    if new:
        connection.execute(insert(events), new)
    known = [_head(change, run) for change in changes if change.before is not None]
    if known:
        connection.execute(
            update(events).where(events.c.id == bindparam("which")), [head | {"which": head["id"]} for head in known]
        )
    connection.execute(insert(event_members), [{"event": c.event.id, "incident": row} for c in changes for row in c.members])
    values, links = [], []
    of = _claim_rows(connection, [row for change in changes for row in change.members])
    for change in changes:
        for value, link in _value_rows(change.event, of):
            values.append(value)
            links += link
    connection.execute(insert(event_values), values)
    connection.execute(insert(event_bodies), [{"event": c.event.id, "body": body_of(c.event)} for c in changes])
    if links:
        connection.execute(insert(event_value_claims), links)


def _claim_rows(connection: Connection, members: Sequence[int]) -> dict[ClaimRef, int]:
    """The row of each claim of these incidents."""
    found = {}
    query = select(claims.c.pk, claims.c.n, incidents.c.key, documents.c.id).select_from(claim_rows)
    for part in chunks(members):
        for row in connection.execute(query.where(claims.c.incident.in_(part))):
            found[ClaimRef(row.id, row.key, row.n)] = row.pk
    return found


def _value_rows(event: Event, of: dict[ClaimRef, int]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The rows of each value, and of the claims for and against it."""
    for row in value_rows(event):
        name = {"event": event.id, "field": row.field, "n": row.n}
        lost = [ref for _, ref in row.claims if ref not in of]
        if lost:
            raise StoreError(
                "event-claim",
                f"{row.field} of event {event.id} rests on {lost[0]}, which is none of its claims",
                fix="Merge again.",
            )
        links = [name | {"role": role, "position": at, "claim": of[ref]} for at, (role, ref) in enumerate(row.claims)]
        chosen = {"value": row.value, "rule": row.rule, "confidence": row.confidence}
        yield name | chosen | {"decision": row.decided and row.decided.id}, links


def _head(change: _Change, run: int) -> dict[str, Any]:
    event, before = change.event, change.before
    time, place, killed = event.time.value, event.place.value, event.harm_of(HarmKind.KILLED)
    return {
        "id": event.id,
        "run": run,
        "version": 1 if before is None else before.version + change.is_revised,
        "state": event.state.value,
        "joined_into": None,
        "digest": change.digest,
        "aggregate": event.aggregate,
        "action": event.action.value,
        "status": event.status.value,
        "start": time.start if time else None,
        "end": time.end if time else None,
        "country": place.country if place else None,
        "place": place.name if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "actors": _actor_names(event),
        "killed_low": killed.count.low if killed else None,
        "killed_best": killed.count.best if killed else None,
        "killed_high": killed.count.high if killed else None,
        "n_documents": event.n_documents,
        "n_independent": event.n_independent,
        "conflicts": encode(event.conflicts),
        "matches": encode(event.matches),
        "doubt": doubt(event),
    }


def _actor_names(event: Event) -> str:
    """The names of the event's actors, folded, one a line, for searching."""
    from dateline.text.normal import fold

    named = [value.value.name for value in (*event.perpetrators, *event.targets) if value.value]
    return "\n".join(dict.fromkeys(fold(name) for name in named))
