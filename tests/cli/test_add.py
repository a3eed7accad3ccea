import pytest

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
