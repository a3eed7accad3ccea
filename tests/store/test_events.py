"""What the store promises of events: whole, findable, only rewritten where something changed."""

import sqlite3
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime

import pytest
from earlier_schema import take_back
from invented_reports import incidents, report

from dateline import merge
from dateline import store as stores
from dateline.errors import ConflictError, InputError, StoreError
from dateline.model import ClaimRef, Decided, Decision, EventState, IncidentRef, WeaponKind, ids
from dateline.run.exporting import record_of
from dateline.run.selection import views_of
from dateline.store import Arrival, EventQuery, Naming, Succession

GAO = "Raiders killed 3 traders in Gao on 2026-03-04"
GAO_MORE = "Raiders killed 7 traders in Gao on 2026-03-04"
GOMA = "Militia killed 2 nurses in Goma on 2026-04-20"
DOCS = (report("d1", GAO, GOMA), report("d2", GAO_MORE))


@pytest.fixture
def events(store, run):
    """Gao with two incidents that disagree, and Goma with one, both stored."""
    store.documents.add([Arrival(doc) for doc in DOCS])
    for doc in DOCS:
        store.codings.record(doc.id, incidents(doc), run=run, coder="a")
    made = merge.events([i for doc in DOCS for i in incidents(doc)], DOCS)
    assert len(made) == 2
    named = tuple(replace(event, id=ids.make(ids.EVENT, str(n))) for n, event in enumerate(made))
    store.events.write(Naming(events=tuple((event, f"seed {event.id}") for event in named)), run=run)
    return named


def gao_and_goma(events):
    gao = next(event for event in events if event.place.value.name == "Gao")
    return gao, next(event for event in events if event is not gao)


def again(store, events, **fields):
    run = store.runs.start(digest="sha256:0", manifest="{}")
    named = store.events.named()
    naming = Naming(
        events=tuple((event, f"seed {event.id}") for event in events), after=max(former.run for former in named), **fields
    )
    return store.events.write(naming, run=run)


def test_an_event_comes_back_as_it_was(store, events):
    gao, goma = gao_and_goma(events)
    assert gao.matches
    assert gao.harm
    assert len(gao.incidents) == 2
    assert store.events.get(gao.id) == gao
    assert store.events.many([goma.id, gao.id, ids.make(ids.EVENT, "none")]) == tuple(sorted(events, key=lambda e: e.id))


def test_events_written_before_bodies_were_kept_come_back(store, events, url, run, kind):
    if kind != "sqlite":
        pytest.skip("migrations are run on SQLite; the tables are the same")
    gao, goma = gao_and_goma(events)
    at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    store.decisions.add(Decision(id="D-1", target=gao.id, judgement="choose", value=None, by="Alia", at=at))
    weapon = replace(gao.weapon, value=WeaponKind.BLADE, rule="decision", decided=Decided("D-1", "Alia", at))
    changed = replace(gao, weapon=weapon, state=EventState.CODED)
    again(store, [changed])
    store.close()
    file = url.removeprefix("sqlite:///")
    connection = sqlite3.connect(file)
    take_back(connection, "0006")
    connection.close()
    with stores.open(file) as reopened:
        assert reopened.events.get(gao.id) == replace(changed, version=2)
        assert reopened.events.get(goma.id) == goma


def test_an_id_is_read_in_any_form(store, events):
    gao, _ = gao_and_goma(events)
    assert store.events.get(gao.id.lower()) == store.events.get(gao.id[2:]) == gao
    assert store.events.get(ids.make(ids.EVENT, "none")) is None
    with pytest.raises(InputError):
        store.events.get("E-1")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({}, "gao goma"),
        ({"country": "MLI"}, "gao"),
        ({"country": "syr"}, ""),
        ({"date": "2026-03"}, "gao"),
        ({"date": "2026-03-04"}, "gao"),
        ({"date": "2026-03-05.."}, "goma"),
        ({"date": "..2026-04-20"}, "gao goma"),
        ({"action": "shooting"}, "gao goma"),
        ({"action": "riot"}, ""),
        ({"actor": "raid"}, "gao"),
        ({"actor": "NURSES"}, "goma"),
        ({"actor": "100%"}, ""),
        ({"state": "machine", "country": "COD"}, "goma"),
        ({"state": "final"}, ""),
    ],
)
def test_events_are_found_by_what_they_are_about(store, events, words, found):
    query = EventQuery.of(**words)
    names = [event.place.value.name.lower() for event in store.events.find(query)]
    assert " ".join(names) == found
    assert store.events.count(query) == len(names)


def test_an_event_without_a_day_comes_last_and_fits_no_dates(store, events):
    gao, goma = gao_and_goma(events)
    undated = replace(gao, time=replace(gao.time, value=None))
    again(store, (undated, goma))
    assert [event.id for event in store.events.find()] == [goma.id, gao.id]
    assert store.events.count(EventQuery(since=date(1900, 1, 1))) == 1
    assert store.events.get(gao.id) == replace(undated, version=2)


def test_what_is_as_before_is_left_alone(store, events):
    assert again(store, events) == 0
    assert {event.version for event in store.events.find()} == {1}


