"""Broken bytes of every format: a reading or a problem comes out, soon, and never anything else."""

import io
import json
import time

import made_files
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import BODY, LEAD

from dateline.model import Problem
from dateline.read import Reading
from dateline.read.formats import readings

_P = f"<w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p>"
SAMPLES = {
    "a.eml": made_files.mail(f"{LEAD}\n\n{BODY}", f"<p>{LEAD}</p>", [("a.docx", made_files.docx(_P))]),
    "a.pdf": made_files.pdf([(60, 700, LEAD), (60, 680, "- one"), (310, 680, "two")], info=b"/Title (x)"),
    "a.docx": made_files.docx(_P, "<dc:title>x</dc:title>"),
    "a.xml": made_files.NITF,
    "b.xml": made_files.news_message(made_files.news_item(), made_files.news_item(f"<inlineData>{BODY}</inlineData>", guid="2")),
    "a.json": json.dumps(
        {"data": [{"id": "1", "fields": {"title": "x", "body": LEAD, "date": {"created": "2026-03-04"}}}]}
    ).encode(),
    "a.jsonl": json.dumps({"body": LEAD, "date": 1772618400, "source": {"name": "x"}, "authors": ["a"]}).encode() * 2,
    "a.rss": made_files.RSS,
    "a.atom": made_files.ATOM,
    "a.warc": made_files.warc([("https://karsapost.example/", "200 OK", "text/html", f"<p>{LEAD}</p>".encode())], packed=False),
    "a.warc.gz": made_files.warc([("https://karsapost.example/", "200 OK", "text/html", f"<p>{LEAD}</p>".encode())]),
    "a.zip": made_files.zipped({"a.txt": LEAD.encode(), "b.html": f"<p>{LEAD}</p>".encode()}),
}
_PIECES = st.one_of(
    st.binary(max_size=8), st.sampled_from([b"<" * 50, b"\x00" * 9, b"]]>", b"9" * 12, b"{" * 3000, b"--", b"\r\n\r\n", b"%%EOF"])
)
EDITS = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 40), _PIECES), min_size=1, max_size=6)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def outcome(data, name):
    """What comes out of the bytes; it took less than five seconds."""
    start_s = time.monotonic()
    found = list(readings(io.BufferedReader(io.BytesIO(data)), name))
    assert time.monotonic() - start_s < 5
    assert all(isinstance(item, Reading | Problem) for item in found)
    assert all(item.document.text.strip() for item in found if isinstance(item, Reading))
    return found


@pytest.mark.parametrize("name", SAMPLES)
@FEW
@given(edits=EDITS)
def test_edited_files(name, edits):
    data = SAMPLES[name]
    for place, n_lost, piece in edits:
        at = place % (len(data) + 1)
        data = data[:at] + piece + data[at + n_lost :]
    outcome(data, name)


@pytest.mark.parametrize("name", SAMPLES)
def test_files_cut_off_anywhere(name):
    data = SAMPLES[name]
    for n_bytes in range(0, len(data), max(1, len(data) // 25)):
        assert outcome(data[:n_bytes], name)


@FEW
@given(data=st.binary(max_size=300))
def test_any_bytes(data):
    assert outcome(data, "given")
