"""Training is no part of the package, so its folder's parent must be on the path."""

import sys
from pathlib import Path

import pytest

ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)


@pytest.fixture(scope="session")
def tokenizer():
    from tokenizers import Tokenizer

    from dateline.find.network import shipped_folder

    return Tokenizer.from_file(str(shipped_folder() / "tokenizer.json"))
