"""A desk with accounts: every address needs what the table says, and nothing is told to those who are not logged in."""

import base64
import re
from unittest import mock

import pytest
from desk_checks import check, client_of
from fastapi.testclient import TestClient
from invented_reports import code, readings, report

from dateline.run import create_project
from dateline.store.account_rows import Role
from dateline.web.access import JUDGEMENTS, NEEDED, OPEN, needed_role
from dateline.web.app import create_app

PASSWORD = "seven quiet rivers"
BASE = "https://desk.example"
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module", autouse=True)
def quick():
    from argon2 import PasswordHasher

    from dateline.store import passwords

    passwords._nobodys.cache_clear()
    with mock.patch.object(passwords, "_hasher", return_value=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)):
        yield
    passwords._nobodys.cache_clear()


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """A project with a user of each role."""
    folder = tmp_path_factory.mktemp("team") / "sahel"
    docs = (
        report("one", "Raiders killed 7 villagers in Gao on 2026-03-01"),
        report("two", "Gunmen killed 2 herders in Goma on 2026-03-09"),
    )
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as opened:
        opened.add_readings(readings(docs))
        opened.run(workers=1, coder=code)
        for role in Role:
            opened.store.accounts.add(role.value.title(), PASSWORD, role=role)
        yield opened


@pytest.fixture(scope="module")
def app(team):
    return create_app(team, has_accounts=True)


@pytest.fixture
def visitor(app):
    return TestClient(app, base_url=BASE, follow_redirects=False)


def csrf_of(reply):
    return re.search(r'name="csrf" value="(\w+)"', reply.text)[1]


def log_in(client, name, password=PASSWORD, **more):
    form = {"csrf": csrf_of(client.get("/login")), "name": name, "password": password} | more
    return client.post("/login", data=form)


@pytest.fixture(scope="module")
def users(app):
    """A browser that is logged in, for each role."""
    found = {}
    for role in Role:
        found[role] = TestClient(app, base_url=BASE, follow_redirects=False)
        assert log_in(found[role], role.value).status_code == 303
    return found


def routes(app):
    """Method and path of every route that there is."""
    waiting = list(app.app._app.routes)
    while waiting:
        route = waiting.pop()
        inner = getattr(route, "original_router", None)
        if inner is not None:
            waiting += inner.routes
        elif getattr(route, "methods", None):
            yield from ((method, route.path) for method in sorted(route.methods - {"HEAD"}))
        else:
            yield "GET", f"{route.path}/{{path:path}}"


def example(path):
    return re.sub(r"\{[^}]*\}", "x", path)


def test_every_route_that_changes_something_is_in_the_table(app):
    missing = [(method, path) for method, path in routes(app) if method != "GET" and (method, path) not in NEEDED]
    assert missing == []
    assert len(list(routes(app))) > 40


def test_the_table_has_no_route_that_is_not_there(app):
    there = {(method, re.sub(r"\{[^}]*\}", "x", path)) for method, path in routes(app)}
    wide = {("GET", "/review/x"), ("GET", "/admin/x"), ("POST", "/admin/x")}  # whatever lies below
    assert {(method, example(path)) for method, path in NEEDED} - wide <= there


def test_every_route_needs_its_role(app, visitor, users):
    for method, path in routes(app):
        address = example(path)
        needed = needed_role(method, address)
        headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        reply = visitor.request(method, address, headers=headers)
        if needed == OPEN:
            assert reply.status_code not in (401, 403), (method, path)
            continue
        assert reply.status_code == 401, (method, path)
        assert (reply.json()["errors"][0]["code"], reply.headers["www-authenticate"][:6]) == ("login-needed", "Bearer")
        for role, client in users.items():
            found = client.request(method, address, headers=headers).status_code
            assert (found == 403) is (not role.covers(needed)), (method, path, role, found)
            assert found != 401


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(visitor, users, method):
    assert visitor.request(method, "/events").status_code == 401
    assert users[Role.ADMIN].request(method, "/events").status_code == 405


def test_every_judgement_has_a_role():
    from dateline.review import Judgement

    assert set(JUDGEMENTS) == set(Judgement)


