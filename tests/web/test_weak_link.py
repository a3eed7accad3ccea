"""What leaves where an event is split at its weakest link, and what is open about an event."""

from dataclasses import replace
from types import SimpleNamespace

from desk_checks import check
from test_review_page import desk, forms, gao, send  # noqa: F401 - a fixture

from dateline.model import EventState, Match, PlacePrecision, TimePrecision
from dateline.web.open_questions import open_questions
from dateline.web.weak_link import weaker_part


def told(view):
    return {one.words: one.why for one in open_questions(view, "/review/X")}


def linked(view, *links):
    """The view, held together by these links of the positions of its incidents."""
    refs = [incident.ref for incident in view.incidents]
    matches = tuple(Match(left=refs[a], right=refs[b], score=score) for a, b, score in links)
    return replace(view, event=replace(view.event, matches=matches))


def test_split_here_takes_the_weaker_part_away_and_its_undo_is_told(desk):  # noqa: F811
    client, project = desk
    view = gao(project)
    (fields,) = [one for one in forms(check(client.get(f"/e/{view.id[2:]}")), "split") if one["incidents"].startswith("C-")][:1]
    reply = send(client, fields)
    assert reply.headers["location"] == f"/e/{view.id[2:]}?done=D-1"
    assert len(project.event(view.id).documents) == 1
    page = check(client.get(reply.headers["location"]))
    assert "D-1: split" in page.text
    assert send(client, forms(page, "undo")[0]).status_code == 303
    assert len(project.event(view.id).documents) == 2


def test_page_says_which_report_leaves(desk):  # noqa: F811
    client, project = desk
    page = check(client.get(f"/e/{gao(project).id[2:]}"))
    assert "Split here, and this report leaves: Radio Meru , 2026-03-05. It gets an id of its own" in page.text


def test_lighter_side_leaves():
    claims = [
        SimpleNamespace(id=f"C-{name}", document=SimpleNamespace(id=name, published=None), incident=SimpleNamespace(ref=name))
        for name in "abcd"
    ]
    links = (Match(left="a", right="b", score=5.0), Match(left="b", right="c", score=1.0), Match(left="c", right="d", score=9.0))
    view = SimpleNamespace(
        why=lambda: links,
        claims=claims,
        incidents=[claim.incident for claim in claims],
        documents=[claim.document for claim in claims],
    )
    part = weaker_part(view, {"d": "b"})
    assert [name for name, _ in part.leaving] == ["C-c", "C-d"]
    assert [doc.id for doc in part.torn] == ["d"]
    uneven = SimpleNamespace(**{**vars(view), "why": lambda: (*links[:1], replace(links[1], score=7.0), links[2])})
    assert [name for name, _ in weaker_part(uneven, {}).leaving] == ["C-a"]


def test_nothing_leaves_where_nothing_was_joined_or_other_links_hold(desk):  # noqa: F811
    _, project = desk
    view = gao(project)
    assert weaker_part(linked(view), {}) is None
    assert weaker_part(linked(view, (0, 1, 2.0), (0, 1, 3.0)), {}) is None


def test_open_questions_name_what_is_disputed_missing_or_thin(desk):  # noqa: F811
    _, project = desk
    view = gao(project)
    assert told(view) == {"How many were killed?": "claims say 7 (1), 9 (1)"}
    event = view.event
    vague = replace(
        event,
        n_independent=1,
        perpetrators=(),
        time=replace(event.time, value=replace(event.time.value, precision=TimePrecision.MONTH)),
        place=replace(event.place, value=replace(event.place.value, precision=PlacePrecision.PROVINCE)),
    )
    found = told(linked(replace(view, event=vague), (0, 1, 1.0)))
    assert found["Who did it?"] == "no report names them"
    assert found["Where exactly was it?"] == "only Gao, Mali is known (province)"
    assert found["On which day was it?"] == "only 2026-03 is known"
    assert found["Do all these reports tell of one event?"] == "weakest link: odds of about 3 to 1 that both are one occurrence"
    assert found["Does anybody else tell of it?"] == "one independent source alone"


def test_what_people_decided_is_not_open(desk):  # noqa: F811
    _, project = desk
    project.choose(gao(project).id, "killed", "8", by="mira")
    assert "How many were killed?" not in told(gao(project))
    view = gao(project)
    assert told(replace(view, event=replace(view.event, state=EventState.FINAL))) == {}
