"""Documents as pages, on invented ones."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import invented_reports

from dateline.errors import InputError
from dateline.run import create_project


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    report = invented_reports.report
    docs = (
        report("old", "Raiders killed 7 villagers in Gao on 2026-03-01", published="2026-03-02"),
        report("copy", "Raiders killed 7 villagers in Gao on 2026-03-01", published="2026-03-03", copy_of="old"),
        report("twin", "Nothing else", published="2026-03-03", copy_of="old"),
        replace(report("new", "Gunmen killed 2 herders in Goma on 2026-03-02"), version_of="old", published=date(2026, 3, 9)),
        report("undated", "Nothing at all", published=None),
    )
    folder = tmp_path_factory.mktemp("catalogue") / "karsa"
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as project:
        project.add_readings(invented_reports.readings(docs))
        project.run(workers=1, coder=invented_reports.code)
        yield project.store.catalogue


@pytest.mark.parametrize("limit", [1, 2, 5, 9])
def test_pages_together_are_all_documents_the_latest_first(catalogue, limit):
    seen, after = [], None
    while True:
        page = catalogue.page(after=after, limit=limit)
        seen += [one.id for one in page.documents]
        after = page.next
        if after is None:
            break
    assert seen == ["new", "twin", "copy", "old", "undated"]
    assert catalogue.count() == 5


def test_card_counts_what_was_found(catalogue):
    assert {one.id: one.n_incidents for one in catalogue.page(after=None, limit=9).documents} == {
        "new": 1,
        "copy": 1,
        "twin": 0,
        "old": 1,
        "undated": 0,
    }


@pytest.mark.parametrize("cursor", ["", "old", "2026-3-1~old", "2026-03-01~"])
def test_what_is_no_cursor_is_refused(catalogue, cursor):
    with pytest.raises(InputError, match="cursor-shape"):
        catalogue.page(after=cursor, limit=5)


def test_copies_and_versions_are_found_from_either_side(catalogue):
    assert [one.id for one in catalogue.copies("old", None)] == ["copy", "twin"]
    assert [one.id for one in catalogue.copies("twin", "old")] == ["copy", "old"]
    assert [one.id for one in catalogue.versions("old", None)] == ["new"]
    assert [one.id for one in catalogue.versions("new", "old")] == ["old"]


def test_documents_of_the_same_event_stand_beside_each_other(catalogue):
    assert catalogue.beside("old") == ("copy", "old")
    assert catalogue.beside("undated") == ()


def test_claims_of_a_document_have_their_ids(catalogue):
    ids = catalogue.claim_ids("old")
    assert list(ids) == ["i1"]
    assert ids["i1"][0].startswith("C-")


def test_coding_is_told(catalogue):
    assert catalogue.coding("old") == (True, None)
    assert catalogue.coding("none") == (False, None)
