"""Columns that PostgreSQL holds to a size, where SQLite holds none to any."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Widen them: persons that a text tells of may be more than two thousand million, and a rule set's name has any length."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for name in ("killed_low", "killed_best", "killed_high"):
        op.alter_column("events", name, type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=True)
    op.alter_column("filing_rules", "digest", type_=sa.Text(), existing_type=sa.String(71), existing_nullable=False)
