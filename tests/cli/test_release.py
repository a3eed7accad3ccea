"""Releases: the same bytes each time, all that goes with a dataset, and what changed since the last one."""

import csv
import hashlib
import json
import subprocess
import sys

import pytest

FIXED = ("--date", "2026-05-01")


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def first(dateline, known):
    result = dateline("release", "2026.1", *FIXED, "--format", "csv", "--format", "acled", "--format", "xlsx")
    assert (result.code, result.out) == (0, "releases/2026.1: 2 events\n"), result.err
    return known / "releases" / "2026.1"


def test_same_store_and_day_give_the_same_bytes(dateline, first, known):
    dateline("release", "2026.1", *FIXED, "--format", "csv", "--format", "acled", "--format", "xlsx", "-o", "again")
    assert files_of(first) == files_of(known / "again" / "2026.1")


def test_folder_has_all_that_goes_with_a_dataset(first):
    names = set(files_of(first))
    data = {"events.csv", "acled.csv", "events.xlsx"}
    papers = {"CODEBOOK.md", "DATACARD.md", "CHANGELOG.md", "CITATION.txt", "citation.bib", "citation.ris", "citation.json"}
    assert names == data | {f"{name}.receipt.json" for name in data} | papers | {"index.jsonl", "release.json", "SHA256SUMS"}
    told = dict(line.split("  ")[::-1] for line in (first / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert told == {name: hashlib.sha256((first / name).read_bytes()).hexdigest() for name in names - {"SHA256SUMS"}}
    assert "event_id_cnty" in (first / "CODEBOOK.md").read_text(encoding="utf-8")
    assert "`private-person`" in (first / "CODEBOOK.md").read_text(encoding="utf-8")
    assert "* 2 events" in (first / "DATACARD.md").read_text(encoding="utf-8")
    assert "The first release" in (first / "CHANGELOG.md").read_text(encoding="utf-8")
    assert json.loads((first / "citation.json").read_text(encoding="utf-8"))[0]["issued"]["date-parts"] == [[2026, 5, 1]]


def test_release_is_verified(dateline, first):
    result = dateline("verify", first)
    assert (result.code, result.out) == (0, f"{first}: the same (2 events)\n"), result.err


def test_what_was_done_to_a_release_is_told(dateline, first):
    (first / "events.csv").write_bytes(b"x")
    (first / "citation.ris").unlink()
    (first / "more.txt").write_bytes(b"")
    result = dateline("verify", first, "--json")
    assert result.code == 1
    told = result.json["differences"]
    assert told == ["citation.ris is missing", "events.csv was changed", "more.txt is no part of the release"]


def test_changes_are_told_event_by_event(dateline, first, known):
    events = sorted(json.loads(line)["id"] for line in (first / "index.jsonl").read_text(encoding="utf-8").splitlines())
    assert dateline("choose", events[0], "killed", "40", "--by", "Alia").code == 0
    assert dateline("reject", events[1], "--by", "Alia").code == 0
    assert dateline("verify", first).code == 1
    result = dateline("release", "2026.2", "--date", "2026-06-01", "--json")
    assert result.json["changes"] == {"changed": 1, "withdrawn": 1}
    assert result.json["against"] == "2026.1"
    folder = known / "releases" / "2026.2"
    page = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"{events[0]}: state: machine → coded; killed:" in page
    assert f"## Withdrawn\n\n* {events[1]}" in page
    rows = list(csv.DictReader((folder / "changes.csv").read_text(encoding="utf-8").splitlines()))
    assert {(row["event_id"], row["change"], row["field"]) for row in rows} >= {
        (events[0], "changed", "killed"),
        (events[1], "withdrawn", ""),
    }


def test_joined_events_name_their_successor(dateline, first, known):
    one, other = (json.loads(line)["id"] for line in (first / "index.jsonl").read_text(encoding="utf-8").splitlines())
    if dateline("join", one, other, "--by", "Alia").code != 0:
        pytest.skip("the two sample events cannot be joined: a hard fact forbids it")
    result = dateline("release", "2026.2", "--date", "2026-06-01", "--json")
    assert result.json["changes"]["joined"] == 1
    page = (known / "releases" / "2026.2" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "(into E-" in page


def test_release_is_never_overwritten(dateline, first):
    result = dateline("release", "2026.1", *FIXED)
    assert result.code == 2
    assert "release-there" in result.err
    assert "release-name" in dateline("release", "a/b", *FIXED).err
    assert "date-shape" in dateline("release", "2026.2", "--date", "soon").err


def test_nothing_is_left_of_one_that_failed(dateline, known):
    assert dateline("release", "2026.1", "--coarsen", "village").code == 2
    assert not list(known.glob("releases/*"))
    assert not list(known.glob("releases/.*"))


def test_rules_of_the_project_file_hold(dateline, known):
    with (known / "project.toml").open("a") as stream:
        stream.write('coarsen = "country"\nexcerpts = 0\n')
    dateline("release", "2026.1", *FIXED, "--format", "jsonl")
    folder = known / "releases" / "2026.1"
    receipt = json.loads((folder / "events.jsonl.receipt.json").read_text(encoding="utf-8"))
    assert receipt["withholding"] == ["private-person", "coarsen-country", "excerpts-0"]
    assert "coarsen-country" in (folder / "DATACARD.md").read_text(encoding="utf-8")
    assert dateline("verify", folder).code == 0
    whole = dateline("export", "jsonl", "--coarsen", "none", "--json")
    assert "coarsen-country" not in json.loads(whole.err)["withheld"].__str__()


@pytest.mark.skipif(sys.platform != "linux", reason="sha256sum is a command of Linux")
def test_list_of_digests_is_read_by_sha256sum(first):
    assert subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=first, check=False).returncode == 0
