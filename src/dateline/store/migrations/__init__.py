"""The schema migrations of Alembic, one file per revision."""
