"""One hard set of records, byte for byte in every format.

When a change of bytes is meant: `UPDATE_GOLDEN=1 python -m pytest tests/write/test_golden.py`.
"""

import io
import os
from pathlib import Path

import pytest

from dateline.write import csv, geojson, jsonl
from dateline.write.formats import SCHEMES, WRITERS
from dateline.write.withhold import Withholding

NAMED = Withholding(with_names=True)
GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize(
    ("name", "write", "options"),
    [
        ("events.csv", csv.write, {}),
        ("events-names.csv", csv.write, {"withholding": NAMED, "for_excel": True}),
        ("events.jsonl", jsonl.write, {}),
        ("events-names.jsonl", jsonl.write, {"withholding": NAMED}),
        ("events.geojson", geojson.write, {}),
    ],
)
def test_bytes_are_the_golden_ones(name, write, options, records):
    out = io.BytesIO()
    write(records, out, **options)
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_bytes(out.getvalue())
    assert out.getvalue() == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("format_", [*SCHEMES, "rss", "atom", "jsonfeed", "jsonld"])
def test_bytes_of_schemes_are_the_golden_ones(format_, sample):
    test_bytes_are_the_golden_ones(f"sample-{format_}.txt", WRITERS[format_], {}, sample)
