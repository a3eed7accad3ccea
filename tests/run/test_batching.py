"""Exports: the same bytes from one process and from several, whatever the format."""

import io

import pytest
from invented_reports import report

from dateline.errors import InputError, StoreError
from dateline.run import batching
from dateline.run.exporting import options_of, options_with, withholding_of, write_events
from dateline.store import EventQuery
from dateline.write.formats import FORMATS, WRITERS


@pytest.fixture
def filled(project, run_over):
    towns = ("Gao", "Mopti", "Kidal", "Goma", "Bunia", "Maiduguri")
    docs = [
        report(f"d{n}", f"Raiders killed {n + 1} traders in {town} on 2026-0{1 + n % 6}-1{n}") for n, town in enumerate(towns)
    ]
    run_over(project, *docs)
    return project


def written(project, format_, workers, options=()):
    out = io.BytesIO()
    return write_events(project, format_, EventQuery(), out, options=options, workers=workers), out.getvalue()


@pytest.mark.parametrize("format_", ["parquet", "geojson"])
def test_several_processes_give_the_same_bytes(filled, monkeypatch, format_):
    one, alone = written(filled, format_, 1)
    monkeypatch.setattr(batching, "_ALONE", 0)
    monkeypatch.setattr(batching, "_BATCH", 2)
    two, together = written(filled, format_, 2)
    assert alone == together
    assert (one.n_events, list(one.left_out)) == (two.n_events, list(two.left_out)) == (6, [])


def test_every_format_has_its_pieces():
    assert [name for name in FORMATS if name != "csv-excel"] == list(WRITERS)


def test_dead_worker_is_told(filled, monkeypatch):
    monkeypatch.setattr(batching, "_ALONE", 0)
    making = batching.Making(format="csv", withholding=withholding_of(()), own=filled.own)
    monkeypatch.setattr(type(filled.store.records), "address", "sqlite:////nowhere/at/all.db")
    with pytest.raises(StoreError, match="export-worker"):
        list(batching.batches(filled.store, EventQuery(), making, workers=2))


def test_options_are_said_and_read_back():
    options = options_of(with_names=True, coarsen="grid-25km", excerpts=0, for_excel=True)
    assert options == ("with_names", "coarsen=grid-25km", "excerpts=0", "for_excel")
    assert withholding_of(options).rules == ("coarsen-grid-25km", "excerpts-0")
    assert withholding_of(()).rules == ("private-person",)


def test_what_is_not_asked_for_is_the_projects():
    own = ("coarsen=admin1", "excerpts=80")
    nothing = {"with_names": False, "coarsen": None, "excerpts": None, "for_excel": False}
    assert options_with(own, **nothing) == own
    assert options_with(own, **nothing | {"coarsen": "none", "excerpts": 20}) == ("excerpts=20",)
    assert options_with((), **nothing | {"coarsen": "country"}) == ("coarsen=country",)


@pytest.mark.parametrize("options", [("coarsen=village",), ("excerpts=few",), ("excerpts=-1",)])
def test_wrong_options_are_named(options):
    with pytest.raises(InputError):
        withholding_of(options)