def test_a_page_leads_to_the_login_and_back(visitor):
    reply = visitor.get("/events?country=MLI&date=2026", headers=HTML)
    assert (reply.status_code, reply.headers["location"]) == (303, "/login?next=/events%3Fcountry%3DMLI%26date%3D2026")
    page = check(visitor.get(reply.headers["location"]))
    assert "Raiders" not in page.text
    assert visitor.get("/login").headers["cache-control"] == "no-store"
    back = {attrs["name"]: attrs.get("value") for attrs in page.all("input") if "name" in attrs}["next"]
    assert back == "/events?country=MLI&date=2026"
    reply = log_in(visitor, "reader", next=back)
    assert reply.headers["location"] == back
    assert "Reader" in check(visitor.get(back)).text
    assert visitor.get("/login?next=/events").headers["location"] == "/events"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_the_login_leads_to_this_desk_alone(app, back):
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    assert log_in(client, "reader", next=back).headers["location"] == "/events"


def test_the_session_is_a_cookie_that_scripts_and_other_sites_do_not_get(app):
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    cookie = log_in(client, "reader").headers["set-cookie"]
    assert cookie.startswith("__Host-dateline=s_")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= {part.strip() for part in cookie.split(";")}
    plain = TestClient(app, base_url="http://desk.example", follow_redirects=False)
    cookie = log_in(plain, "reader").headers["set-cookie"]
    assert cookie.startswith("dateline=s_")
    assert "Secure" not in cookie


def test_a_login_gives_a_new_session(app):
    client = TestClient(app, base_url=BASE, follow_redirects=False, cookies={"__Host-dateline": "s_chosen-by-another"})
    assert "chosen-by-another" not in log_in(client, "reader").headers["set-cookie"]


def test_wrong_names_and_wrong_passwords_are_told_alike(app):
    told = set()
    for name in ("reader", "nobody"):
        client = TestClient(app, base_url=BASE, follow_redirects=False)
        reply = log_in(client, name, "wrong password")
        assert reply.status_code == 401
        told.add(re.sub(r'value="[^"]*"', "", reply.text))
    assert len(told) == 1
    assert "do not belong together" in told.pop()


def test_after_failures_the_time_of_the_next_try_is_told(app, team):
    team.store.accounts.add("Lock", PASSWORD, role=Role.READER)
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    codes = [log_in(client, "lock", "wrong password").status_code for _ in range(5)]
    assert codes == [401] * 4 + [429]
    reply = log_in(client, "lock")
    assert reply.status_code == 429
    assert re.search(r"before \d\d:\d\d:\d\d UTC", reply.text)


