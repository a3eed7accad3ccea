"""The review queue: what comes first, what a second coder may see, and what becomes of codings that differ."""

from datetime import UTC, datetime, timedelta

import pytest
from invented_reports import code, report

from dateline.errors import ConflictError, InputError
from dateline.model import Decision, EventState
from dateline.review import Stage, State
from dateline.run import Proposal

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


def names(queue):
    return [item.event for item in queue.items]


def test_conflicts_come_first_and_say_why(told):
    items = told.review.queue(by="mira").items
    assert len(items) == 3
    first = items[0]
    assert (first.event, first.stage, first.blind, first.revision) == (at(told, "Gao"), Stage.FIRST, False, 1)
    assert first.reasons[0] == "claims disagree on deaths"
    assert first.doubt > 1 >= items[1].doubt >= items[2].doubt
    question = first.questions[0]
    assert (question.field, question.words, question.is_conflict) == ("harm.killed", "How many were killed?", True)
    assert [(one.words, [claim.document.id for claim in one.claims]) for one in question.options] == [
        ("3", ["d1"]),
        ("7", ["d2"]),
    ]
    assert first.view.id == first.event
    assert {claim.document.id for claim in first.claims} == {"d1", "d2"}


def test_pages_of_the_queue_give_each_event_once(told):
    whole, found, cursor = names(told.review.queue(by="mira")), [], None
    while True:
        page = told.review.queue(by="mira", after=cursor, limit=1)
        found += names(page)
        cursor = page.next
        if cursor is None:
            break
    assert found == whole
    with pytest.raises(InputError, match="cursor-shape"):
        told.review.queue(by="mira", after="here")
    with pytest.raises(InputError, match="stage-unknown"):
        told.review.queue(by="mira", stage="third")


def test_a_second_coder_sees_nothing_of_the_first_until_done(told):
    gao = at(told, "Gao")
    told.code(gao, {"killed": "5", "action": "shooting"}, by="mira")
    assert told.event(gao).event.state is EventState.CODED
    assert told.event(gao).killed.best.value == 5
    assert gao not in names(told.review.queue(by="mira"))
    item = told.review.queue(by="tomas", stage="second").items[0]
    assert (item.event, item.stage, item.blind, item.view) == (gao, Stage.SECOND, True, None)
    assert {question.ours for question in item.questions} == {None}
    assert {question.decided_by for question in item.questions} == {None}
    assert "5" not in {option.words for question in item.questions for option in question.options}
    assert told.review.is_blind(gao, by="tomas")
    assert not told.review.is_blind(gao, by="mira")
    told.code(gao, {"killed": "7", "action": "shooting"}, by="tomas", blind=True)
    assert not told.review.is_blind(gao, by="tomas")
    assert not told.review.is_blind(gao, by="ana")


def test_codings_that_agree_check_the_event(told):
    gao = at(told, "Gao")
    told.code(gao, {"killed": "5"}, by="mira")
    told.code(gao, {"killed": "5"}, by="tomas", blind=True)
    assert told.event(gao).event.state is EventState.CHECKED
    assert {one.state for one in told.decisions(gao)} == {State.HOLDS}
    assert told.review.progress().checked == 1


def test_codings_that_differ_wait_for_somebody_who_chooses(told):
    gao = at(told, "Gao")
    told.code(gao, {"killed": "5", "weapon": "small_arms"}, by="mira")
    told.code(gao, {"killed": "7", "weapon": "small arms"}, by="tomas", blind=True)
    assert told.event(gao).killed.best.value == 5
    assert told.event(gao).event.state is EventState.CODED
    second = told.decisions(gao)[1]
    assert (second.state, second.against, second.overruled) == (State.PARTLY, ("D-1",), ("D-1 chose another value of killed",))
    item = told.review.queue(by="ana").items[0]
    assert (item.event, item.stage, item.reasons[0]) == (gao, Stage.SETTLE, "mira and tomas differ on deaths")
    coders = {option.words: option.coders for option in item.questions[0].options}
    assert coders == {"3": (), "5": ("mira",), "7": ("tomas",)}
    told.choose(gao, "killed", "7", by="ana")
    assert told.event(gao).killed.best.value == 7
    assert [one.state for one in told.decisions(gao)] == [State.PARTLY, State.HOLDS, State.HOLDS]
    assert told.review.queue(by="ana", stage=Stage.SETTLE).items == ()
    told.accept(gao, by="ana")
    assert told.event(gao).event.state is EventState.CHECKED


def test_a_coder_who_codes_again_overrules_only_themselves(told):
    gao = at(told, "Gao")
    told.code(gao, {"killed": "5"}, by="mira")
    told.code(gao, {"killed": "7"}, by="tomas", blind=True)
    told.code(gao, {"killed": "5"}, by="tomas")
    assert told.event(gao).killed.best.value == 5
    assert told.review.queue(by="ana", stage="settle").items == ()
    told.code(gao, {"killed": "6"}, by="mira")
    assert told.event(gao).killed.best.value == 6
    told.undo("D-4", by="mira")
    assert told.event(gao).killed.best.value == 5


def test_recent_decisions_can_be_taken_back(told):
    gao = at(told, "Gao")
    told.accept(gao, by="mira")
    told.reject(at(told, "Goma"), by="mira")
    told.accept(gao, by="tomas")
    told.undo("D-1", by="mira")
    assert [(one.decision.id, one.state) for one in told.review.recent(by="mira")] == [
        ("D-4", State.HOLDS),
        ("D-2", State.HOLDS),
        ("D-1", State.UNDONE),
    ]
    assert [one.decision.id for one in told.review.recent(by="mira", most=1)] == ["D-4"]


