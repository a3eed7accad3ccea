import pytest


@pytest.fixture
def events(dateline, known):
    return {one["n_documents"]: one["event_id"] for one in dateline("events", "--json").json["events"]}


def test_text(dateline, events, golden):
    golden(dateline("why", events[2]).out, "why.txt")


def test_of_one_document(dateline, events):
    assert dateline("why", events[1]).out.endswith("One incident of one document: nothing was joined.\n")


def test_json_adds_up(dateline, events):
    node = dateline("why", events[2], "--json").json
    (match,) = node["matches"]
    assert match["score"] == pytest.approx(sum(reason["weight"] for reason in match["reasons"]), abs=0.01)
    assert all(reason["words"] for reason in match["reasons"])


def test_unknown_event(dateline, known):
    assert dateline("why", "E-2222222").code == 2


def test_copies_are_told(dateline, events):
    assert dateline("why", events[2], "--json").json["copies"] == []


def test_a_copy_counts_with_its_original():
    from types import SimpleNamespace

    from dateline.cli.why import _copy_lines
    from dateline.merge.copies import Copying

    docs = [SimpleNamespace(id=name, outlet=outlet, published=None) for name, outlet in (("w", "Agency A"), ("p", None))]
    lines = list(_copy_lines(SimpleNamespace(documents=docs), [Copying("p", "w", False, 0.9, "the same text")]))
    assert lines == ["", "counts once: p, no date, with Agency A, no date", "    the same text"]
