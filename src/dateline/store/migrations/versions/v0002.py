"""With what probability the relevance test turned a document away."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; codings made without the test have nothing in it."""
    op.add_column("codings", sa.Column("turned_away", sa.Double(), nullable=True))
