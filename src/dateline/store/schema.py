"""The tables. Only types that SQLite and PostgreSQL share are used, so that another database is another URL; text is sorted by bytes in both.

originals ◁ documents ◁ codings ◁ incidents ◁ claims          what was read, and what each run found in it
events ◁ event_members ▷ incidents                             what merging made of it
events ◁ event_values ◁ event_value_claims ▷ claims            every value, with the claims for and against it
events ◁ event_bodies                                          the same in one piece, for reading
runs, problems, decisions, successions                         what was done, what failed, who decided, which id follows which
revisions                                                      what each event was, and from when until when
filed, block_members, filing_rules                             where the merged incidents stand in the blocks, made again from the rest
users, sessions, tokens, account_log, saved_queries            who uses the desk, and what they keep there

Rows of documents, codings' incidents and claims are never changed: coding a document again adds a coding and takes `current`
from the one before. Decisions and successions are only ever added; of revisions only the end is set, and what they held until then.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect

__all__ = [
    "REVISION",
    "Instant",
    "account_log",
    "block_members",
    "claim_rows",
    "claims",
    "codings",
    "counters",
    "decisions",
    "documents",
    "event_bodies",
    "event_members",
    "event_value_claims",
    "event_values",
    "events",
    "filed",
    "filing_rules",
    "incident_rows",
    "incidents",
    "metadata",
    "originals",
    "problems",
    "revisions",
    "runs",
    "saved_queries",
    "sessions",
    "successions",
    "tokens",
    "users",
]

REVISION = "0011"  # the newest file in migrations/versions


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; databases without time zones hold it without one, and it comes back with UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as it is written; a moment without a zone is taken as UTC."""
        if value is None:
            return None
        moment = value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class sets the arguments
        """The moment as it is read, always with UTC."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# SQLite holds no column to a size; these are the ones where that would be felt.
_Persons = Integer().with_variant(BigInteger(), "postgresql")
_Digests = String(71).with_variant(Text(), "postgresql")


def _pk() -> Column[Any]:
    return Column("pk", Integer, primary_key=True)


def _where_known(name: str, column: str) -> Index:
    """An index of the few rows that have something in a column."""
    known = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=known, postgresql_where=known)


runs = Table(
    "runs",
    metadata,
    _pk(),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),  # NULL: still going, or stopped before its end
    Column("digest", String(71), nullable=False),
    Column("manifest", JSON, nullable=False),
    Column("counts", JSON),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    _pk(),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("published", Date),
    Column("outlet", Text),
    Column("outlet_kind", Text),
    Column("agency", Text),
    Column("author", Text),
    Column("language", Text),
    Column("url", Text, index=True),
    Column("dateline", Text),
    Column("retrieved_at", Instant),
    Column("version_of", Text),
    Column("copy_of", Text),
    Column("story", Text),
    Column("furniture", JSON, nullable=False),
    Column("extra", JSON, nullable=False),
    Column("digest", String(71), nullable=False),
    Column("original", String(64), ForeignKey("originals.sha256")),
    Column("name", Text, index=True),  # where it was read from
    Column("given_id", Text, index=True),  # the id that it brought, where a stored text had it already
    Column("added_at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_documents_published", "published", "id"),
    Index("ix_documents_outlet", "outlet", "published"),
    _where_known("ix_documents_version_of", "version_of"),
    _where_known("ix_documents_copy_of", "copy_of"),
)

codings = Table(
    "codings",
    metadata,
    _pk(),
    Column("document", Integer, ForeignKey("documents.pk"), nullable=False),
    Column("run", Integer, ForeignKey("runs.pk"), nullable=False),
    Column("coder", String(71), nullable=False),  # digest of the model, the gazetteer, the registry, the rules and the version
    Column("coded_at", Instant, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("turned_away", Double),  # the probability by the relevance test, where it turned the document away; else NULL
    Index("ix_codings_document", "document"),
    Index("uq_codings_current", "document", unique=True, sqlite_where=text("current = 1"), postgresql_where=text("current")),
)

incidents = Table(
    "incidents",
    metadata,
    _pk(),
    Column("coding", Integer, ForeignKey("codings.pk"), nullable=False),
    Column("key", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("country", String(3)),
    Column("place", Text),
    Column("body", JSON, nullable=False),  # the whole incident but its claims
    UniqueConstraint("coding", "key"),
)

claims = Table(
    "claims",
    metadata,
    _pk(),
    Column("incident", Integer, ForeignKey("incidents.pk"), nullable=False),
    Column("n", Integer, nullable=False),  # place among the incident's claims, from 0
    Column("id", String(10), nullable=False, index=True),  # the same in every coding that finds the same words
    Column("stance", Text, nullable=False),
    Column("source_kind", Text, nullable=False),
    Column("source_name", Text),
    Column("quote", Text, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    UniqueConstraint("incident", "n"),
)

events = Table(
    "events",
    metadata,
    Column("id", String(9), primary_key=True),
    Column("seed", Text, nullable=False, index=True),  # what the id was made from: its earliest incident when it was new
    Column("born", Integer, ForeignKey("runs.pk"), nullable=False),
    Column("run", Integer, ForeignKey("runs.pk"), nullable=False),  # the run that last changed it
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("joined_into", String(9), ForeignKey("events.id")),
    Column("digest", String(71), nullable=False),  # of its values and members; a new digest is a new version
    Column("aggregate", Boolean, nullable=False),
    Column("action", Text),
    Column("status", Text),
    Column("start", Date),
    Column("end", Date),
    Column("country", String(3)),
    Column("place", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("actors", Text, nullable=False),  # names of perpetrators and targets, folded for searching
    Column("killed_low", _Persons),
    Column("killed_best", _Persons),
    Column("killed_high", _Persons),
    Column("n_documents", Integer, nullable=False),
    Column("n_independent", Integer, nullable=False),
    Column("conflicts", JSON, nullable=False),
    Column("matches", JSON, nullable=False),
    Column("doubt", Double, nullable=False, server_default="0"),  # see dateline.review.doubt; what to look at first
    Index("ix_events_doubt", "state", "doubt", "id"),
    Index("ix_events_start", "start", "id"),
    Index("ix_events_country", "country", "start"),
)

event_members = Table(
    "event_members",
    metadata,
    # An incident belongs to one event at most.
    Column("incident", Integer, ForeignKey("incidents.pk"), primary_key=True, autoincrement=False),
    Column("event", String(9), ForeignKey("events.id"), nullable=False, index=True),
)

event_values = Table(
    "event_values",
    metadata,
    Column("event", String(9), ForeignKey("events.id"), primary_key=True),
    Column("field", String(16), primary_key=True),  # "action", "time", "perpetrators", "harm" …
    Column("n", Integer, primary_key=True, autoincrement=False),  # place in the field, from 0
    Column("value", JSON),
    Column("rule", Text, nullable=False),
    Column("confidence", Double),
    Column("decision", Text),  # id of the decision that chose it; NULL where a rule did
)

# The same values as one text, which is how an event is read: all that it says but its name, version, state and matches.
event_bodies = Table(
    "event_bodies",
    metadata,
    Column("event", String(9), ForeignKey("events.id"), primary_key=True),
    Column("body", Text, nullable=False),  # JSON; see dateline.store.values
)

event_value_claims = Table(
    "event_value_claims",
    metadata,
    Column("event", String(9), primary_key=True),
    Column("field", String(16), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("role", String(12), primary_key=True),  # "supports", "contradicts", "low", "best", "high"
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("claim", Integer, ForeignKey("claims.pk"), nullable=False),
    ForeignKeyConstraint(["event", "field", "n"], ["event_values.event", "event_values.field", "event_values.n"]),
)

problems = Table(
    "problems",
    metadata,
    _pk(),
    Column("digest", String(71), nullable=False, unique=True),  # the same fault met twice is one row
    Column("code", Text, nullable=False, index=True),
    Column("what", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("fix", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("document", Text, index=True),
    Column("met_at", Instant, nullable=False),
    Column("settled_at", Instant),  # when the same input went through
)

decisions = Table(
    "decisions",
    metadata,
    _pk(),
    Column("id", Text, nullable=False, unique=True),
    Column("target", Text, nullable=False, index=True),
    Column("judgement", Text, nullable=False),
    Column("value", Text),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text),
    Column("undo_of", Text, ForeignKey("decisions.id")),
    Column("previous", Text),  # digest of the decision before it
    Column("digest", Text),  # of this one and of `previous`; see dateline.store.chain
    Column("key", Text),  # under which whoever decided sent it; no part of what was decided
    Index("uq_decisions_key", "key", unique=True),
)

successions = Table(
    "successions",
    metadata,
    _pk(),
    Column("old", String(9), ForeignKey("events.id"), nullable=False, index=True),
    Column("new", String(9), ForeignKey("events.id"), nullable=False),
    Column("kind", String(8), nullable=False),  # "joined": old lives on in new; "split": new was a part of old
    Column("run", Integer, ForeignKey("runs.pk"), nullable=False),
)

# Numbers that only grow: "writes" of events, the last decision and coding that these know ("decided", "coded"), and the "chain" of decisions.
# Each has its own row, so that writers of different things do not wait for each other.
counters = Table(
    "counters",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("digest", Text),
)

# What an event was from `at` until `until`: the columns of `events` by which it is found, and in `body` its values once they are past.
revisions = Table(
    "revisions",
    metadata,
    _pk(),
    Column("event", String(9), nullable=False),
    Column("revision", Integer, nullable=False),  # its version
    Column("kind", String(9), nullable=False),  # what made it: "added", "changed", "joined", "split", "withdrawn"
    Column("at", Instant, nullable=False),
    Column("until", Instant),  # NULL: it is the present one
    Column("run", Integer, nullable=False),
    Column("decision", Text),  # id of the decision that made it; NULL where the machine did
    Column("successors", Text),  # ids, with blanks between them: into which it was joined, or to which parts of it went
    Column("state", Text, nullable=False),
    Column("joined_into", String(9)),
    Column("aggregate", Boolean, nullable=False),
    Column("action", Text),
    Column("status", Text),
    Column("start", Date),
    Column("end", Date),
    Column("country", String(3)),
    Column("place", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("actors", Text, nullable=False),
    Column("killed_low", _Persons),
    Column("killed_best", _Persons),
    Column("killed_high", _Persons),
    Column("n_documents", Integer, nullable=False),
    Column("n_independent", Integer, nullable=False),
    Column("body", JSON(none_as_null=True)),
    UniqueConstraint("event", "revision"),
)

# An incident that was merged. The three tables below hold nothing that cannot be made again, and refer to nothing, so that they are fast to fill.
filed = Table(
    "filed",
    metadata,
    Column("incident", Integer, primary_key=True, autoincrement=False),
    Column("coding", Integer, nullable=False),
    Column("part", Integer, nullable=False, index=True),  # lowest incident of its event
    Column("decided", Boolean, nullable=False),  # whether a decision was about it
    Column("witness", Text),  # id of the document that its own document copies; NULL where it copies none
)

block_members = Table(
    "block_members",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("place", LargeBinary, primary_key=True),  # orders the members of a block
    Column("incident", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

filing_rules = Table(
    "filing_rules",
    metadata,
    Column("digest", _Digests, primary_key=True),  # of the rules that the blocks and parts were made by; one row at most
)

# Who may use the desk where it is open to others. A password, a session and a token are kept as digests alone.
users = Table(
    "users",
    metadata,
    _pk(),
    Column("key", Text, nullable=False, unique=True),  # the name without its case, so that no two names look alike
    Column("name", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("password", Text, nullable=False),  # argon2id, with its settings and salt
    Column("added_at", Instant, nullable=False),
    Column("disabled_at", Instant),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(71), primary_key=True),
    Column("user", Integer, ForeignKey("users.pk"), nullable=False, index=True),
    Column("began_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    _pk(),
    Column("digest", String(71), nullable=False, unique=True),
    Column("user", Integer, ForeignKey("users.pk"), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scope", String(8), nullable=False),  # the role that it has at most
    Column("made_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("used_at", Instant),
)

# What happened with accounts: only ever added.
account_log = Table(
    "account_log",
    metadata,
    _pk(),
    Column("at", Instant, nullable=False),
    Column("key", Text, nullable=False),  # of the name that was typed, whether there is such a user or not
    Column("what", String(16), nullable=False),
    Column("by", Text),  # who did it, where somebody else did
    Column("address", Text),
    Index("ix_account_log_key", "key", "pk"),
    Index("ix_account_log_address", "address", "pk"),
)

saved_queries = Table(
    "saved_queries",
    metadata,
    _pk(),
    Column("name", Text, nullable=False, unique=True),
    Column("query", Text, nullable=False),  # as it stands in an address
    Column("by", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
)

# Incidents with their codings and documents; claims with their incidents too.
incident_rows = incidents.join(codings, incidents.c.coding == codings.c.pk).join(documents, codings.c.document == documents.c.pk)
claim_rows = (
    claims.join(incidents, claims.c.incident == incidents.c.pk)
    .join(codings, incidents.c.coding == codings.c.pk)
    .join(documents, codings.c.document == documents.c.pk)
)
