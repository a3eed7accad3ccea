"""The command line run in this process, and projects to run it on."""

import dataclasses
import io
import json
import shutil
import sys
from pathlib import Path
from unittest import mock

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))

import invented_reports

from dateline.cli.app import run
from dateline.run import create_project

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "reports"


@dataclasses.dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self):
        """The one JSON object on stdout."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)

    @property
    def lines(self):
        """The JSON objects on stdout, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def command(*arguments, stdin=b""):
    """What a command gives; stdin is no terminal."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with mock.patch.multiple(sys, stdout=out, stderr=err, stdin=io.TextIOWrapper(io.BytesIO(stdin), "utf-8")):
        code = run([str(argument) for argument in arguments])
    return Result(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())


@pytest.fixture
def dateline():
    return command


@pytest.fixture(scope="session")
def _sample(tmp_path_factory):
    """A project over the sample reports, coded by the shipped model."""
    folder = tmp_path_factory.mktemp("sample") / "karsa"
    assert command("new", folder).code == 0
    assert command("add", SAMPLE, "--project", folder).code == 4
    assert command("run", "--workers", 1, "--project", folder).code in (0, 4)
    return folder


@pytest.fixture
def sample(_sample, tmp_path, monkeypatch):
    """A copy of the sample project, which is the current folder."""
    folder = tmp_path / "karsa"
    shutil.copytree(_sample, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def _empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "empty"
    create_project(folder).close()
    return folder


@pytest.fixture
def empty(_empty, tmp_path, monkeypatch):
    """A project without documents, which is the current folder."""
    folder = tmp_path / "empty"
    shutil.copytree(_empty, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def _known(tmp_path_factory):
    folder = tmp_path_factory.mktemp("known") / "sahel"
    report = invented_reports.report
    docs = (
        report("one", "Raiders killed 7 villagers in Gao on 2026-03-01", outlet="Bend Courier", title="Raid near the river"),
        report("two", "Raiders killed 9 villagers in Gao on 2026-03-01", outlet="Radio Dunes", title="Nine dead"),
        report("three", "Soldiers killed 2 herders in Goma on 2026-02-20", outlet="Lake Times"),
    )
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as project:
        project.add_readings(invented_reports.readings(docs))
        project.run(workers=1, coder=invented_reports.code)
    return folder


@pytest.fixture
def known(_known, tmp_path, monkeypatch):
    """A project with known events, made by a coder for invented reports; it is the current folder."""
    folder = tmp_path / "sahel"
    shutil.copytree(_known, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def golden(monkeypatch):
    """Compares a text with the stored one."""

    def compare(text, name):
        assert text == (Path(__file__).parent / "golden" / name).read_text(encoding="utf-8")

    monkeypatch.setenv("COLUMNS", "100")
    return compare
