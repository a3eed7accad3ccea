"""What the two databases do in ways of their own, and must do alike here."""

import threading
from datetime import UTC, datetime

import pytest
from invented_reports import incidents, report

from dateline import store as stores
from dateline.errors import ConflictError, InputError, StoreError
from dateline.model import Decision
from dateline.store import Arrival, EventQuery, schema

# In the order of their bytes; by the rules of a language, letters would come before signs, small ones beside large ones.
NAMES = ["-1", "B", "Z", "_a", "a", "b", "é", "д", "ق", "𝔞"]


def test_names_are_sorted_by_their_bytes(store):
    assert sorted(NAMES, key=str.encode) == NAMES
    store.documents.add([Arrival(report(name, published=None)) for name in reversed(NAMES)])
    seen, after = [], None
    while True:
        page = store.catalogue.page(after=after, limit=3)
        seen += [card.id for card in page.documents]
        if (after := page.next) is None:
            break
    assert seen == NAMES[::-1]
    assert [doc.id for doc in store.documents.many(NAMES)] == NAMES
    assert [name for name, _ in store.documents.digests()] == NAMES


def test_every_column_of_text_is_sorted_by_its_bytes(store):
    if not store.where.startswith("postgresql"):
        pytest.skip("SQLite sorts by bytes anyway")
    with store._database.read() as connection:
        other = connection.exec_driver_sql(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"
        ).all()
    assert other == []


def test_large_and_odd_values_come_back_as_they_went_in(store, run):
    doc = report(
        "d1", "Raiders killed 7 villagers in Gao on 2026-03-01", title="Tab\tand 𝔞", extra={"half": "\ud800", "zero": 0.1}
    )
    store.documents.add([Arrival(doc)])
    store.codings.record("d1", incidents(doc), run=run, coder="a", turned_away=0.1)
    kept = store.documents.get("d1")
    assert (kept.title, kept.extra) == (doc.title, doc.extra)
    with store._database.write() as connection:
        row = {"id": "E-2222222", "seed": "s", "born": run, "run": run, "version": 1, "state": "machine", "digest": "d"}
        row |= {"aggregate": False, "actors": "", "killed_best": 2**40, "n_documents": 1, "n_independent": 1}
        connection.execute(schema.events.insert(), [row | {"conflicts": [], "matches": []}])
    assert store.listing.sums(EventQuery()).best == 2**40


def test_of_two_who_take_one_number_one_is_told(store, store_url):
    told = []

    def decide(by):
        with stores.open(store_url) as own:
            try:
                own.decisions.add(Decision(id="D-1", target="E-2222222", judgement="accept", by=by, at=datetime.now(UTC)))
            except InputError as fault:
                told.append(fault.code)

    threads = [threading.Thread(target=decide, args=(by,)) for by in ("ada", "ben", "eva", "ito")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["decision-taken"] * 3
    assert len(store.decisions.all()) == 1


def test_documents_that_two_add_at_once_are_stored_once(store, store_url):
    def add():
        with stores.open(store_url) as own:
            own.documents.add([Arrival(report(f"d{n}")) for n in range(20)])

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.documents) == 20


def test_reader_sees_one_state_throughout(store, store_url):
    with stores.open(store_url) as other, store._database.read() as connection:
        count = schema.documents.select()
        assert len(connection.execute(count).all()) == 0
        other.documents.add([Arrival(report("d1"))])
        assert len(connection.execute(count).all()) == 0
    assert len(store.documents) == 1


def test_what_cannot_be_reached_says_why(tmp_path):
    for address, code in (
        (f"postgresql://ada@/karsa?host={tmp_path}", "store-connection"),
        ("postgresql://ada@localhost", "store-url"),
    ):
        with pytest.raises(StoreError) as caught:
            stores.open(address)
        assert caught.value.code == code
        assert caught.value.fix


@pytest.mark.postgres
class TestPostgreSQL:
    def test_database_that_is_not_there_is_made_or_missed(self, postgres):
        address = postgres.address()
        with pytest.raises(StoreError) as caught:
            stores.open(address, create=False)
        assert caught.value.code == "store-missing"
        stores.open(address).close()
        stores.open(address, create=False).close()

    def test_database_that_may_not_be_made_is_told(self, postgres):
        postgres.server.execute("CREATE USER guest")
        with pytest.raises(StoreError) as caught:
            stores.open(postgres.address().replace("dateline@", "guest@"))
        assert caught.value.code == "store-missing"
        assert "createdb" in caught.value.fix

    def test_rights_that_are_missing_are_told(self, postgres):
        address = postgres.migrated()
        with pytest.raises(StoreError) as caught, stores.open(address.replace("dateline@", "guest@")) as store:
            store.counts()
        assert caught.value.code == "store-access"

    def test_database_in_another_encoding_is_refused(self, postgres):
        postgres.server.execute("CREATE DATABASE odd TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'")
        with pytest.raises(StoreError) as caught:
            stores.open(postgres.server.url("odd"))
        assert caught.value.code == "store-encoding"

    def test_database_with_other_tables_is_left_alone(self, postgres):
        postgres.server.execute("CREATE DATABASE theirs")
        postgres.server.execute("CREATE TABLE t (a int)", "theirs")
        with pytest.raises(StoreError) as caught:
            stores.open(postgres.server.url("theirs"))
        assert caught.value.code == "store-foreign"

    def test_store_goes_on_once_the_server_runs_again(self, postgres):
        with stores.open(postgres.migrated()) as store:
            store.documents.add([Arrival(report("d1"))])
            postgres.server.kill()
            with pytest.raises(StoreError) as caught:
                store.counts()
            assert caught.value.code == "store-connection"
            postgres.server.start()
            assert store.counts().documents == 1


def test_naming_made_from_older_events_is_refused(store, run):
    from dateline.store import Naming

    with pytest.raises(ConflictError):
        store.events.write(Naming(events=(), after=run + 1), run=run)
