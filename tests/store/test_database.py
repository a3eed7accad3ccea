"""Opening a database: at the newest revision, quickly, or with a reason why not."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from earlier_schema import take_back
from invented_reports import incidents, report

from dateline import merge
from dateline import store as stores
from dateline.errors import StoreError
from dateline.model import Decision, ids
from dateline.store import Arrival, Naming, schema
from dateline.store.database import _MIGRATIONS, Database
from dateline.store.migrate import scripts


def test_the_newest_migration_is_the_revision_that_is_looked_for():
    assert scripts(_MIGRATIONS).get_heads() == [schema.REVISION]


def test_the_migrations_make_exactly_the_tables_of_the_schema(url):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    database = Database(url)
    with database.write() as connection:
        asked = {"compare_type": True, "compare_server_default": True, "include_name": _is_in_schema}
        context = MigrationContext.configure(connection, opts=asked)
        assert compare_metadata(context, schema.metadata) == []
    database.close()


def _is_in_schema(name, kind, _parents):
    """Words for searching stand in tables that only the databases themselves know how to make."""
    return kind != "table" or not name.startswith(("document_words", "claim_words"))


def test_opening_again_needs_no_migration_tool(url):
    stores.open(url).close()
    script = f"import sys, dateline.store as s; s.open({url!r}).close(); print('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"


def test_the_database_driver_is_loaded_when_a_store_is_opened():
    script = "import sys, dateline.store, dateline.run.project, dateline.run.pipeline; print('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sqlite:///{folder}/none/x.db", "store-folder"),
        ("sqlite:///{folder}/none.db", "store-missing"),
        ("sqlite:///:memory:", "store-memory"),
        ("nosuch://x", "store-driver"),
        ("://", "store-url"),
        ("{folder}/text.db", "store-damaged"),
        ("{folder}/foreign.db", "store-foreign"),
        ("{folder}/newer.db", "store-newer"),
    ],
)
def test_what_cannot_be_opened_says_why(tmp_path, name, code):
    (tmp_path / "text.db").write_text("no database at all " * 100)
    for file, statement in (("foreign", "CREATE TABLE t (a)"), ("newer", "CREATE TABLE alembic_version (version_num)")):
        connection = sqlite3.connect(tmp_path / f"{file}.db")
        connection.execute(statement)
        if file == "newer":
            connection.execute("INSERT INTO alembic_version VALUES ('9999')")
        connection.commit()
        connection.close()
    with pytest.raises(StoreError) as caught:
        stores.open(name.format(folder=tmp_path), create=False)
    assert caught.value.code == code
    assert caught.value.fix


def test_the_tables_are_tables_of_postgresql_too():
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateIndex, CreateTable

    for table in schema.metadata.sorted_tables:
        for statement in (CreateTable(table), *map(CreateIndex, table.indexes)):
            assert str(statement.compile(dialect=postgresql.dialect()))


@pytest.mark.parametrize(("to_disk", "level"), [(True, 2), (False, 1)])
def test_what_is_committed_outlives_a_power_cut_where_it_cannot_be_made_again(store, to_disk, level):
    if not store.where.startswith("sqlite"):
        pytest.skip("a setting of SQLite")
    with store._database.write(to_disk=to_disk) as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": level, "foreign_keys": 1}


def test_a_failed_write_leaves_nothing(store):
    row = {"started_at": datetime.now(UTC), "digest": "sha256:0", "manifest": {}}

    def write():
        with store._database.write() as connection:
            connection.execute(schema.runs.insert(), [row])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert store.runs.all() == ()


def test_readers_do_not_wait_for_a_writer(store, store_url):
    with stores.open(store_url) as other, store._database.write():
        assert other.counts().documents == 0


def test_a_password_is_not_shown():
    with pytest.raises(StoreError) as caught:
        stores.open("nosuch://user:secret@host/karsa")
    assert "secret" not in str(caught.value)


def test_a_database_of_the_first_schema_is_brought_up_to_date(tmp_path):
    file = tmp_path / "karsa.db"
    doc = report("d1", "Raiders killed 3 traders in Gao on 2026-03-04")
    (event,) = merge.events(incidents(doc), (doc,))
    name = ids.make(ids.EVENT, "seed")
    event = replace(event, id=name)
    with stores.open(file) as store:
        store.documents.add([Arrival(doc)])
        run = store.runs.start(digest="sha256:0", manifest="{}")
        store.codings.record("d1", incidents(doc), run=run, coder="a")
        store.events.write(Naming(events=((event, "seed"),)), run=run)
        for n in range(3):
            made = datetime(2026, 3, 9, 9, n, tzinfo=UTC)
            store.decisions.append(Decision(id="", target=name, judgement="accept", by="mira", at=made, reason=f"n° {n}"))
        decisions, changes = store.decisions.all(), store.history.changes().rows
        audit, doubts = store.decisions.audit(), store.queue.doubts((name,))
    connection = sqlite3.connect(file)
    take_back(connection, "0001")
    connection.close()
    with stores.open(file) as store:
        assert store.counts().coded == 1
        assert store.codings.turned_away() == ()
        assert store.decisions.all() == decisions
        assert store.decisions.audit() == audit
        assert audit.is_whole
        assert store.queue.doubts((name,)) == doubts
        assert [replace(one, at=changes[0].at) for one in store.history.changes().rows] == list(changes)
        assert replace(store.events.get(name), matches=event.matches) == event
