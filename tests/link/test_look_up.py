"""Whole names, as event lists write them, to ids."""

import pytest

from dateline.link.look_up import look_up


@pytest.mark.parametrize(
    ("name", "country", "year", "ids"),
    [
        ("Government of Mali", None, None, ("gov-mli",)),
        ("Government of Yemen (North Yemen)", "YEM", 1999, ("gov-yem",)),
        ("Government of Atlantis", None, None, ()),
        ("Civilians", None, None, ("civilians",)),
        ("IS", None, None, ("islamic-state",)),
        ("Syrian insurgents", "SYR", 2016, ("rebels-syr",)),
        ("Chadian rebels", "TCD", 2006, ("rebels-tcd",)),
        ("Ahrar al-Sham, HTS", "SYR", 2018, ("ahrar-al-sham", "hts")),
        ("Ahrar al-Sham, the Red Karsa Front", "SYR", 2018, ()),
        ("Sinaloa Cartel - Los Chapitos", "MEX", 2025, ("chapitos",)),
        ("ADF", "COD", 2020, ("adf-uganda",)),
        ("ADF", "CMR", 2020, ("adf-ambazonia",)),
        ("Hema", "COD", 2003, ("hema-militia",)),
        ("Red Karsa Front", "SDN", 2020, ()),
        ("Syrian army", None, None, ("gov-syr-military",)),
        ("Kenyan police", None, None, ("gov-ken-police",)),
        ("Malian air force", None, None, ("gov-mli-military",)),
    ],
)
def test_a_whole_name_leads_to_its_ids(name, country, year, ids):
    assert look_up(name, country, year) == ids
