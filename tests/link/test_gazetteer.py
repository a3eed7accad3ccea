import sqlite3
import subprocess
import sys

import pytest

from dateline.errors import LinkError
from dateline.link.gazetteer import BUILT_IN, SUPPLEMENT, Gazetteer, gazetteer


def units(entry):
    return [unit.name for unit in gazetteer().above(entry)]


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Al Mayādīn", "SYR", 35.02, 40.45),
        ("Mayadin", "SYR", 35.02, 40.45),
        ("Deir Ezzor", "SYR", 35.34, 40.14),
        ("Deir al-Zor", "SYR", 35.34, 40.14),
        ("دير الزور", "SYR", 35.34, 40.14),
        ("Kobani", "SYR", 36.89, 38.35),
        ("Ain al-Arab", "SYR", 36.89, 38.35),
        ("El Fasher", "SDN", 13.63, 25.35),
        ("Al-Fashir", "SDN", 13.63, 25.35),
        ("Hodeidah", "YEM", 14.80, 42.95),
        ("Харків", "UKR", 49.98, 36.25),
        ("Харьков", "UKR", 49.98, 36.25),
        ("Palma", "MOZ", -10.77, 40.47),
        ("Mocímboa da Praia", "MOZ", -11.35, 40.35),
        ("Ош", "KGZ", 40.53, 72.80),
        ("Port-au-Prince", "HTI", 18.54, -72.34),
    ],
)
def test_a_settlement_is_found_by_the_spellings_of_the_news(name, country, latitude, longitude):
    found = [e for e in gazetteer().entries(name) if e.country == country and e.kind in ("settlement", "site")]
    assert any(abs(e.latitude - latitude) < 0.15 and abs(e.longitude - longitude) < 0.15 for e in found)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Borno State", "province", "NGA"),
        ("Borno", "province", "NGA"),
        ("Masisi", "district", "COD"),
        ("North Kivu", "province", "COD"),
        ("Rakhine", "province", "MMR"),
        ("Kharkiv Oblast", "province", "UKR"),
        ("Белгородская область", "province", "RUS"),
        ("محافظة صعدة", "province", "YEM"),
        ("Gaza Strip", "province", "PSE"),
        ("West Bank", "province", "PSE"),
        ("Jenin", "district", "PSE"),
        ("Dagestan", "province", "RUS"),
        ("Donbas", "region", "UKR"),
        ("Darfur", "region", "SDN"),
        ("Kashmir", "region", "IND"),
        ("Sahel", "region", None),
        ("Red Sea", "water", None),
        ("Zamzam camp", "site", "SDN"),
    ],
)
def test_divisions_regions_and_sites_are_found(name, kind, country):
    assert any(e.kind == kind and e.country == country for e in gazetteer().entries(name))


def test_an_entry_knows_the_units_that_hold_it():
    (mayadin,) = [e for e in gazetteer().entries("Mayadin") if e.kind == "settlement"]
    assert mayadin.geonames_id == 173480
    assert units(mayadin)[-2:] == ["Deir ez-Zor", "Syria"] or units(mayadin)[-1] == "Syria"


def test_a_hand_made_entry_has_no_geonames_id_and_lies_in_a_unit():
    (camp,) = [e for e in gazetteer().entries("Zamzam camp") if e.country == "SDN"]
    assert camp.id >= SUPPLEMENT
    assert camp.geonames_id is None
    assert units(camp) == ["North Darfur", "Sudan"]


def test_every_parent_exists_and_no_chain_runs_in_a_circle():
    db = sqlite3.connect(f"{BUILT_IN.as_uri()}?mode=ro", uri=True)
    orphans = "SELECT count(*) FROM place c LEFT JOIN place p ON p.id = c.parent WHERE c.parent IS NOT NULL AND p.id IS NULL"
    assert db.execute(orphans).fetchone() == (0,)
    tops = """WITH RECURSIVE up(id, above, steps) AS (SELECT id, parent, 0 FROM place WHERE kind IN (1, 2) UNION ALL
              SELECT up.id, p.parent, steps + 1 FROM up JOIN place p ON p.id = up.above WHERE steps < 9) SELECT max(steps) FROM up"""
    assert db.execute(tops).fetchone()[0] < 9
    db.close()


@pytest.mark.parametrize(
    ("word", "language", "code", "role"),
    [
        ("syria", "en", "SYR", "name"),
        ("syrian", "en", "SYR", "form"),
        ("ivorian", "en", "CIV", "form"),
        ("congolaises", "fr", "COD", "form"),
        ("colombianas", "es", "COL", "form"),
        ("mocambicano", "pt", "MOZ", "form"),
        ("украинского", "ru", "UKR", "form"),
        ("сирии", "ru", "SYR", "name"),
        ("украіна", "uk", "UKR", "name"),
        ("السوريه", "ar", "SYR", "form"),
        ("العراق", "ar", "IRQ", "name"),
    ],
)
def test_words_for_countries_are_known_in_their_language(word, language, code, role):
    form = gazetteer().country_forms(language)[word]
    assert form.code == code
    assert form.role in (role, "name")


def test_a_foreign_country_name_is_no_country_in_english():
    assert "argelia" not in gazetteer().country_forms("en")
    assert gazetteer().country_forms("es")["argelia"].code == "DZA"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("COD", "Democratic Republic of the Congo"),
        ("CIV", "Côte d'Ivoire"),
        ("TUR", "Turkey"),
        ("MMR", "Myanmar"),
        ("PSE", "Palestine"),
    ],
)
def test_countries_bear_the_english_names_that_chains_end_in(code, name):
    assert gazetteer().countries[code].name == name


def test_an_unknown_name_has_no_entry_and_an_unknown_id_is_an_error():
    assert gazetteer().entries("Qwxzville-sur-Nil") == ()
    with pytest.raises(LinkError, match="place-unknown"):
        gazetteer().entry(1)


def test_opening_parses_nothing_and_takes_less_than_fifty_milliseconds():
    code = (
        "import time; from dateline.link.gazetteer import gazetteer\n"
        "t = time.process_time(); gazetteer().entries('Goma'); print(time.process_time() - t)"
    )
    spent = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(3))
    assert spent < 0.05


def test_the_file_fits_into_the_wheel():
    assert BUILT_IN.stat().st_size < 25_000_000


def test_a_missing_a_damaged_and_a_foreign_file_are_told_apart(tmp_path):
    with pytest.raises(LinkError, match="gazetteer-missing"):
        Gazetteer(tmp_path / "none.sqlite")
    (tmp_path / "damaged.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(LinkError, match="gazetteer-damaged"):
        Gazetteer(tmp_path / "damaged.sqlite")
    db = sqlite3.connect(tmp_path / "old.sqlite")
    db.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    db.execute("INSERT INTO meta VALUES ('format', '2'), ('fold', 'another folding')")
    db.commit()
    db.close()
    with pytest.raises(LinkError, match="gazetteer-version"):
        Gazetteer(tmp_path / "old.sqlite")
