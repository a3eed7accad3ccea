"""What the store promises of codings: complete, current, never overwritten."""

from dataclasses import replace

import pytest
from invented_reports import incidents, report

from dateline.errors import InputError, StoreError
from dateline.model import Problem, ids
from dateline.store import Arrival

GAO = "Raiders killed 3 traders in Gao on 2026-03-04"
MOPTI = "Raiders killed 5 farmers in Mopti on 2026-03-04"
DOC = report("d1", GAO, MOPTI)


@pytest.fixture
def doc(store):
    store.documents.add([Arrival(DOC)])
    return DOC


def problem(stage="find", document="d1", what="it is odd"):
    return Problem(code="odd", what=what, where=f"document {document}", fix="None.", stage=stage, document=document)


def test_incidents_come_back_as_they_were(store, doc, run):
    found = incidents(doc)
    store.codings.record(doc.id, found, run=run, coder="a")
    assert tuple(store.codings.incidents()) == found
    assert store.codings.current(["d1", "none"]) == found
    assert store.counts().coded == 1
    assert (store.counts().incidents, store.counts().claims) == (2, 2)


def test_a_document_without_incidents_is_coded_too(store, doc, run):
    store.codings.record(doc.id, (), run=run, coder="a")
    assert list(store.codings.pending("a")) == []
    assert tuple(store.codings.incidents()) == ()


def test_coding_again_takes_the_place_of_the_former(store, doc, run):
    store.codings.record(doc.id, incidents(doc), run=run, coder="a")
    later = incidents(doc, "other")[:1]
    store.codings.record(doc.id, later, run=run, coder="b")
    assert tuple(store.codings.incidents()) == later
    assert store.counts().coded == 1
    # The earlier rows are still there for the events that rest on them.
    assert store.codings.rows([2, 1]) == incidents(doc)


def test_pending_are_the_documents_of_another_coder_or_run(store, doc, run):
    other = report("d2", GAO)
    store.documents.add([Arrival(other)])
    assert list(store.codings.pending("a")) == [doc, other]
    store.codings.record("d2", (), run=run, coder="a")
    assert list(store.codings.pending("a")) == [doc]
    assert list(store.codings.pending("b")) == [doc, other]
    later = store.runs.start(digest="sha256:0", manifest="{}")
    assert list(store.codings.pending("a", run=later)) == [doc, other]
    assert list(store.codings.pending("a", run=run)) == [doc]
    assert (store.codings.n_pending("a"), store.codings.n_pending("b")) == (1, 2)


def test_pending_goes_on_while_documents_are_coded(store, run):
    docs = [report(f"d{n:03}") for n in range(230)]
    store.documents.add([Arrival(doc) for doc in docs])
    seen = []
    for n, doc in enumerate(store.codings.pending("a")):
        seen.append(doc.id)
        if n % 2:
            store.codings.record(doc.id, (), run=run, coder="a")
    assert seen == [doc.id for doc in docs]


def test_a_claim_is_found_by_its_id(store, doc, run):
    found = incidents(doc)
    store.codings.record(doc.id, found, run=run, coder="a")
    name = _claim_ids(store, doc)[1]
    stored = store.codings.claim(name.lower().replace("-", ""))
    assert (stored.id, stored.claim, stored.incident, stored.ref) == (
        name,
        found[1].claims[0],
        found[1],
        found[1].claim_refs()[0],
    )
    assert store.codings.claim(ids.make(ids.CLAIM, "another")) is None
    with pytest.raises(InputError):
        store.codings.claim("C-1")


def _claim_ids(store, doc):
    from sqlalchemy import select

    from dateline.store import schema

    with store._database.read() as connection:
        return connection.execute(select(schema.claims.c.id).order_by(schema.claims.c.pk)).scalars().all()


def test_claim_ids_last_through_another_coding(store, doc, run):
    store.codings.record(doc.id, incidents(doc), run=run, coder="a")
    store.codings.record(doc.id, tuple(reversed(incidents(doc, "other"))), run=run, coder="b")
    first, second, third, fourth = _claim_ids(store, doc)
    assert (first, second) == (fourth, third)
    assert store.codings.claim(first).incident.key == "other1"


def test_equal_claims_of_one_document_have_ids_of_their_own(store, doc, run):
    one = incidents(doc)[0]
    store.codings.record(doc.id, (one, replace(one, key="twin")), run=run, coder="a")
    assert len(set(_claim_ids(store, doc))) == 2


def test_a_taken_claim_id_goes_to_the_first_document(store, doc, run, monkeypatch):
    store.documents.add([Arrival(report("d2", GAO))])
    made = ids.make
    monkeypatch.setattr(
        ids, "make", lambda kind, seed, attempt=0: made(kind, "always" if attempt == 0 else seed, attempt=attempt)
    )
    store.codings.record("d1", incidents(doc)[:1], run=run, coder="a")
    store.codings.record("d2", incidents(report("d2", GAO)), run=run, coder="a")
    first, second = _claim_ids(store, doc)
    assert first == made(ids.CLAIM, "always") != second


def test_problems_are_closed_when_the_document_is_coded_again(store, doc, run):
    store.codings.record(doc.id, (), run=run, coder="a", problems=(problem(), problem("link")))
    assert store.problems.open() == (problem(), problem("link"))
    store.codings.record(doc.id, (), run=run, coder="b", problems=(problem("link"),))
    assert store.problems.open() == (problem("link"),)
    store.codings.record(doc.id, (), run=run, coder="b")
    assert store.problems.open() == ()


def test_an_unknown_document_is_refused(store, run):
    with pytest.raises(StoreError) as caught:
        store.codings.record("none", (), run=run, coder="a")
    assert caught.value.code == "document-missing"


def test_documents_that_were_turned_away_are_told_likeliest_first(store, run):
    docs = [replace(report(f"d{n}", GAO), title=f"Report {n}") for n in range(4)]
    store.documents.add([Arrival(one) for one in docs])
    for one, probability in zip(docs, (0.01, None, 0.03, 0.01), strict=True):
        store.codings.record(one.id, (), run=run, coder="a", turned_away=probability)
    told = store.codings.turned_away()
    assert [(one.document, one.probability) for one in told] == [("d2", 0.03), ("d0", 0.01), ("d3", 0.01)]
    assert (told[0].title, told[0].outlet, told[0].published) == ("Report 2", docs[2].outlet, docs[2].published)
    store.codings.record("d2", (), run=run, coder="b")
    assert [one.document for one in store.codings.turned_away()] == ["d0", "d3"]
