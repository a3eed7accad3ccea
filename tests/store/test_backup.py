"""Backups: whole while others write, refused where they were changed, and put back without losing what was there."""

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from invented_reports import report

from dateline import store as stores
from dateline.errors import InputError, StoreError
from dateline.model import Decision
from dateline.store import Arrival
from dateline.store.backup import back_up, check_backup, put_back


def decision(n):
    return Decision(id="", target="E-7K3QWX4", judgement="accept", by="mira", at=datetime(2026, 3, 5, 9, n, tzinfo=UTC))


@pytest.fixture
def file(tmp_path, empty_file):
    import shutil

    return Path(shutil.copy(empty_file, tmp_path / "karsa.db"))


def test_a_backup_has_what_was_stored_and_its_digest_beside_it(file, tmp_path):
    with stores.open(file) as store:
        store.documents.add([Arrival(report("d1"))])
        store.decisions.append(decision(1))
        made = back_up(file, tmp_path / "out.db")
    assert made.audit.n_decisions == 1
    assert (tmp_path / "out.db.sha256").read_text() == f"{made.sha256}  out.db\n"
    assert check_backup(tmp_path / "out.db") == made
    with stores.open(tmp_path / "out.db", create=False) as copy:
        assert copy.counts().documents == 1


def test_a_backup_that_is_made_while_others_write_is_one_state(file, tmp_path):
    stop = threading.Event()

    def write():
        with stores.open(file) as store:
            n = 0
            while not stop.is_set():
                store.decisions.append(decision(n % 60))
                n += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        sizes = [back_up(file, tmp_path / f"out{n}.db").audit.n_decisions for n in range(4)]
    finally:
        stop.set()
        writer.join()
    assert sizes == sorted(sizes)
    with stores.open(file) as store:
        assert store.decisions.audit().is_whole
        assert store.decisions.audit().n_decisions >= sizes[-1]


def test_a_backup_is_never_written_over_another_file(file, tmp_path):
    (tmp_path / "out.db").write_text("mine")
    with pytest.raises(InputError, match="backup-exists"):
        back_up(file, tmp_path / "out.db")
    assert (tmp_path / "out.db").read_text() == "mine"
    with pytest.raises(StoreError, match="backup-failed"):
        back_up(file, tmp_path / "no" / "out.db")
    with pytest.raises(StoreError, match="backup-missing"):
        check_backup(tmp_path / "none.db")


def test_a_backup_that_was_changed_is_refused(file, tmp_path):
    with stores.open(file) as store:
        for n in range(3):
            store.decisions.append(decision(n))
    out = back_up(file, tmp_path / "out.db").file
    with sqlite3.connect(out) as connection:
        connection.execute("UPDATE decisions SET by = 'tomas' WHERE id = 'D-2'")
    connection.close()
    with pytest.raises(StoreError, match="backup-changed"):
        put_back(out, file)
    Path(f"{out}.sha256").unlink()
    with pytest.raises(StoreError, match="backup-log: the log of decisions is not whole: D-2 was changed"):
        put_back(out, file)
    out.write_bytes(out.read_bytes()[:5000])
    with pytest.raises(StoreError, match="backup-damaged"):
        put_back(out, file)
    with stores.open(file) as store:
        assert store.decisions.audit().n_decisions == 3


def test_what_is_put_back_takes_the_place_of_what_is_there_and_keeps_it(file, tmp_path):
    with stores.open(file) as store:
        store.decisions.append(decision(1))
        back_up(file, tmp_path / "out.db")
        store.decisions.append(decision(2))
    aside = put_back(tmp_path / "out.db", file)
    with stores.open(file) as store:
        assert [one.id for one in store.decisions.all()] == ["D-1"]
    with stores.open(aside) as store:
        assert [one.id for one in store.decisions.all()] == ["D-1", "D-2"]
    assert put_back(tmp_path / "out.db", tmp_path / "new.db") is None
    with stores.open(tmp_path / "new.db", create=False) as store:
        assert store.decisions.audit().is_whole
