import json
import shutil

import pytest

from dateline.quality import FLOORS


@pytest.fixture
def floors(tmp_path):
    """A floors file of one small set, whose floors are set by the test."""
    shutil.copy(FLOORS.with_name("small.jsonl"), tmp_path)
    lines = (tmp_path / "small.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "small.jsonl").write_text("".join(lines[:3]), encoding="utf-8")

    def write(least, **fields):
        node = {"name": "small", "files": ["small.jsonl"], "floors": {"record": least}} | fields
        (tmp_path / "floors.json").write_text(json.dumps({"sets": [node]}))
        return tmp_path / "floors.json"

    return write


def test_held(dateline, floors):
    result = dateline("gate", "--floors", floors(0.0), "--workers", 1)
    assert result.code == 0
    assert result.out.splitlines()[1].split()[:1] == ["record"]
    assert result.out.rstrip().endswith("held")


def test_below(dateline, floors):
    result = dateline("gate", "--floors", floors(100.1), "--workers", 1)
    assert result.code == 5
    assert "BELOW" in result.out
    assert "below-floor" in result.err
    node = dateline("gate", "--floors", floors(100.1), "--workers", 1, "--json").json
    assert node["held"] is False


def test_absent_sets_are_told(dateline, floors):
    result = dateline("gate", "--floors", floors(0.0, outside=True, files=["nowhere.jsonl"]), "--workers", 1)
    assert result.code == 0
    assert "not measured" in result.out


def test_update_raises_and_pins(dateline, floors):
    file = floors(0.0)
    before = file.read_text()
    dateline("gate", "--floors", file, "--update", "--dry-run", "--workers", 1)
    assert file.read_text() == before
    assert dateline("gate", "--floors", file, "--update", "--workers", 1).code == 0
    (node,) = json.loads(file.read_text())["sets"]
    assert node["digest"].startswith("sha256:")
    assert dateline("gate", "--floors", file, "--workers", 1).code == 0


def test_a_floors_file_that_is_none_is_refused(dateline, tmp_path):
    assert dateline("gate", "--floors", tmp_path / "nowhere.json").code == 2
