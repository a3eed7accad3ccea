import pytest

from dateline.merge.names import Name, is_alike, is_same_name, place_key, skeleton


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Islamic State West Africa Province", "ISWAP", True),
        ("al-Shabaab", "Al Shabab", True),
        ("Boko Haram", "Boko Haram militants", True),
        ("Boko Haram fighters", "Boko Haram militants", True),
        ("Islamic State", "Islamic Jihad", False),
        ("Nigerian Army", "Nigerian Police", False),
        ("FARC", "FARC dissidents", False),
        ("Taliban", "Pakistani Taliban", False),
        ("the army", "army", False),
        ("unidentified gunmen", "gunmen", False),
        ("Армия России", "армия россии", True),
    ],
)
def test_actor_names(left, right, same):
    assert is_same_name(Name.of(left), Name.of(right)) is same
    assert is_same_name(Name.of(right), Name.of(left)) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Al-Salam district", "Salam", True),
        ("Wajirko", "Wajiroko", True),
        ("Авдіївка", "Avdiivka", True),
        ("Ruwan Bore", "Ruwan Baure", False),
        ("Douentza", "Bandiagara", False),
        ("", "", True),
    ],
)
def test_place_names(left, right, same):
    assert is_alike(place_key(left), place_key(right)) is same


def test_spelling_variants_fall_into_one_block():
    assert skeleton(place_key("Tumbun Rago")) == skeleton(place_key("Tumbum Rago"))
    assert skeleton("aa") == "aa"
