"""The review queue and its forms."""

import re
from urllib.parse import urlsplit

import invented_reports
import pytest
from desk_checks import HOSTILE, check, client_of

REPORTS = (
    ("one", "Raiders killed 7 villagers in Gao on 2026-03-01", "Bend Courier"),
    ("two", "Raiders killed 9 villagers in Gao on 2026-03-01", "Radio Meru"),
    ("three", "Soldiers killed 2 herders in Goma on 2026-02-20", "Lake Times"),
)


@pytest.fixture
def desk(project_of, monkeypatch):
    """A desk to decide on, and its project; `mira` sits at it."""
    monkeypatch.setenv("DATELINE_USER", "mira")
    monkeypatch.setattr("dateline.find.model_digest", lambda: "sha256:model")
    docs = tuple(invented_reports.report(name, told, outlet=outlet, title=HOSTILE) for name, told, outlet in REPORTS)
    project = project_of("karsa", docs)
    return client_of(project), project


def gao(project):
    return next(view for view in project.events if view.event.place.value.name == "Gao")


def forms(page, judgement):
    """The forms of a page that decide so, each as its fields."""
    found, fields = [], None
    for tag, attrs, _ in page.elements:
        if tag == "form":
            fields = {}
            found.append(fields)
        elif tag == "input" and fields is not None and "name" in attrs:
            fields.setdefault(attrs["name"], attrs.get("value", ""))
        elif tag == "button" and fields is not None and "name" in attrs:
            fields.setdefault(attrs["name"], attrs["value"])
    return [fields for fields in found if fields.get("judgement") == judgement]


def send(client, fields, **more):
    return client.post("/decide", data=fields | more)


def test_queue_begins_with_what_claims_disagree_on(desk):
    client, project = desk
    page = check(client.get("/review"))
    assert gao(project).id in page.text
    assert "claims disagree on deaths" in page.text
    assert "2 events: 2 machine" in page.text
    assert "How many were killed?" in page.text
    assert page.text.index("How many were killed?") < page.text.index("What happened?")
    assert "as mira" in page.text


def test_words_behind_each_value_are_marked_beside_it(desk):
    client, _ = desk
    page = check(client.get("/review"))
    assert any("claim" in attrs.get("class", "").split() for attrs in page.all("span"))
    assert [link for link in page.links if re.fullmatch(r"/d/one\?span=\d+-\d+#span", link)]


def test_accepted_event_leaves_the_queue_and_its_undo_is_offered(desk):
    client, project = desk
    view = gao(project)
    (fields,) = forms(check(client.get("/review")), "accept")
    reply = send(client, fields)
    assert (reply.status_code, reply.headers["location"]) == (303, "/review?done=D-1")
    assert project.event(view.id).event.state == "coded"
    page = check(client.get(reply.headers["location"]))
    assert "D-1: accept" in page.text
    assert view.id not in page.text.partition("Your last decisions")[0].partition("is stored")[2]
    undo = forms(page, "undo")[0]
    assert send(client, undo).status_code == 303
    assert project.event(view.id).event.state == "machine"
    assert "taken back by D-2" in check(client.get("/review?done=D-1")).text


def test_form_that_is_sent_twice_decides_once(desk):
    client, project = desk
    (fields,) = forms(check(client.get(f"/review/{gao(project).id[2:]}")), "comment")[-1:]
    fields = fields | {"why": "ask the hospital"}
    assert send(client, fields).headers["location"] == send(client, fields).headers["location"]
    assert [one.reason for one in project.store.decisions.all()] == ["ask the hospital"]


def test_other_words_from_the_same_page_are_another_decision(desk):
    client, project = desk
    (fields,) = forms(check(client.get(f"/review/{gao(project).id[2:]}")), "comment")[-1:]
    for why in ("one", "two", "one"):
        assert send(client, fields, why=why).status_code == 303
    assert [one.reason for one in project.store.decisions.all()] == ["one", "two", "one"]


def test_old_page_that_is_gone_back_to_is_no_second_click(desk):
    client, project = desk
    view = gao(project)
    (fields,) = forms(check(client.get(f"/e/{view.id[2:]}")), "accept")
    assert send(client, fields).status_code == 303
    project.undo("D-1", by="mira")
    assert "Somebody was faster" in check(send(client, fields), status=409).text


def test_events_that_a_run_changed_have_a_tab(desk):
    client, _ = desk
    page = check(client.get("/review?stage=again"))
    assert "/review?stage=again" in page.links
    assert "Nothing waits for you here" in page.text


