"""Saved queries and their feeds."""

import re

import feedparser
import pytest
from desk_checks import check, client_of
from invented_reports import report


@pytest.fixture
def client(project_of, monkeypatch):
    monkeypatch.setattr("dateline.find.model_digest", lambda: "sha256:model")
    monkeypatch.setenv("DATELINE_USER", "mira")
    docs = (
        report("one", "Raiders killed 7 villagers in Gao on 2026-03-01"),
        report("two", "Gunmen killed 2 herders in Goma on 2026-03-09"),
    )
    return client_of(project_of("sahel", docs))


def save(client, name, query):
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/saved").text)[1]
    return client.post("/saved", data={"csrf": token, "name": name, "query": query})


def test_a_selection_is_saved_opened_and_fed(client):
    page = check(client.get("/events?country=MLI"))
    (link,) = (link for link in page.links if link.startswith("/saved?"))
    form = {attrs["name"]: attrs.get("value") for attrs in check(client.get(link)).all("input") if "name" in attrs}
    assert form["query"] == "country=MLI"
    assert save(client, "gao", form["query"]).headers["location"] == "/saved"
    assert "mira" in check(client.get("/saved")).text
    assert client.get("/saved/gao").headers["location"] == "/events?country=MLI"
    reply = client.get("/saved/gao.atom")
    assert reply.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(reply.content)
    assert (feed.bozo, [entry.title for entry in feed.entries]) == (False, ["Shooting in Gao, Mali; killed: 7"])
    assert client.get("/saved/gao.atom", headers={"If-None-Match": reply.headers["etag"]}).status_code == 304
    assert len(client.get("/saved/gao.feed.json").json()["items"]) == 1
    (row,) = client.get("/api/v1/saved").json()["rows"]
    assert (row["name"], row["by"], row["url"]) == ("gao", "mira", "/events?country=MLI")


def test_a_saved_query_is_forgotten(client):
    save(client, "gao", "q=villagers")
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/saved").text)[1]
    assert client.post("/saved/gao/remove", data={"csrf": token}).status_code == 303
    assert client.get("/saved/gao.atom").status_code == 404
    assert client.get("/saved/gao").status_code == 404


@pytest.mark.parametrize(("name", "query"), [("Gao", ""), ("gao", "nation=MLI"), ("gao", "date=soon"), ("", ""), ("../x", "")])
def test_what_cannot_be_saved_is_told(client, name, query):
    assert save(client, name, query).status_code == 400


def test_a_name_is_taken_once(client):
    assert save(client, "gao", "country=MLI").status_code == 303
    assert save(client, "gao", "").status_code == 400
