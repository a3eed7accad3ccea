import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "read"))

import made_files
import rogue

REPORT = "Title: Clash near Gao\nDate: 2026-03-05\n\nSoldiers and gunmen traded fire near Gao on Wednesday, the army said.\n"


@pytest.fixture
def report(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    return tmp_path / "a.txt"


def test_adds_once(dateline, empty, report):
    first = dateline("add", report)
    assert (first.code, first.out) == (0, "")
    assert first.err == "1 document added, 0 already here, 0 problems\nNext: dateline run\n"
    assert dateline("add", report).err.startswith("0 documents added, 1 already here, 0 problems\n")


def test_problems_are_told_stored_and_settled(dateline, empty, tmp_path):
    broken = tmp_path / "b.html"
    broken.write_bytes(b"%PDF-1.4")
    result = dateline("add", broken)
    assert result.code == 4
    assert result.err.startswith("problem: file-broken: the PDF cannot be read: ")
    assert "1 problem          (dateline problems)" in result.err
    assert dateline("problems", "--json").json["count"] == 1
    broken.write_text(f"<html><body><article><p>{REPORT * 3}</p></article></body></html>")
    assert dateline("add", broken).code == 0
    assert dateline("problems", "--json").json["count"] == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "file-binary"),
        (b"word\x00word", "file-binary"),
        (b'{"text": "cut o', "json-broken"),
        (b"[1, 2]", "json-no-object"),
    ],
    ids=["empty", "picture", "binary", "truncated", "no-object"],
)
def test_bad_files_are_problems(dateline, empty, tmp_path, content, code):
    file = tmp_path / ("x.jsonl" if b"{" in content or b"[" in content else "x.txt")
    file.write_bytes(content)
    result = dateline("add", file, "--json")
    assert result.code == 4
    assert [one["code"] for one in result.json["problems"]] == [code]
    assert "Traceback" not in result.err


def test_a_file_that_is_not_there_is_refused_before_anything_is_done(dateline, empty, report, tmp_path):
    result = dateline("add", report, tmp_path / "nowhere.html")
    assert result.code == 2
    assert "file-missing" in result.err
    assert dateline("add", report, "--dry-run").err.startswith("1 document would be added")


def test_dry_run_counts_what_adding_would_give(dateline, empty, report, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    files = (report, report, tmp_path / "bad.txt")
    tried = dateline("add", *files, "--dry-run", "--json")
    assert (tried.code, tried.json["added"], tried.json["already"]) == (4, 1, 1)
    assert dateline("problems", "--json").json["count"] == 0
    done = dateline("add", *files, "--json").json
    assert {**done, "dry_run": True} == tried.json
    report.write_text(REPORT.replace("Wednesday", "Tuesday"))
    assert dateline("add", report, "--dry-run", "--json").json["added"] == 1


@pytest.fixture
def host(monkeypatch):
    """A server on this machine that counts as public."""
    made = rogue.Rogue({})
    monkeypatch.setattr("dateline.read.address.system_addresses", lambda host, port: ["127.0.0.1"])
    monkeypatch.setattr("dateline.read.address.is_public", lambda ip: True)
    yield made
    made.close()


def page(text):
    return rogue.plain(f"<html><title>Five dead</title><body><article><h1>Five dead</h1>{text}</article></body></html>".encode())


def test_addresses_are_fetched_and_another_text_is_a_new_version(dateline, empty, host):
    paragraphs = "".join(f"<p>{part}</p>" for part in (made_files.BODY, made_files.LAST))
    host.routes["/a"] = page(f"<p>{made_files.LEAD}</p>{paragraphs}")
    url = host.url("/a")
    assert dateline("add", url, "--dry-run", "--json").json["added"] == 1
    assert dateline("add", url, "--json").json["added"] == 1
    host.routes["/a"] = page(f"<p>{made_files.LEAD.replace('five', 'seven')}</p>{paragraphs}")
    again = dateline("add", url)
    assert "1 document added (1 new version of what was here), 0 already here, 0 problems" in again.err
    name = _newest(empty)
    diff = dateline("show", name[:6], "--diff")
    assert "[-five-]{+seven+}" in diff.out
    node = dateline("show", name, "--json").json
    assert ([one["kind"] for one in node["changes"]], len(node["versions"])) == (["kept", "cut", "added", "kept"], 2)
    whole = dateline("show", name)
    assert "killed seven farmers" in whole.out
    assert "(this one)" in whole.out
    assert f"Next: dateline show {name} --diff" in whole.err
    first = dateline("show", node["versions"][0], "--diff")
    assert "is the first version" in first.out


def _newest(folder):
    from dateline.run import open_project

    with open_project(folder) as project:
        return next(doc.id for doc in project.store.documents if doc.version_of)


def test_what_cannot_be_had_is_a_problem(dateline, empty, host):
    result = dateline("add", host.url("/nowhere"))
    assert result.code == 4
    assert "fetch-status" in result.err


def test_an_inner_address_is_refused(dateline, empty):
    result = dateline("add", "http://127.0.0.1:9/secret")
    assert result.code == 4
    assert "address-refused" in result.err


def test_show_of_nothing(dateline, known):
    assert dateline("show", "nothing-here").code == 2
    assert "document-missing" in dateline("show", "nothing-here", "--diff").err
    assert "document one" in dateline("show", "one").out
