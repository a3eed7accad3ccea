"""An event as a past revision of it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from dateline.model import ClaimRef, Decided, Event, IncidentRef
from dateline.store.documents import chunks
from dateline.store.schema import (
    claim_rows,
    claims,
    decisions,
    documents,
    event_values,
    events,
    incident_rows,
    incidents,
    revisions,
)
from dateline.store.values import ValueRow, event_of

__all__ = ["HEAD", "bare_events", "past_event"]

HEAD = tuple(column.name for column in events.c if column.name in revisions.c and column.name != "run")
"""The columns that a revision shares with its event."""


def past_event(connection: Connection, row: Any) -> Event:
    """The event that a past revision was; the comparisons that held it together are not kept.

    Args:
        connection: open.
        row: of `revisions`, with a body.
    """
    body = row.body
    head = {name: getattr(row, name) for name in HEAD} | {"id": row.event, "version": row.revision}
    refs = _claims(connection, [claim for value in body["values"] for _, claim in value["claims"]])
    chosen = _decided(connection, [value["decision"] for value in body["values"]])
    values = [
        ValueRow(
            **{name: value[name] for name in ("field", "n", "value", "rule", "confidence")},
            claims=tuple((role, refs[claim]) for role, claim in value["claims"]),
            decided=chosen.get(value["decision"]),
        )
        for value in body["values"]
    ]
    members = _members(connection, body["members"])
    return event_of(head | {"conflicts": body["conflicts"], "matches": []}, values, members)


def bare_events(connection: Connection, names: Sequence[str]) -> Iterator[Event]:
    """Every revision of these events, with values and who decided them, but without claims and reports.

    Args:
        connection: open.
        names: ids, few enough for one query.
    """
    present: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    value = event_values.c
    query = select(event_values).where(value.event.in_(names)).order_by(value.event, value.field, value.n)
    for one in connection.execute(query).mappings():
        present[one["event"]].append(dict(one))
    rows = connection.execute(select(revisions).where(revisions.c.event.in_(names))).all()
    told = [(row, present[row.event] if row.body is None else row.body["values"]) for row in rows]
    chosen = _decided(connection, [one["decision"] for _, values in told for one in values])
    for row, values in told:
        head = {name: getattr(row, name) for name in HEAD} | {
            "id": row.event,
            "version": row.revision,
            "conflicts": [],
            "matches": [],
        }
        yield event_of(head, [_bare(one, chosen) for one in values], ())


def _bare(value: Mapping[str, Any], chosen: Mapping[str | None, Decided]) -> ValueRow:
    plain = {name: value[name] for name in ("field", "n", "value", "rule", "confidence")}
    return ValueRow(**plain, claims=(), decided=chosen.get(value["decision"]))


def _claims(connection: Connection, rows: Sequence[int]) -> dict[int, ClaimRef]:
    found = {}
    query = select(claims.c.pk, claims.c.n, incidents.c.key, documents.c.id).select_from(claim_rows)
    for part in chunks(sorted(set(rows))):
        found.update({row.pk: ClaimRef(row.id, row.key, row.n) for row in connection.execute(query.where(claims.c.pk.in_(part)))})
    return found


def _decided(connection: Connection, names: Sequence[str | None]) -> dict[str | None, Decided]:
    wanted = sorted({name for name in names if name})
    found: dict[str | None, Decided] = {}
    for part in chunks(wanted):
        for row in connection.execute(select(decisions).where(decisions.c.id.in_(part))):
            found[row.id] = Decided(row.id, row.by, row.at)
    return found


def _members(connection: Connection, rows: Sequence[int]) -> list[IncidentRef]:
    found: list[IncidentRef] = []
    query = select(incidents.c.key, documents.c.id).select_from(incident_rows)
    for part in chunks(sorted(rows)):
        found += (IncidentRef(row.id, row.key) for row in connection.execute(query.where(incidents.c.pk.in_(part))))
    return found
