"""The values of each event as one text, which is how an event is read."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_BATCH = 200
_HARM_ROLES = {"low": "low_claims", "best": "best_claims", "high": "high_claims", "contradicts": "contradicts"}
_LISTS = ("perpetrators", "targets", "harm")

_claims = sa.table("claims", *map(sa.column, ("pk", "incident", "n")))
_incidents = sa.table("incidents", *map(sa.column, ("pk", "coding", "key")))
_codings = sa.table("codings", *map(sa.column, ("pk", "document")))
_documents = sa.table("documents", *map(sa.column, ("pk", "id")))
_events = sa.table(
    "events", *map(sa.column, ("id", "aggregate", "n_documents", "n_independent")), sa.column("conflicts", sa.JSON())
)
_members = sa.table("event_members", *map(sa.column, ("event", "incident")))
_links = sa.table("event_value_claims", *map(sa.column, ("event", "field", "n", "role", "position", "claim")))
_values = sa.table(
    "event_values", *map(sa.column, ("event", "field", "n", "rule", "confidence", "decision")), sa.column("value", sa.JSON())
)
_decisions = sa.table("decisions", *map(sa.column, ("id", "by")), sa.column("at", sa.DateTime(timezone=True)))
_bodies = sa.table("event_bodies", sa.column("event"), sa.column("body"))


def upgrade() -> None:
    """Add the table, and fill it from the rows that hold the same."""
    op.create_table(
        "event_bodies",
        sa.Column("event", sa.String(length=9), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_event_bodies_event")),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_event_bodies")),
    )
    connection = op.get_bind()
    names = connection.execute(sa.select(_events.c.id).order_by(_events.c.id)).scalars().all()
    for at in range(0, len(names), _BATCH):
        part = names[at : at + _BATCH]
        rows = [{"event": name, "body": json.dumps(body)} for name, body in _told(connection, part).items()]
        connection.execute(sa.insert(_bodies), rows)


def _told(connection: sa.Connection, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What each of these events says."""
    told: dict[str, dict[str, Any]] = {}
    for row in connection.execute(sa.select(_events).where(_events.c.id.in_(names))):
        told[row.id] = {
            "aggregate": bool(row.aggregate),
            "incidents": [],
            "n_documents": row.n_documents,
            "n_independent": row.n_independent,
            "conflicts": row.conflicts,
        }
    where = _incidents.join(_codings, _incidents.c.coding == _codings.c.pk).join(
        _documents, _codings.c.document == _documents.c.pk
    )
    query = sa.select(_members.c.event, _documents.c.id, _incidents.c.key)
    query = query.select_from(where.join(_members, _members.c.incident == _incidents.c.pk)).where(_members.c.event.in_(names))
    for row in sorted(connection.execute(query)):
        told[row.event]["incidents"].append({"document": row.id, "key": row.key})
    for event, field, n, value in _told_values(connection, names):
        if field in _LISTS:
            told[event].setdefault(field, []).insert(n, value)
        else:
            told[event][field] = value
    return told


def _told_values(connection: sa.Connection, names: Sequence[str]) -> list[tuple[str, str, int, dict[str, Any]]]:
    claims = _told_claims(connection, names)
    value = _values.c
    query = sa.select(_values, _decisions.c.by, _decisions.c.at)
    query = query.select_from(_values.outerjoin(_decisions, value.decision == _decisions.c.id))
    found = []
    for row in connection.execute(query.where(value.event.in_(names)).order_by(value.event, value.field, value.n)):
        told: dict[str, Any] = {"rule": row.rule, "confidence": row.confidence}
        if row.decision is not None:
            at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
            told["decided"] = {"id": row.decision, "by": row.by, "at": at.isoformat()}
        if row.field == "harm":
            count = dict(row.value)
            told |= {"kind": count.pop("kind"), "count": count}
        else:
            told["value"] = row.value
        for role, ref in claims[row.event, row.field, row.n]:
            told.setdefault(_HARM_ROLES[role] if row.field == "harm" else role, []).append(ref)
        found.append((row.event, row.field, row.n, told))
    return found


def _told_claims(connection: sa.Connection, names: Sequence[str]) -> dict[tuple[str, str, int], list[tuple[str, dict[str, Any]]]]:
    link = _links.c
    rows = (
        _links.join(_claims, link.claim == _claims.c.pk)
        .join(_incidents, _claims.c.incident == _incidents.c.pk)
        .join(_codings, _incidents.c.coding == _codings.c.pk)
        .join(_documents, _codings.c.document == _documents.c.pk)
    )
    query = sa.select(link.event, link.field, link.n, link.role, _documents.c.id, _incidents.c.key, _claims.c.n.label("nth"))
    query = (
        query.select_from(rows).where(link.event.in_(names)).order_by(link.event, link.field, link.n, link.role, link.position)
    )
    found = defaultdict(list)
    for row in connection.execute(query):
        found[row.event, row.field, row.n].append((row.role, {"document": row.id, "key": row.key, "n": row.nth}))
    return found
