"""What the store promises of the past: revisions with what made them, the events as they were, and the queue of today."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from invented_reports import incidents, report

from dateline import merge
from dateline.errors import ConflictError, InputError
from dateline.model import Decision, EventState, Value, ids
from dateline.store import Arrival, Basis, EventQuery, Known, Naming, Succession

DOCS = (
    report("d1", "Raiders killed 3 traders in Gao on 2026-03-04", "Militia killed 2 nurses in Goma on 2026-04-20"),
    report("d2", "Raiders killed 7 traders in Gao on 2026-03-04"),
)


@pytest.fixture
def events(store, run):
    store.documents.add([Arrival(doc) for doc in DOCS])
    for doc in DOCS:
        store.codings.record(doc.id, incidents(doc), run=run, coder="a")
    made = merge.events([i for doc in DOCS for i in incidents(doc)], DOCS)
    named = tuple(replace(event, id=ids.make(ids.EVENT, str(n))) for n, event in enumerate(made))
    write(store, run, named)
    gao = next(event for event in named if event.place.value.name == "Gao")
    return gao, next(event for event in named if event is not gao)


def write(store, run, events, **fields):
    known, knows = store.events.known()
    naming = Naming(events=tuple((event, f"seed {event.id}") for event in events), known=known, knows=knows, **fields)
    return store.events.write(naming, run=run)


def unmatched(events):
    return {event.id: replace(event, matches=()) for event in events}


def test_each_revision_is_kept_with_what_made_it(store, run, events):
    gao, goma = events
    made = store.decisions.append(
        Decision(id="", target=gao.id, judgement="choose", by="mira", at=datetime(2026, 3, 9, tzinfo=UTC), reason="counted")
    )
    changed = replace(gao, weapon=Value(value=None, rule="decision"), state=EventState.CODED)
    write(store, run, (changed, goma), causes={gao.id: made.id})
    first, second = store.history.of(gao.id)
    assert (first.kind, first.revision, first.until, first.by) == ("added", 1, second.at, None)
    assert (second.kind, second.revision, second.by, second.reason, second.judgement) == (
        "changed",
        2,
        "mira",
        "counted",
        "choose",
    )
    assert store.history.event(gao.id, 1) == replace(gao, matches=())
    assert store.history.event(gao.id, 2).weapon.rule == "decision"
    bare = store.history.bare([gao.id, goma.id])
    assert [(number, event.state, event.harm[0].count) for number, event in bare[gao.id].items()] == [
        (2, EventState.CODED, gao.harm[0].count),
        (1, EventState.MACHINE, gao.harm[0].count),
    ]
    assert list(bare[goma.id]) == [1]
    assert [one.event for one in store.history.changes(kinds=("changed",)).rows] == [gao.id]
    with pytest.raises(InputError, match="revision-missing"):
        store.history.event(gao.id, 3)


def test_the_store_as_it_was(store, run, events):
    gao, goma = events
    then = datetime.now(UTC)
    both = replace(gao, incidents=tuple(sorted((*gao.incidents, *goma.incidents))))
    write(store, run, (both,), successions=(Succession(goma.id, gao.id, "joined"),))
    past = store.at(then)
    assert unmatched(past.events.find()) == unmatched(events)
    assert past.events.count() == 2
    assert past.events.get(goma.id).id == goma.id
    assert store.events.get(goma.id).id == gao.id
    assert past.events.count(EventQuery.of(country="MLI", date="2026-03", actor="raiders", bbox="-20,0,20,40")) == 1
    assert past.listing.sums(EventQuery()).n_events == 2
    page = past.listing.page(EventQuery(), after=None, limit=1)
    assert page.events + past.listing.page(EventQuery(), after=page.next, limit=1).events == past.listing.names(EventQuery())
    assert {one.value: one.count for one in past.listing.by("country", EventQuery())} == {"MLI": 1, "COD": 1}
    assert {member.event for member in past.codings.members([gao.id, goma.id])} == {gao.id, goma.id}
    records = past.records.many([gao.id, goma.id])
    assert [len(record.documents) for record in records] == [2, 1]
    assert store.at(datetime(2020, 1, 1, tzinfo=UTC)).events.count() == 0
    (joined,) = store.history.changes(kinds=("joined",)).rows
    assert (joined.event, joined.successors, joined.revision) == (goma.id, (gao.id,), 2)


def test_a_write_from_an_older_state_is_refused(store, run, events):
    gao, goma = events
    known, knows = store.events.known()
    write(store, run, (replace(gao, state=EventState.CODED), goma))
    naming = Naming(events=((gao, "seed"),), known=known, knows=knows)
    with pytest.raises(ConflictError, match="events-changed"):
        store.events.write(naming, run=run)
    assert store.events.get(gao.id).state is EventState.CODED
    # A write that changes nothing counts too: what it knew may be more than what the other one knew.
    known, knows = store.events.known()
    write(store, run, (replace(gao, state=EventState.CODED), goma))
    with pytest.raises(ConflictError):
        store.events.write(replace(naming, known=known), run=run)


def test_decisions_are_checked_against_the_revision_and_against_what_is_not_merged_yet(store, run, events):
    gao, goma = events
    decision = Decision(id="", target=gao.id, judgement="accept", by="mira", at=datetime(2026, 3, 9, tzinfo=UTC))
    store.decisions.append(replace(decision, judgement="comment"), basis=Basis(gao.id, 1))
    store.decisions.append(decision, basis=Basis(gao.id, 1))
    assert [one.id for one in store.decisions.pending()] == ["D-1", "D-2"]
    with pytest.raises(ConflictError, match="decision-pending: D-2"):
        store.decisions.append(decision, basis=Basis(gao.id, 1))
    write(store, run, (replace(gao, state=EventState.CODED), goma))
    assert store.decisions.is_known("D-2")
    assert store.events.known()[0] == Known(2, 2, len(DOCS))
    with pytest.raises(ConflictError, match="revision-newer"):
        store.decisions.append(decision, basis=Basis(gao.id, 1))
    assert store.decisions.append(decision, basis=Basis(gao.id, 2)).id == "D-3"


def test_the_queue_begins_with_the_most_doubtful(store, run, events):
    gao, goma = events
    first = store.queue.page(EventState.MACHINE, after=None, limit=1)
    (second,) = store.queue.page(EventState.MACHINE, after=first[0].place, limit=5)
    assert (first[0].event, second.event) == (gao.id, goma.id)
    assert first[0].doubt > 1 >= second.doubt
    assert store.queue.doubts((gao.id,)) == {gao.id: first[0].doubt}
    assert store.queue.in_state([gao.id, goma.id], EventState.CODED) == frozenset()
    assert store.queue.changed_by_runs() == {}
    write(store, run, (replace(gao, state=EventState.FINAL), goma))
    assert store.queue.changed_by_runs() == {gao.id: 2}
    assert store.events.naming(["raiders", "nobody"], []) == (gao.id,)
    assert store.events.naming([], [("Goma", "COD"), ("Gao", "COD")]) == (goma.id,)
