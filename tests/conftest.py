"""What tests of several packages share: a PostgreSQL, where one can be started."""

import itertools
import sys
from pathlib import Path
from unittest import mock

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import postgres_server


def pytest_ignore_collect(collection_path, config):
    """Leaves tests in Chromium unread where they are not run: their libraries take longer to load than many tests to run."""
    return True if collection_path.name == "browser" and "not browser" in config.option.markexpr else None


class Databases:
    """Databases of a server: empty ones, and ones with the newest schema, each its own."""

    def __init__(self, server):
        self.server = server
        self._numbers = itertools.count(1)
        self._template = None

    def address(self):
        """Of a database that is not there yet."""
        return self.server.url(f"karsa_{next(self._numbers)}")

    def migrated(self):
        """Address of a database with the newest schema; a copy, which is faster than the migrations."""
        from dateline import store

        if self._template is None:
            self._template = "empty_store"
            store.open(self.server.url(self._template)).close()
        name = f"karsa_{next(self._numbers)}"
        self.server.execute(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return self.server.url(name)


@pytest.fixture(scope="session", autouse=True)
def _statements_made_once():
    """SQL statements put into words once for all SQLite stores: tests open hundreds, and each would otherwise begin with none."""
    from dateline.store import sqlite

    connected, first = sqlite.connected, []

    def connected_like_the_first(*given, **options):
        engine = connected(*given, **options)
        first.append(engine) if not first else None
        # A kept statement is found by the dialect that made it, so both are shared.
        engine.dialect, engine._compiled_cache = first[0].dialect, first[0]._compiled_cache
        return engine

    with mock.patch.object(sqlite, "connected", connected_like_the_first):
        yield


@pytest.fixture(scope="session")
def postgres():
    """The databases of a PostgreSQL that runs as long as the tests."""
    if not postgres_server.BINARIES:
        pytest.skip(postgres_server.WHY_NOT)
    server = postgres_server.PostgresServer()
    try:
        yield Databases(server)
    finally:
        server.stop()