def test_forms_from_elsewhere_do_nothing(app, users):
    client, ben = users[Role.CODER], users[Role.EDITOR]
    own, others = csrf_of(client.get("/account")), csrf_of(ben.get("/account"))
    assert own != others
    for token in ("", "x", others):
        assert client.post("/logout", data={"csrf": token}).status_code == 400
    reply = client.post("/logout", data={"csrf": own}, headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 400
    assert client.get("/account").status_code == 200


def test_a_login_form_of_another_browser_is_refused(app):
    one, other = (TestClient(app, base_url=BASE, follow_redirects=False) for _ in range(2))
    other.get("/login")
    form = {"csrf": csrf_of(one.get("/login")), "name": "reader", "password": PASSWORD}
    assert other.post("/login", data=form).status_code == 400


def test_logging_out_ends_the_session(app):
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    log_in(client, "reader")
    secret = client.cookies["__Host-dateline"]
    assert client.post("/logout", data={"csrf": csrf_of(client.get("/account"))}).headers["location"] == "/login"
    client.cookies.set("__Host-dateline", secret)
    assert client.get("/events").status_code == 401


def test_pages_of_one_user_are_no_others(users):
    reader, editor = users[Role.READER], users[Role.EDITOR]
    tag = reader.get("/method").headers["etag"]
    assert reader.get("/method", headers={"If-None-Match": tag}).status_code == 304
    assert editor.get("/method", headers={"If-None-Match": tag}).status_code == 200
    assert "private" in reader.get("/method").headers["cache-control"]


def test_pages_of_two_users_of_one_role_have_tags_of_their_own(app, team, users):
    team.store.accounts.add("Second", PASSWORD, role=Role.CODER)
    other = TestClient(app, base_url=BASE, follow_redirects=False)
    log_in(other, "second")
    gao = next(iter(team.events.where(country="MLI"))).id[2:]
    for path in ("/method", f"/e/{gao}.json", "/events.json", "/review"):
        tags = {client.get(path).headers.get("etag") for client in (users[Role.CODER], other)}
        assert len(tags) == 2, path


def test_the_user_decides_in_their_own_name_and_as_far_as_their_role_goes(users, team):
    (gao,) = (view.id for view in team.events.where(country="MLI"))
    node = {"judgement": "accept", "event": gao}
    assert users[Role.READER].post("/api/v1/decisions", json=node).status_code == 403
    reply = users[Role.CODER].post("/api/v1/decisions", json=node)
    assert (reply.status_code, reply.json()["by"]) == (201, "Coder")
    assert users[Role.CODER].post("/api/v1/decisions", json=node | {"by": "Editor"}).status_code == 400
    assert users[Role.CODER].post("/api/v1/decisions", json={"judgement": "reject", "event": gao}).status_code == 403
    rejected = users[Role.EDITOR].post("/api/v1/decisions", json={"judgement": "reject", "event": gao}).json()["decision"]
    undo = {"judgement": "undo", "undo_of": rejected}
    assert users[Role.CODER].post("/api/v1/decisions", json=undo).json()["errors"][0]["code"] == "role-needed"
    assert users[Role.EDITOR].post("/api/v1/decisions", json=undo).status_code == 201
    form = {"csrf": csrf_of(users[Role.CODER].get("/account")), "judgement": "reject", "event": gao}
    assert users[Role.CODER].post("/decide", data=form).status_code == 403


def judgements_on(page):
    return {attrs["value"] for attrs in page.all("input") if attrs.get("name") == "judgement"}


def test_pages_offer_what_their_reader_may(users, team):
    (goma,) = (view.id for view in team.events.where(country="COD"))
    address = f"/e/{goma[2:]}"
    offered = {role: judgements_on(check(users[role].get(address, headers=HTML))) for role in Role}
    assert offered[Role.READER] == set()
    assert offered[Role.CODER] == {"accept", "comment"}
    assert offered[Role.EDITOR] == {"accept", "comment", "reject", "join", "state", "withdraw"}
    reader = check(users[Role.READER].get(address, headers=HTML))
    assert {attrs["data-key"] for _, attrs, _ in reader.elements if "data-key" in attrs} == {"]"}  # to read on
    assert not {"/review", "/admin"} & set(reader.links)
    assert "Forget" not in check(users[Role.READER].get("/saved", headers=HTML)).text
    assert {"/review", "/admin"} <= set(check(users[Role.ADMIN].get(address, headers=HTML)).links)


def test_an_event_that_waits_for_a_second_coder_is_hidden_from_coders_alone(users, team):
    node = {"judgement": "accept", "event": (goma := next(iter(team.events.where(country="COD"))).id)}
    made = users[Role.EDITOR].post("/api/v1/decisions", json=node).json()["decision"]
    for path in ("", "/history", "/r1"):
        assert users[Role.READER].get(f"/e/{goma[2:]}{path}", headers=HTML).status_code == 200
        assert users[Role.CODER].get(f"/e/{goma[2:]}{path}", headers=HTML).status_code == 303
    assert users[Role.EDITOR].post("/api/v1/decisions", json={"judgement": "undo", "undo_of": made}).status_code == 201


def test_a_token_may_what_its_scope_says(users, team, visitor):
    admin = users[Role.ADMIN]
    form = {"csrf": csrf_of(admin.get("/account")), "label": "nightly", "scope": "coder", "days": "30"}
    page = admin.post("/account/tokens", data=form)
    check(page)
    secret = re.search(r"dateline_[\w-]+", page.text)[0]
    assert secret not in admin.get("/account").text
    shown = {"Authorization": f"Bearer {secret}"}
    assert visitor.get("/events.json", headers=shown).status_code == 200
    basic = base64.b64encode(f"admin:{secret}".encode()).decode()
    assert visitor.get("/events.json", headers={"Authorization": f"Basic {basic}"}).status_code == 200
    assert visitor.get("/admin", headers=shown).status_code == 403
    assert visitor.get("/account", headers=shown).status_code == 401
    (goma,) = (view.id for view in team.events.where(country="COD"))
    reply = visitor.post("/api/v1/decisions", json={"judgement": "accept", "event": goma}, headers=shown)
    assert (reply.status_code, reply.json()["by"]) == (201, "Admin")
    form = {"csrf": csrf_of(admin.get("/account"))}
    assert admin.post("/account/tokens/T-1/revoke", data=form).status_code == 303
    assert visitor.get("/events.json", headers={"Authorization": f"Basic {basic}"}).status_code == 401
    for wrong in (secret, "dateline_guess", ""):
        reply = visitor.get("/events.json", headers={"Authorization": f"Bearer {wrong}"})
        assert reply.status_code == 401
    assert (
        users[Role.CODER]
        .post("/account/tokens/T-1/revoke", data={"csrf": csrf_of(users[Role.CODER].get("/account"))})
        .status_code
        == 404
    )


def test_a_token_shown_over_a_session_counts(users):
    assert users[Role.ADMIN].get("/events", headers={"Authorization": "Bearer x"}).status_code == 401


def test_changing_the_password_ends_the_other_browsers(app, team):
    team.store.accounts.add("Eva", PASSWORD, role=Role.READER)
    one, other = (TestClient(app, base_url=BASE, follow_redirects=False) for _ in range(2))
    assert (log_in(one, "eva").status_code, log_in(other, "eva").status_code) == (303, 303)

    def change(old, new):
        return one.post("/account/password", data={"csrf": csrf_of(one.get("/account")), "old": old, "new": new})

    assert change("wrong password", "nine loud mountains").status_code == 400
    assert "password-weak" in change(PASSWORD, "short").text
    assert change(PASSWORD, "nine loud mountains").status_code == 303
    assert one.get("/events").status_code == 200
    assert other.get("/events").status_code == 401


def test_a_disabled_user_is_out_at_once(app, team):
    team.store.accounts.add("Ito", PASSWORD, role=Role.EDITOR)
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    log_in(client, "ito")
    assert client.get("/events").status_code == 200
    team.store.accounts.set_disabled("Ito", disabled=True)
    assert client.get("/events").status_code == 401


def test_a_desk_of_one_asks_nobody(team):
    client = client_of(team)
    assert client.get("/events").status_code == 200
    assert client.get("/login").headers["location"] == "/events"
    assert client.get("/account").status_code == 400
    page = client.get("/events")
    assert "Log in" not in page.text


def test_a_store_that_cannot_be_reached_lets_nobody_in_and_is_told(app, users):
    from dateline.errors import StoreError

    broken = mock.patch("dateline.store.keys.Keys.session", side_effect=StoreError("store-connection", "no answer", fix="Wait."))
    with broken:
        reply = users[Role.ADMIN].get("/events.json")
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (503, "store-connection")


def test_a_reader_compares_and_a_coder_keeps_the_list(users, team):
    rows = "date,place,country,killed\n2026-03-01,Gao,MLI,7\n"

    def send(role, **fields):
        given = {"csrf": csrf_of(users[role].get("/compare"))} | fields
        return users[role].post("/compare", data=given, files={"file": ("theirs.csv", rows)})

    assert send(Role.READER, **{"as": "json"}).json()["matched"] == 1
    assert 'name="keep"' not in users[Role.READER].get("/compare").text
    assert send(Role.READER, keep="theirs").status_code == 403
    assert send(Role.CODER, keep="theirs").status_code == 303
    assert users[Role.READER].get("/compare.csv?list=theirs.csv").text.count("matched") > 1
    refused = users[Role.READER].post(
        "/compare/forget", data={"csrf": csrf_of(users[Role.READER].get("/compare")), "list": "theirs.csv"}
    )
    assert (refused.status_code, [*(team.own.folder / "lists").iterdir()] != []) == (403, True)
