"""Which words may name a private person; names here are invented."""

import pytest

from dateline.write.personal import is_description, personal_names, words_of

PLACES = words_of(("Kano", "Kano State", "Nigeria"))

DESCRIPTIONS = [
    "market traders",
    "residents of Kano",
    "residents of East Meru",
    "villagers of Karsa and Old Karsa",
    "women from Karsa",
    "nurse at Karsa field hospital",
    "Fulani cattle herders",
    "Meruvian prisoners of war",
    "Civilians",
    "Five people",
    "Karsa General Hospital",
    "Meruvian Red Crescent",
    "Karsa Doctors' Union",
    "Telegram channel",
    "doctor (to Radio Meru)",
    "trader (via Meridian)",
    "suspects in the Karsa Road bombing",
    "5 people",
    "hommes de Kano",
    "жители села",
    "مدنيون",
    "لجنة طوارئ محلية",
    "",
]
PERSONAL = [
    ("Amina Yusuf", ("Amina Yusuf",)),
    ("Fatima", ("Fatima",)),
    ("baker Omar Haj", ("Omar Haj",)),
    ("Omar Haj, a baker from Kano", ("Omar Haj",)),
    ("family of Omar Haj", ("Omar Haj",)),
    ("the Haj family", ("Haj",)),
    ("Omar Haj's brother", ("Omar Haj's",)),
    ("Dr Hodan Abdi of Karsa General Hospital", ("Dr Hodan Abdi",)),
    ("Karsa General Hospital (Hodan Abdi)", ("Hodan Abdi",)),
    ("María de la Cruz", ("María de la Cruz",)),
    ("Ahmed al-Kanoui", ("Ahmed al-Kanoui",)),
    ("Ahmed bin Omar", ("Ahmed bin Omar",)),
    ("Amina Kano", ("Amina",)),
    ("J. Okoro", ("J. Okoro",)),
    ("Jean-Luc Kaboré et sa fille", ("Jean-Luc Kaboré",)),
    ("Иван Петренко", ("Иван Петренко",)),
    ("أحمد علي", ("أحمد علي",)),
    ("李明", ("李明",)),
]


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_plain_descriptions_name_nobody(name):
    assert is_description(name, PLACES)


@pytest.mark.parametrize(("name", "found"), PERSONAL)
def test_personal_names_are_found(name, found):
    assert personal_names(name, PLACES) == found
    assert not is_description(name, PLACES)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Police shot a trader", ()),
        ("Gunmen killed Omar Haj", ("Omar Haj",)),
        ("At least Five People", ()),
        ("Two Meruvians", ()),
        ("قتل أحمد علي", ()),
    ],
)
def test_single_capitals_in_quotes_are_no_names(quote, found):
    assert personal_names(quote, PLACES, least=2) == found
