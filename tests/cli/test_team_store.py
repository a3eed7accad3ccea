"""The whole way, from files to exports, on PostgreSQL: every answer is the one that SQLite gives."""

import json
import re
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.postgres

SAMPLE = Path(__file__).parents[2] / "examples" / "reports"
# What differs from one project to the next: moments, folders, and the ids made from them.
VARYING = re.compile(r'\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)?|[0-9.]+ s\b|"seconds": [0-9.]+')


def walked(dateline, folder, *new):
    """What every step of the way gives, the folder's own name left out."""
    told = []

    def step(*arguments, code=0):
        result = dateline(*arguments, *([] if arguments[0] == "new" else ["--project", folder]))
        assert result.code == code, (arguments, result.err)
        told.append((arguments[0], VARYING.sub("…", result.out.replace(str(folder), "FOLDER"))))
        return result

    step("new", folder, *new)
    shutil.copytree(SAMPLE, folder / "corpus", dirs_exist_ok=True)
    step("add", folder / "corpus", code=4)
    step("run", "--workers", "1", "--json")
    rows = [line.split()[0] for line in step("events").out.splitlines()[1:]]
    for name in rows:
        step("show", name, "--json")
        step("why", name, "--json")
    step("choose", rows[0], "killed", "7+", "--by", "ada", "--why", "the hospital's list")
    step("join", rows[0], rows[1], "--by", "ada")
    step("show", rows[0], "--json")
    step("undo", "D-2", "--by", "ben")
    step("log", "--json")
    step("problems", "--json")
    step("run", "--workers", "1", "--json")
    for ending in ("csv", "jsonl", "geojson", "hxl", "acled", "ucdp_ged"):
        step("export", ending, "-o", folder / f"out.{ending}")
        told.append((ending, VARYING.sub("…", (folder / f"out.{ending}").read_text())))
    return told


def test_every_answer_is_the_one_that_sqlite_gives(dateline, tmp_path, postgres):
    theirs = walked(dateline, tmp_path / "one" / "karsa")
    ours = walked(dateline, tmp_path / "two" / "karsa", "--store", postgres.address())
    assert [name for name, _ in ours] == [name for name, _ in theirs]
    for (name, mine), (_, other) in zip(ours, theirs, strict=True):
        assert mine == other, name
    assert not list((tmp_path / "two" / "karsa").glob("*.db"))
    assert "postgresql" in (tmp_path / "two" / "karsa" / "project.toml").read_text()


def test_second_folder_on_the_same_store_sees_the_same_events(dateline, tmp_path, postgres):
    address = postgres.address()
    for name in ("ada", "ben"):
        assert dateline("new", tmp_path / name, "--store", address).code == 0
    report = tmp_path / "report.txt"
    report.write_text("GAO, Mali, March 4, 2026 - Gunmen killed five traders at the market of Gao on Tuesday, residents said.\n")
    assert dateline("add", report, "--project", tmp_path / "ada").code == 0
    assert dateline("run", "--workers", "1", "--project", tmp_path / "ben").code == 0
    told = [json.loads(dateline("events", "--json", "--project", tmp_path / name).out.splitlines()[0]) for name in ("ada", "ben")]
    assert told[0] == told[1]
