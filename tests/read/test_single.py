import json
from datetime import date

import pytest

from dateline import read
from dateline.errors import InputError, ReadError

TEXT = "Gunmen killed five farmers in Ruwan Tofa on Tuesday, residents said."


def test_a_str_is_a_path(tmp_path, page):
    path = tmp_path / "raid.html"
    path.write_text(page(), encoding="utf-8")
    assert read.document(str(path)) == read.document(path) == read.document(path.read_bytes())


def test_a_text_in_place_of_a_path_is_an_error_that_says_what_to_call():
    for source in ("Title: A\n\nFive killed.", "<html>", '{"text": "x"}'):
        with pytest.raises(ReadError, match=r"read\.text"):
            read.document(source)


def test_a_text_file_and_json_of_one_document(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"id": "b", "text": TEXT}, indent=1), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "c", "text": TEXT}) + "\n", encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps([{"id": "d", "text": TEXT}]), encoding="utf-8")
    docs = [read.document(tmp_path / name, outlet="Karsa Post") for name in ("a.txt", "b.json", "c.jsonl", "d.json")]
    assert {doc.text for doc in docs} == {TEXT}
    assert {doc.outlet for doc in docs} == {"Karsa Post"}
    assert [doc.id for doc in docs[1:]] == ["b", "c", "d"]


def test_several_documents_are_an_error(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"documents-several: the file holds 2 documents.*read\.files"):
        read.document(path)


def test_published_is_a_date_or_its_iso_form():
    assert read.text(TEXT, published="2026-03-04").published == read.text(TEXT, published=date(2026, 3, 4)).published
    with pytest.raises(InputError, match="field-date"):
        read.text(TEXT, published="4 March")


@pytest.mark.parametrize("data", [b"", b" \n "])
def test_empty_bytes(data):
    with pytest.raises(ReadError, match="text-empty"):
        read.document(data)


def test_missing_path_and_directory(tmp_path):
    with pytest.raises(ReadError, match="file-missing"):
        read.document(tmp_path / "none.html")
    with pytest.raises(ReadError, match="file-irregular"):
        read.document(tmp_path)
