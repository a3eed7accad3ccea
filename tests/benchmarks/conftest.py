"""The benchmarks are no part of the package, so their folder's parent must be on the path."""

import sys
from pathlib import Path

import pytest

ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)


@pytest.fixture(scope="session")
def finder():
    from dateline.find import Finder

    return Finder()
