import json
import os

import pytest

from dateline import read
from dateline.model import Problem
from dateline.read import Reading
from dateline.read.sniff import MAX_DOCUMENT_BYTES

TEXT = "Gunmen killed five farmers in Ruwan Tofa on Tuesday, residents said."


def codes(found):
    return [item.code if isinstance(item, Problem) else item.document.id for item in found]


def test_a_directory_is_read_in_order_without_hidden_files_and_page_parts(tmp_path, page):
    for name in (
        "b/z.txt",
        "b/a.txt",
        "c.md",
        ".hidden.txt",
        ".git/config.txt",
        "a.html",
        "a_files/style.css",
        "a_files/logo.png",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page() if name.endswith("html") else f"{TEXT} {name}", encoding="utf-8")
    found = list(read.files([tmp_path]))
    assert all(isinstance(item, Reading) for item in found)
    assert [os.path.relpath(item.name, tmp_path) for item in found] == ["a.html", "c.md", "b/a.txt", "b/z.txt"]
    assert found[0].original == (tmp_path / "a.html").read_bytes()
    assert [item.media_type for item in found[:2]] == ["text/html", "text/plain"]


def test_json_as_one_a_list_or_lines(tmp_path):
    docs = [{"id": f"d{i}", "text": TEXT} for i in range(3)]
    (tmp_path / "a.json").write_text(json.dumps(docs[0], indent=2), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(docs), encoding="utf-8")
    (tmp_path / "c.json").write_text("\n".join(map(json.dumps, docs)), encoding="utf-8")
    (tmp_path / "d.ndjson").write_text("\n".join(map(json.dumps, docs)), encoding="utf-8")
    (tmp_path / "e.json").write_text("[]", encoding="utf-8")
    (tmp_path / "f.json").write_text('{"text": ', encoding="utf-8")
    (tmp_path / "g.json").write_text('[{"id": "a", "text": "One."}, 5, {"id": "a", "text": "Two."}]', encoding="utf-8")
    ids = ["d0", "d1", "d2"]
    assert codes(read.files(sorted(tmp_path.iterdir()))) == [
        "d0",
        *ids,
        *ids,
        *ids,
        "json-empty",
        "json-broken",
        "a",
        "json-no-object",
        "document-repeated",
    ]


BAD = {
    "empty.txt": (b"", "file-empty"),
    "blank.txt": (b" \n\n\t", "text-empty"),
    "blank.html": (b"\n\n", "text-empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n....", "file-binary"),
    "report.pdf": (b"%PDF-1.7 ...", "file-broken"),
    "pack.zip": (b"PK\x03\x04....", "file-broken"),
    "nul.txt": (b"Five killed\x00 in Goma", "file-binary"),
    "unknown.txt": (bytes(range(128, 256)) * 9, "encoding-unknown"),
    "utf16.txt": (b"\xff\xfe" + b"\x00\xd8" * 90, "encoding-damaged"),
    "menu.html": (b"<html><body><a href=/>Home</a><a href=/s>Sport</a></body></html>", "page-no-article"),
    "cut.jsonl": (b'{"text": "Five kil', "json-broken"),
}


def test_bad_files_become_problems_and_the_batch_goes_on(tmp_path):
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "zz.txt").write_text(TEXT, encoding="utf-8")
    found = list(read.files([*(tmp_path / name for name in BAD), tmp_path / "none.html", tmp_path / "zz.txt"]))
    assert codes(found)[:-1] == [code for _, code in BAD.values()] + ["file-missing"]
    assert found[-1].document.text == TEXT
    assert all(problem.fix and problem.stage == "read" and str(tmp_path) in problem.where for problem in found[:-1])


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path):
    path = tmp_path / "big.html"
    with path.open("wb") as stream:
        stream.write(b"<html><p>")
        stream.truncate(50_000_000)
    (problem,) = read.files([path])
    assert problem.code in {"file-too-large", "file-binary"}
    path.write_bytes(b"<html><p>" + b"a" * MAX_DOCUMENT_BYTES)
    assert codes(read.files([path])) == ["file-too-large"]


def test_directories_without_anything_to_read(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "style.css").write_text("p {}", encoding="utf-8")
    assert codes(read.files([tmp_path / "empty", tmp_path / "parts"])) == ["directory-empty", "directory-empty"]


def test_pipes_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert codes(read.files([tmp_path / "pipe"])) == ["file-irregular"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_files_without_permission(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert codes(read.files([path])) == ["file-unreadable"]


def test_a_file_that_cannot_be_opened(tmp_path, monkeypatch):
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    (problem,) = read.files([path])
    assert (problem.code, problem.what) == ("file-unreadable", "it cannot be opened: Permission denied")


def test_reading_is_lazy(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    stream = read.files([tmp_path / "a.txt", tmp_path / "none.txt"])
    assert isinstance(next(stream), Reading)
    assert isinstance(next(stream), Problem)
