"""What holds for all addresses: headers, hosts, faults, and the API's own description."""

import re

import pytest
from desk_checks import BASE, check
from fastapi.testclient import TestClient

from dateline.web.app import create_app
from dateline.web.headers import HEADERS

PAGES = ("/events?limit=1", "/documents", "/problems", "/method", "/d/one")


@pytest.mark.parametrize("address", PAGES)
def test_links_of_every_page_lead_somewhere(client, address):
    page = check(client.get(address))
    ids = {attrs["id"] for _, attrs, _ in page.elements if "id" in attrs}
    for link in dict.fromkeys(page.links):
        path, _, part = link.partition("#")
        if link.startswith("#"):
            assert part in ids
        elif link.startswith("/"):
            assert client.get(path).status_code in (200, 303), link


def test_policy_allows_files_of_this_host_alone(client):
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "script-src 'self';" in policy
    for address in ("/static/desk.css", "/static/desk.svg"):
        reply = client.get(address)
        assert reply.status_code == 200
        assert not re.search(r"@import|url\(|https?:(?!//www\.w3\.org/2000/svg)", reply.text)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8001", ""])
def test_other_names_of_this_machine_are_turned_away(client, host):
    reply = client.get("/events", headers={"Host": host})
    assert reply.status_code == 421
    assert reply.headers["content-security-policy"]


@pytest.mark.parametrize("base", ["http://localhost:8001", "http://127.0.0.1", "http://[::1]:8001"])
def test_own_names_are_answered(project, base):
    assert TestClient(create_app(project), base_url=base).get("/method").status_code == 200


def test_page_that_is_not_there_is_told_in_one_shape(client):
    assert "page-missing" in check(client.get("/nothing"), status=404).text
    node = client.get("/api/v1/nothing").json()
    assert (node["ok"], node["status"], node["errors"][0]["code"]) == (False, 404, "page-missing")
    assert client.get("/nothing", headers={"Accept": "application/json"}).json()["status"] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client, method):
    reply = client.request(method, "/events.json")
    assert reply.status_code == 405
    assert reply.json()["errors"][0]["code"] == "method-unknown"


@pytest.mark.parametrize(
    "address", ["/method", "/problems", "/problems.json", "/documents", "/d/one", "/e/2222222", "/method.json"]
)
def test_unknown_parameters_are_errors(client, address):
    reply = client.get(address, params={"dat": "2026"})
    assert (reply.status_code, "unknown-field" in reply.text) == (400, True)


def test_api_has_the_same_answers_at_its_own_addresses(client):
    for address in ("/events.csv?country=MLI", "/problems.json", "/documents.json", "/method.json", "/events.geojson"):
        assert client.get(f"/api/v1{address}").content == client.get(address).content
    assert client.get("/api/v1/events?limit=1").json()["next_url"].startswith("/api/v1/events?")


def test_api_describes_itself(client):
    found = client.get("/api/v1/openapi.json").json()
    assert found["openapi"].startswith("3.")
    assert {"/events.json", "/events.csv", "/e/{name}.json", "/documents.json", "/problems.json", "/method.json"} <= set(
        found["paths"]
    )
    names = [parameter["name"] for parameter in found["paths"]["/events.json"]["get"]["parameters"]]
    assert names == ["country", "date", "action", "actor", "state", "bbox", "q", "as_of", "after", "limit", "include"]
    for path, methods in found["paths"].items():
        assert set(methods) == ({"post"} if path == "/decisions" else {"get"})
        assert all("422" not in method["responses"] for method in methods.values())
    assert found["components"]["schemas"]["Fault"]["required"] == ["ok", "status", "errors"]


def test_faults_have_the_described_shape(client):
    (error,) = client.get("/events.json?dat=1").json()["errors"]
    assert list(error) == ["code", "message", "field", "fix", "docs"]
    assert client.get(error["docs"].partition("#")[0]).status_code == 200


def test_tag_changes_with_the_store(client):
    reply = client.get(f"{BASE}/events")
    assert reply.headers["cache-control"] == "private, no-cache"
    assert reply.headers["etag"].startswith('W/"')
