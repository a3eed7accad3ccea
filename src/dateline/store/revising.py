"""Writing the revisions of events: what each was before a change is kept, and each change is one row of the feed of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, literal, select, update
from sqlalchemy.engine import Connection

from dateline.store.documents import chunks
from dateline.store.rows import Naming, Succession
from dateline.store.schema import Instant, event_members, event_value_claims, event_values, events, revisions

__all__ = ["Revising"]

_HEAD = (
    "state",
    "joined_into",
    "aggregate",
    "action",
    "status",
    "start",
    "end",
    "country",
    "place",
    "latitude",
    "longitude",
    "actors",
    "killed_low",
    "killed_best",
    "killed_high",
    "n_documents",
    "n_independent",
)
_BATCH = 2000


@dataclass(slots=True)
class Revising:
    """The revisions that one write of events makes, all at the same moment.

    Args:
        connection: open for writing.
        run: number of the run that writes.
    """

    connection: Connection
    run: int
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def close(self, names: Iterable[str]) -> None:
        """Keep what these events hold, before it is overwritten: their present revisions end now."""
        for part in chunks(sorted(names)):
            bodies = _bodies(self.connection, part)
            done = update(revisions).where((revisions.c.event == bindparam("which")) & revisions.c.until.is_(None))
            self.connection.execute(
                done.values(until=bindparam("end_", type_=Instant), body=bindparam("held", type_=revisions.c.body.type)),
                [{"which": name, "end_": self.at, "held": bodies[name]} for name in part],
            )

    def open(self, kinds: Mapping[str, Collection[str]], naming: Naming) -> None:
        """Note the present revisions of events, as they are written now.

        Args:
            kinds: what made them ("added", "changed", "withdrawn") with the ids of the events.
            naming: tells which were joined or split, and because of which decisions.
        """
        heirs = _heirs(naming.successions)
        told = {name: kind for kind, names in kinds.items() for name in names}
        told |= {name: kind for name, (kind, _) in heirs.items() if name in told or kind == "joined"}
        by_kind: dict[str, list[str]] = defaultdict(list)
        for name, kind in told.items():
            by_kind[kind].append(name)
        for kind in sorted(by_kind):
            for part in chunks(sorted(by_kind[kind])):
                self._insert(kind, part)
        self._explain(told, heirs, naming.causes)

    def _insert(self, kind: str, names: Collection[str]) -> None:
        columns = [events.c[name] for name in _HEAD]
        fixed = (literal(kind), literal(self.at, Instant), literal(self.run))
        rows = select(events.c.id, events.c.version, *fixed, *columns).where(events.c.id.in_(names)).order_by(events.c.id)
        self.connection.execute(insert(revisions).from_select(["event", "revision", "kind", "at", "run", *_HEAD], rows))

    def _explain(self, told: Mapping[str, str], heirs: Mapping[str, tuple[str, set[str]]], causes: Mapping[str, str]) -> None:
        rows: list[dict[str, Any]] = [
            {"which": name, "why": causes.get(name), "to": " ".join(sorted(heirs[name][1])) if name in heirs else None}
            for name in sorted(told)
            if name in heirs or name in causes
        ]
        change = update(revisions).where((revisions.c.event == bindparam("which")) & revisions.c.until.is_(None))
        for at in range(0, len(rows), _BATCH):
            self.connection.execute(change.values(decision=bindparam("why"), successors=bindparam("to")), rows[at : at + _BATCH])


def _heirs(successions: Iterable[Succession]) -> dict[str, tuple[str, set[str]]]:
    """For each event that was joined or split the kind of that, and the ids that it lives on in."""
    found: dict[str, tuple[str, set[str]]] = {}
    for one in successions:
        kind, names = found.get(one.old, (one.kind, set()))
        found[one.old] = ("joined" if "joined" in (kind, one.kind) else "split"), {*names, one.new}
    return found


def _bodies(connection: Connection, names: Collection[str]) -> dict[str, dict[str, Any]]:
    """What each of these events holds beside its row: members, values, and the claims for and against each, by their rows."""
    found: dict[str, dict[str, Any]] = {name: {"members": [], "values": []} for name in names}
    for row in connection.execute(
        select(event_members).where(event_members.c.event.in_(names)).order_by(event_members.c.incident)
    ):
        found[row.event]["members"].append(row.incident)
    link = event_value_claims.c
    claims: dict[tuple[str, str, int], list[list[Any]]] = defaultdict(list)
    ordered = select(event_value_claims).order_by(link.event, link.field, link.n, link.role, link.position)
    for row in connection.execute(ordered.where(link.event.in_(names))):
        claims[row.event, row.field, row.n].append([row.role, row.claim])
    value = event_values.c
    for row in connection.execute(select(event_values).where(value.event.in_(names)).order_by(value.event, value.field, value.n)):
        told = {name: getattr(row, name) for name in ("field", "n", "value", "rule", "confidence", "decision")}
        found[row.event]["values"].append(told | {"claims": claims[row.event, row.field, row.n]})
    for row in connection.execute(select(events.c.id, events.c.conflicts).where(events.c.id.in_(names))):
        found[row.id]["conflicts"] = row.conflicts
    return found
