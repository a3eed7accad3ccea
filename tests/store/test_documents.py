"""What the store promises of documents."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from invented_reports import report

from dateline.errors import InputError
from dateline.model import SourceKind, Span
from dateline.store import Arrival, Original

GAO = "Raiders killed 3 traders in Gao on 2026-03-04"
MOPTI = "Raiders killed 5 farmers in Mopti on 2026-03-04"


def page(name, data=b"<html>", media_type="text/html"):
    return Original(data=data, media_type=media_type, name=name)


def test_a_document_comes_back_as_it_was(store):
    full = report(
        "d1",
        GAO,
        "Ünïcode 😀 تقرير",
        title="A title",
        outlet="Karsa Post",
        outlet_kind=SourceKind.MONITOR,
        agency="KNA",
        author="A. Writer",
        language="en",
        url="https://news.example/1",
        dateline="GAO, Mali (KNA)",
        retrieved_at=datetime(2026, 3, 5, 12, tzinfo=UTC),
        version_of="d0",
        copy_of="c0",
        story="s",
        furniture=(Span(0, 8),),
        extra={"note": ["x", 1, None]},
    )
    bare = report("d2", published=None)
    store.documents.add([Arrival(full), Arrival(bare)])
    assert store.documents.get("d1") == full
    assert store.documents.many(["d2", "none", "d1"]) == (full, bare)
    assert list(store.documents) == [full, bare]
    assert len(store.documents) == 2
    assert store.documents.get("none") is None


def test_adding_twice_adds_nothing(store):
    doc = report("d1", GAO)
    first = store.documents.add([Arrival(doc, page("a.html")), Arrival(doc, page("a.html"))])
    again = store.documents.add([Arrival(doc, page("a.html")), Arrival(doc, page("b.html"))])
    assert [receipt.is_new for receipt in (*first, *again)] == [True, False, False, False]
    assert len(store.documents) == 1


def test_the_original_bytes_are_kept_once(store):
    data = bytes(range(256))
    store.documents.add(
        [
            Arrival(report("d1", GAO), page("a.html", data)),
            Arrival(report("d2", MOPTI), page("b.html", data)),
            Arrival(report("d3")),
        ]
    )
    assert store.documents.original("d1") == page("a.html", data)
    assert store.documents.original("d2") == page("b.html", data)
    assert store.documents.original("d3") is None
    assert store.documents.original("none") is None
    kept = store.catalogue.kept("d1")
    assert (kept.name, kept.size_bytes) == ("a.html", len(data))
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert (store.catalogue.kept("d3").sha256, store.catalogue.kept("d3").added_at.tzinfo is None) == (None, False)
    assert store.catalogue.kept("none") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"url": "https://news.example/1"}, {"url": "https://news.example/1"}),
        ({}, {}),
    ],
)
def test_a_changed_text_is_a_version_of_the_older(store, before, after):
    store.documents.add([Arrival(report("d1", GAO, **before), page("a.html"))])
    (receipt,) = store.documents.add([Arrival(report("d2", MOPTI, **after), page("a.html"))])
    assert receipt.is_new
    assert receipt.document.version_of == "d1"
    assert store.documents.get("d2").version_of == "d1"
    assert store.documents.get("d1") == report("d1", GAO, **before)


def test_lines_of_one_file_are_no_versions_of_each_other(store):
    lines = [Arrival(report(name, GAO), page("all.jsonl", media_type="application/json")) for name in ("d1", "d2")]
    assert [receipt.document.version_of for receipt in store.documents.add(lines)] == [None, None]


def test_an_id_that_another_text_has_is_not_overwritten(store):
    old, new, newest = report("d1", GAO), report("d1", MOPTI), report("d1", GAO, MOPTI)
    store.documents.add([Arrival(old)])
    (second,) = store.documents.add([Arrival(new)])
    (third,) = store.documents.add([Arrival(newest)])
    assert second.is_new
    assert second.document == replace(new, id=second.document.id, version_of="d1")
    assert third.document.version_of == second.document.id
    assert len({"d1", second.document.id, third.document.id}) == 3
    assert store.documents.get("d1") == old
    assert [receipt.is_new for receipt in store.documents.add([Arrival(old), Arrival(new), Arrival(newest)])] == [False] * 3


def test_half_a_surrogate_pair_is_refused_and_nothing_is_stored(store):
    with pytest.raises(InputError) as caught:
        store.documents.add([Arrival(report("d1", GAO)), Arrival(report("d2", "broken \ud83d here"))])
    assert caught.value.code == "text-surrogate"
    assert "d2" in str(caught.value)
    assert len(store.documents) == 0


def test_digests_stand_in_the_order_of_ids(store):
    docs = [report(name, GAO, published=None) for name in ("d2", "d10", "D1")]
    store.documents.add([Arrival(doc) for doc in docs])
    assert list(store.documents.digests()) == sorted((doc.id, doc.digest) for doc in docs)


def test_dates_of_long_ago_and_none_are_kept(store):
    store.documents.add([Arrival(report("d1", published="0950-01-01"))])
    assert store.documents.get("d1").published == date(950, 1, 1)