def test_value_is_chosen_by_the_claim_that_gives_it(desk):
    client, project = desk
    view = gao(project)
    page = check(client.get(f"/review/{view.id[2:]}"))
    fields = next(one for one in forms(page, "choose") if one["field"] == "harm.killed")
    nine = next(claim.id for claim in view.claims if claim.claim.harm[0].count.best == 9)
    reply = send(client, fields, claim=nine)
    assert reply.headers["location"] == f"/review/{view.id[2:]}?done=D-1"
    assert project.event(view.id).killed.best.value == 9
    assert "decided by mira" in check(client.get(reply.headers["location"])).text


def test_value_is_edited_with_its_words(desk):
    client, project = desk
    view = gao(project)
    fields = next(one for one in forms(check(client.get("/review")), "edit") if one["field"] == "harm.killed")
    reply = send(client, fields, value="8", words="eight dead", source="a call to the mayor")
    assert reply.status_code == 303
    assert project.event(view.id).killed.best.value == 8
    bare = send(client, fields, value="6", words="", why="")
    assert bare.status_code in (400, 409)


def test_decision_on_what_has_changed_is_refused_with_what_changed(desk):
    client, project = desk
    view = gao(project)
    (fields,) = forms(check(client.get("/review")), "accept")
    project.choose(view.id, "killed", "8", by="tomas")
    reply = send(client, fields)
    page = check(reply, status=409)
    assert "Somebody was faster" in page.text
    assert "revision-newer" in page.text
    (again,) = forms(page, "accept")
    assert int(again["revision"]) == project.event(view.id).event.version
    assert send(client, again).status_code == 303
    assert project.event(view.id).event.state == "checked"


def test_second_coder_is_blind_until_both_are_in(desk, monkeypatch):
    client, project = desk
    view = gao(project)
    project.choose(view.id, "killed", "8", by="tomas")
    page = check(client.get(f"/review/{view.id[2:]}"))
    assert "Another person has coded this event" in page.text
    assert not forms(page, "choose")
    assert "8" not in [word for words in page.words for word in words.split()]
    (fields,) = forms(page, "code")
    own = {"choice:action": "shooting", "typed:harm.killed": "9", "choice:time": "unknown"}
    reply = client.post("/decide", data={"csrf": fields["csrf"], "judgement": "code", "event": view.id, "blind": "yes"} | own)
    assert reply.status_code == 303
    assert "Another person has coded" not in check(client.get(f"/review/{view.id[2:]}")).text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"csrf": "0" * 32}, "form-stale"),
        ({"csrf": ""}, "form-stale"),
        ({"judgement": "burn"}, "decide-judgement"),
        ({"revision": "x"}, "decide-revision"),
        ({"event": "E-2222222"}, "event-missing"),
    ],
)
def test_form_that_is_not_the_desks_own_decides_nothing(desk, change, code):
    client, project = desk
    (fields,) = forms(check(client.get("/review")), "accept")
    reply = send(client, fields | change)
    assert reply.status_code in (400, 404)
    assert code in reply.text
    assert not project.store.decisions.all()


def test_form_from_another_site_is_refused(desk):
    client, project = desk
    (fields,) = forms(check(client.get("/review")), "accept")
    reply = client.post("/decide", data=fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert "form-foreign" in reply.text
    assert client.post("/decide", json=fields).status_code == 400
    assert not project.store.decisions.all()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])
def test_way_back_stays_on_the_desk(desk, back):
    client, _ = desk
    (fields,) = forms(check(client.get("/review")), "accept")
    to = urlsplit(send(client, fields, back=back).headers["location"])
    assert (to.scheme, to.netloc) == ("", "")
    assert to.path.startswith("/e/")


def test_reports_are_split_off_and_joined_again(desk):
    client, project = desk
    view = gao(project)
    (fields,) = forms(check(client.get(f"/review/{view.id[2:]}")), "split")
    reply = send(client, fields, why="another market")
    assert reply.status_code == 303
    assert len(project.events) == 3
    other = next(one for one in project.events if one.event.place.value.name == "Gao" and one.id != view.id)
    (fields,) = forms(check(client.get(f"/review/{view.id[2:]}")), "join")
    assert send(client, fields, events=other.id).status_code == 303
    assert len(project.events) == 2


def test_empty_queue_says_so(desk):
    client, project = desk
    for view in list(project.events):
        project.accept(view.id, by="mira")
    assert "Nothing waits for you" in check(client.get("/review")).text
    assert "Nothing waits for you here" in check(client.get("/review?stage=first")).text


def test_unknown_stage_is_an_error(desk):
    client, _ = desk
    assert check(client.get("/review?stage=last"), status=400)
