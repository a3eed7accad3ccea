"""Which decision chose a value."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; values that a rule chose have nothing in it."""
    op.add_column("event_values", sa.Column("decision", sa.Text(), nullable=True))
