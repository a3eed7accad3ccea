"""Counts over a whole store, and its actors."""

from unittest import mock

import invented_reports
import pytest

from dateline.run import create_project
from dateline.store import Crossed, EventQuery

REPORTS = (
    ("one", "Raiders killed 7 villagers in Gao on 2026-03-01", "Bend Courier", "2026-03-02"),
    ("two", "Raiders killed 9 villagers in Gao on 2026-03-01", "Radio Meru", "2026-03-04"),
    ("three", "Soldiers killed 2 herders in Goma on 2026-02-20", "Bend Courier", "2026-02-20"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    docs = [invented_reports.report(name, told, outlet=outlet, published=day) for name, told, outlet, day in REPORTS]
    folder = tmp_path_factory.mktemp("overview") / "karsa"
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as project:
        project.add_readings(invented_reports.readings(docs))
        project.run(workers=1, coder=invented_reports.code)
        yield project.store


def test_states_and_countries_by_month(store):
    everything = EventQuery()
    assert store.listing.by_month("state", everything) == (Crossed("machine", "2026-02", 1), Crossed("machine", "2026-03", 1))
    assert store.listing.by_month("country", everything) == (Crossed("COD", "2026-02", 1), Crossed("MLI", "2026-03", 1))
    assert store.listing.by_month("country", EventQuery(country="SYR")) == ()


def test_outlets(store):
    assert set(store.overview.outlets_by_month()) == {
        Crossed("Bend Courier", "2026-02", 1),
        Crossed("Bend Courier", "2026-03", 1),
        Crossed("Radio Meru", "2026-03", 1),
    }
    found = set(store.overview.outlets_of_events())
    assert found == {Crossed("Bend Courier", "all", 2), Crossed("Radio Meru", "all", 1), Crossed("Bend Courier", "alone", 1)}


def test_days_to_report_and_events_on_one_source(store):
    found = set(store.overview.days_to_report())
    assert found == {Crossed("2026-02-20", "2026-02-20", 1), Crossed("2026-03-01", "2026-03-02", 1)}
    assert store.listing.on_one_source(EventQuery()) in (1, 2)
    assert store.overview.problems_by_code() == ()


def test_actors_are_counted_and_found(store):
    found = store.actors.most_named(limit=10)
    assert {(one.name, one.count) for one in found} == {("Raiders", 1), ("Soldiers", 1), ("herders", 1), ("villagers", 1)}
    assert [one.name for one in store.actors.most_named(part="raid", limit=10)] == ["Raiders"]
    key = found[0].key or found[0].name
    assert store.actors.names(key)[0].name == found[0].name
    assert len(store.actors.events(key, limit=5)) == 1
    assert store.actors.names("nobody") == ()
