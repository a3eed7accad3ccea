"""The stores that the contract holds for: one row for each database."""

import shutil
import sys
from pathlib import Path

import pytest

from dateline import store as stores

sys.path.insert(0, str(Path(__file__).parent))

URLS = {"sqlite": "sqlite:///{folder}/karsa.db"}


@pytest.fixture(params=sorted(URLS))
def url(request, tmp_path):
    return URLS[request.param].format(folder=tmp_path)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """An empty SQLite store; copying it is faster than running the migrations for each test."""
    file = tmp_path_factory.mktemp("empty") / "karsa.db"
    stores.open(file).close()
    return file


@pytest.fixture
def store(url, empty_file):
    if url.startswith("sqlite:///"):
        shutil.copy(empty_file, url.removeprefix("sqlite:///"))
    with stores.open(url) as opened:
        yield opened


@pytest.fixture
def run(store):
    return store.runs.start(digest="sha256:0", manifest="{}")
