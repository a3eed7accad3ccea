"""Receipts: written and read again, and what differs between two."""

import dataclasses
import io
import json

import pytest

from dateline.errors import InputError
from dateline.write import LeftOut, Withheld
from dateline.write.receipt import Receipt, differences, read_receipt, write_receipt

RECEIPT = Receipt(
    format="acled",
    query={"country": "NGA"},
    options=("with_names",),
    digest="sha256:1",
    size_bytes=12,
    n_events=2,
    left_out=(LeftOut("E-1", "no day “is” known"), LeftOut(None, "no place")),
    withheld=(Withheld("quotes", 2, "private-person"),),
    run="sha256:2",
    withholding=("private-person", "excerpts-40"),
    rules="default 1 sha256:3",
    versions={"dateline": "0.1.0", "numpy": "2.0"},
)


def text_of(receipt):
    out = io.StringIO()
    write_receipt(receipt, out)
    return out.getvalue()


@pytest.mark.parametrize(
    "receipt", [RECEIPT, dataclasses.replace(RECEIPT, left_out=(), withheld=(), run=None, rules=None, options=())]
)
def test_receipts_are_read_as_they_were_written(receipt):
    assert read_receipt(text_of(receipt), where="x") == receipt


def test_left_out_events_are_a_line_each():
    assert json.loads(text_of(RECEIPT))["left_out"][0] == {"id": "E-1", "reason": "no day “is” known"}
    assert len([line for line in text_of(RECEIPT).splitlines() if '"reason"' in line]) == 2


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"receipt": 2}', text_of(RECEIPT).replace('"digest"', '"digits"')])
def test_what_is_no_receipt_is_refused(text):
    with pytest.raises(InputError, match="receipt-damaged: it is no receipt of an export"):
        read_receipt(text, where="x.receipt.json")


def test_same_digest_is_the_same():
    assert differences(RECEIPT, dataclasses.replace(RECEIPT, run="sha256:9")) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"n_events": 3}, "3 events, not 2"),
        ({"left_out": ()}, "0 events left out, not 2"),
        ({"withheld": ()}, "something else is withheld"),
        ({"run": "sha256:9"}, "another run: sha256:9, not sha256:2"),
        ({"rules": "acled 1 x"}, "other rules: acled 1 x, not default 1 sha256:3"),
        ({"versions": {"dateline": "0.2.0", "numpy": "2.0"}}, "another version of dateline: 0.2.0, not 0.1.0"),
    ],
)
def test_differences_are_told_in_words(change, words):
    first, *others = differences(RECEIPT, dataclasses.replace(RECEIPT, digest="sha256:8", **change))
    assert first == "the project gives another file now: sha256:8, not sha256:1"
    assert others == [words]
