"""Pages, counts and sums of the events, on invented ones."""

import sys
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import invented_reports

from dateline.errors import InputError
from dateline.run import create_project
from dateline.store import Counted, Day, EventQuery

SENTENCES = (
    "Raiders killed 7 villagers in Gao on 2026-03-01",
    "Raiders killed 2 herders in Mopti on 2026-03-04",
    "Gunmen killed 5 traders in Goma on 2026-03-04",
    "Bandits killed 1 herders in Bunia on 2026-02-20",
)


@pytest.fixture(scope="module")
def listing(tmp_path_factory):
    docs = [invented_reports.report(f"r{n}", sentence, outlet=f"Paper {n}") for n, sentence in enumerate(SENTENCES)]
    folder = tmp_path_factory.mktemp("listing") / "karsa"
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as project:
        project.add_readings(invented_reports.readings(docs))
        project.run(workers=1, coder=invented_reports.code)
        yield project.store.listing


def test_newest_day_comes_first(listing):
    found = listing.by_day(EventQuery())
    assert found == (Day(date(2026, 2, 20), 1, 0), Day(date(2026, 3, 1), 1, 0), Day(date(2026, 3, 4), 2, 0))
    assert len(listing.names(EventQuery())) == 4


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 9])
def test_pages_together_are_the_whole_list(listing, limit):
    seen, after = [], None
    while True:
        page = listing.page(EventQuery(), after=after, limit=limit)
        seen += page.events
        after = page.next
        if after is None:
            break
    assert tuple(seen) == listing.names(EventQuery())


@pytest.mark.parametrize("cursor", ["", "E-2", "2026-13-01~E-2", "2026-03-01~", "~"])
def test_what_is_no_cursor_is_refused(listing, cursor):
    with pytest.raises(InputError, match="cursor-shape"):
        listing.page(EventQuery(), after=cursor, limit=5)


def test_deaths_are_summed(listing):
    sums = listing.sums(EventQuery())
    assert (sums.n_events, sums.n_totals, sums.low, sums.best, sums.high, sums.best_on_one) == (4, 0, 15, 15, 15, 15)
    assert listing.sums(EventQuery(country="XXX")).best == 0


def test_counts_leave_out_the_condition_on_their_own_field(listing):
    countries = (Counted("COD", 2), Counted("MLI", 2))
    assert listing.by("country", EventQuery()) == countries
    assert listing.by("country", EventQuery(country="MLI")) == countries
    assert listing.by("country", EventQuery(actor="raiders")) == (Counted("MLI", 2),)
    assert listing.by("action", EventQuery(country="MLI")) == (Counted("shooting", 2),)
    assert listing.by("state", EventQuery()) == (Counted("machine", 4),)


def test_count_of_an_actor_is_what_its_condition_gives(listing):
    found = listing.by_actor(EventQuery(), most=3)
    assert Counted("Raiders", 2) in found
    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)
    for one in found:
        assert listing.sums(EventQuery(actor=one.value)).n_events == one.count


def test_one_of_several_values_is_enough(listing):
    both = listing.names(EventQuery.of(country=["MLI", "COD"]))
    assert both == listing.names(EventQuery())
    assert len(listing.names(EventQuery.of(country=["MLI", "NGA"], actor=["raiders", "nobody"]))) == 2
    assert listing.by("country", EventQuery.of(country=["MLI", "NGA"])) == (Counted("COD", 2), Counted("MLI", 2))
    assert listing.sums(EventQuery.of(state=["coded", "machine"])).n_events == 4


@pytest.mark.parametrize(
    ("box", "count"),
    [
        ("-180,-90,180,90", 4),
        ("-5,10,5,20", 2),
        ("25,-5,35,5", 2),
        ("35,-5,-5,5", 0),
        ("25,-5,-5,5", 2),
        ("29,-5,0,20", 4),
        ("0,0,1,1", 0),
    ],
)
def test_box_holds_what_lies_in_it(listing, box, count):
    assert len(listing.names(EventQuery.of(bbox=box))) == count
