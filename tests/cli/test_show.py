import pytest


@pytest.fixture
def event(dateline, known):
    events = dateline("events", "--json").json["events"]
    return next(one["event_id"] for one in events if one["n_documents"] == 2)


def test_text(dateline, event, golden):
    result = dateline("show", event)
    golden(result.out, "show.txt")
    assert result.err == f"Next: dateline why {event}\n"


@pytest.mark.parametrize("typed", [str.lower, lambda name: name[2:], lambda name: name.replace("-", " ")])
def test_an_id_may_be_typed_in_any_way(dateline, event, typed):
    result = dateline("show", typed(event))
    assert result.code == 0
    assert "joined" not in result.err


def test_json_leads_every_value_to_words(dateline, event):
    node = dateline("show", event, "--json").json
    claims = {claim["ref"] for claim in node["claims"]}
    assert node["id"] == event
    assert set(node["action"]["claims_for"]) <= claims
    assert {claim["document"] for claim in node["claims"]} == {doc["id"] for doc in node["documents"]}


def test_an_unknown_id_gets_a_suggestion(dateline, event):
    wrong = event[:-1] + ("2" if event[-1] != "2" else "3")
    result = dateline("show", wrong)
    assert (result.code, result.out) == (2, "")
    assert f"Did you mean {event}?" in result.err


@pytest.mark.parametrize("typed", ["E-2222222", "E-7K3Q", "nonsense", "E-OOOOOOO", "\x1b[31m"])
def test_what_is_no_event_is_refused(dateline, known, typed):
    result = dateline("show", typed)
    assert (result.code, result.out) == (2, "")
    assert "dateline events" in result.err or "Did you mean" in result.err
    assert "\x1b" not in result.err


def test_json_says_how_far_each_value_is_told(dateline, event):
    node = dateline("show", event, "--json").json
    assert {"field": "action", "n_documents": 2, "n_independent": 2} in node["support"]
    assert node["copies"] == []
