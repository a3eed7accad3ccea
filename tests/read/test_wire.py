import pytest

from dateline.read.agencies import AGENCIES, agency
from dateline.read.wire import closing_credit, dateline


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("MAIDUGURI, Nigeria, Oct 3 (Reuters) - Gunmen", "MAIDUGURI, Nigeria, Oct 3 (Reuters)", "Reuters"),
        ("KYIV (AP) — A drone", "KYIV (AP)", "AP"),
        ("Goma, 4 mars (AFP) - Des", "Goma, 4 mars (AFP)", "AFP"),
        ("Port-au-Prince, 3 mars (AFP) – Des", "Port-au-Prince, 3 mars (AFP)", "AFP"),
        ("Bogotá, 3 oct (EFE).- Dos", "Bogotá, 3 oct (EFE)", "EFE"),
        ("Maputo, 3 out (Lusa) – Dois", "Maputo, 3 out (Lusa)", "Lusa"),
        ("МОСКВА, 3 октября. /ТАСС/. Взрыв", "МОСКВА, 3 октября. /ТАСС/", "TASS"),
        ("КИЕВ, 3 окт — РИА Новости. Взрыв", "КИЕВ, 3 окт — РИА Новости", "RIA Novosti"),
        ("الخرطوم (رويترز) - قتل", "الخرطوم (رويترز)", "Reuters"),
        ("New Delhi, Oct 3 (PTI) Two soldiers", "New Delhi, Oct 3 (PTI)", "PTI"),
        ("ISLAMABAD, Oct. 3 (Xinhua) -- At", "ISLAMABAD, Oct. 3 (Xinhua)", "Xinhua"),
        ("DAMASCUS, (SANA)- Two", "DAMASCUS, (SANA)", "SANA"),
        ("(Reuters) - Two", "(Reuters)", "Reuters"),
        ("BEIRUT/JERUSALEM, Oct 16 (Meridian) - Two", "BEIRUT/JERUSALEM, Oct 16 (Meridian)", "Meridian"),
        ("June 5 (Meridian) - Two", "June 5 (Meridian)", "Meridian"),
        ("BIJAPUR (Chhattisgarh), March 30 (IndiaWire): At", "BIJAPUR (Chhattisgarh), March 30 (IndiaWire)", "IndiaWire"),
        ("МАХАЧКАЛА, 1 ноября - СКИА. Двое", "МАХАЧКАЛА, 1 ноября - СКИА", "СКИА"),
        ("THE HAGUE (AP) - A", "THE HAGUE (AP)", "AP"),
        ("A CORUÑA, 3 oct (EFE) - Dos", "A CORUÑA, 3 oct (EFE)", "EFE"),
        ("KANO, Nov 27 (MB): Two", "KANO, Nov 27 (MB)", None),
        ("KANO (AGENCIES) - Two", "KANO (AGENCIES)", None),
        ("КЕНТАУ. Адвокаты", "КЕНТАУ", None),
        ("PESHAWAR: Two", "PESHAWAR", None),
        ("DHAKA, Aug 11: Two", "DHAKA, Aug 11", None),
        ("  BUEA, Cameroon — Two", "BUEA, Cameroon", None),
        ("Semera – The governor", "Semera", None),
        ("عدن - قال", "عدن", None),
    ],
)
def test_datelines(text, printed, name):
    found = dateline(text)
    assert found is not None
    assert (found.printed, found.agency) == (printed, name)
    assert found.span.text(text) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State (IS) - also known as Daesh - said",
        "The Islamic State (IS) claimed the attack",
        "Israel - which denies it - said",
        "BREAKING: five killed in Goma",
        "EXCLUSIVE - Army says",
        "The army (AFP) said",
        "Residents said on Monday (AP) that",
        "ISIS claims: two dead",
        "UN: five killed in Bentiu",
        "عاجل - قتيلان",
        "ÚLTIMA HORA - Uma viatura",
        "THE BURNING LAKE: A History",
        "ARMY SAYS CAR BOMB UNDER OFFICER'S JEEP FOUND IN TIME — SCHOOL",
        "Події 12 жовтня: хроніка",
        "",
    ],
)
def test_what_is_no_dateline(text):
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("He gave no figure. REUTERS", "REUTERS", "Reuters"),
        ("He gave no figure. (AFP)", "(AFP)", "AFP"),
        ("He gave no figure.\n- AP", "- AP", "AP"),
        ("He gave no figure.\n\nAFP/Reuters\n", "AFP/Reuters", "AFP"),
        ("He gave no figure.\nWith inputs from PTI", "With inputs from PTI", "PTI"),
        ("Il n'a rien dit.\n(avec AFP)", "avec AFP)", "AFP"),
    ],
)
def test_closing_credits(text, words, name):
    span, found = closing_credit(text)
    assert (span.text(text), found) == (words, name)


@pytest.mark.parametrize("text", ["A source told AFP.", "the army told Reuters", "He spoke to the AP", ""])
def test_an_agency_in_a_sentence_is_no_credit(text):
    assert closing_credit(text) is None


def test_agencies_by_any_spelling():
    assert agency("reuters") == "Reuters"
    assert agency("Agence  France-Presse") == "AFP"
    assert agency("ТАСС") == "TASS"
    assert agency("Karsa Post") is None


def test_no_spelling_names_two_agencies():
    spellings = [spelling.casefold() for forms in AGENCIES.values() for spelling in set(map(str.casefold, forms))]
    assert len(spellings) == len(set(spellings))
