"""Why two events are two, what comes near to one, and totals; over invented reports."""

import pytest
from invented_reports import report

from dateline.errors import InputError

GAO = "Raiders killed 3 traders in Gao on 2026-03-04"
OTHER = "Militia killed 9 nurses in Gao on 2026-03-06"
FAR = "Militia killed 2 nurses in Goma on 2026-04-20"
DOCS = (report("d1", GAO, published="2026-03-05"), report("d2", OTHER, published="2026-03-07"), report("d3", FAR))


@pytest.fixture
def filled(project_over):
    return project_over(DOCS)


def ids(project):
    return {view.documents[0].id: view.id for view in project.events}


def test_two_events_are_compared_pair_by_pair(filled):
    by_doc = ids(filled)
    found = filled.why_not(by_doc["d1"], by_doc["d2"])
    assert (found.left, found.right, len(found.matches)) == (by_doc["d1"], by_doc["d2"], 1)
    assert found.mean is not None
    assert found.mean <= found.bound
    assert found.mean == pytest.approx(found.matches[0].score, abs=0.01)


def test_hard_facts_are_told(filled):
    by_doc = ids(filled)
    found = filled.why_not(by_doc["d1"], by_doc["d3"])
    assert found.mean is None
    assert found.forbidden


def test_an_event_is_not_compared_with_itself(filled):
    name = ids(filled)["d1"]
    with pytest.raises(InputError, match="event-same"):
        filled.why_not(name, name.lower())


def test_near_misses_come_closest_first_and_leave_out_what_is_forbidden(filled):
    by_doc = ids(filled)
    assert [s.right for s in filled.near_misses(by_doc["d1"])] == [by_doc["d2"]]
    assert filled.near_misses(by_doc["d3"]) == ()
    assert filled.near_misses(by_doc["d1"], most=0) == ()


def test_a_single_event_has_no_tally(filled):
    assert filled.tally(ids(filled)["d1"]) is None
