"""Where the merged incidents stand in the blocks; the next run fills the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the three tables, empty."""
    op.create_table(
        "filed",
        sa.Column("incident", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("coding", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("incident", name=op.f("pk_filed")),
    )
    op.create_index(op.f("ix_filed_part"), "filed", ["part"], unique=False)
    op.create_table(
        "block_members",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("incident", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "place", "incident", name=op.f("pk_block_members")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "filing_rules",
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_filing_rules")),
    )
