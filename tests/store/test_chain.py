"""The chain of decisions: any change, gap or cut is found, and where it lies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from dateline.errors import ConflictError
from dateline.model import Decision
from dateline.store import Basis
from dateline.store.chain import FIRST, audit, link

START = datetime(2026, 3, 5, 9, tzinfo=UTC)
LAST = "is not the last one that was stored: what came after {} is missing"
words = st.text(max_size=8)


def made(n, **changes):
    return replace(
        Decision(id=f"D-{n}", target="E-7K3QWX4", judgement="accept", by="mira", at=START + timedelta(minutes=n)), **changes
    )


def chained(decisions):
    rows, last = [], FIRST
    for decision in decisions:
        digest = link(last, decision)
        rows.append((decision, last, digest))
        last = digest
    return rows, last


def flaws(rows, head, count, **options):
    return [(flaw.decision, flaw.what) for flaw in audit(rows, count=count, head=head, **options).flaws]


def test_an_empty_log_is_whole():
    assert audit([], count=0, head=FIRST).is_whole


@given(st.integers(1, 8), st.data())
def test_any_change_of_any_row_is_found_where_it_is(n, data):
    rows, head = chained([made(k) for k in range(1, n + 1)])
    assert audit(rows, count=n, head=head).is_whole
    at = data.draw(st.integers(0, n - 1))
    decision, previous, digest = rows[at]
    field = data.draw(st.sampled_from(["target", "judgement", "value", "by", "reason"]))
    other = data.draw(words)
    if other == getattr(decision, field):
        return
    rows[at] = (replace(decision, **{field: other}), previous, digest)
    assert flaws(rows, head, n) == [(decision.id, "was changed after it was stored")]


@given(st.integers(2, 8), st.data())
def test_rows_that_were_taken_out_are_named(n, data):
    rows, head = chained([made(k) for k in range(1, n + 1)])
    gone = data.draw(st.integers(0, n - 1))
    del rows[gone]
    told = [what for _, what in flaws(rows, head, n)]
    assert (f"D-{gone + 1} missing" if gone < n - 1 else LAST.format(rows[-1][0].id)) in told[0]


@given(st.permutations(range(4)))
def test_rows_in_another_order_are_found(order):
    rows, head = chained([made(k) for k in range(1, 5)])
    moved = [rows[n] for n in order]
    assert (flaws(moved, head, 4) == []) is (list(order) == [0, 1, 2, 3])


def test_a_log_that_was_written_anew_is_found_by_a_digest_that_was_noted():
    _, noted = chained([made(1), made(2)])
    rows, head = chained([made(1, by="tomas"), made(2), made(3)])
    assert flaws(rows, head, 3) == []
    assert flaws(rows, head, 3, kept=noted) == [("D-3", f"the noted digest {noted} is nowhere in the log")]
    rows, head = chained([made(1), made(2), made(3)])
    assert flaws(rows, head, 3, kept=noted) == []


def test_ids_count_on_and_explicit_ones_are_passed_over(store):
    assert store.decisions.append(made(9)).id == "D-1"
    store.decisions.add(made(2))
    store.decisions.add(made(3))
    assert store.decisions.append(made(9)).id == "D-4"
    store.decisions.add(made(6))
    assert store.decisions.append(made(9)).id == "D-7"
    assert store.decisions.audit().is_whole


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE decisions SET reason = 'x' WHERE id = 'D-2'", [("D-2", "was changed after it was stored")]),
        ("DELETE FROM decisions WHERE id = 'D-2'", [("D-3", "does not follow D-1: D-2 missing")]),
        ("DELETE FROM decisions WHERE id = 'D-4'", [("D-3", LAST.format("D-3"))]),
        ("DELETE FROM decisions", [("", LAST.format("the beginning"))]),
    ],
)
def test_the_log_of_a_store_tells_what_was_done_to_it(store, statement, expected):
    for n in range(4):
        store.decisions.append(made(n))
    assert store.decisions.audit().is_whole
    with store._database.write() as connection:
        connection.execute(text(statement))
    assert [(flaw.decision, flaw.what) for flaw in store.decisions.audit().flaws] == expected


def test_a_basis_that_is_not_there_is_refused(store):
    with pytest.raises(ConflictError, match="revision-newer"):
        store.decisions.append(made(1), basis=Basis("E-7K3QWX4", 1))
    assert store.decisions.all() == ()
