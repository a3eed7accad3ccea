from unittest import mock

import invented_reports
from desk_checks import HOSTILE, check, client_of

from dateline.model import Problem
from dateline.run import create_project
from dateline.run.coding import Coding


def test_documents_are_listed_without_their_texts(client):
    page = check(client.get("/documents"))
    assert "5 documents" in page.text
    assert "/d/press%2F2026%2004%3F.json" in page.links
    assert "alert(1)" in page.text


def test_document_pages_follow_each_other(client):
    seen, address = [], "/documents.json?limit=2"
    while address:
        node = client.get(address).json()
        seen += [row["id"] for row in node["rows"]]
        address = node["next_url"]
    assert sorted(seen) == sorted(["one", "two", "three", "press/2026 04?.json", "five"])
    first = check(client.get("/documents?limit=2"))
    following = next(attrs["href"] for attrs in first.all("a") if attrs.get("rel") == "next")
    assert "First page" in check(client.get(following)).text


def test_problems_say_what_to_do_and_documents_that_were_turned_away_are_listed(tmp_path):
    away = invented_reports.report("away", "Raiders killed 7 villagers in Gao on 2026-03-01", title=HOSTILE)
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(tmp_path / "p") as project:
        client = client_of(project)
        assert "Everything that was added could be used." in check(client.get("/problems")).text
        tag = client.get("/problems").headers["etag"]
        project.store.problems.add([Problem(code="file-empty", what=HOSTILE, where="a.txt", fix="Give a text.", stage="read")])
        project.add_readings(invented_reports.readings([away]))
        project.run(workers=1, coder=lambda doc: Coding(doc, (), turned_away=0.0123))
        page = check(client.get("/problems"))
        assert client.get("/problems", headers={"If-None-Match": tag}).status_code == 200
        assert "1 problem" in page.text
        assert "Give a text." in page.text
        assert "0.0123" in page.text
        assert client.get("/problems.json").json()["rows"][0]["code"] == "file-empty"
        assert client.get("/turned-away.json").json()["rows"][0]["document"] == "away"
        assert "turned this document away" in check(client.get("/d/away")).text
