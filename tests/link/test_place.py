"""All reports here are invented; the places are real."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link import place
from dateline.model import Action, Claim, Document, Incident, Place, PlacePrecision, Source, Stance, Status, TimePrecision, When

SYRIA = """AL-BAB, Syria (Invented Wire) - Gunmen fired on a patrol in the northern city of Raqqa on Monday, residents said.
A second attack was reported in the town of Mayadin, in Deir al-Zor province, and a third south of the city.
Shells fell near Tell Rifaat and on the road between Manbij and Jarablus. Soldiers searched the village of Umm Qwxz for the men.
Police in the capital made no comment."""

NIGERIA = """Armed men raided Qwxzari village in Bama, Borno State, and burned the market, the Nigerian army said.
They later struck a checkpoint there. Three districts were placed under curfew. Clashes were also told of in Gwoza and Mubi."""


def coded(text, *words, language="en", title=None, **incident):
    """A document and one incident for each of the words, which are its place quote (None for an incident without one)."""
    doc = Document(id="d", text=text, language=language, title=title)
    out = []
    for n, word in enumerate(words):
        start = 0 if word is None else text.index(word)
        quote = None if word is None else doc.quote(start, start + len(word))
        claim = Claim(quote=doc.quote(start, start + 5), source=Source(), stance=Stance.REPORTS)
        fields = {"action": Action.ATTACK, "time": When(precision=TimePrecision.UNKNOWN)} | incident
        where = Place(quote=quote, name=word)
        out.append(Incident(document="d", key=str(n), place=where, claims=(claim,), **fields))
    return doc, out


def linked(text, *words, **options):
    doc, incidents = coded(text, *words, **options)
    return [i.place for i in place.resolve(doc, incidents)]


@pytest.mark.parametrize(
    ("words", "name", "chain", "precision"),
    [
        ("northern city of Raqqa", "Raqqa", ("Raqqa", "Syria"), "exact"),
        ("the town of Mayadin", "Mayadin", ("Mayadin", "Deir al-Zor", "Syria"), "exact"),
        ("Deir al-Zor province", "Deir al-Zor", ("Deir al-Zor", "Syria"), "province"),
        ("near Tell Rifaat", "Tell Rifaat", ("Tell Rifaat", "Syria"), "near"),
        ("the road between Manbij and Jarablus", "Manbij", ("Manbij", "Syria"), "near"),
        ("south of the city", "Mayadin", ("Mayadin", "Deir al-Zor", "Syria"), "near"),
        ("the village of Umm Qwxz", "Umm Qwxz", ("Umm Qwxz", "Syria"), "exact"),
    ],
)
def test_a_quote_gives_name_chain_and_precision(words, name, chain, precision):
    (found,) = linked(SYRIA, words) if words != "south of the city" else linked(SYRIA, "the town of Mayadin", words)[1:]
    assert (found.name, found.chain, found.country, found.precision) == (name, chain, "SYR", precision)
    assert found.quote.text == words
    assert 0 < found.confidence <= 1
    assert found.reason


def test_a_listed_place_has_id_point_and_radius():
    (found,) = linked(SYRIA, "Mayadin")
    assert found.geonames_id == 173480
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (35.0, 40.5)
    assert found.radius_km == 5.0


def test_a_place_near_a_name_may_lie_farther_from_it():
    (found,) = linked(SYRIA, "near Tell Rifaat")
    assert found.radius_km == 25.0


def test_a_distance_and_a_direction_move_the_point():
    town, south = linked("Two drones fell 40 km south of Nyala, Sudan. Nyala is a large town.", "Nyala", "40 km south of Nyala")
    assert south.precision == "near"
    assert (round(town.latitude - south.latitude, 2), town.longitude) == (0.36, south.longitude)
    assert south.radius_km == 10.0


def test_between_two_towns_is_halfway():
    (found,) = linked("A bus was stopped between Bukavu and Uvira, DR Congo.", "between Bukavu and Uvira")
    assert -3.4 < found.latitude < -2.5
    assert 40 < found.radius_km < 60


@pytest.mark.parametrize(
    ("text", "words", "country", "kind"),
    [
        (
            "Deputies in Atlanta, Georgia, shot a man. The Georgia bureau in Atlanta and the US attorney said so.",
            "Georgia",
            "USA",
            "province",
        ),
        ("Riot police in Tbilisi dispersed a crowd. Georgia has seen months of protest.", "Georgia", "GEO", "country"),
        ("Settlers burned cars in Hebron. Palestine called it terror.", "Palestine", "PSE", "country"),
        ("A man was shot in Kansas City, Mo., on Sunday, police said.", "Mo.", "USA", "province"),
    ],
)
def test_a_countrys_namesake_is_told_apart(text, words, country, kind):
    (found,) = linked(text, words)
    assert (found.country, found.precision) == (country, kind)


def test_a_confidence_is_a_probability_and_the_reason_says_what_spoke_for_the_place():
    (found,) = linked(SYRIA, "the town of Mayadin")
    assert 0.5 < found.confidence <= 1.0
    assert "what holds it stands beside it" in found.reason


def test_a_name_that_no_list_has_is_kept_without_a_point_and_with_less_confidence():
    unlisted, listed = linked(SYRIA, "Umm Qwxz", "Raqqa")
    assert unlisted.latitude is unlisted.longitude is unlisted.geonames_id is unlisted.radius_km is None
    assert unlisted.confidence < listed.confidence
    assert "no list" in unlisted.reason


def test_the_capital_is_that_of_the_country_in_focus():
    (found,) = linked(SYRIA, "the capital")
    assert (found.name, found.country, found.precision) == ("Damascus", "SYR", "exact")


def test_the_names_of_a_quote_hold_its_first():
    (found,) = linked(NIGERIA, "Qwxzari village in Bama")
    assert found.chain == ("Qwxzari", "Bama", "Nigeria")


def test_words_without_a_name_point_back():
    first, again = linked(NIGERIA, "Qwxzari village in Bama", "there")
    assert again.name == first.name == "Qwxzari"
    assert again.quote.text == "there"


def test_many_places_without_a_name_are_the_country():
    (found,) = linked(NIGERIA, "Three districts")
    assert (found.precision, found.country, found.chain) == ("country", "NGA", ("Nigeria",))


def test_places_side_by_side_are_the_level_that_covers_them():
    (found,) = linked(NIGERIA, "Gwoza and Mubi")
    assert (found.precision, found.name) == ("country", "Nigeria")
    (found,) = linked("Clashes broke out in Gwoza and Chibok, Borno State, Nigeria.", "Gwoza and Chibok")
    assert (found.precision, found.chain) == ("province", ("Borno State", "Nigeria"))


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Protesters in Tripoli, Lebanon, blocked the port. Lebanese troops came.", "Tripoli", "LBN"),
        ("Militias fought in Tripoli, the Libyan government said. Libya has two governments.", "Tripoli", "LBY"),
        ("Gunmen killed two men in Hama, Syria, the Syrian army said.", "Hama", "SYR"),
        ("Police in Moscow, Idaho, said. The Idaho protest drew Americans from all over the United States.", "Moscow", "USA"),
        ("The army of Niger fought near Gaya, the government of Niger said in Niamey.", "Gaya", "NER"),
        ("Residents of San Fernando, Mexico, fled. Mexican marines came to Tamaulipas.", "San Fernando", "MEX"),
    ],
)
def test_the_document_decides_between_namesakes(text, words, country):
    (found,) = linked(text, words)
    assert found.country == country
    assert found.latitude is not None


@pytest.mark.parametrize(
    ("text", "words", "name", "precision"),
    [
        ("Police searched the Kherson region of Ukraine.", "the Kherson region", "Kherson", "province"),
        ("Shelling hit the Kupiansk district, Ukraine.", "the Kupiansk district", "Kupiansk", "district"),
        ("A strike hit the outskirts of Goma, in DR Congo.", "the outskirts of Goma", "Goma", "near"),
        ("A bomb went off outside a mosque in Kano, Nigeria.", "outside a mosque in Kano", "Kano", "exact"),
        ("Gunmen burned eleven villages of Bama, Nigeria.", "eleven villages of Bama", "Bama", "district"),
        ("A boat was shot at on Lake Chad, Nigeria said. Nigerian fishermen fled.", "on Lake Chad", "Lake Chad", "near"),
        ("Two drones fell 20 km south of Nyala, Sudan.", "20 km south of Nyala", "Nyala", "near"),
        ("Attackers struck Sudan's Zamzam camp.", "Zamzam camp", "Zamzam", "exact"),
        ("The violence spread in Ethiopia.", "Ethiopia", "Ethiopia", "country"),
        ("Drones hit Kyiv's Qwxzianskyi district, Ukraine said.", "Kyiv's Qwxzianskyi district", "Qwxzianskyi", "exact"),
    ],
)
def test_types_and_relations_give_the_precision(text, words, name, precision):
    (found,) = linked(text, words)
    assert (found.name, found.precision) == (name, precision)


@pytest.mark.parametrize(
    ("language", "text", "words", "name", "country", "precision"),
    [
        ("ru", "В Оше прошёл митинг, сообщила милиция Киргизии.", "В Оше", "Ош", "KGZ", "exact"),
        ("ru", "Взрыв произошёл в Буйнакске, Дагестан, Россия.", "в Буйнакске", "Буйнакск", "RUS", "exact"),
        (
            "ru",
            "Дрон сбит над Белгородской областью, заявили в России.",
            "Белгородской областью",
            "Белгородская область",
            "RUS",
            "province",
        ),
        ("uk", "У Харкові пролунав вибух, Україна.", "У Харкові", "Харків", "UKR", "exact"),
        ("ar", "انفجار قرب مدينة الرقة في سوريا", "قرب مدينة الرقة", "الرقة", "SYR", "near"),
        ("ar", "قصف على محافظة صعدة في اليمن", "محافظة صعدة", "صعدة", "YEM", "province"),
        ("fr", "Une attaque a eu lieu près de Djibo, au Burkina Faso.", "près de Djibo", "Djibo", "BFA", "near"),
        (
            "es",
            "Hombres armados atacaron una zona rural de Jamundí, Colombia.",
            "zona rural de Jamundí",
            "Jamundí",
            "COL",
            "near",
        ),
        ("pt", "Insurgentes atacaram a vila de Macomia, Moçambique.", "vila de Macomia", "Macomia", "MOZ", "exact"),
    ],
)
def test_other_languages_give_the_nominative_and_the_country(language, text, words, name, country, precision):
    (found,) = linked(text, words, language=language)
    assert (found.name, found.country, found.precision) == (name, country, precision)
    assert found.latitude is not None


def test_without_a_quote_the_place_is_the_country_in_focus():
    (found,) = linked("The Malian army denied it. Mali has been at war.", None, aggregate=True)
    assert (found.quote, found.name, found.country, found.precision) == (None, "Mali", "MLI", "country")


def test_without_a_quote_an_incident_told_right_after_another_took_place_there_too():
    text = "A bomb killed two in Goma, DR Congo. Police then held four men."
    doc, (first, second) = coded(text, "Goma", None)
    start = text.index("Police")
    second = dataclasses.replace(second, claims=(dataclasses.replace(second.claims[0], quote=doc.quote(start, start + 6)),))
    places = [i.place for i in place.resolve(doc, [first, second])]
    assert places[1].name == places[0].name == "Goma"
    assert places[1].quote is None
    assert places[1].confidence < places[0].confidence
    planned = dataclasses.replace(second, status=Status.THREATENED)
    assert place.resolve(doc, [first, planned])[1].place.precision is PlacePrecision.COUNTRY


def test_a_document_without_places_gives_no_country():
    (found,) = linked("Somebody said something about somebody.", None)
    assert (found.country, found.name, found.chain, found.precision) == (None, None, (), "unknown")


def test_a_claim_with_a_place_of_its_own_is_linked_too():
    text = "The army says it was in Goma. The rebels say it was in Bukavu, DR Congo."
    doc, (incident,) = coded(text, "Goma")
    own = Place(quote=doc.quote(text.index("Bukavu"), text.index("Bukavu") + 6), name="Bukavu")
    incident = dataclasses.replace(incident, claims=(dataclasses.replace(incident.claims[0], place=own),))
    (done,) = place.resolve(doc, [incident])
    assert (done.place.name, done.claims[0].place.name, done.claims[0].place.country) == ("Goma", "Bukavu", "COD")


def test_nothing_but_places_changes():
    doc, incidents = coded(SYRIA, "Raqqa", None)
    for before, after in zip(incidents, place.resolve(doc, incidents), strict=True):
        assert dataclasses.replace(after, place=before.place) == before
        assert after.place.quote == before.place.quote


def test_the_order_of_the_incidents_changes_nothing():
    doc, incidents = coded(SYRIA, "Raqqa", "the town of Mayadin", "south of the city", None)
    forward = {i.key: i.place for i in place.resolve(doc, incidents)}
    backward = {i.key: i.place for i in place.resolve(doc, incidents[::-1])}
    assert forward == backward


def test_mentions_leave_out_persons_and_ordinary_words():
    doc = Document(
        id="d", text="Police Minister Jordan Mubi met Goma elders. March was calm, said Council members.", language="en"
    )
    names = [m.text for m in place.mentions(doc) if not m.weak]
    assert "Goma" in names
    assert not {"Police", "March", "Council", "Mubi"} & set(names)


def test_mentions_tell_where_they_stand():
    doc = Document(id="d", text=SYRIA, language="en")
    found = place.mentions(doc)
    assert all(doc.text[m.start : m.end] == m.text for m in found)
    assert {"Syria", "Raqqa", "Mayadin", "Deir al-Zor", "Manbij"} <= {m.text for m in found}


def test_candidates_come_likelier_spelling_first():
    assert place.candidates("в Оше"[2:])[0].name == "Osh"
    assert {e.kind for e in place.candidates("Raqqa")} >= {"settlement", "province"}
    assert place.candidates("Qwxzville") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.data())
def test_no_text_and_no_quote_breaks_the_linker(text, data):
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    doc = Document(id="d", text=text)
    quote = doc.quote(start, end)
    claim = Claim(quote=quote, source=Source(), stance=Stance.REPORTS)
    time = When(precision=TimePrecision.UNKNOWN)
    incident = Incident(document="d", key="1", action=Action.ATTACK, time=time, place=Place(quote=quote), claims=(claim,))
    (done,) = place.resolve(doc, [incident])
    assert done.place.quote == quote
    assert (done.place.latitude is None) == (done.place.longitude is None)
