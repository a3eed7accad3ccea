"""Ids last: through another order, another portion, another coding, a join and a split."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_reports import incidents, report

from dateline import merge
from dateline.model import Event, EventState, IncidentRef, Status, Value, ids
from dateline.run.naming import Former, anchor, name_events
from dateline.run.tracing import trace

TEXTS = [f"Raiders killed {n} traders in Gao on 2026-03-{n:02}" for n in range(1, 9)]
DOCS = tuple(report(f"d{n}", text, published=f"2026-03-{n + 10}") for n, text in enumerate(TEXTS, start=1))
INCIDENTS = tuple(i for doc in DOCS for i in incidents(doc))
ANCHORS = tuple(anchor(i, doc) for i, doc in zip(INCIDENTS, DOCS, strict=True))
REFS = tuple(i.ref for i in INCIDENTS)
(MODEL, *_) = merge.events(INCIDENTS[:1], DOCS[:1])


def event(*members: int) -> Event:
    """An event of these incidents; its values do not matter to its name."""
    return replace(MODEL, incidents=tuple(sorted(REFS[n] for n in members)), status=Value(value=Status.OCCURRED, rule="test"))


def formers(naming, *, born=1, before=()):
    """What a store holds after a naming; `before` is what it held until then."""
    known = {former.id: former for former in before}
    joined = {s.old: s.new for s in naming.successions if s.kind == "joined"}
    now = {
        e.id: Former(id=e.id, seed=seed, born=born, run=born, state=e.state, joined_into=None, members=e.incidents)
        for e, seed in naming.events
    }
    now = {name: replace(former, born=known[name].born) if name in known else former for name, former in now.items()}
    gone = {name: replace(known[name], state=EventState.WITHDRAWN) for name in naming.withdrawn}
    moved = {old: replace(known[old], joined_into=new, members=()) for old, new in joined.items()}
    return tuple((known | now | gone | moved).values())


def names(naming):
    return {e.incidents: e.id for e, _ in naming.events}


@st.composite
def partitions(draw):
    """Some of the incidents in groups."""
    chosen = sorted(draw(st.sets(st.integers(0, len(DOCS) - 1), min_size=1)))
    labels = [draw(st.integers(0, 3)) for _ in chosen]
    return [tuple(n for n, label in zip(chosen, labels, strict=True) if label == group) for group in sorted(set(labels))]


@given(partitions(), partitions(), st.randoms())
def test_every_event_has_a_valid_id_of_its_own_whatever_came_before(first, second, random):
    before = formers(name_events([event(*group) for group in first], ANCHORS, ()))
    events = [event(*group) for group in second]
    naming = name_events(events, ANCHORS, before)
    given_names = [e.id for e, _ in naming.events]
    assert len(set(given_names)) == len(events)
    assert all(map(ids.is_valid, given_names))
    # Every stored id is kept, joined or withdrawn, and nothing is two of these.
    joined = [s.old for s in naming.successions if s.kind == "joined"]
    fates = [name for name in given_names if name in {f.id for f in before}] + joined + list(naming.withdrawn)
    assert sorted(fates) == sorted(former.id for former in before)
    # The order of the arguments changes nothing.
    shuffled = [random.sample(list(things), len(things)) for things in (events, ANCHORS, before)]
    assert name_events(*shuffled) == naming
    # Naming the same again changes nothing.
    after = formers(naming, born=2, before=before)
    repeated = name_events(events, ANCHORS, after)
    assert (names(repeated), repeated.successions, repeated.withdrawn) == (names(naming), (), ())


@given(partitions(), partitions())
def test_the_largest_part_keeps_the_id(first, second):
    before = formers(name_events([event(*group) for group in first], ANCHORS, ()))
    naming = name_events([event(*group) for group in second], ANCHORS, before)
    joined = {s.old: s.new for s in naming.successions if s.kind == "joined"}
    for former in before:
        shares = {e.id: len(set(e.incidents) & set(former.members)) for e, _ in naming.events}
        heir = joined.get(former.id, former.id)
        assert shares.get(heir, 0) == max(shares.values(), default=0)


@given(st.lists(partitions(), min_size=1, max_size=6))
def test_every_id_that_was_ever_given_leads_to_an_event(history):
    stored = ()
    for run, groups in enumerate(history, start=1):
        naming = name_events([event(*group) for group in groups], ANCHORS, stored)
        later = formers(naming, born=run, before=stored)
        assert {f.id for f in stored} <= {f.id for f in later}
        stored = later
        by_id = {f.id: f for f in stored}
        for former in stored:
            heir, steps = former, 0
            while heir.joined_into is not None:
                heir, steps = by_id[heir.joined_into], steps + 1
                assert steps <= len(stored)
        living = {f.id for f in stored if f.joined_into is None and f.state is not EventState.WITHDRAWN}
        assert living == set(names(naming).values())


def test_the_older_id_stays_in_a_join():
    old = formers(name_events([event(3)], ANCHORS, ()), born=1)
    both = formers(name_events([event(3), event(0, 1)], ANCHORS, old), born=2, before=old)
    naming = name_events([event(0, 1, 3)], ANCHORS, both)
    ((joined, _),) = naming.events
    assert joined.id == old[0].id
    assert [(s.new, s.kind) for s in naming.successions] == [(old[0].id, "joined")]


def test_a_split_keeps_the_id_on_the_larger_part_and_says_where_the_other_came_from():
    whole = formers(name_events([event(0, 1, 2)], ANCHORS, ()))
    naming = name_events([event(0), event(1, 2)], ANCHORS, whole)
    part = names(naming)
    assert part[REFS[1], REFS[2]] == whole[0].id
    assert [(s.old, s.new, s.kind) for s in naming.successions] == [(whole[0].id, part[REFS[0],], "split")]


def test_a_joined_id_comes_back_when_its_incident_stands_alone_again():
    apart = formers(name_events([event(0, 1), event(2)], ANCHORS, ()))
    joined = formers(name_events([event(0, 1, 2)], ANCHORS, apart), born=2, before=apart)
    again = name_events([event(0, 1), event(2)], ANCHORS, joined)
    assert set(names(again).values()) == {f.id for f in apart}


def test_an_event_that_nothing_tells_of_is_withdrawn_and_may_come_back():
    both = formers(name_events([event(0), event(1)], ANCHORS, ()))
    gone = name_events([event(0)], ANCHORS, both)
    assert len(gone.withdrawn) == 1
    back = name_events([event(0), event(1)], ANCHORS, formers(gone, born=2, before=both))
    assert set(names(back).values()) == {f.id for f in both}


def test_an_id_that_another_seed_has_is_passed_over(monkeypatch):
    made = ids.make
    monkeypatch.setattr(
        ids, "make", lambda kind, seed, attempt=0: made(kind, "always" if attempt == 0 else seed, attempt=attempt)
    )
    naming = name_events([event(0), event(1)], ANCHORS, ())
    assert names(naming)[REFS[0],] == made(ids.EVENT, "always")
    assert len(set(names(naming).values())) == 2


def test_the_id_is_made_from_the_earliest_report():
    first, later = name_events([event(2, 0, 1)], ANCHORS, ()), name_events([event(0)], ANCHORS, ())
    assert set(names(first).values()) == set(names(later).values())
    undated = report("a0", TEXTS[0], published=None)
    (told,) = incidents(undated)
    assert anchor(told, undated) > ANCHORS[0]


BOTH = report("d1", "Raiders killed 3 traders in Gao on 2026-03-04", "Militia killed 2 nurses in Goma on 2026-04-20")


def test_incidents_are_traced_through_other_keys_and_another_order():
    old, new = incidents(BOTH), tuple(reversed(incidents(BOTH, "other")))
    assert trace(old, new) == (IncidentRef("d1", "other1"), IncidentRef("d1", "other2"))


def test_an_incident_that_is_not_found_again_is_traced_to_nothing():
    old = incidents(BOTH)
    assert trace(old, old[1:]) == (None, old[1].ref)
    assert trace(old, ()) == (None, None)


def shared(place, key):
    """An incident of a list of places: all share one quote."""
    doc = report("d2", "Raiders killed 3 traders in Gao on 2026-03-04", "Also in Mopti and Kidal")
    (told,) = incidents(doc)
    at = doc.text.index(place)
    claim = replace(told.claims[0], quote=doc.quote(told.claims[0].quote.start, len(doc.text)))
    return replace(told, key=key, claims=(claim,), place=replace(told.place, quote=doc.quote(at, at + len(place)), name=place))


def test_a_list_of_places_is_traced_place_by_place():
    old = tuple(shared(place, place) for place in ("Gao", "Mopti", "Kidal"))
    new = tuple(shared(place, f"new {place}") for place in ("Kidal", "Mopti"))
    assert trace(old, new) == (None, IncidentRef("d2", "new Mopti"), IncidentRef("d2", "new Kidal"))


def test_two_that_are_found_to_be_one_are_both_traced_to_it():
    one = shared("Gao", "one")
    assert trace((one, replace(one, key="two")), (replace(one, key="whole"),)) == (IncidentRef("d2", "whole"),) * 2


@pytest.mark.parametrize("place", ["Mopti", "Kidal"])
def test_a_corrected_place_is_still_the_incident(place):
    assert trace((shared("Gao", "old"),), (shared(place, "new"),)) == (IncidentRef("d2", "new"),)
