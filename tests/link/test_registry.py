"""The registry's tables are sound, and its names are found in texts of many scripts."""

from collections import defaultdict
from importlib.resources import files

import pytest

from dateline.errors import LinkError
from dateline.link import registry_tables as module
from dateline.link.registry import registry, word_list, words
from dateline.model import ActorKind, SourceKind

TABLES = files("dateline").joinpath("data", "registry")
ENTRIES = list(registry().organisations.values())
COUNTRIES = list(registry().countries.values())


def first_cells(name):
    return [line.split("\t")[0] for line in TABLES.joinpath(name).read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize("name", ["organisations.tsv", "countries.tsv", "words.tsv", "successions.tsv"])
def test_tables_are_sorted_and_have_unique_keys(name):
    keys = first_cells(name)
    assert keys == sorted(set(keys))


def test_entries_are_of_the_codebooks_kinds():
    assert all(isinstance(e.kind, ActorKind) or isinstance(e.source_kind, SourceKind) for e in ENTRIES)
    assert all(e.id == e.id.lower() and " " not in e.id for e in ENTRIES)


def test_entries_point_at_entries_and_countries():
    known = registry()
    assert all(e.parent in known.organisations for e in ENTRIES if e.parent)
    assert all(code in known.countries for e in ENTRIES for code in e.countries)
    assert all(c.adversary in known.countries for c in COUNTRIES if c.adversary)


def test_years_and_outside_ids_are_plausible():
    assert all(e.since <= e.until for e in ENTRIES if e.since and e.until)
    assert all(1800 < year < 2100 for e in ENTRIES for year in (e.since, e.until) if year)
    ids = [e.ucdp_id for e in ENTRIES if e.ucdp_id]
    assert len(ids) == len(set(ids))


def test_an_alias_of_several_entries_is_told_apart_by_country():
    owners = defaultdict(list)
    for entry in ENTRIES:
        for spelling in {tuple(w.folded for w in words(name)) for name in (entry.name, *entry.aliases)}:
            owners[spelling].append(entry)
    for spelling, entries in owners.items():
        codes = [code for e in entries for code in e.countries]
        assert len(entries) == 1 or (all(e.countries for e in entries) and len(codes) == len(set(codes))), spelling


def test_every_country_has_a_code_an_adjective_and_forces():
    assert len(COUNTRIES) > 190
    assert all(len(c.iso3) == 3 and c.iso3.isupper() and c.adjective and c.police and c.military for c in COUNTRIES)


def test_demonyms_are_shared_only_where_the_country_tells():
    owners = defaultdict(set)
    for country in COUNTRIES:
        for form in (country.name, *country.demonyms, *country.seats, *country.other_forms):
            owners[form.casefold()].add(country.iso3)
    assert {form for form, codes in owners.items() if len(codes) > 1} == {"congolese", "dominican"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Fighters of the Islamic State's local branch", ["islamic-state"]),
        ("IS said it was behind the blast", ["islamic-state"]),
        ("it is said that the mayor is ill", []),
        ("Da'esh and al-Qa'ida", ["islamic-state", "al-qaeda"]),
        ("the Al Shabaab and the U.N.", ["al-shabaab", "united-nations"]),
        ("the Pakistani Taliban, not the Taliban", ["ttp", "taliban"]),
        ("taken by Amal, amid amal in lower case", ["amal"]),
        ("قال تنظيم داعش إن مقاتليه", ["islamic-state"]),
        ("هجوم لداعش", ["islamic-state"]),
        ("ответственность взяло Исламское государство", ["islamic-state"]),
        ("el ELN y las disidencias de las FARC", ["eln-colombia", "farc-dissidents"]),
        ("le Groupe de soutien à l’islam et aux musulmans", ["jnim"]),
    ],
)
def test_names_are_found(text, ids):
    assert [hit.entries[0].id for hit in registry().organisations_in(words(text))] == ids


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nigerian and Nigerien troops", ["NGA", "NER"]),
        ("N'Djamena blamed Chad's rebels", ["TCD", "TCD"]),
        ("South Sudan and Sudan", ["SSD", "SDN"]),
        ("a turkey in a chad", []),
        ("российские войска", ["RUS"]),
        ("طائرات إسرائيلية", ["ISR"]),
    ],
)
def test_countries_are_found(text, codes):
    assert [hit.countries[0].iso3 for hit in registry().countries_in(words(text))] == codes


def test_acronyms_that_spell_words_are_not_read_in_capitals():
    text = words("THE MAN WHO IS HERE TOLD THE ELN")
    assert [hit.entries[0].id for hit in registry().organisations_in(text, shouting=True)] == ["eln-colombia"]


@pytest.mark.parametrize(("country", "entry"), [("CMR", "adf-ambazonia"), ("COD", "adf-uganda"), ("FRA", None), (None, None)])
def test_a_shared_acronym_is_told_by_country(country, entry):
    (hit,) = registry().organisations_in(words("the ADF"))
    found = hit.entry(country)
    assert (found.id if found else None) == entry


def test_words_keep_their_place():
    text = "The group's  «ДНР»"
    assert [(w.text, text[w.start : w.end]) for w in words(text)] == [("The", "The"), ("group", "group"), ("ДНР", "ДНР")]


def test_a_damaged_table_says_where(monkeypatch):
    monkeypatch.setitem(module.COLUMNS, "words.tsv", ("sense", "words", "more"))
    with pytest.raises(LinkError, match=r"registry-damaged.*line 1.*words.tsv"):
        list(module.shipped_rows("words.tsv"))


def test_an_unknown_sense_is_an_error():
    with pytest.raises(LinkError, match="registry-damaged"):
        word_list("no such sense")
