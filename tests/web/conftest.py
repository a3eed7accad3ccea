"""A desk over a project with invented reports."""

import contextlib
import shutil
import sys
from pathlib import Path
from unittest import mock

import jinja2
import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "store"))

import invented_reports
from desk_checks import HOSTILE, client_of

from dateline.run import create_project, open_project
from dateline.web import desk


def reports():
    report = invented_reports.report
    return (
        report(
            "one",
            "Raiders killed 7 villagers in Gao on 2026-03-01",
            outlet="Bend Courier",
            title=HOSTILE,
            url="javascript:alert(1)",
        ),
        report(
            "two",
            "Raiders killed 9 villagers in Gao on 2026-03-01",
            outlet=f"Radio {HOSTILE}",
            title="تسعة قتلى",
            language="ar",
            url="https://radio.example/9?a=1&b=2",
        ),
        report("three", "Soldiers killed 2 herders in Goma on 2026-02-20", outlet="Lake Times"),
        report("press/2026 04?.json", "Gunmen killed 4 traders in Bunia on 2026-03-04", outlet="Lake Times", title="Four dead"),
        report("five", "Nothing that is told here"),
    )


class Compiled(jinja2.BytecodeCache):
    """Templates that have been compiled, kept in memory."""

    def __init__(self):
        self.codes = {}

    def load_bytecode(self, bucket):
        if bucket.key in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key])

    def dump_bytecode(self, bucket):
        self.codes[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once():
    """The templates compiled once for all desks of the tests, of which there are many."""
    environment, compiled = desk._environment, Compiled()

    def with_compiled():
        pages = environment()
        pages.bytecode_cache = compiled
        return pages

    with mock.patch.object(desk, "_environment", with_compiled):
        yield


@pytest.fixture(scope="session")
def _coded(tmp_path_factory):
    """Folders of projects that have been run, by their names and reports, and the folder that they lie in."""
    return {}, tmp_path_factory.mktemp("coded")


@pytest.fixture
def project_of(tmp_path, _coded):
    """Opens a project that was run over reports: a copy of one that is made once for all tests."""
    made, whole = _coded
    with contextlib.ExitStack() as opened:

        def of(name, docs):
            if (name, docs) not in made:
                made[name, docs] = whole / str(len(made)) / name
                with (
                    mock.patch("dateline.find.model_digest", return_value="sha256:model"),
                    create_project(made[name, docs]) as new,
                ):
                    new.add_readings(invented_reports.readings(docs))
                    new.run(workers=1, coder=invented_reports.code)
            shutil.copytree(made[name, docs], tmp_path / name)
            return opened.enter_context(open_project(tmp_path / name))

        yield of


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk") / "sahel"
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as opened:
        opened.add_readings(invented_reports.readings(reports()))
        opened.run(workers=1, coder=invented_reports.code)
        yield opened


@pytest.fixture(scope="session")
def client(project):
    return client_of(project)


@pytest.fixture(scope="session")
def by_place(project):
    """The ids of the events by the name of their place."""
    return {view.event.place.value.name: view.id for view in project.events}
