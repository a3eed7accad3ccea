"""The search page and its data."""

import re

import pytest
from desk_checks import HOSTILE, check


def test_words_are_marked_and_lead_to_their_place(client, by_place):
    page = check(client.get("/search", params={"q": "raiders gao"}))
    assert "Raiders" in page.text
    marked = [attrs for tag, attrs, _ in page.elements if tag == "mark"]
    assert marked
    places = [link for link in page.links if link.startswith("/d/") and "?span=" in link]
    assert places
    for link in places:
        reply = check(client.get(link.partition("#")[0]))
        assert 'id="span"' in client.get(link.partition("#")[0]).text
        assert reply
    assert f"/e/{by_place['Gao'][2:]}" in page.links


def test_titles_are_escaped_and_marked(client):
    check(client.get("/search", params={"q": "alert"}))
    assert "&lt;<mark>script&gt;alert(1)" in client.get("/search?q=alert").text


@pytest.mark.parametrize("typed", ["", '"', "* -", "NEAR(", "' OR 1", "-killed", HOSTILE, "x" * 2000, "\u0000"])
def test_no_typing_is_an_error(client, typed):
    check(client.get("/search", params={"q": typed}))
    assert client.get("/search.json", params={"q": typed}).json()["ok"]
    assert client.get("/events.json", params={"q": typed}).status_code == 200


def test_rows_have_places_and_no_words(client):
    node = client.get("/api/v1/search", params={"q": "killed"}).json()
    assert (len(node["claims"]), len(node["documents"])) == (4, 4)
    assert {"claim", "event", "document", "at", "url"} <= set(node["claims"][0])
    assert not re.search("villagers|Raiders", str(node))
    assert client.get("/api/v1/search?q=killed").content == client.get("/search.json?q=killed").content.replace(
        b"/search.json", b"/api/v1/search"
    )


def test_pages_follow_one_another(client):
    seen, address = [], "/search.json?q=killed&in=claims&limit=1"
    while address:
        node = client.get(address).json()
        seen += [row["claim"] for row in node["claims"]]
        address = node["next_url"]
    assert len(set(seen)) == 4
    page = check(client.get("/search?q=killed&in=documents&limit=1"))
    assert "Next page" in page.text


@pytest.mark.parametrize("query", ["q=a&in=places", "q=a&after=3", "q=a&in=claims&after=x", "words=a", "q=a&q=b&in=claims&in=x"])
def test_what_cannot_be_asked_is_told(client, query):
    assert client.get(f"/search?{query}").status_code == 400


def test_events_whose_claims_or_documents_have_the_words(client, by_place):
    rows = client.get("/events.json", params={"q": "herders"}).json()["rows"]
    assert [row["event_id"] for row in rows] == [by_place["Goma"]]
    page = check(client.get("/events", params={"q": "herders"}))
    assert "q: herders" in page.text
    assert client.get("/events.csv", params={"q": "villagers -soldiers"}).headers["Dateline-Rows"] == "1"
