"""History, changes, agreement, actors, quality and admin pages."""

import pytest
from desk_checks import check
from test_review_page import desk, forms, gao, send  # noqa: F401 - a fixture

from dateline.store import Crossed
from dateline.web.quality_page import delays, gaps, months, months_between

PAGES = ("/changes", "/agreement", "/actors", "/quality", "/admin")


@pytest.mark.parametrize("address", PAGES)
def test_page_is_sound_before_and_after_decisions(desk, address):  # noqa: F811
    client, project = desk
    check(client.get(address))
    project.choose(gao(project).id, "killed", "8", by="tomas", why="<b>the hospital</b>")
    check(client.get(address))
    assert check(client.get(f"{address}?nothing=1"), status=400)


def test_history_tells_what_each_revision_changed(desk):  # noqa: F811
    client, project = desk
    view = gao(project)
    project.choose(view.id, "killed", "8", by="mira", why="the hospital's list")
    page = check(client.get(f"/e/{view.id[2:]}/history"))
    assert "2 revisions" in page.text
    assert "the hospital's list" in page.text
    assert [tag for tag, _, _ in page.elements if tag in ("del", "ins")]
    first = check(client.get(f"/e/{view.id[2:]}/r1"))
    assert "there is a newer one" in first.text
    assert check(client.get(f"/e/{view.id[2:]}/r9"), status=404)
    assert check(client.get("/e/2222222/history"), status=404)


def test_history_is_hidden_from_a_second_coder(desk):  # noqa: F811
    client, project = desk
    view = gao(project)
    project.choose(view.id, "killed", "8", by="tomas")
    for part in ("", "/history", "/r1"):
        reply = client.get(f"/e/{view.id[2:]}{part}")
        assert (reply.status_code, reply.headers.get("location")) == (303, f"/review/{view.id[2:]}")


def test_changes_are_listed_the_latest_first(desk):  # noqa: F811
    client, project = desk
    project.reject(gao(project).id, by="mira", why="no such day")
    page = check(client.get("/changes"))
    assert page.text.index("withdrawn") < page.text.index("added, revision 1")
    assert "no such day" in page.text
    only = check(client.get("/changes?kind=withdrawn"))
    assert "added, revision" not in only.text
    assert check(client.get("/changes?kind=burned"), status=400)
    assert check(client.get("/changes?before=x"), status=400)


def test_agreement_compares_coders_with_the_machine(desk):  # noqa: F811
    client, project = desk
    project.choose(gao(project).id, "killed", "8", by="mira")
    page = check(client.get("/agreement"))
    assert "machine and mira" in page.text
    assert "1 difference" in page.text


def test_actor_has_its_names_events_and_look_alikes(desk):  # noqa: F811
    client, project = desk
    page = check(client.get("/actors"))
    assert "Raiders" in page.text
    link = next(link for link in page.links if link.startswith("/a/") and "aiders" in link.lower())
    page = check(client.get(link))
    assert gao(project).id in page.text
    assert check(client.get("/a/nobody"), status=404)
    assert "No event names an actor" in check(client.get("/actors?q=nobody")).text
    own = check(client.get("/a/jnim"))
    assert "In the registry" in own.text


def test_event_page_has_forms_that_decide(desk):  # noqa: F811
    client, project = desk
    view = gao(project)
    page = check(client.get(f"/e/{view.id[2:]}"))
    (fields,) = forms(page, "reject")
    reply = send(client, fields)
    assert reply.headers["location"] == f"/e/{view.id[2:]}?done=D-1"
    page = check(client.get(reply.headers["location"]), status=410)
    assert "D-1: reject" in page.text
    assert forms(page, "undo")


def test_months_have_no_gaps_and_steps_are_told():
    assert months_between("2025-11", "2026-02") == ("2025-11", "2025-12", "2026-01", "2026-02")
    states = [Crossed("machine", "2026-01", 10), Crossed("coded", "2026-03", 40), Crossed("machine", None, 3)]
    documents = [Crossed("Old", "2026-01", 10), Crossed("Old", "2026-03", 10), Crossed("New", "2026-03", 30)]
    found = months(states, documents)
    assert [(one.month, one.n_events, one.is_step) for one in found] == [
        ("2026-01", 10, False),
        ("2026-02", 0, False),
        ("2026-03", 40, True),
    ]
    assert found[2].new_outlets == ("New",)
    assert months([], []) == ()


def test_gaps_and_delays():
    labels, rows = gaps([Crossed("MLI", "2026-01", 2), Crossed("MLI", "2026-03", 1), Crossed("COD", "2026-02", 9)])
    assert labels == ("2026-01", "2026-02", "2026-03")
    assert rows == (("COD", (0, 9, 0)), ("MLI", (2, 0, 1)))
    assert gaps([]) == ((), ())
    days = [
        Crossed("2026-03-01", "2026-03-01", 2),
        Crossed("2026-03-01", "2026-03-05", 1),
        Crossed("2026-03-01", "2026-02-05", 4),
    ]
    assert delays(days) == (("before its day", 4), ("the same day", 2), ("within a week", 1))