def test_a_change_is_a_new_version(store, events):
    gao, goma = gao_and_goma(events)
    assert again(store, (replace(gao, n_independent=1), goma)) == 1
    assert (store.events.get(gao.id).version, store.events.get(goma.id).version) == (2, 1)
    assert store.events.get(gao.id).n_independent == 1


def test_coding_again_alike_moves_the_links_but_not_the_version(store, events, run):
    gao, _ = gao_and_goma(events)
    store.codings.record("d2", incidents(DOCS[1]), run=run, coder="b")
    assert again(store, events) == 0
    assert store.events.get(gao.id) == gao
    assert all(member.is_current for former in store.events.named() for member in former.members)


def test_a_joined_id_answers_with_its_successor(store, events):
    gao, goma = gao_and_goma(events)
    joined = Succession(goma.id, gao.id, "joined")
    whole = replace(gao, incidents=tuple(sorted(gao.incidents + goma.incidents)))
    again(store, (whole,), successions=(joined,))
    assert store.events.get(goma.id).id == gao.id
    assert [event.id for event in store.events.find()] == [gao.id]
    assert store.events.successions() == (joined,)
    assert store.counts().events == 1


def test_a_withdrawn_event_is_kept_and_listed_on_request_only(store, events):
    gao, goma = gao_and_goma(events)
    again(store, (gao,), withdrawn=(goma.id,))
    assert [event.id for event in store.events.find()] == [gao.id]
    assert [event.id for event in store.events.find(EventQuery(state=EventState.WITHDRAWN))] == [goma.id]
    assert store.events.get(goma.id) == replace(goma, state=EventState.WITHDRAWN, version=2)
    again(store, events)
    assert store.events.get(goma.id).state is EventState.MACHINE


def test_members_carry_their_claims_ids(store, events):
    gao, goma = gao_and_goma(events)
    members = store.codings.members([gao.id, goma.id])
    assert {(member.event, member.incident.ref) for member in members} == {(e.id, ref) for e in events for ref in e.incidents}
    for member in members:
        assert member.incident.event_id == member.event
        (name,) = member.claim_ids
        assert store.codings.claim(name).claim == member.incident.claims[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"incidents": (IncidentRef("d9", "i1"),)}, "event-incident"),
        ({"conflicts": (), "action": ClaimRef("d9", "i1", 0)}, "event-claim"),
    ],
)
def test_a_value_without_words_is_refused_and_nothing_is_stored(store, events, change, code):
    gao, goma = gao_and_goma(events)
    if "action" in change:
        change = {"action": replace(gao.action, supports=(change["action"],))}
    with pytest.raises(StoreError) as caught:
        again(store, (replace(goma, n_documents=9), replace(gao, **change)))
    assert caught.value.code == code
    assert store.events.many([gao.id, goma.id]) == tuple(sorted(events, key=lambda e: e.id))


def test_a_naming_that_another_run_has_overtaken_is_refused(store, events, run):
    with pytest.raises(ConflictError):
        store.events.write(Naming(events=(), after=run - 1), run=run)


def test_many_events_are_read_in_pages(store, run):
    docs = [report(f"d{n:03}", f"Raiders killed 1 traders in Gao on {date.fromordinal(738000 + 10 * n)}") for n in range(250)]
    store.documents.add([Arrival(doc) for doc in docs])
    found = []
    for doc in docs:
        found += incidents(doc)
    with store._database.write() as connection:
        from dateline.store.codings import _insert_incidents, _new_coding

        for n, doc in enumerate(docs, start=1):
            _insert_incidents(connection, _new_coding(connection, n, run=run, coder="a"), doc.id, found[n - 1 : n])
    made = merge.events(found, docs)
    named = tuple((replace(event, id=ids.make(ids.EVENT, str(n))), str(n)) for n, event in enumerate(made))
    store.events.write(Naming(events=named), run=run)
    listed = list(store.events.find())
    assert len(listed) == store.events.count() == len(made)
    assert [event.time.value.start for event in listed] == sorted(event.time.value.start for event in made)


def test_records_are_what_the_views_say(store, events):
    views = views_of(store, store.events.many([event.id for event in events]))
    found = store.records.many([*(view.id for view in reversed(views)), ids.make(ids.EVENT, "none")])
    assert [record.event.id for record in found] == [view.id for view in reversed(views)]
    for record, view in zip(found, reversed(views), strict=True):
        expected = record_of(view)
        assert says(record.event, replace(expected.event, matches=()))
        assert says(tuple(record.claims), tuple(expected.claims))
        assert says(tuple(record.claims.values()), tuple(expected.claims.values()))
        assert list(record.documents) == list(expected.documents)
        assert says(tuple(record.documents.values()), tuple(expected.documents.values()))
        assert record.whole() is record


def says(light, noun):
    """Whether a light noun says what a noun says, field by field."""
    if isinstance(noun, tuple):
        return len(light) == len(noun) and all(map(says, light, noun))
    if not is_dataclass(noun):
        return light == noun
    return all(says(getattr(light, field.name), getattr(noun, field.name)) for field in fields(noun))


def test_names_are_in_the_order_of_days(store, events):
    names = list(store.events.names())
    assert names == [event.id for event in store.events.find()]
    assert [list(part) for part in store.events.parts(None, 1)] == [[name] for name in names]
