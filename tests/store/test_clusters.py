"""Events by the cells of a map."""

from unittest import mock

import invented_reports
import pytest

from dateline.run import create_project
from dateline.store import Box, EventQuery

SENTENCES = (
    "Raiders killed 7 villagers in Gao on 2026-03-01",
    "Gunmen killed 2 traders in Gao on 2026-01-20",
    "Raiders killed 1 herders in Mopti on 2026-02-11",
    "Soldiers killed 2 herders in Goma on 2026-02-20",
)


@pytest.fixture(scope="module")
def clusters(tmp_path_factory):
    docs = [invented_reports.report(f"r{n}", sentence, outlet=f"Paper {n}") for n, sentence in enumerate(SENTENCES)]
    folder = tmp_path_factory.mktemp("clusters") / "karsa"
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as project:
        project.add_readings(invented_reports.readings(docs))
        project.run(workers=1, coder=invented_reports.code)
        yield project.store.clusters


def test_events_of_one_cell_are_one_cluster(clusters):
    found = clusters.within(EventQuery(), 1)
    told = {(one.place, one.n_events, one.killed, one.action) for one in found}
    assert told == {("Gao", 2, 9, "shooting"), ("Mopti", 1, 1, "shooting"), ("Goma", 1, 2, "shooting")}
    assert found[0].place == "Gao"
    assert found[0].event is None
    assert all(one.event and one.precision == "exact" for one in found[1:])


def test_larger_cells_hold_more(clusters):
    (world,) = clusters.within(EventQuery(), 360)
    assert (world.n_events, world.killed, world.place) == (4, 12, None)
    assert sum(one.n_events for one in clusters.within(EventQuery(), 11.25)) == 4


def test_conditions_hold(clusters):
    assert {one.place for one in clusters.within(EventQuery(country="COD"), 1)} == {"Goma"}
    assert clusters.within(EventQuery(country="UKR"), 1) == ()


def test_extent_is_the_least_box(clusters):
    assert clusters.extent(EventQuery(country="MLI")) == Box(-4.18, 14.49, -0.05, 16.27)
    assert clusters.extent(EventQuery(country="UKR")) is None
