"""Under which key a decision was sent, so that one which is sent again is not made again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column; decisions made before have nothing in it."""
    op.add_column("decisions", sa.Column("key", sa.Text(), nullable=True))
    op.create_index("uq_decisions_key", "decisions", ["key"], unique=True)
