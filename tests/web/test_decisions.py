"""Deciding by program: what is stored, what is refused, and that nobody overrules what they have not seen."""

import json
from datetime import UTC, datetime

import pytest
from desk_checks import BASE, client_of
from invented_reports import report

DOCS = (
    report("d1", "Raiders killed 3 traders in Gao on 2026-03-04", outlet="Karsa Post"),
    report("d2", "Raiders killed 7 traders in Gao on 2026-03-04", outlet="Radio Meru"),
    report("d3", "Militia killed 2 nurses in Goma on 2026-04-20"),
)


@pytest.fixture
def project(project_of, monkeypatch):
    monkeypatch.setattr("dateline.find.model_digest", lambda: "sha256:model")
    monkeypatch.setenv("DATELINE_USER", "mira")
    return project_of("sahel", DOCS)


@pytest.fixture
def client(project):
    return client_of(project)


@pytest.fixture
def gao(project):
    (found,) = {view.id for view in project.events if view.event.place.value.name == "Gao"}
    return found


def post(client, headers=None, **node):
    return client.post("/api/v1/decisions", json=node, headers=headers)


def test_a_decision_is_stored_and_says_how_to_take_it_back(client, project, gao):
    reply = post(client, judgement="choose", event=gao, field="killed", value="5", why="the hospital's list", revision=1)
    assert reply.status_code == 201
    node = reply.json()
    assert (node["ok"], node["decision"], node["by"], node["undo"]) == (
        True,
        "D-1",
        "mira",
        {"judgement": "undo", "undo_of": "D-1"},
    )
    assert node["events"] == [{"event": gao, "revision": 2}]
    assert (reply.headers["location"], reply.headers["dateline-revision"]) == (f"/e/{gao[2:]}", "2")
    assert project.event(gao).killed.best.value == 5
    assert post(client, **node["undo"]).status_code == 201
    assert project.event(gao).killed.best.value == 7
    told = client.get("/api/v1/decisions").json()["rows"]
    assert [(one["decision"], one["state"]) for one in told] == [("D-1", "undone"), ("D-2", "holds")]
    assert told[0]["words"] == f"choose {gao} killed = 5"


def test_the_tag_of_an_event_is_taken_as_the_revision_that_was_seen(client, gao):
    tag = client.get(f"/api/v1/events/{gao}").headers["etag"]
    assert tag.startswith('"r1-')
    assert client.get(f"/api/v1/events/{gao}", headers={"If-None-Match": tag}).status_code == 304
    assert post(client, {"If-Match": tag}, judgement="accept", event=gao, by="tomas").status_code == 201
    assert post(client, {"If-Match": tag}, judgement="accept", event=gao).status_code == 409
    now = client.get(f"/api/v1/events/{gao}").headers["etag"]
    assert now.startswith('"r2-')
    assert post(client, {"If-Match": now}, judgement="accept", event=gao).status_code == 201
    assert post(client, {"If-Match": "*"}, judgement="accept", event=gao).status_code == 201


def test_a_conflict_tells_the_newer_revision_and_who_made_it(client, project, gao):
    post(client, judgement="choose", event=gao, field="killed", value="5", by="tomas", why="counted", revision=1)
    reply = post(client, judgement="choose", event=gao, field="killed", value="6", revision=1)
    assert reply.status_code == 409
    node = reply.json()
    assert (node["ok"], node["status"]) == (False, 409)
    (error,) = node["errors"]
    assert (error["code"], error["field"]) == ("revision-newer", gao)
    assert "revision 2" in error["message"]
    newer = {name: node["newer"][name] for name in ("revision", "by", "decision", "judgement", "reason", "kind")}
    assert newer == {
        "revision": 2,
        "by": "tomas",
        "decision": "D-1",
        "judgement": "choose",
        "reason": "counted",
        "kind": "changed",
    }
    assert reply.headers["dateline-revision"] == "2"
    assert len(project.decisions()) == 1


