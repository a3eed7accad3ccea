import pytest


@pytest.fixture
def pair(dateline, known):
    return [one["event_id"] for one in dateline("events", "--json").json["events"]]


def test_what_keeps_two_events_apart(dateline, pair):
    result = dateline("why-not", *pair)
    assert result.code == 0
    assert "They cannot be one event: each of 2 comparisons is forbidden." in result.out
    assert "closest: " in result.out
    assert result.err.startswith(f"Next: dateline join {pair[0]} {pair[1]}")


def test_json_holds_every_comparison(dateline, pair):
    node = dateline("why-not", *pair, "--json").json
    assert {node["left"], node["right"]} == set(pair)
    assert len(node["matches"]) == 2
    assert node["mean"] is None
    assert node["forbidden"]


def test_an_event_and_itself(dateline, pair):
    result = dateline("why-not", pair[0], pair[0])
    assert result.code == 2
    assert f"dateline why {pair[0]}" in result.err


def test_near_misses_are_of_the_same_country_and_days(dateline, pair):
    assert "near misses: none of the same country and days" in dateline("why", pair[0], "--near", 3).out
    assert dateline("why", pair[0], "--near", 3, "--json").json["near"] == []
