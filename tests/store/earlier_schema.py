"""A store taken back to an earlier revision: what the migrations behind it made is taken away again."""

# In the order in which it can go: what refers to something before it.
_MADE = (
    (
        "0011",
        (
            *(f"DROP INDEX ix_documents_{name}" for name in ("published", "outlet", "version_of", "copy_of")),
            "DROP INDEX ix_codings_document",
            "DROP INDEX uq_codings_current",
            "CREATE UNIQUE INDEX uq_codings_current ON codings (document) WHERE current",
        ),
    ),
    ("0010", ("DROP INDEX uq_decisions_key", "ALTER TABLE decisions DROP COLUMN key")),
    ("0009", tuple(f"DROP TABLE {name}" for name in ("sessions", "tokens", "users", "account_log", "saved_queries"))),
    ("0008", ("DROP TABLE document_words", "DROP TABLE claim_words")),
    ("0007", ("DROP TABLE event_bodies",)),
    (
        "0006",
        (
            "DROP TABLE revisions",
            "DROP TABLE counters",
            "DROP INDEX ix_events_doubt",
            "ALTER TABLE events DROP COLUMN doubt",
            "ALTER TABLE decisions DROP COLUMN previous",
            "ALTER TABLE decisions DROP COLUMN digest",
        ),
    ),
    ("0004", tuple(f"DROP TABLE {name}" for name in ("filed", "block_members", "filing_rules"))),
    ("0003", ("ALTER TABLE event_values DROP COLUMN decision",)),
    ("0002", ("ALTER TABLE codings DROP COLUMN turned_away",)),
)


def take_back(connection, revision):
    """Make an SQLite store what it was at a revision; what it holds besides stays."""
    for made, statements in _MADE:
        if made > revision:
            for statement in statements:
                connection.execute(statement)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.commit()
