"""Decisions on a project: they hold through every run, are taken back without a trace, and are told where they do not fit."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_reports import code, code_with_other_keys, report

from dateline.errors import InputError
from dateline.model import Action, ActorKind, Count, Decision, EventState, PlacePrecision, Status, TimePrecision
from dateline.review import State
from dateline.run import Coding, open_project

GAO = "Raiders killed 3 traders in Gao on 2026-03-04"
GAO_MORE = "Raiders killed 7 traders in Gao on 2026-03-04"
GOMA = "Militia killed 2 nurses in Goma on 2026-04-20"
BUNIA = "Militia killed 4 miners in Bunia on 2026-02-02"
DOCS = (
    report("d1", GAO, GOMA, outlet="Karsa Post", published="2026-03-05"),
    report("d2", GAO_MORE, outlet="Radio Meru", published="2026-03-05"),
    report("d3", BUNIA, published="2026-02-03"),
    report("d5", GAO, outlet="Karsa Post", published="2026-03-07"),
)
DECISION = Decision(id="D-1", target="E-7K3QWX4", judgement="accept", by="mira", at=datetime(2026, 3, 5, tzinfo=UTC))
LATE = report("d6", GAO_MORE, outlet="Lake Times", published="2026-03-08")


@pytest.fixture
def told(project_over):
    return project_over(DOCS)


def at(project, place):
    """The id of the event in a place."""
    (found,) = {view.id for view in project.events if view.event.place.value.name == place}
    return found


def with_document(project, doc):
    """The id of the one event that a document tells of."""
    (found,) = (view.id for view in project.events if doc in {ref.document for ref in view.event.incidents})
    return found


def groups(project):
    return sorted([str(ref) for ref in view.event.incidents] for view in project.events)


def events_of(project):
    return {view.id: replace(view.event, version=1) for view in project.events}


def state(project, decision):
    return next(one for one in project.decisions() if one.decision.id == decision)


def test_joined_events_are_one_whose_older_id_stays(told):
    goma, bunia = at(told, "Goma"), at(told, "Bunia")
    done = told.join(goma, bunia, by="mira", why="one attack, wrong town")
    assert (done.decision.id, done.decision.by, done.decision.reason) == ("D-1", "mira", "one attack, wrong town")
    assert done.report.joined == 1
    (name,) = done.events
    assert {told.event(goma).id, told.event(bunia).id} == {name}
    assert groups(told) == [["d1/i1", "d2/i1", "d5/i1"], ["d1/i2", "d3/i1"]]
    (match,) = told.why(name)
    assert match.decision == "D-1"
    assert [(one.decision.id, one.state) for one in told.decisions()] == [("D-1", State.HOLDS)]


def test_undo_gives_the_former_events_and_ids_back(told):
    before = events_of(told)
    done = told.join(at(told, "Goma"), at(told, "Bunia"), by="mira")
    told.undo(done.decision.id, by="tomas")
    assert events_of(told) == before
    assert [one.state for one in told.decisions()] == [State.UNDONE, State.HOLDS]
    assert state(told, "D-1").against == ("D-2",)
    told.undo("d-2", by="mira")
    assert len(told.events) == 2
    assert [one.state for one in told.decisions()] == [State.HOLDS, State.UNDONE, State.HOLDS]


def test_a_part_that_is_split_off_gets_a_new_id_however_large(told):
    gao = at(told, "Gao")
    done = told.split(gao, ["d2/i1", "d5"], by="mira")
    assert groups(told) == [["d1/i1"], ["d1/i2"], ["d2/i1", "d5/i1"], ["d3/i1"]]
    assert [str(ref) for ref in told.event(gao).event.incidents] == ["d1/i1"]
    (new,) = set(done.events) - {gao}
    assert [(s.old, s.new, s.kind) for s in told.store.events.successions()] == [(gao, new, "split")]
    told.undo("D-1", by="mira")
    assert told.event(new).id == gao


def test_copies_that_stay_are_told(project, run_over):
    run_over(project, DOCS[0], DOCS[1], replace(DOCS[3], copy_of="d1"))
    assert project.split(at(project, "Gao"), ["d1"], by="mira", dry_run=True).copies == ("d5",)
    assert project.split(at(project, "Gao"), ["d1", "d5"], by="mira", dry_run=True).copies == ()


@pytest.mark.parametrize(
    ("typed", "name", "precision"),
    [
        ("Kismayo, Somalia", "Kismayo", PlacePrecision.EXACT),
        ("Gao province, Mali", "Gao province", PlacePrecision.PROVINCE),
        ("Gao, MLI", "Gao", PlacePrecision.EXACT),
        ("Mali", "Mali", PlacePrecision.COUNTRY),
        ("Old Well, Mali @ 15.5, 0.5", "Old Well", PlacePrecision.EXACT),
    ],
)
def test_typed_places_are_looked_up(told, typed, name, precision):
    gao = at(told, "Gao")
    told.choose(gao, "place", typed, by="mira")
    place = told.event(gao).event.place.value
    assert (place.name, place.precision) == (name, precision)
    assert place.country in ("MLI", "SOM")
    assert (place.latitude is None) is (precision is PlacePrecision.COUNTRY)


def test_a_name_that_several_towns_bear_is_asked_about(told):
    with pytest.raises(InputError, match="choose-place: 2 places bear the name Gao"):
        told.choose(at(told, "Gao"), "place", "Gao", by="mira")


def test_an_incident_is_named_by_one_of_its_claims(told):
    view = told.event(at(told, "Gao"))
    claim = next(one for one in view.claims if one.document.id == "d2")
    assert told.split(view.id, [claim.id.lower()], by="mira").report.events == 4


def test_a_run_with_nothing_new_changes_nothing(told):
    told.join(at(told, "Goma"), at(told, "Bunia"), by="mira")
    told.split(at(told, "Gao"), ["d2"], by="mira")
    told.choose(with_document(told, "d2"), "killed", "5", by="mira")
    before = {view.id: view.event for view in told.events}
    done = told.run(workers=1, coder=code)
    assert (done.new, done.changed, done.joined, done.withdrawn, done.unfit) == (0, 0, 0, 0, 0)
    assert {view.id: view.event for view in told.events} == before


def test_decisions_hold_when_everything_is_coded_again(told, model):
    told.join(at(told, "Goma"), at(told, "Bunia"), by="mira")
    told.split(at(told, "Gao"), ["d2"], by="mira")
    name = with_document(told, "d2")
    told.choose(name, "killed", claim=told.event(name).claims[0].id, by="mira")
    before = {view.id for view in told.events}
    model("sha256:better")
    assert told.run(workers=1, coder=code_with_other_keys).unfit == 0
    assert groups(told) == [["d1/other1", "d5/other1"], ["d1/other2", "d3/other1"], ["d2/other1"]]
    assert {view.id for view in told.events} == before
    assert {one.state for one in told.decisions()} == {State.HOLDS}


def test_new_reports_join_what_was_decided(told, run_over):
    gao = at(told, "Gao")
    told.split(gao, ["d2"], by="mira")
    run_over(told, LATE)
    home = {ref.document for ref in told.event(with_document(told, "d6")).event.incidents}
    assert home in ({"d1", "d5", "d6"}, {"d2", "d6"})


def test_two_incidents_of_one_document_are_refused(told):
    with pytest.raises(InputError, match="decision-unfit: one document tells d1/i1 and d1/i2 as two"):
        told.join(at(told, "Gao"), at(told, "Goma"), by="mira")
    assert told.decisions() == ()


def test_a_later_decision_overrules_an_earlier_one_and_says_so(told):
    goma, bunia = at(told, "Goma"), at(told, "Bunia")
    (whole,) = told.join(goma, bunia, by="mira").events
    told.split(whole, ["d3"], by="tomas")
    assert len(told.events) == 3
    first = state(told, "D-1")
    assert (first.state, first.against, first.conflicts) == (State.OVERRULED, ("D-2",), ())
    told.undo("D-2", by="mira")
    assert state(told, "D-1").state is State.HOLDS


def forgetful(doc):
    """A coder that does not find what the third document tells any more."""
    return Coding(doc, ()) if doc.id == "d3" else code(doc)


def test_a_decision_that_no_longer_fits_is_kept_and_told_and_comes_back(told, model):
    told.join(at(told, "Goma"), at(told, "Bunia"), by="mira")
    model("sha256:worse")
    assert told.run(workers=1, coder=forgetful).unfit == 1
    (standing,) = told.decisions()
    assert standing.state is State.CONFLICT
    assert standing.conflicts == ("d3/i1 is not told any more",)
    model("sha256:better")
    assert told.run(workers=1, coder=code).unfit == 0
    assert len(told.events) == 2
    assert told.decisions()[0].state is State.HOLDS


def test_what_this_version_does_not_know_is_kept_and_told(told):
    told.store.decisions.add(replace(DECISION, judgement="weigh", value="{}"))
    told.store.decisions.add(replace(DECISION, id="D-2", judgement="join", value="{"))
    assert told.run(workers=1, coder=code).unfit == 2
    first, second = told.decisions()
    assert "'weigh' is not known" in first.conflicts[0]
    assert "cannot be read" in second.conflicts[0]
    assert {first.state, second.state} == {State.CONFLICT}


@pytest.mark.parametrize(
    ("field", "value", "read", "expected"),
    [
        ("killed", "5", lambda e: e.harm[0].count, Count(5, 5, 5)),
        ("deaths", "3–5–7", lambda e: e.harm[0].count, Count(3, 5, 7)),
        ("killed", "unknown", lambda e: e.harm[0].count, Count()),
        ("wounded", "4+", lambda e: e.harm[1].count, Count(4, 4, None)),
        ("action", "air strike", lambda e: e.action.value, Action.AIR_STRIKE),
        ("status", "attempted", lambda e: e.status.value, Status.ATTEMPTED),
        ("date", "2026-03-03..2026-03-05", lambda e: e.time.value.precision, TimePrecision.FEW_DAYS),
        ("place", "Ansongo, Mali", lambda e: e.place.value.country, "MLI"),
        ("weapon", "unknown", lambda e: e.weapon.value, None),
        (
            "targets",
            "herders (civilians)",
            lambda e: [(v.value.name, v.value.kind) for v in e.targets],
            [("herders", ActorKind.CIVILIANS)],
        ),
        ("perpetrator", "unknown", lambda e: [v.value for v in e.perpetrators], [None]),
    ],
)
def test_a_typed_value_is_the_events(told, field, value, read, expected):
    gao = at(told, "Gao")
    told.choose(gao, field, value, by="mira")
    event = told.event(gao).event
    assert read(event) == expected
    single = (event.action, event.status, event.time, event.place, event.weapon)
    chosen = (*single, *event.perpetrators, *event.targets, *event.harm)
    (decided,) = {v.decided for v in chosen if v.rule == "decision"}
    assert (decided.id, decided.by) == ("D-1", "mira")
    assert abs((decided.at - datetime.now(UTC)).total_seconds()) < 60
    told.undo("D-1", by="mira")
    assert told.event(gao).event.harm[0].rule != "decision"


def test_a_typed_place_is_looked_up(told):
    told.choose(at(told, "Gao"), "place", "Ansongo, Mali", by="mira")
    place = told.events.where(country="MLI")
    (view,) = place
    assert view.event.place.value.latitude == pytest.approx(15.66, abs=0.1)
    assert view.event.place.value.chain == ("Ansongo", "Mali")


def test_a_claims_value_is_the_events_with_the_claim_behind_it(told):
    view = told.event(at(told, "Gao"))
    seven = next(one for one in view.claims if one.document.id == "d2")
    told.choose(view.id, "killed", claim=seven.id, by="mira")
    killed = told.event(view.id).killed
    assert (killed.low.value, killed.best.value, killed.high.value) == (7, 7, 7)
    assert killed.best.claim.id == seven.id
    assert {one.document.id for one in killed.contradicts} == {"d1", "d5"}
    assert (killed.rule, killed.decided.by) == ("decision", "mira")


def test_of_two_choices_the_later_holds(told):
    gao = at(told, "Gao")
    told.choose(gao, "killed", "5", by="mira")
    told.choose(gao, "killed", "6", by="tomas")
    assert told.event(gao).killed.best.value == 6
    assert (state(told, "D-1").state, state(told, "D-1").against) == (State.OVERRULED, ("D-2",))
    told.undo("D-2", by="mira")
    assert told.event(gao).killed.best.value == 5


def test_a_choice_goes_with_most_of_the_reports_that_it_was_made_on(told):
    gao = at(told, "Gao")
    told.choose(gao, "killed", "5", by="mira")
    told.split(gao, ["d1", "d5"], by="mira")
    assert told.event(with_document(told, "d5")).killed.best.value == 5
    assert told.event(gao).killed.best.value == 7
    assert state(told, "D-1").state is State.HOLDS


def test_a_choice_whose_reports_are_torn_apart_is_told(told):
    gao = at(told, "Gao")
    told.split(gao, ["d5"], by="mira")
    told.choose(gao, "killed", "5", by="mira")
    told.split(gao, ["d2"], by="mira")
    standing = state(told, "D-2")
    assert (standing.state, standing.conflicts) == (
        State.CONFLICT,
        ("the reports that it was made on tell of several events now",),
    )


def test_a_dry_run_stores_nothing(told):
    before = events_of(told)
    done = told.join(at(told, "Goma"), at(told, "Bunia"), by="mira", dry_run=True)
    assert done.report is None
    assert set(done.events) == {at(told, "Goma"), at(told, "Bunia")}
    assert told.decisions() == ()
    assert events_of(told) == before


def test_the_log_of_an_event_has_what_was_decided_on_ids_that_lead_to_it(told):
    goma, bunia = at(told, "Goma"), at(told, "Bunia")
    told.choose(goma, "killed", "3", by="mira")
    told.choose(bunia, "killed", "4", by="mira")
    told.choose(at(told, "Gao"), "killed", "5", by="mira")
    told.join(goma, bunia, by="mira")
    assert [one.decision.id for one in told.decisions(goma)] == ["D-1", "D-2", "D-4"]
    assert [one.decision.id for one in told.decisions(bunia)] == ["D-1", "D-2", "D-4"]


@pytest.mark.parametrize(
    ("act", "code_"),
    [
        (lambda p: p.join(at(p, "Goma"), at(p, "Goma"), by="mira"), "join-same"),
        (lambda p: p.split(at(p, "Goma"), ["d1"], by="mira"), "split-whole"),
        (lambda p: p.split(at(p, "Gao"), [], by="mira"), "split-whole"),
        (lambda p: p.split(at(p, "Gao"), ["d"], by="mira"), "split-incident"),
        (lambda p: p.split(at(p, "Gao"), ["d3"], by="mira"), "split-incident"),
        (lambda p: p.choose(at(p, "Gao"), "kiled", "5", by="mira"), "choose-field"),
        (lambda p: p.choose(at(p, "Gao"), "killed", "many", by="mira"), "choose-value"),
        (lambda p: p.choose(at(p, "Gao"), "killed", " ", by="mira"), "choose-value"),
        (lambda p: p.choose(at(p, "Gao"), "killed", by="mira"), "choose-value"),
        (lambda p: p.choose(at(p, "Gao"), "date", "2026-02-30", by="mira"), "choose-value"),
        (lambda p: p.choose(at(p, "Gao"), "date", "0000", by="mira"), "choose-value"),
        (lambda p: p.choose(at(p, "Gao"), "date", "2026-03-05..2026-03-01", by="mira"), "time-backwards"),
        (lambda p: p.choose(at(p, "Gao"), "action", "bombin", by="mira"), "choose-value"),
        (lambda p: p.choose(at(p, "Gao"), "place", "@ 95, 0", by="mira"), "choose-value"),
        (lambda p: p.choose(at(p, "Gao"), "killed", "7-5", by="mira"), "count-order"),
        (lambda p: p.choose(at(p, "Gao"), "killed", claim="C-22222222", by="mira"), "choose-claim"),
        (lambda p: p.choose(at(p, "Gao"), "wounded", claim="d1/i1#0", by="mira"), "choose-claim"),
        (lambda p: p.undo("D-9", by="mira"), "decision-missing"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_stored(told, act, code_):
    with pytest.raises(InputError) as caught:
        act(told)
    assert caught.value.code == code_
    assert caught.value.fix
    assert told.decisions() == ()


def test_what_was_taken_back_is_not_taken_back_again(told):
    told.join(at(told, "Goma"), at(told, "Bunia"), by="mira")
    told.undo("D-1", by="mira")
    with pytest.raises(InputError, match="dateline undo D-2"):
        told.undo("D-1", by="mira")


def test_two_people_who_decide_in_the_same_moment_both_do(told, monkeypatch):
    append, other = told.store.decisions.append, [replace(DECISION, target=at(told, "Gao"))]

    def overtaken(decision, **options):
        if other:
            append(other.pop())
        return append(decision, **options)

    monkeypatch.setattr(told.store.decisions, "append", overtaken)
    assert told.join(at(told, "Goma"), at(told, "Bunia"), by="mira").decision.id == "D-2"
    assert [one.decision.id for one in told.decisions()] == ["D-1", "D-2"]


def test_who_decided_what_gives_the_state(told):
    gao = at(told, "Gao")
    assert told.event(gao).event.state is EventState.MACHINE
    told.comment(gao, "ask the hospital", by="mira")
    assert told.event(gao).event.state is EventState.MACHINE
    told.accept(gao, by="mira")
    assert told.event(gao).event.state is EventState.CODED
    told.accept(gao, by="mira")
    assert told.event(gao).event.state is EventState.CODED
    told.accept(gao, by="tomas")
    assert told.event(gao).event.state is EventState.CHECKED
    version = told.event(gao).event.version
    told.choose(gao, "killed", "5", by="mira")
    assert told.event(gao).event.state is EventState.CODED
    assert told.event(gao).event.version == version + 1
    told.undo("D-5", by="mira")
    assert told.event(gao).event.state is EventState.CHECKED


def test_a_rejected_event_is_withdrawn_until_that_is_undone(told):
    gao = at(told, "Gao")
    report = told.reject(gao, by="mira", why="a drill").report
    assert (report.events, len(told.events)) == (2, 2)
    assert told.event(gao).event.state is EventState.WITHDRAWN
    assert len(told.event(gao).claims) == 3
    again = told.run(workers=1, coder=code)
    assert (again.changed, again.new, again.withdrawn) == (0, 0, 0)
    assert told.event(gao).event.state is EventState.WITHDRAWN
    told.undo("D-1", by="tomas")
    assert told.event(gao).event.state is EventState.MACHINE
    assert len(told.events) == 3


PLANS = st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS, random=st.randoms(use_true_random=False))
def test_whatever_is_decided_and_taken_back_in_any_order_leaves_no_trace(told, plan, random):
    before = {event.incidents: replace(event, id=None) for event in events_of(told).values()}
    made = []
    for is_join, first, second in plan:
        views = list(told.events)
        one, other = (views[n % len(views)] for n in (first, first + second))
        away = [str(ref) for n, ref in enumerate(one.event.incidents) if second >> n & 1]
        try:
            done = told.join(one.id, other.id, by="mira") if is_join else told.split(one.id, away, by="mira")
        except InputError:
            continue  # the plan asks for what is refused
        made.append(done.decision.id)
    random.shuffle(made)
    for name in made:
        told.undo(name, by="mira")
    assert {event.incidents: replace(event, id=None) for event in events_of(told).values()} == before


def test_a_decision_that_is_stored_while_a_run_merges_is_not_lost(told, monkeypatch):
    goma, bunia, write = at(told, "Goma"), at(told, "Bunia"), told.store.events.write

    def meanwhile(naming, run):
        monkeypatch.setattr(told.store.events, "write", write)
        told.join(goma, bunia, by="mira")
        return write(naming, run=run)

    monkeypatch.setattr(told.store.events, "write", meanwhile)
    told.run(workers=1, coder=code)
    assert told.event(goma).id == told.event(bunia).id
    assert len(told.events) == 2


def test_events_depend_on_documents_and_decisions_and_not_on_how_they_came(tmp_path, empty_file, run_over):
    """A project that grew while people decided, and one that got all documents and the same decisions at once."""
    with open_project(shutil.copy(empty_file, tmp_path / "grown.db")) as grown:
        run_over(grown, *DOCS[:3])
        grown.join(at(grown, "Goma"), at(grown, "Bunia"), by="mira")
        grown.split(with_document(grown, "d2"), ["d2"], by="mira")
        grown.choose(with_document(grown, "d2"), "killed", "9", by="mira")
        run_over(grown, DOCS[3])
        grown.choose(with_document(grown, "d5"), "action", "bombing", by="tomas")
        grown.undo("D-1", by="tomas")
        run_over(grown, LATE)
        expected = {event.incidents: replace(event, id=None) for event in events_of(grown).values()}
        made = [one.decision for one in grown.decisions()]
        plan = grown.store.runs.all()[0].digest
    with open_project(shutil.copy(empty_file, tmp_path / "whole.db")) as whole:
        for decision in made:
            whole.store.decisions.add(decision)
        run_over(whole, LATE, *reversed(DOCS))
        assert {event.incidents: replace(event, id=None) for event in events_of(whole).values()} == expected
        assert whole.store.runs.all()[0].digest == plan
        assert {one.state for one in whole.decisions()} == {State.HOLDS, State.UNDONE}
