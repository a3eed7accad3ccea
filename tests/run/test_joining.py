"""Codings joined without a store."""

from invented_reports import code, report

from dateline.model.ids import is_valid
from dateline.run import join

GAO = "Raiders killed 3 traders in Gao on 2026-03-04"
GOMA = "Militia killed 2 nurses in Goma on 2026-04-20"


def event_ids(codings):
    return {coding.document.id: [incident.event_id for incident in coding.incidents] for coding in codings}


def test_incidents_of_one_event_bear_one_id_in_any_order():
    codings = [code(report("d1", GAO, GOMA)), code(report("d2", GAO)), code(report("d3", "Nothing"))]
    joined, events = join(codings)
    found = event_ids(joined)
    assert found["d1"][0] == found["d2"][0] != found["d1"][1]
    assert found["d3"] == []
    assert {event.id for event in events} == {name for names in found.values() for name in names}
    assert all(map(is_valid, found["d1"]))
    assert event_ids(join(codings[::-1])[0]) == found


def test_documents_of_different_stories_are_never_joined():
    joined, events = join([code(report("d1", GAO, story="a")), code(report("d2", GAO, story="b"))])
    assert len(events) == 2
    assert len({name for names in event_ids(joined).values() for name in names}) == 2


def test_nothing_gives_nothing():
    assert join([]) == ((), ())
