import io
import json
from datetime import date

import pytest

from dateline import read
from dateline.model import Problem, Span
from dateline.read import Reading
from dateline.read.sniff import MAX_DOCUMENT_BYTES

DOC = {
    "id": "k-1",
    "title": "Raid",
    "published": "2026-03-04",
    "outlet": "Karsa Post",
    "text": "Gunmen killed five farmers in Ruwan Tofa, police said.",
}


def rows(*lines):
    return list(
        read.jsonl([line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines], "docs.jsonl")
    )


def test_a_line_keeps_what_it_brings():
    line = DOC | {"my_code": 7, "tags": ["a"], "incidents": [{"key": "gold"}], "story": "s1", "furniture": [[0, 6]]}
    (reading,) = rows(line)
    doc = reading.document
    assert isinstance(reading, Reading)
    assert (doc.id, doc.title, doc.published, doc.outlet, doc.story) == ("k-1", "Raid", date(2026, 3, 4), "Karsa Post", "s1")
    assert doc.extra == {"my_code": 7, "tags": ["a"]}
    assert doc.furniture == (Span(0, 6),)
    assert doc.text == DOC["text"]
    assert json.loads(reading.original) == line
    assert (reading.media_type, reading.name) == ("application/json", "docs.jsonl:1")


def test_what_it_lacks_is_found_in_the_text():
    (reading,) = rows(
        {
            "text": "ADEN, Yemen (AFP) - Gunmen have killed five people in the old town, the police said on Tuesday.\nRead more: Floods"
        }
    )
    doc = reading.document
    assert (doc.language, doc.agency, doc.dateline) == ("en", "AFP", "ADEN, Yemen (AFP)")
    assert len(doc.furniture) == 1
    assert len(doc.id) == 16


def test_a_time_of_day_is_left_out_of_the_date():
    (reading,) = rows(DOC | {"published": "2026-03-04T22:15:00+01:00"})
    assert reading.document.published == date(2026, 3, 4)


def test_blank_lines_and_a_byte_order_mark_are_passed_over():
    found = rows(b"\xef\xbb\xbf" + json.dumps(DOC).encode() + b"\r\n", b"\n", b"   \n", DOC | {"id": "k-2"})
    assert [reading.name for reading in found] == ["docs.jsonl:1", "docs.jsonl:4"]


def test_whole_characters_in_escapes_are_kept():
    (reading,) = rows(b'{"text": "Five were killed in Ruwan Tofa \\ud83d\\ude22, a resident wrote."}')
    assert "😢" in reading.document.text


BAD = {
    "truncated": (json.dumps(DOC).encode()[:-20], "json-broken"),
    "no-json": (b"Five killed", "json-broken"),
    "list": (b"[1, 2]", "json-no-object"),
    "string": (b'"text"', "json-no-object"),
    "null": (b"null", "json-no-object"),
    "no-text": (b'{"id": "a"}', "json-no-text"),
    "text-number": (b'{"text": 5}', "document-text"),
    "empty": (b'{"text": ""}', "text-empty"),
    "blank": (b'{"text": " \\n "}', "text-empty"),
    "date": (b'{"text": "Five were killed.", "published": "4 March"}', "field-date"),
    "id": (b'{"text": "Five were killed.", "id": ""}', "document-id"),
    "furniture": (b'{"text": "Five.", "furniture": [[0, 99]]}', "span-outside"),
    "surrogate": (b'{"text": "Five were killed \\ud83d in Goma."}', "text-half-character"),
    "surrogate-in-id": (b'{"text": "Five were killed.", "id": "a\\udc00"}', "text-half-character"),
    "nul": (b'{"text": "Five were \\u0000 killed."}', "text-half-character"),
    "latin1": ('{"text": "Trois tués à Ménaka"}'.encode("latin-1"), "encoding-damaged"),
    "binary": (b'{"text": "\x00"}', "file-binary"),
    "deep": (b"[" * 200_000, "json-broken"),
    "garbled": (
        json.dumps({"text": ("trois éleveurs tués près de Ménaka " * 9).encode().decode("cp1252")}).encode(),
        "encoding-garbled",
    ),
}


@pytest.mark.parametrize(("line", "code"), BAD.values(), ids=BAD)
def test_a_bad_line_is_a_problem_and_the_next_is_read(line, code):
    problem, reading = rows(line + b"\n", DOC)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.stage) == (code, "read")
    assert problem.where.startswith("docs.jsonl:1")
    assert problem.fix
    assert reading.document.id == "k-1"


def test_an_id_stands_once_in_a_file():
    first, second, third = rows(DOC, DOC | {"text": "Another text about another raid."}, DOC | {"id": "k-2"})
    assert first.document.id == "k-1"
    assert (second.code, second.document) == ("document-repeated", "k-1")
    assert "docs.jsonl:1" in second.what
    assert third.document.id == "k-2"


def test_an_endless_line_is_a_problem_and_does_not_fill_the_memory():
    huge = b'{"text": "' + b"a" * (2 * MAX_DOCUMENT_BYTES + 10) + b'"}\n'
    problem, reading = read.jsonl(io.BytesIO(huge + json.dumps(DOC).encode()), "-")
    assert problem.code == "file-too-large"
    assert reading.name == "-:2"
