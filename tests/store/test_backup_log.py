"""Which backups were made, noted beside the database."""

import shutil
from pathlib import Path

import pytest

from dateline import store as stores
from dateline.errors import StoreError
from dateline.run.backing import back_up
from dateline.store.backup import put_back
from dateline.store.backup_log import backups_of


@pytest.fixture
def file(tmp_path, empty_file):
    return Path(shutil.copy(empty_file, tmp_path / "karsa.db"))


def test_backups_are_noted_the_latest_first(file, tmp_path):
    assert backups_of(file).made == ()
    with stores.open(file) as store:
        one, two = (back_up(store, tmp_path / f"{name}.db") for name in ("one", "two"))
    found = backups_of(file)
    assert [(entry.file.name, entry.sha256) for entry in found.made] == [("two.db", two.sha256), ("one.db", one.sha256)]
    assert (found.made[0].size_bytes, found.made[0].n_decisions, found.made[0].head) == (two.size_bytes, 0, two.audit.head)
    assert all(entry.is_there for entry in found.made)
    (tmp_path / "one.db").unlink()
    assert [entry.is_there for entry in backups_of(file).made] == [True, False]


def test_a_backup_that_was_put_back_is_still_known(file, tmp_path):
    with stores.open(file) as store:
        back_up(store, tmp_path / "one.db")
    put_back(tmp_path / "one.db", file)
    assert [entry.file.name for entry in backups_of(file).made] == ["one.db"]


def test_torn_lines_are_counted_and_passed_over(file, tmp_path):
    with stores.open(file) as store:
        back_up(store, tmp_path / "one.db")
    log = Path(f"{file}.backups")
    log.write_bytes(log.read_bytes() + b'{"at": "2026-03\xff')
    found = backups_of(file)
    assert (len(found.made), found.n_unreadable) == (1, 1)


def test_a_backup_that_cannot_be_noted_is_told_to_be_whole(file, tmp_path):
    Path(f"{file}.backups").mkdir()
    with stores.open(file) as store, pytest.raises(StoreError, match="the backup is whole, but was not noted"):
        back_up(store, tmp_path / "one.db")
    assert (tmp_path / "one.db").is_file()
    with pytest.raises(StoreError, match="backup-log-unread"):
        backups_of(file)
