"""All places here are invented."""

import sqlite3
import zipfile
from contextlib import closing

import pytest

from dateline.errors import InputError, LinkError
from dateline.link import gazetteer_build
from dateline.link.gazetteer import Gazetteer, gazetteer
from dateline.link.gazetteer_build import build

HEADER = "name,alternates,kind,country,latitude,longitude,radius_km\n"
MALI = 2453866


def row(number, name, code, *, country="ML", admin1="", admin2="", people=0, alternates="", point=(14.5, -4.2)):
    cells = [
        number,
        name,
        name,
        alternates,
        *point,
        code[0],
        code,
        country,
        "",
        admin1,
        admin2,
        "",
        "",
        people,
        "",
        "",
        "",
        "2026-01-01",
    ]
    return "\t".join(map(str, cells))


@pytest.fixture
def dump(tmp_path):
    rows = [
        row(MALI, "Mali", "PCLI", people=22_000_000),
        row(2_900_000_001, "Qwxzopti", "ADM1", admin1="91"),
        row(2_900_000_002, "Qwxzokoro", "PPL", admin1="91", people=120, alternates="Qwxzokourou,Куоскоро,qwxzocoro"),
        row(2_900_000_003, "Hotel Qwxzo", "HTL", admin1="91"),
        row(2_900_000_004, "Qwxzo village without people", "PPL", admin1="91"),
    ]
    file = tmp_path / "ML.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "nothing")
        archive.writestr("ML.txt", "\n".join(rows) + "\n")
    return file


def test_the_dump_adds_its_places_with_parents_and_names(tmp_path, dump):
    told = []
    done = build(tmp_path / "g.sqlite", geonames=dump, progress=told.append)
    assert (done.from_geonames, done.added) == (3, 0)
    found = Gazetteer(done.path)
    (village,) = found.entries("Qwxzokourou")
    assert (village.name, village.country, village.population, village.geonames_id) == ("Qwxzokoro", "MLI", 120, 2_900_000_002)
    assert [u.name for u in found.above(village)] == ["Qwxzopti", "Mali"]
    assert found.entries("Hotel Qwxzo") == ()
    assert found.entries("Qwxzo village without people")[0].kind == "settlement"


def test_what_the_built_in_gazetteer_holds_stays(tmp_path, dump):
    done = build(tmp_path / "g.sqlite", geonames=dump)
    assert Gazetteer(done.path).entries("Raqqa") == gazetteer().entries("Raqqa")


def test_added_places_are_found_in_the_division_of_their_neighbours(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(
        HEADER + "Qwxzo camp,Kamp Qwxzo|Qwxzo,site,NGA,11.85,13.16,2\nRaqqa,,settlement,NGA,11.9,13.2,\n", encoding="utf-8"
    )
    done = build(tmp_path / "g.sqlite", added=[file])
    found = Gazetteer(done.path)
    (camp,) = found.entries("Qwxzo")
    assert (camp.kind, camp.country, camp.radius_km, camp.geonames_id) == ("site", "NGA", 2, None)
    assert "Borno" in {u.name.split()[0] for u in found.above(camp)}
    assert {e.country for e in found.entries("Raqqa")} >= {"SYR", "NGA"}
    assert done.places == Gazetteer(gazetteer().path)._db.execute("SELECT count(*) FROM place").fetchone()[0] + 2


def test_a_gazetteer_of_ones_own_can_be_added_to(tmp_path):
    for n in (1, 2):
        (tmp_path / f"{n}.csv").write_text(HEADER + f"Qwxzo{n},,settlement,NGA,11.9,13.2,\n", encoding="utf-8")
    first = build(tmp_path / "g.sqlite", added=[tmp_path / "1.csv"])
    second = build(tmp_path / "g.sqlite", added=[tmp_path / "2.csv"], base=first.path)
    assert second.places == first.places + 1
    assert Gazetteer(second.path).entries("Qwxzo1")
    assert Gazetteer(second.path).entries("Qwxzo2")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Qwxzo,,castle,NGA,11.9,13.2,", "castle"),
        (",,site,NGA,11.9,13.2,", "empty"),
        ("Qwxzo,,site,Nigeria,11.9,13.2,", "Nigeria"),
        ("Qwxzo,,site,NGA,north,13.2,", "north"),
        ("Qwxzo,,site,NGA,nan,13.2,", "nan"),
        ("Qwxzo,,site,NGA,91.5,13.2,", "91.5"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_left_behind(tmp_path, line, what):
    (tmp_path / "own.csv").write_text(HEADER + line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as fault:
        build(tmp_path / "g.sqlite", added=[tmp_path / "own.csv"])
    assert what in str(fault.value)
    assert "line 2" in str(fault.value)
    assert [p.name for p in tmp_path.iterdir()] == ["own.csv"]


def test_files_that_are_no_such_files_are_named(tmp_path):
    (tmp_path / "own.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column name"):
        build(tmp_path / "g.sqlite", added=[tmp_path / "own.csv"])
    with pytest.raises(InputError, match="cannot be read"):
        build(tmp_path / "g.sqlite", added=[tmp_path / "nowhere.csv"])
    with pytest.raises(InputError, match="cannot be read"):
        build(tmp_path / "g.sqlite", geonames=tmp_path / "own.csv")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("XX.txt", "one\ttwo\n")
    with pytest.raises(InputError, match="line 1 of XX"):
        build(tmp_path / "g.sqlite", geonames=tmp_path / "x.zip")


def test_a_file_of_another_version_is_no_start(tmp_path):
    (tmp_path / "own.csv").write_text(HEADER + "Qwxzo,,settlement,NGA,11.9,13.2,\n", encoding="utf-8")
    first = build(tmp_path / "g.sqlite", added=[tmp_path / "own.csv"])
    with closing(sqlite3.connect(first.path)) as db:
        db.execute("UPDATE meta SET value = 'older' WHERE key = 'fold'")
        db.commit()
    with pytest.raises(LinkError, match="--afresh"):
        build(tmp_path / "h.sqlite", added=[tmp_path / "own.csv"], base=first.path)
    assert not (tmp_path / "h.sqlite").exists()


def test_all_kinds_of_features_are_kinds_of_the_gazetteer():
    assert set(gazetteer_build._FEATURES.values()) <= set(gazetteer_build.KINDS)
