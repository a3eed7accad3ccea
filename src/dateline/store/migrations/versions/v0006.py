"""Revisions of events, the chain of decisions, how doubtful an event is, and counters that tell writers of one another."""

import hashlib
import json
import math
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_BATCH = 500
_FIRST = "sha256:" + "0" * 64


def upgrade() -> None:
    """Add them, and fill them from what is there."""
    _make_counters()
    _chain_decisions()
    _weigh_events()
    _make_revisions()


def _make_counters() -> None:
    """Numbers that only grow, each in a row of its own, so that writers of different things do not wait for each other."""
    counters = op.create_table(
        "counters",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    decided = op.get_bind().execute(sa.text("SELECT max(pk) FROM decisions")).scalar() or 0
    op.bulk_insert(
        counters,
        [
            {"name": "writes", "number": 0, "digest": None},
            {"name": "decided", "number": decided, "digest": None},
            {"name": "coded", "number": 0, "digest": None},
            {"name": "chain", "number": 0, "digest": _FIRST},
        ],
    )


def _chain_decisions() -> None:
    """Each decision with the digest of itself and of the one before it."""
    op.add_column("decisions", sa.Column("previous", sa.Text(), nullable=True))
    op.add_column("decisions", sa.Column("digest", sa.Text(), nullable=True))
    connection, digest, count = op.get_bind(), _FIRST, 0
    names = ("pk", "id", "target", "judgement", "value", "by", "at", "reason", "undo_of", "previous", "digest")
    kinds = {"at": sa.DateTime(timezone=True)}
    table = sa.table("decisions", *(sa.column(name, kinds.get(name)) for name in names))
    for row in connection.execute(sa.select(table).order_by(table.c.pk)).all():
        at = (row.at.astimezone(UTC) if row.at.tzinfo else row.at).replace(tzinfo=None).isoformat()
        said = [row.id, row.target, row.judgement, row.value, row.by, at, row.reason, row.undo_of]
        before, count = digest, count + 1
        digest = "sha256:" + hashlib.sha256(json.dumps([before, *said], ensure_ascii=False).encode()).hexdigest()
        connection.execute(table.update().where(table.c.pk == row.pk).values(previous=before, digest=digest))
    counters = sa.table("counters", sa.column("name"), sa.column("number"), sa.column("digest"))
    connection.execute(counters.update().where(counters.c.name == "chain").values(number=count, digest=digest))


def _weigh_events() -> None:
    """How doubtful each event is, as `dateline.review.doubt` says at this revision."""
    op.add_column("events", sa.Column("doubt", sa.Double(), nullable=False, server_default="0"))
    op.create_index("ix_events_doubt", "events", ["state", "doubt", "id"], unique=False)
    connection = op.get_bind()
    events = sa.table("events", *map(sa.column, ("id", "killed_low", "killed_high", "doubt")), sa.column("conflicts", sa.JSON()))
    values = sa.table("event_values", *map(sa.column, ("event", "confidence")))
    least = sa.select(values.c.event, sa.func.min(values.c.confidence).label("least")).group_by(values.c.event).subquery()
    query = sa.select(events.c.id, events.c.killed_low, events.c.killed_high, events.c.conflicts, least.c.least)
    query = query.select_from(events.outerjoin(least, least.c.event == events.c.id))
    rows = connection.execute(query).all()
    change = sa.update(events).where(events.c.id == sa.bindparam("which")).values(doubt=sa.bindparam("much"))
    for at in range(0, len(rows), _BATCH):
        connection.execute(change, [{"which": row.id, "much": _doubt(row)} for row in rows[at : at + _BATCH]])


def _doubt(row: Any) -> float:
    conflicts, doubt = list(row.conflicts), 0.5 if row.least is None else 1 - row.least
    if conflicts:
        doubt += 1 + 0.5 * sum(field != "harm.killed" for field in conflicts)
    if "harm.killed" in conflicts:
        doubt += math.log1p(max(0, (row.killed_high or 0) - (row.killed_low or 0)))
    return round(doubt, 4)


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


def _make_revisions() -> None:
    """One row for each revision of an event; those before this are not known, so that each event begins with the one it has."""
    persons = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
    op.create_table(
        "revisions",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=9), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("successors", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("joined_into", sa.String(length=9), nullable=True),
        sa.Column("aggregate", sa.Boolean(), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("killed_low", persons, nullable=True),
        sa.Column("killed_best", persons, nullable=True),
        sa.Column("killed_high", persons, nullable=True),
        sa.Column("n_documents", sa.Integer(), nullable=False),
        sa.Column("n_independent", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_revisions")),
        sa.UniqueConstraint("event", "revision", name=op.f("uq_revisions_event")),
    )
    columns = ", ".join(f'"{name}"' for name in _HEAD)
    op.execute(
        f'INSERT INTO revisions (event, revision, kind, "at", run, {columns}) '  # noqa: S608 - fixed names
        "SELECT events.id, events.version, CASE WHEN events.joined_into IS NOT NULL THEN 'joined' "
        "WHEN events.state = 'withdrawn' THEN 'withdrawn' ELSE 'added' END, "
        f"coalesce(runs.ended_at, runs.started_at), events.run, {columns} "
        "FROM events JOIN runs ON runs.pk = events.run ORDER BY events.run, events.id"
    )
    op.execute("UPDATE revisions SET successors = joined_into WHERE joined_into IS NOT NULL")
