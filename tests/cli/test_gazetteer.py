"""All added places are invented."""

import pytest

from dateline.link import gazetteer as places

HEADER = "name,alternates,kind,country,latitude,longitude,radius_km\n"


@pytest.fixture
def home(empty):
    yield empty
    places.use_own(None)


def test_find_lists_places_with_their_chain(home, dateline):
    done = dateline("gazetteer", "find", "Raqqa")
    assert done.code == 0
    assert "Ar Raqqah" in done.out
    assert "Syria" in done.out
    node = dateline("gazetteer", "find", "دير الزور", "--json").json
    assert node["places"][0]["country"] == "SYR"


def test_places_are_added_and_found(home, dateline):
    (home / "own.csv").write_text(HEADER + "Qwxzo,Kwzo,settlement,NGA,11.9,13.2,\n", encoding="utf-8")
    assert dateline("gazetteer", "build", "--add", "own.csv", "--dry-run").code == 0
    assert not (home / "gazetteer.sqlite").exists()
    done = dateline("gazetteer", "build", "--add", "own.csv")
    assert done.code == 0
    assert "1 of your own" in done.err
    found = dateline("gazetteer", "find", "Kwzo")
    assert found.out.startswith("own  Qwxzo, ")
    assert "11.90, 13.20" in found.out


def test_an_unknown_name_says_what_to_do(home, dateline):
    done = dateline("gazetteer", "find", "Qwxzo")
    assert done.code == 0
    assert "dateline gazetteer build --add" in done.err


def test_nothing_to_add_is_an_error(home, dateline):
    done = dateline("gazetteer", "build")
    assert done.code != 0
    assert "nothing to add" in done.err
