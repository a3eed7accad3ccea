"""Documents by the day of publication, and by what they copy or replace."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_documents_published", "documents", ["published", "id"], unique=False)
    for column in ("version_of", "copy_of"):
        known = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_documents_{column}", "documents", [column], unique=False, sqlite_where=known, postgresql_where=known)
