"""Searching: the same hits in every database, kept by whatever writes documents and codings."""

import sqlite3

import pytest
from earlier_schema import take_back
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_reports import incidents, report

from dateline import store as stores
from dateline.errors import InputError
from dateline.model import Source, SourceKind
from dateline.store import Arrival, EventQuery
from dateline.store.words import rebuild

DOCS = (
    report("d1", "Raiders killed 7 villagers in Gao on 2026-03-01", title="Market burnt in Gao", outlet="Bend Courier"),
    report("d2", "Soldiers killed 2 herders in Goma on 2026-02-20", "The market was closed", title="Dos muertos en N'Djaména"),
    report("d3", "Gunmen killed 4 traders in Bunia on 2026-03-04", title="Взрыв в Орле", language="ru"),
    report("d4", "Nothing that is told here of marketing", title="والجيش"),
    report("d5", "𝔞 " * 3, "爆発が東京で起きた", title=None),
)


@pytest.fixture
def filled(store, run):
    store.documents.add([Arrival(doc) for doc in DOCS])
    for doc in DOCS:
        store.codings.record(doc.id, incidents(doc), run=run, coder="a")
    return store


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("market", ["d2", "d1"]),
        ("MARKET gao", ["d1"]),
        ("market*", ["d4", "d2", "d1"]),
        ("market -gao", ["d2"]),
        ('"market burnt"', ["d1"]),
        ('"burnt market"', []),
        ("ndjamena", ["d2"]),
        ("орле", ["d3"]),
        ("ОРЛЕ", ["d3"]),
        ("الجيش", ["d4"]),
        ("東京", ["d5"]),
        ("京東", []),
        ("a", ["d5"]),
        ("in -market -bunia", []),
        ("-market", []),
        ("", []),
        ('" OR 1=1 -- ) NEAR(', []),
        ("NOT", []),
        ("x'y; & | ! :* <->", []),
        ("killed in", ["d3", "d2", "d1"]),
    ],
)
def test_documents_that_have_the_words(filled, typed, names):
    assert [hit.id for hit in filled.search.documents(typed).documents] == names
    assert filled.search.count(typed)[0] == len(names)


def test_document_shows_where_its_words_stand(filled):
    (hit,) = filled.search.documents("gao raiders").documents
    assert hit.title.parts == (("Market burnt in ", False), ("Gao", True))
    (excerpt,) = hit.excerpts
    assert [part for part, is_place in excerpt.parts if is_place] == ["Raiders", "Gao"]
    assert filled.documents.get("d1").text[excerpt.start : excerpt.end] == "Raiders"


def test_claims_that_have_the_words(filled):
    (hit,) = filled.search.claims("villagers").claims
    text = filled.documents.get("d1").text
    assert (hit.document, hit.event, hit.stance) == ("d1", None, "reports")
    assert text[hit.start : hit.end] == "Raiders killed 7 villagers in Gao on 2026-03-01"
    assert [part for part, is_place in hit.quote.parts if is_place] == ["villagers"]
    assert filled.search.count("killed") == (3, 3)


def test_names_as_they_were_resolved_are_searched_too(store, run):
    doc = report("d1", "Raiders killed 7 villagers in Gao on 2026-03-01")
    store.documents.add([Arrival(doc)])
    (incident,) = incidents(doc)
    from dataclasses import replace

    claim = replace(incident.claims[0], source=Source(kind=SourceKind.MONITOR, name="Sahel Observatory"))
    store.codings.record("d1", (replace(incident, claims=(claim,)),), run=run, coder="a")
    assert [hit.source_name for hit in store.search.claims("observatory").claims] == ["Sahel Observatory"]


def test_only_claims_of_current_codings_are_found(filled, run):
    filled.codings.record("d1", (), run=run, coder="b")
    assert filled.search.claims("villagers").claims == ()
    filled.codings.record("d1", incidents(DOCS[0]), run=run, coder="c")
    assert len(filled.search.claims("villagers").claims) == 1


def test_pages_follow_one_another(filled):
    seen, after = [], None
    while True:
        hits = filled.search.documents("killed", after=after, limit=1)
        seen += [hit.id for hit in hits.documents]
        if (after := hits.next) is None:
            break
    assert seen == ["d3", "d2", "d1"]
    with pytest.raises(InputError, match="cursor-shape"):
        filled.search.claims("killed", after="x")


def test_words_can_be_made_anew(filled):
    with filled._database.write() as connection:
        rebuild(connection)
    assert [hit.id for hit in filled.search.documents("market").documents] == ["d2", "d1"]
    assert len(filled.search.claims("villagers").claims) == 1


def test_long_texts_and_rows_of_signs_are_stored(store):
    words = " ".join(f"word{n}" for n in range(60_000))
    store.documents.add([Arrival(report("long", words + " the end")), Arrival(report("signs", "x" * 5000 + " z" * 50_000))])
    assert [hit.id for hit in store.search.documents("word39000").documents] == ["long"]
    assert [hit.id for hit in store.search.documents("z report").documents] == ["signs"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    typed=st.text(max_size=40)
    | st.lists(st.sampled_from(['"', "-", "*", "market", "gao", "'", ":", "\\", "(", " "])).map("".join)
)
def test_no_typing_is_an_error(filled, typed):
    filled.search.documents(typed)
    filled.search.claims(typed)
    filled.events.count(EventQuery.of(q=typed))


def test_words_of_a_store_from_before_they_were_kept_are_made(filled, kind, url):
    if kind != "sqlite":
        pytest.skip("migrations are run on SQLite; the words are the same")
    filled.close()
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    take_back(connection, "0007")
    connection.close()
    with stores.open(url) as reopened:
        assert [hit.id for hit in reopened.search.documents("market").documents] == ["d2", "d1"]
        assert len(reopened.search.claims("villagers").claims) == 1
