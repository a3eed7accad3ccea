"""The words of documents and claims, for searching."""

from alembic import op

from dateline.store.words import rebuild

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables, and fill them from what is there."""
    rebuild(op.get_bind())
