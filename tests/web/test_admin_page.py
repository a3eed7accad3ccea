"""The admin page and the page of users."""

import pytest
import sqlalchemy as sa
from desk_checks import check
from test_access import PASSWORD, app, csrf_of, log_in, quick, team, users  # noqa: F401 - fixtures
from test_review_page import desk, gao  # noqa: F401 - a fixture

from dateline.run.backing import back_up
from dateline.store.account_rows import Role
from dateline.store.schema import decisions

HTML = {"Accept": "text/html"}


def test_state_of_backups_is_told(desk, tmp_path):  # noqa: F811
    client, project = desk
    assert "No backup is known" in check(client.get("/admin")).text
    back_up(project.store, tmp_path / "one.db")
    page = check(client.get("/admin"))
    assert "1 backup made" in page.text
    assert f"{tmp_path / 'one.db'}" in page.text
    project.choose(gao(project).id, "killed", "8", by="mira")
    assert "1 made since are in none" in check(client.get("/admin")).text
    (tmp_path / "one.db").unlink()
    assert "not there now" in check(client.get("/admin")).text


def test_chain_is_verified_by_a_button(desk):  # noqa: F811
    client, project = desk
    project.choose(gao(project).id, "killed", "8", by="mira")
    form = {"csrf": csrf_of(client.get("/admin"))}
    page = check(client.post("/admin/verify", data=form))
    assert "The log of decisions is whole: 1 decision" in page.text
    with project.store._database.write() as connection:
        connection.execute(sa.update(decisions).values(by="tomas"))
    assert "D-1: was changed after it was stored" in check(client.post("/admin/verify", data=form)).text
    assert client.post("/admin/verify", data={"csrf": "x"}).status_code == 400


def test_runs_rules_and_what_is_withheld_are_told(desk, monkeypatch):  # noqa: F811
    client, project = desk
    page = check(client.get("/admin"))
    assert {"default", "ucdp", "acled", "latest-official"} <= set(page.text.split())
    assert "sha256:model" in page.text
    assert "names of private persons withheld" in page.text
    assert "as closely as they are known" in page.text
    monkeypatch.setattr(project, "withheld", ("coarsen=admin1", "excerpts=80"))
    page = check(client.get("/admin"))
    assert "coarsen-admin1" in page.text
    assert "80 characters at most" in page.text


@pytest.fixture
def admin(users):  # noqa: F811
    return users[Role.ADMIN]


def post(client, path, **form):
    return client.post(path, data={"csrf": csrf_of(client.get("/admin/users"))} | form)


def test_users_are_added_changed_and_shut_out(admin, team):  # noqa: F811
    assert post(admin, "/admin/users", name="Awa Diallo", password=PASSWORD, role="coder").status_code == 303
    page = check(admin.get("/admin/users", headers=HTML))
    assert "Awa Diallo" in page.text
    assert PASSWORD not in page.text
    assert post(admin, "/admin/users/Awa%20Diallo/role", role="editor").status_code == 303
    assert team.store.accounts.get("awa diallo").role is Role.EDITOR
    assert post(admin, "/admin/users/Awa%20Diallo/disabled", disabled="yes").status_code == 303
    assert "shut out since" in check(admin.get("/admin/users", headers=HTML)).text
    assert post(admin, "/admin/users/Awa%20Diallo/disabled", disabled="no").status_code == 303
    told = [(one.what.value, one.by) for one in team.store.accounts.log(name="Awa Diallo")]
    assert told == [("enabled", "Admin"), ("disabled", "Admin"), ("role", "Admin"), ("added", "Admin")]
    only = check(admin.get("/admin/users?name=Awa+Diallo", headers=HTML))
    assert "What happened with accounts: Awa Diallo" in only.text
    assert "signed in" not in only.text


def test_users_are_data_too_without_secrets(admin, users, team):  # noqa: F811
    _, secret = team.store.keys.make(team.store.accounts.get("reader"), "feed", scope=Role.READER, days=3)
    reply = admin.get("/admin/users.json?name=reader")
    node = reply.json()
    assert {"reader", "coder", "editor", "admin"} <= {one["role"] for one in node["users"]}
    assert {one["name"] for one in node["log"]} == {"reader"}
    assert "feed" in [one["label"] for one in node["tokens"]]
    assert not {secret, "argon2", "digest"} & set(reply.text.replace('"', " ").split())
    assert "argon2" not in reply.text
    assert reply.headers["cache-control"] == "no-store"
    assert users[Role.EDITOR].get("/admin/users.json").status_code == 403


def test_what_is_wrong_is_told_on_the_page(admin):
    assert "password-weak" in check(post(admin, "/admin/users", name="Ben", password="short", role="coder"), status=400).text
    assert "role-unknown" in check(post(admin, "/admin/users", name="Ben", password=PASSWORD, role="king"), status=400).text
    assert "user-last-admin" in check(post(admin, "/admin/users/Admin/role", role="reader"), status=400).text
    assert "user-missing" in check(post(admin, "/admin/users/Nobody/disabled", disabled="yes"), status=400).text


def test_tokens_of_all_are_listed_and_revoked(admin, team, users):  # noqa: F811
    made, secret = team.store.keys.make(team.store.accounts.get("coder"), "nightly export", scope=Role.READER, days=9)
    page = check(admin.get("/admin/users", headers=HTML))
    assert "nightly export" in page.text
    assert secret not in page.text
    assert post(admin, f"/admin/tokens/{made.id}/revoke").status_code == 303
    assert team.store.keys.token(secret) is None
    assert users[Role.EDITOR].get("/admin/users", headers=HTML).status_code == 403
