"""Pages of other sites: what they may read of a desk, and what not."""

from unittest import mock

import pytest
from desk_checks import client_of
from fastapi.testclient import TestClient
from invented_reports import code, readings, report

from dateline.run import create_project
from dateline.store.account_rows import Role
from dateline.web.app import create_app

ELSEWHERE = {"Origin": "https://dashboard.example"}
ASKING = ELSEWHERE | {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared") / "sahel"
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as opened:
        opened.add_readings(readings([report("one", "Raiders killed 7 villagers in Gao on 2026-03-01")]))
        opened.run(workers=1, coder=code)
        opened.store.accounts.add("Mira", "seven quiet rivers", role=Role.READER)
        yield opened


@pytest.fixture
def team(project):
    return TestClient(create_app(project, has_accounts=True), base_url="https://desk.example", follow_redirects=False)


def test_page_of_another_site_reads_the_api_with_a_token(team, project):
    ready = team.options("/api/v1/events.csv", headers=ASKING)
    assert (ready.status_code, ready.headers["access-control-allow-origin"]) == (200, "*")
    assert "authorization" in ready.headers["access-control-allow-headers"].lower()
    keys, accounts = project.store.keys, project.store.accounts
    _, secret = keys.make(accounts.get("Mira"), "dashboard", scope=Role.READER, days=3)
    reply = team.get("/api/v1/events.csv", headers=ELSEWHERE | {"Authorization": f"Bearer {secret}"})
    assert (reply.status_code, reply.headers["access-control-allow-origin"]) == (200, "*")
    assert "Dateline-Rows" in reply.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in reply.headers
    assert team.get("/api/v1/events.csv", headers=ELSEWHERE).status_code == 401


@pytest.mark.parametrize("address", ["/events", "/events.csv", "/e/2222222", "/login"])
def test_pages_are_shared_with_nobody(team, address):
    assert "access-control-allow-origin" not in team.get(address, headers=ELSEWHERE).headers
    assert "access-control-allow-origin" not in team.options(address, headers=ASKING).headers


def test_decisions_are_not_sent_from_pages_of_other_sites(team):
    asked = team.options("/api/v1/decisions", headers=ASKING | {"Access-Control-Request-Method": "POST"})
    assert asked.status_code == 400


def test_desk_without_accounts_shares_nothing(project):
    client = client_of(project)
    for address in ("/api/v1/events.csv", "/events.json"):
        assert "access-control-allow-origin" not in client.get(address, headers=ELSEWHERE).headers
        assert "access-control-allow-origin" not in client.options(address, headers=ASKING).headers
