"""What the store promises of runs, problems and decisions."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dateline.errors import InputError
from dateline.model import Decision, Problem

READ = Problem(code="file-empty", what="no bytes", where="a.html", fix="Download it again.", stage="read")
DECISION = Decision(
    id="D-1", target="E-7K3QWX4", judgement="accept", by="mira", at=datetime(2026, 3, 5, 9, tzinfo=UTC), reason="clear"
)


def test_a_problem_met_twice_is_one(store):
    assert store.problems.add([READ, READ]) == 1
    assert store.problems.add([READ]) == 0
    assert store.problems.open() == (READ,)
    assert store.counts().problems == 1


def test_a_settled_problem_may_come_again(store):
    store.problems.add([READ, replace(READ, where="b.html")])
    store.problems.settle("a.html")
    assert [problem.where for problem in store.problems.open()] == ["b.html"]
    assert store.problems.add([READ]) == 1
    assert len(store.problems.open()) == 2


def test_decisions_are_added_and_taken_back_only_by_another(store):
    undo = replace(DECISION, id="D-2", judgement="undo", undo_of="D-1", value='{"a": 1}')
    store.decisions.add(DECISION)
    store.decisions.add(undo)
    assert store.decisions.all() == (DECISION, undo)
    assert store.decisions.all("E-7K3QWX4") == (DECISION, undo)
    assert store.decisions.all("other") == ()


@pytest.mark.parametrize(("change", "code"), [({}, "decision-taken"), ({"id": "D-2", "undo_of": "D-9"}, "decision-missing")])
def test_a_decision_that_does_not_fit_is_refused(store, change, code):
    store.decisions.add(DECISION)
    with pytest.raises(InputError) as caught:
        store.decisions.add(replace(DECISION, **change))
    assert caught.value.code == code
    assert store.decisions.all() == (DECISION,)


def test_a_run_that_was_cut_short_has_no_end(store):
    first = store.runs.start(digest="sha256:1", manifest='{"model": "m"}')
    second = store.runs.start(digest="sha256:2", manifest="{}")
    store.runs.end(second, counts='{"events": 3}')
    late, early = store.runs.all()
    assert (early.number, early.digest, early.manifest, early.ended_at, early.counts) == (
        first,
        "sha256:1",
        '{"model": "m"}',
        None,
        None,
    )
    assert (late.number, late.counts) == (second, '{"events": 3}')
    assert late.ended_at >= late.started_at
    assert late.started_at.tzinfo is not None
