"""Two indexes compared, and how a release is cited."""

import json
from datetime import date

import pytest

from dateline.write.changes import Change, Fate, changes, changes_table, changes_text, index_line
from dateline.write.citation import Citation, citations


def line(name, **fields):
    return json.dumps({"id": name, "version": 1, "fields": fields}).encode()


def test_every_difference_has_its_kind():
    before = [
        line("E-1", action="raid"),
        line("E-2", action="raid"),
        line("E-3"),
        line("E-4"),
        line("E-6", action="riot", killed="1"),
    ]
    now = [line("E-2", action="raid"), line("E-5"), line("E-6", action="riot", killed="2", weapon="fire"), line("E-7")]
    fates = {"E-1": Fate("joined", ("E-2",)), "E-3": Fate("withdrawn")}
    found = list(changes(before, now, fates=fates, parents={"E-7": "E-6"}))
    assert found == [
        Change("E-1", "joined", {}, ("E-2",)),
        Change("E-3", "withdrawn", {}),
        Change("E-4", "left out", {}),
        Change("E-5", "added", {}),
        Change("E-6", "changed", {"killed": ("1", "2"), "weapon": ("", "fire")}),
        Change("E-7", "split", {}, ("E-6",)),
    ]
    page = changes_text(found, name="2", against="1")
    assert "* E-1 (into E-2)" in page
    assert "* E-6: killed: 1 → 2; weapon: unknown → fire" in page
    assert "* E-7 (from E-6)" in page
    assert len(list(changes_table(found))) == 1 + 7


def test_index_is_equal_for_equal_events(hard):
    assert index_line(hard, ()) == index_line(hard, ())
    node = json.loads(index_line(hard, ()))
    assert node["fields"]["killed"] == "5 | 7 | 7"
    assert node["fields"]["action"] == "bombing"


CITED = Citation(
    authors=("Karsa, Alia", "Karsa & Co"),
    title="Events of 50 % {Kano}",
    version="2026.1",
    released=date(2026, 5, 1),
    tool="dateline 0.1.0",
    url="https://example.org/kano_events",
)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("CITATION.txt", "Karsa, Alia; Karsa & Co (2026): Events of 50 % {Kano}, release 2026.1 of 2026-05-01."),
        ("citation.bib", r"author = {Karsa, Alia and {Karsa \& Co}}"),
        ("citation.bib", r"title = {{Events of 50 \% \{Kano\}}}"),
        ("citation.bib", "url = {https://example.org/kano_events}"),
        ("citation.ris", "AU  - Karsa, Alia\r\nAU  - Karsa & Co\r\n"),
        ("citation.ris", "\r\nER  - \r\n"),
    ],
)
def test_citations(file, words):
    assert words in citations(CITED)[file]


def test_csl_names_persons_and_bodies():
    (item,) = json.loads(citations(CITED)["citation.json"])
    assert item["author"] == [{"family": "Karsa", "given": "Alia"}, {"literal": "Karsa & Co"}]
    assert (item["type"], item["version"], item["URL"]) == ("dataset", "2026.1", "https://example.org/kano_events")