def test_what_was_decided_on_an_older_revision_is_refused(told):
    gao = at(told, "Gao")
    seen = told.review.item(gao, by="mira").revision
    told.choose(gao, "killed", "5", by="tomas")
    with pytest.raises(ConflictError, match=r"revision-newer: .* is at revision 2, and the decision was made on revision 1"):
        told.decide(Proposal(judgement="choose", event=gao, field="killed", value="6", by="mira", revision=seen))
    assert len(told.decisions()) == 1
    now = told.event(gao).event.version
    assert told.decide(Proposal(judgement="choose", event=gao, field="killed", value="6", by="mira", revision=now)).report


def test_a_decision_that_a_killed_process_left_is_merged_before_the_next(told, monkeypatch):
    gao = at(told, "Gao")
    with monkeypatch.context() as context:
        context.setattr("dateline.run.decides.merge_project", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            told.choose(gao, "killed", "5", by="tomas")
    assert told.event(gao).killed.best.value == 7
    with pytest.raises(ConflictError, match="revision-newer"):
        told.decide(Proposal(judgement="choose", event=gao, field="killed", value="6", by="mira", revision=1))
    assert told.event(gao).killed.best.value == 5


def test_an_event_that_was_joined_since_is_told(told):
    goma, bunia = at(told, "Goma"), at(told, "Bunia")
    (left,) = told.join(goma, bunia, by="mira").events
    gone = goma if left == bunia else bunia
    with pytest.raises(ConflictError, match=f"{gone} was joined into {left}"):
        told.decide(Proposal(judgement="accept", event=gone, by="tomas", revision=1))
    assert told.run(workers=1, coder=code).unfit == 0


def test_agreement_has_the_machine_as_a_coder_and_only_what_was_given_unseen(told):
    gao, goma, bunia = (at(told, name) for name in ("Gao", "Goma", "Bunia"))
    for name, mira, tomas in ((gao, "5", "7"), (goma, "2", "2"), (bunia, "4", "4")):
        told.code(name, {"killed": mira, "action": "shooting"}, by="mira")
        told.code(name, {"killed": tomas, "action": "shooting"}, by="tomas", blind=True)
    told.choose(gao, "killed", "7", by="ana")
    found = told.review.agreement()
    row = next(one for one in found.fields if one.field == "harm.killed")
    assert (row.coders, row.n_events, row.n_pairs) == (("machine", "mira", "tomas"), 3, 9)
    assert row.alpha == pytest.approx(0.94, abs=0.05)
    two = {one.coders: one.percent for one in found.pairs if one.field == "harm.killed"}
    assert two[("mira", "tomas")] == pytest.approx(200 / 3)
    assert two[("machine", "tomas")] == 100
    (unlike,) = [one for one in found.unlike if one.field == "harm.killed"]
    assert unlike.told == (("machine", "3 – 7 – 7"), ("mira", "5"), ("tomas", "7"))
    everybody = next(one for one in told.review.agreement(only_independent=False).fields if one.field == "harm.killed")
    assert everybody.coders == ("ana", "machine", "mira", "tomas")


def test_who_accepts_gives_the_values_that_were_there(told):
    goma = at(told, "Goma")
    told.accept(goma, by="mira")
    found = {one.field: one.percent for one in told.review.agreement().fields}
    assert found["harm.killed"] == found["place"] == found["time"] == 100
    assert told.review.agreement().unlike == ()


def test_work_counts_events_and_minutes_without_pauses(told):
    times = [0, 3, 4, 90, 92]
    names = [at(told, name) for name in ("Gao", "Gao", "Goma", "Bunia", "Bunia")]
    start = datetime(2026, 3, 6, 9, tzinfo=UTC)
    for minutes, name in zip(times, names, strict=True):
        decision = Decision(id="", target=name, judgement="accept", by="mira", at=start + timedelta(minutes=minutes))
        told.store.decisions.append(decision)
    (mira,) = told.review.work()
    assert (mira.coder, mira.n_events, mira.n_decisions) == ("mira", 3, 5)
    assert mira.minutes == pytest.approx((3 + 1 + 2) / 3)


def test_what_was_checked_and_a_run_has_changed_since_waits_for_another_look(told, run_over):
    gao, goma = at(told, "Gao"), at(told, "Goma")
    for name in (gao, goma):
        told.accept(name, by="mira")
        told.accept(name, by="tomas")
    told.set_state(gao, "final", by="tomas")
    assert told.review.queue(by="ana", stage="again").items == ()
    run_over(told, report("d9", "Raiders killed 9 traders in Gao on 2026-03-04", outlet="Lake Times", published="2026-03-08"))
    (item,) = told.review.queue(by="ana", stage=Stage.AGAIN).items
    assert (item.event, item.stage, item.blind) == (gao, Stage.AGAIN, False)
    assert item.reasons[-1] == "a run has changed it since it was final"
    assert gao not in names(told.review.queue(by="ana"))
    told.decide(Proposal(judgement="state", event=gao, state="final", by="ana", revision=item.revision))
    assert told.review.queue(by="ana", stage="again").items == ()


def test_events_that_coders_differ_on_have_pages_too(told):
    for place, first, second in (("Gao", "5", "7"), ("Goma", "2", "3"), ("Bunia", "4", "5")):
        told.code(at(told, place), {"killed": first}, by="mira")
        told.code(at(told, place), {"killed": second}, by="tomas", blind=True)
    whole, found, cursor = names(told.review.queue(by="ana")), [], None
    assert len(whole) == 3
    while True:
        page = told.review.queue(by="ana", after=cursor, limit=1)
        found += names(page)
        cursor = page.next
        if cursor is None:
            break
    assert found == whole
    assert names(told.review.queue(by="ana", stage="settle", limit=2)) == whole[:2]
    assert told.review.queue(by="ana", stage="second").items == ()
