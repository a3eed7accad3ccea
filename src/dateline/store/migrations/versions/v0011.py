"""Documents by the day of publication, by what they copy or replace, and by their codings."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_codings_document", "codings", ["document"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        # SQLite uses a partial index only where the query has the index's own condition, word for word.
        op.drop_index("uq_codings_current", table_name="codings")
        op.create_index("uq_codings_current", "codings", ["document"], unique=True, sqlite_where=sa.text("current = 1"))
    op.create_index("ix_documents_published", "documents", ["published", "id"], unique=False)
    op.create_index("ix_documents_outlet", "documents", ["outlet", "published"], unique=False)
    for column in ("version_of", "copy_of"):
        known = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_documents_{column}", "documents", [column], unique=False, sqlite_where=known, postgresql_where=known)
