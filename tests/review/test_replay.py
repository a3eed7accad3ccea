"""Decisions replayed: the order of incidents changes nothing, undo leaves nothing, and whatever cannot hold is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import incidents, report

from dateline import merge
from dateline.model import Decision
from dateline.review import (
    Join,
    Judgement,
    Mark,
    Split,
    State,
    active,
    apply,
    documents_of,
    replay,
    standings,
    to_text,
    undone_by,
)

TEXTS = [f"Raiders killed {n} traders in Gao on 2026-0{n}-04" for n in range(1, 7)]
DOCS = tuple(report(f"d{n}", text, published=f"2026-0{n}-10") for n, text in enumerate(TEXTS, start=1))
TOLD = tuple(i for doc in DOCS for i in incidents(doc))
BEGAN = datetime(2026, 9, 1, tzinfo=UTC)


def marks(*numbers):
    return tuple(Mark.of(TOLD[n]) for n in numbers)


def decided(n, judgement, meaning=None, **fields):
    value = None if meaning is None else to_text(meaning)
    at = BEGAN + timedelta(minutes=n)
    return Decision(id=f"D-{n}", target="E-7K3QWX4", judgement=judgement, value=value, by="mira", at=at, **fields)


def join(n, *members):
    return decided(n, Judgement.JOIN, Join(events=("E-7K3QWX4", "E-2222222"), incidents=marks(*members)))


def split(n, away, rest):
    return decided(n, Judgement.SPLIT, Split(event="E-7K3QWX4", away=marks(*away), rest=marks(*rest)))


def undo(n, of):
    return decided(n, Judgement.UNDO, undo_of=f"D-{of}")


def groups(decisions, told=TOLD):
    events = merge.events(told, DOCS, bonds=replay(decisions, told).bonds)
    return sorted([int(ref.document[1:]) - 1 for ref in event.incidents] for event in events)


def states(decisions, told=TOLD):
    replayed = replay(decisions, told)
    events = merge.events(told, DOCS, bonds=replayed.bonds)
    applied = apply(events, replayed.choices, {i.ref: i for i in told})
    found = standings(decisions, replayed, merge.settle(told, replayed.bonds).misfits, applied)
    return {one.decision.id: one for one in found}


def test_undo_of_undo_of_undo():
    chain = (join(1, 0, 1), undo(2, 1), undo(3, 2), undo(4, 3))
    assert [[d.id for d in active(chain[:n])] for n in range(1, 5)] == [["D-1"], [], ["D-1"], []]
    assert undone_by(chain) == {"D-3": "D-4", "D-1": "D-2"}


def test_a_member_that_left_later_does_not_take_the_others_with_it():
    decisions = (join(1, 0, 1, 2, 3), split(2, [1], [0, 2, 3]))
    assert groups(decisions) == [[0, 2, 3], [1], [4], [5]]
    first = states(decisions)["D-1"]
    assert (first.state, first.against, first.conflicts) == (State.PARTLY, ("D-2",), ())


def test_a_join_after_a_split_joins_again():
    decisions = (join(1, 0, 1, 2), split(2, [1], [0, 2]), join(3, 0, 1, 2))
    assert groups(decisions)[0] == [0, 1, 2]
    assert {name: one.state for name, one in states(decisions).items()} == {
        "D-1": State.HOLDS,
        "D-2": State.OVERRULED,
        "D-3": State.HOLDS,
    }


def test_a_report_that_is_gone_leaves_the_rest_of_a_join_together():
    told = tuple(i for n, i in enumerate(TOLD) if n != 1)
    one = states((join(1, 0, 1, 2),), told)["D-1"]
    assert groups((join(1, 0, 1, 2),), told)[0] == [0, 2]
    assert (one.state, one.conflicts) == (State.PARTLY, ("d2/i1 is not told any more",))


@pytest.mark.parametrize("lost", [(1,), (0, 1)])
def test_a_join_of_which_too_little_is_left_is_a_conflict(lost):
    told = tuple(i for n, i in enumerate(TOLD) if n not in lost)
    assert states((join(1, 0, 1),), told)["D-1"].state is State.CONFLICT


def test_incidents_that_are_found_to_be_one_cannot_be_split():
    twin = replace(TOLD[0], key="twin")
    decision = decided(1, Judgement.SPLIT, Split(event="E-7K3QWX4", away=(Mark.of(TOLD[0]),), rest=(Mark.of(twin), *marks(1))))
    one = states((decision,))["D-1"]
    assert (one.state, one.conflicts) == (State.PARTLY, ("d1/i1 is one incident",))


def test_only_the_documents_of_standing_decisions_are_needed():
    assert documents_of((join(1, 0, 1), join(2, 2, 3), undo(3, 1))) == {"d3", "d4"}


SOME = st.lists(st.integers(0, 5), min_size=2, max_size=4, unique=True)


@st.composite
def histories(draw):
    made = []
    for n in range(1, draw(st.integers(1, 6)) + 1):
        kind = draw(st.sampled_from(("join", "split", "undo")))
        members = draw(SOME)
        if kind == "undo" and made:
            made.append(undo(n, draw(st.integers(1, n - 1))))
        elif kind == "split":
            cut = draw(st.integers(1, len(members) - 1))
            made.append(split(n, members[:cut], members[cut:]))
        else:
            made.append(join(n, *members))
    return tuple(made)


@settings(max_examples=60, deadline=None)
@given(histories(), st.permutations(TOLD))
def test_order_and_surplus_of_incidents_change_nothing(decisions, mixed):
    assert replay(decisions, mixed) == replay(decisions, TOLD)
    needed = [i for i in mixed if i.document in documents_of(decisions)]
    assert replay(decisions, needed) == replay(decisions, TOLD)
    assert groups(decisions, mixed) == groups(decisions)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_every_decision_is_told_and_one_that_holds_does(decisions):
    found = states(decisions)
    assert list(found) == [d.id for d in decisions]
    home = {n: at for at, group in enumerate(groups(decisions)) for n in group}
    for decision in active(decisions):
        one = found[decision.id]
        assert one.state is not State.UNDONE
        assert (one.state is State.HOLDS) is not bool(one.conflicts or one.overruled)
        refs = [int(ref.document[1:]) - 1 for ref in one.incidents]
        if one.state is State.HOLDS and decision.judgement == Judgement.JOIN:
            assert len({home[n] for n in refs}) == 1
        if one.state is State.HOLDS and decision.judgement == Judgement.SPLIT:
            assert len({home[n] for n in refs}) > 1
    for name in undone_by(decisions):
        assert found[name].state is State.UNDONE


@settings(max_examples=60, deadline=None)
@given(histories())
def test_undoing_all_that_stands_gives_the_former_events(decisions):
    n, whole = len(decisions), list(decisions)
    for decision in active(decisions):
        n += 1
        whole.append(undo(n, int(decision.id[2:])))
    assert groups(whole) == groups(())
    assert replay(whole, TOLD).bonds == ()


@settings(max_examples=60, deadline=None)
@given(histories())
def test_the_latest_decision_holds(decisions):
    last = decisions[-1]
    if last.judgement != Judgement.UNDO:
        assert states(decisions)[last.id].state is State.HOLDS


@settings(max_examples=40, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_coding_again_under_other_keys_changes_nothing(decisions, random):
    again = [replace(i, key=f"new{random.randrange(9)}") for i in TOLD]
    assert groups(decisions, again) == groups(decisions)
    assert [one.state for one in states(decisions, again).values()] == [one.state for one in states(decisions).values()]
