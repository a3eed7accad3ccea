"""A desk over a project with invented reports."""

import sys
from pathlib import Path
from unittest import mock

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "store"))

import invented_reports
from desk_checks import HOSTILE, client_of

from dateline.run import create_project


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
