"""The claims of a document in the form of the W3C."""

import pytest
from desk_checks import client_of
from invented_reports import code, readings, report

from dateline.run import create_project


def test_claims_are_annotations_of_the_text(client, project, by_place):
    reply = client.get("/d/one.annotations.json")
    assert reply.headers["content-type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    node = reply.json()
    assert (node["type"], node["unit"], node["@context"][0]) == (
        "AnnotationPage",
        "Unicode code points",
        "http://www.w3.org/ns/anno.jsonld",
    )
    (one,) = node["items"]
    position, quote = one["target"]["selector"]
    text = project.store.documents.get("one").text
    assert text[position["start"] : position["end"]] == quote["exact"] == "Raiders killed 7 villagers in Gao on 2026-03-01"
    assert one["body"] == f"/e/{by_place['Gao'].removeprefix('E-')}"
    assert client.get(one["id"]).headers["location"] == f"{one['body']}#{one['id'].removeprefix('/c/')}"
    assert client.get("/d/one.annotations.json", headers={"If-None-Match": reply.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("name", ["press%2F2026%2004%3F.json", "five"])
def test_every_document_has_a_page_of_them(client, name):
    node = client.get(f"/d/{name}.annotations.json").json()
    assert node["id"] == f"/d/{name}.annotations.json"
    assert len(node["items"]) == (name != "five")


def test_document_that_is_not_there(client):
    assert client.get("/d/none.annotations.json").json()["errors"][0]["code"] == "document-missing"


def test_words_that_are_withheld_are_not_told(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.find.model_digest", lambda: "sha256:model")
    with create_project(tmp_path / "sahel") as opened:
        opened.add_readings(readings([report("one", "Raiders killed 7 villagers in Gao on 2026-03-01", title="Raid in Gao")]))
        opened.run(workers=1, coder=code)
        opened.withheld = ("coarsen=country", "excerpts=5")
        client = client_of(opened)
        (one,) = client.get("/d/one.annotations.json").json()["items"]
        assert [selector["type"] for selector in one["target"]["selector"]] == ["TextPositionSelector"]
        assert "Gao" not in client.get("/d/one.json").text
