"""Revisions, differences, the feed of changes, and the project as it was."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_reports import code, code_with_other_keys, report

from dateline.errors import InputError
from dateline.model import EventState
from dateline.review import Difference
from dateline.run.history import moment

DOCS = (
    report("d1", "Raiders killed 3 traders in Gao on 2026-03-04", outlet="Karsa Post", published="2026-03-05"),
    report("d2", "Raiders killed 7 traders in Gao on 2026-03-04", outlet="Radio Meru", published="2026-03-05"),
    report("d3", "Militia killed 2 nurses in Goma on 2026-04-20", published="2026-04-21"),
    report("d4", "Militia killed 4 miners in Bunia on 2026-02-02", published="2026-02-03"),
)


@pytest.fixture
def told(project_over):
    return project_over(DOCS)


def at(project, place):
    (found,) = {view.id for view in project.events if view.event.place.value.name == place}
    return found


def now():
    return datetime.now(UTC).isoformat()


def kinds(project, **options):
    return [(one.kind, one.event, one.revision) for one in project.history.changes(**options).rows]


def test_every_change_is_a_revision_with_who_and_why(told):
    gao = at(told, "Gao")
    told.choose(gao, "killed", "5", by="mira", why="the hospital's list")
    told.accept(gao, by="tomas")
    told.comment(gao, "well done", by="ana")
    first, second, third = told.history.of(gao)
    assert (first.revision, first.kind, first.state, first.by, first.decision) == (1, "added", EventState.MACHINE, None, None)
    assert (second.revision, second.kind, second.by, second.reason, second.judgement) == (
        2,
        "changed",
        "mira",
        "the hospital's list",
        "choose",
    )
    assert (third.revision, third.state, third.decision, third.until) == (3, EventState.CHECKED, "D-2", None)
    assert first.until == second.at
    assert second.until == third.at
    assert told.event(gao).event.version == 3


def test_differences_are_told_field_by_field(told):
    gao = at(told, "Gao")
    told.choose(gao, "killed", "5", by="mira")
    told.choose(gao, "weapon", "unknown", by="tomas")
    assert told.history.differences(gao, 1, 2) == (
        Difference("state", "machine", "coded"),
        Difference("deaths", "3 – 7 – 7", "5"),
    )
    assert [one.field for one in told.history.differences(gao)] == [one.field for one in told.history.differences(gao, 2, 3)]
    assert told.history.differences(gao, 2, 2) == ()
    assert told.history.differences(gao, 1)[0] == Difference("state", "machine", "coded")
    with pytest.raises(InputError, match="revision-missing"):
        told.history.differences(gao, 7)


def test_past_revisions_are_as_they_were_when_documents_are_coded_again(told, model):
    gao = at(told, "Gao")
    before = told.event(gao).event
    told.choose(gao, "killed", "5", by="mira")
    model("sha256:better")
    told.run(workers=1, coder=code_with_other_keys)
    assert told.history.event(gao, 1) == replace(before, matches=())
    assert told.history.event(gao, 2).harm[0].decided.by == "mira"


def test_the_feed_tells_joins_splits_and_withdrawals_with_successors(told):
    gao, goma, bunia = (at(told, name) for name in ("Gao", "Goma", "Bunia"))
    start = told.history.changes().last
    assert {(kind, revision) for kind, _, revision in kinds(told)} == {("added", 1)}
    (left,) = told.join(goma, bunia, by="mira", why="one attack").events
    gone = goma if left == bunia else bunia
    joined = {one.event: one for one in told.history.changes(after=start).rows}
    assert (joined[gone].kind, joined[gone].successors, joined[gone].by) == ("joined", (left,), "mira")
    assert (joined[left].kind, joined[left].successors, joined[left].reason) == ("changed", (), "one attack")
    start = told.history.changes().last
    told.undo("D-1", by="tomas")
    parted = {one.event: one for one in told.history.changes(after=start).rows}
    assert (parted[left].kind, parted[left].successors) == ("split", (gone,))
    assert (parted[gone].kind, parted[gone].revision, parted[gone].by) == ("added", 3, "tomas")
    start = told.history.changes().last
    told.withdraw(gao, by="mira", why="a drill")
    (withdrawn,) = told.history.changes(after=start).rows
    assert (withdrawn.kind, withdrawn.event, withdrawn.reason, withdrawn.state) == (
        "withdrawn",
        gao,
        "a drill",
        EventState.WITHDRAWN,
    )


def test_a_report_that_is_told_no_more_withdraws_its_event_by_the_machine(told):
    goma = at(told, "Goma")
    start = told.history.changes().last
    told.store.codings.record("d3", (), run=1, coder=told._plan().coder)
    told.run(workers=1, coder=code)
    (one,) = told.history.changes(after=start).rows
    assert (one.kind, one.event, one.by, one.reason) == ("withdrawn", goma, None, "no report tells of it any more")


def test_the_feed_has_pages_and_kinds(told):
    gao = at(told, "Gao")
    told.choose(gao, "killed", "5", by="mira")
    whole, found, after = kinds(told), [], 0
    while True:
        page = told.history.changes(after=after, limit=1)
        found += [(one.kind, one.event, one.revision) for one in page.rows]
        if page.next is None:
            break
        after = page.next
    assert found == whole
    assert kinds(told, kinds=("changed",)) == [("changed", gao, 2)]
    assert told.history.changes(after=page.last).rows == ()
    assert told.history.changes(after=page.last).last == page.last
    with pytest.raises(InputError, match="change-kind"):
        told.history.changes(kinds=("merged",))


def test_a_mirror_that_follows_the_feed_has_what_the_store_has(told, run_over):
    told.join(at(told, "Goma"), at(told, "Bunia"), by="mira")
    told.split(at(told, "Gao"), ["d2"], by="mira")
    told.reject(next(iter(told.events)).id, by="mira")
    told.undo("D-1", by="mira")
    run_over(told, report("d9", "Raiders killed 9 traders in Gao on 2026-03-04", published="2026-03-08"))
    mirror = {}
    for one in told.history.changes(limit=500).rows:
        if one.kind in ("joined", "withdrawn"):
            mirror.pop(one.event, None)
        else:
            mirror[one.event] = one.revision
    assert mirror == {view.id: view.event.version for view in told.events}


def test_the_project_as_it_was(told, run_over):
    gao = at(told, "Gao")
    before, then = {view.id: view.event for view in told.events}, now()
    told.choose(gao, "killed", "5", by="mira")
    told.join(at(told, "Goma"), at(told, "Bunia"), by="mira")
    run_over(told, report("d9", "Soldiers killed 9 herders in Mopti on 2026-03-10", published="2026-03-11"))
    past = told.at(then).events
    assert {view.id: replace(view.event, matches=()) for view in past} == {
        name: replace(event, matches=()) for name, event in before.items()
    }
    assert past.count() == 3
    assert past.where(country="MLI").count() == 1
    assert [claim.document.id for claim in told.at(then).event(gao).claims] == ["d1", "d2"]
    assert told.at("2020-01-01").events.count() == 0
    assert told.at("now").events.count() == len(told.events)
    listing = told.at(then).store.listing
    assert listing.sums(past.query).n_events == 3
    assert len(listing.page(past.query, after=None, limit=2).events) == 2
    assert {one.value for one in listing.by("country", past.query)} == {"MLI", "COD"}
    assert len(listing.by_day(past.query)) == 3


def test_moments():
    assert moment("2026-03-31") == datetime(2026, 4, 1, tzinfo=UTC) - timedelta(microseconds=1)
    assert moment("2026-03-31T12:00") == datetime(2026, 3, 31, 12, tzinfo=UTC)
    assert moment("2026-03-31T12:00+02:00") == datetime(2026, 3, 31, 10, tzinfo=UTC)
    with pytest.raises(InputError, match="moment-shape"):
        moment("last week")


PLANS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=5)


def act(project, kind, first, second):
    views = list(project.events)
    one, other = (views[n % len(views)] for n in (first, first + second))
    if kind == 0:
        project.join(one.id, other.id, by="mira")
    elif kind == 1:
        project.split(one.id, [str(ref) for n, ref in enumerate(one.event.incidents) if second >> n & 1], by="mira")
    elif kind == 2:
        project.choose(one.id, "killed", str(second), by="mira")
    elif kind == 3:
        project.accept(one.id, by=("mira", "tomas")[second % 2])
    else:
        project.undo(f"D-{second}", by="tomas")


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS)
def test_whatever_is_decided_the_past_stays_as_it_was(told, plan):
    seen = []
    for one in plan:
        seen.append((now(), {view.id: replace(view.event, matches=()) for view in told.events}))
        with contextlib.suppress(InputError):  # the plan asks for what is refused
            act(told, *one)
    for then, events in seen:
        assert {view.id: replace(view.event, matches=()) for view in told.at(then).events} == events
    for view in told.events:
        assert [one.revision for one in told.history.of(view.id)] == list(range(1, view.event.version + 1))
