"""The stores that the contract holds for: SQLite always, PostgreSQL by `make postgres`."""

import shutil
import sys
from pathlib import Path

import pytest

from dateline import store as stores

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def kind(request):
    """The kind of database that a test is about."""
    return request.param


@pytest.fixture
def url(kind, tmp_path, request):
    """Address of a database that is not there yet."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path}/karsa.db"
    return request.getfixturevalue("postgres").address()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """An empty SQLite store; copying it is faster than running the migrations for each test."""
    file = tmp_path_factory.mktemp("empty") / "karsa.db"
    stores.open(file).close()
    return file


@pytest.fixture
def store_url(kind, url, empty_file, request):
    """Address of an empty store."""
    if kind != "sqlite":
        return request.getfixturevalue("postgres").migrated()
    shutil.copy(empty_file, url.removeprefix("sqlite:///"))
    return url


@pytest.fixture
def store(store_url):
    with stores.open(store_url) as opened:
        yield opened


@pytest.fixture
def run(store):
    return store.runs.start(digest="sha256:0", manifest="{}")