@pytest.mark.parametrize(
    ("node", "code_", "field"),
    [
        ({"judgement": "weigh"}, "decision-judgement", "judgement"),
        ({"judgement": "accept"}, "decision-lacks", "event"),
        ({"judgement": "accept", "evnt": "E"}, "unknown-field", "evnt"),
        ({"judgement": 3}, "field-type", "judgement"),
        ({"judgement": "accept", "revision": "1"}, "field-type", "revision"),
        ({"judgement": "accept", "revision": True}, "field-type", "revision"),
        ({"judgement": "join", "events": "E-7K3QWX4"}, "field-type", "events"),
        ({"judgement": "code", "values": ["killed"]}, "field-type", "values"),
        ({"judgement": "code", "blind": "yes"}, "field-type", "blind"),
        ({"judgement": "same", "kind": "thing", "names": ["a", "b"]}, "same-kind", "kind"),
        ({"judgement": "same", "kind": "actor", "names": ["a"]}, "same-names", "names"),
        ({}, "decision-judgement", "judgement"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(client, project, node, code_, field):
    reply = client.post("/api/v1/decisions", json=node)
    assert reply.status_code == 400
    (error,) = reply.json()["errors"]
    assert (error["code"], error["field"]) == (code_, field)
    assert error["fix"]
    assert project.decisions() == ()


@pytest.mark.parametrize(
    ("headers", "body", "code_"),
    [
        ({"Origin": "https://elsewhere.example"}, b"{}", "origin-foreign"),
        ({"Origin": "null"}, b"{}", "origin-foreign"),
        ({"Sec-Fetch-Site": "cross-site"}, b"{}", "origin-foreign"),
        ({"Content-Type": "text/plain"}, b"{}", "body-type"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"judgement=accept", "body-type"),
        ({}, b"{", "body-json"),
        ({}, b"[]", "body-json"),
        ({}, b"\xff", "body-json"),
        ({}, b"[" * 100_000, "body-json"),
        ({}, b" " * 300_000, "body-length"),
        ({"If-Match": "whatever"}, b'{"judgement": "undo"}', "if-match"),
    ],
)
def test_only_json_of_this_desk_or_of_a_program_is_taken(client, headers, body, code_):
    reply = client.post("/api/v1/decisions", content=body, headers={"Content-Type": "application/json", **headers})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["code"] == code_


def test_faults_are_json_at_either_address(client):
    for path in ("/decisions", "/api/v1/decisions"):
        assert client.post(path, content=b"{}", headers={"Content-Type": "text/plain"}).json()["errors"][0]["code"] == "body-type"


def test_a_page_of_the_desk_may_decide(client, gao):
    assert post(client, {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}, judgement="accept", event=gao).status_code == 201


def test_a_dry_run_stores_nothing(client, project, gao):
    reply = post(client, judgement="reject", event=gao, dry_run=True)
    assert (reply.status_code, reply.json()["dry_run"], reply.json()["undo"]) == (200, True, None)
    assert project.decisions() == ()


def test_an_event_that_is_not_there_is_missing(client):
    assert post(client, judgement="accept", event="E-22222222").status_code == 404


def test_the_feed_of_changes(client, gao):
    page = client.get("/api/v1/changes?limit=1").json()
    assert (page["rows"][0]["kind"], page["rows"][0]["by"], page["next"]) == ("added", "machine", page["rows"][0]["cursor"])
    assert client.get(page["next_url"]).json()["rows"][0]["kind"] == "added"
    last = client.get("/changes.json").json()["last"]
    post(client, judgement="withdraw", event=gao, why="a drill")
    (row,) = client.get(f"/changes.json?since={last}").json()["rows"]
    assert (row["kind"], row["event"], row["reason"], row["by"]) == ("withdrawn", gao, "a drill", "mira")
    gone = client.get(f"/api/v1/events/{gao}")
    assert (gone.status_code, gone.json()["withdrawn"]["reason"], gone.json()["withdrawn"]["by"]) == (410, "a drill", "mira")
    lines = [json.loads(line) for line in client.get("/api/v1/changes.ndjson").text.splitlines()]
    assert [line["kind"] for line in lines] == ["added", "added", "withdrawn"]
    assert [one["kind"] for one in client.get("/changes.json?kind=withdrawn").json()["rows"]] == ["withdrawn"]
    for query, code_ in (
        ("since=x", "cursor-shape"),
        ("limit=0", "limit-range"),
        ("kind=new", "change-kind"),
        ("from=x", "moment-shape"),
    ):
        for path in ("/changes.json", "/changes.ndjson")[: 1 if query == "limit=0" else 2]:
            reply = client.get(f"{path}?{query}")
            assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, code_)


def test_revisions_with_their_differences(client, gao):
    post(client, judgement="choose", event=gao, field="killed", value="5")
    first, second = client.get(f"/api/v1/events/{gao}/revisions").json()["rows"]
    assert (first["revision"], first["differences"]) == (1, [])
    assert {"field": "deaths", "before": "3 – 7 – 7", "after": "5"} in second["differences"]


def test_the_queue_hides_from_a_second_coder_what_the_first_one_chose(client, gao):
    (first, _) = client.get("/api/v1/queue").json()["rows"]
    assert (first["event"], first["questions"][0]["field"], first["questions"][0]["ours"]) == (gao, "harm.killed", "3 – 7 – 7")
    post(client, judgement="code", event=gao, values={"killed": "5"})
    assert gao not in {row["event"] for row in client.get("/queue.json").json()["rows"]}
    reply = client.get("/queue.json?by=tomas&stage=second").json()
    (row,) = reply["rows"]
    assert (row["event"], row["blind"], {one["ours"] for one in row["questions"]}) == (gao, True, {None})
    assert '"5"' not in json.dumps(reply)
    post(client, judgement="code", event=gao, values={"killed": "7"}, by="tomas", blind=True)
    (row,) = client.get("/queue.json?stage=settle").json()["rows"]
    assert row["reasons"][0] == "mira and tomas differ on deaths"
    told = client.get("/agreement.json").json()
    assert {one["coder"] for one in told["coders"]} == {"mira", "tomas"}
    assert next(one for one in told["fields"] if one["field"] == "harm.killed")["coders"] == ["machine", "mira", "tomas"]
    assert client.get("/queue.json?stage=third").status_code == 400


def test_the_data_as_they_were(client, project, gao):
    then = datetime.now(UTC).isoformat()
    post(client, judgement="withdraw", event=gao, why="a drill")
    assert client.get("/events.json?include=count").json()["count"] == 1
    past = {"as_of": then}
    node = client.get("/events.json", params=past | {"include": "count,facets", "limit": "1"}).json()
    assert node["count"] == 2
    assert {one["value"] for one in node["facets"]["country"]} == {"MLI", "COD"}
    both = [node["rows"][0], *client.get(node["next_url"]).json()["rows"]]
    assert {row["event_id"] for row in both} >= {gao}
    assert len(both) == 2
    assert client.get("/events.csv", params=past).headers["dateline-rows"] == "2"
    lines = [json.loads(line) for line in client.get("/api/v1/events.ndjson", params=past).text.splitlines()]
    assert {line["id"]: line["state"] for line in lines}[gao] == "machine"
    assert len(next(line for line in lines if line["id"] == gao)["claims"]) == 2
    assert client.get("/events/map.json", params=past | {"cell": "10"}).status_code == 200
    page = client.get("/events", params=past)
    assert "2 events" in page.text
    assert "As known on" in page.text
    assert "0 events" in client.get("/events?as_of=2020-01-01").text
    reply = client.get("/events.json?as_of=monday")
    assert (reply.status_code, reply.json()["errors"][0]["field"]) == (400, "as_of")


def test_a_decision_that_is_sent_again_under_its_key_is_made_once(client, project, gao):
    node = {"judgement": "choose", "event": gao, "field": "killed", "value": "5", "revision": 1}
    replies = [post(client, headers={"Idempotency-Key": '"a1"'}, **node) for _ in range(3)]
    assert [(reply.status_code, reply.json()["decision"]) for reply in replies] == [(201, "D-1")] * 3
    assert post(client, key="a1", by="tomas", judgement="accept", event=gao).json()["decision"] == "D-2"
    assert len(project.decisions()) == 2
    reply = post(client, key="a1", judgement="reject", event=gao)
    assert (reply.status_code, reply.json()["errors"][0]["code"]) == (400, "decision-key")
    assert project.store.decisions.audit().is_whole
