"""The documents that the finder is trained on: valid, and as many as their README says."""

import functools
import re
from pathlib import Path

import pytest

from dateline.quality import gold

DOCUMENTS = Path(__file__).parents[2] / "training" / "documents"
FILES = sorted(DOCUMENTS.glob("*.jsonl"))
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \|.*?\| (?P<counts>[\d,]+ \| [\d,]+ \| [\d,]+ \| [\d,]+) \|$", re.MULTILINE)
LISTED = {
    m["file"]: tuple(int(n.replace(",", "")) for n in m["counts"].split(" | "))
    for m in ROW.finditer((DOCUMENTS / "README.md").read_text(encoding="utf-8"))
}


@functools.cache
def coded_in(path):
    return gold([path])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_file_is_valid_and_counted(path):
    # Reading checks the codes, and that every quote stands where it says.
    coded = coded_in(path)
    told = [incident for _, incidents in coded for incident in incidents]
    counts = len(coded), sum(not incidents for _, incidents in coded), len(told), sum(len(i.claims) for i in told)
    assert LISTED[path.name] == counts


def test_every_listed_file_is_there():
    assert sorted(LISTED) == [p.name for p in FILES]


def test_no_id_stands_twice():
    ids = [doc.id for path in FILES for doc, _ in coded_in(path)]
    assert len(ids) == len(set(ids))
