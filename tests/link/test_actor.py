"""Actors and sources to names, in invented sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.link import actor as link_actor
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Document,
    Incident,
    Place,
    PlacePrecision,
    Source,
    SourceKind,
    Stance,
    When,
)


def quote(doc, words, after=""):
    start = doc.text.index(words, doc.text.index(after))
    return doc.quote(start, start + len(words))


def incident(doc, *, perpetrators=(), targets=(), source=None, country=None, place=None, key="i1"):
    def actors(rows):
        return tuple(Actor(name=row[1], kind=ActorKind(row[0]), quote=quote(doc, *row[1:])) for row in rows)

    told = Source()
    if source:
        words = quote(doc, *source[1:])
        told = Source(kind=SourceKind(source[0]), quote=words, name=words.text)
    claim = Claim(
        quote=doc.quote(0, len(doc.text)),
        source=told,
        stance=Stance.REPORTS,
        perpetrators=actors(perpetrators),
        targets=actors(targets),
    )
    where = Place(name=place, country=country, precision=PlacePrecision.EXACT if place else PlacePrecision.UNKNOWN)
    return Incident(document=doc.id, key=key, action=Action.ATTACK, time=When(), place=where, claims=(claim,))


def perpetrator(text, kind, words, *, country=None, after="", **more):
    doc = Document(id="d", text=text, **more)
    (found,) = link_actor.resolve(doc, [incident(doc, perpetrators=[(kind, words, after)], country=country)])
    return found.claims[0].perpetrators[0]


def source(text, kind, words, *, country=None, place=None, after=""):
    doc = Document(id="d", text=text)
    (found,) = link_actor.resolve(doc, [incident(doc, source=(kind, words, after), country=country, place=place)])
    return found.claims[0].source.name


@pytest.mark.parametrize(
    ("text", "kind", "words", "country", "name", "entry"),
    [
        # names of the registry, whatever stands around them
        ("ISIS hit a post near Hajin.", "armed_group", "ISIS", "SYR", "Islamic State", "islamic-state"),
        ("Fighters of the RSF burned Um Dukhun.", "armed_group", "Fighters of the RSF", "SDN", "Rapid Support Forces", "rsf"),
        ("Two Houthi drones fell at Mokha.", "armed_group", "Two Houthi drones", "YEM", "Houthis", "houthis"),
        ("An ADF unit came at night.", "armed_group", "An ADF unit", "CMR", "Ambazonia Defence Forces", "adf-ambazonia"),
        ("An ADF unit came at night.", "armed_group", "An ADF unit", "COD", "Allied Democratic Forces", "adf-uganda"),
        ("The al-Qaeda-linked JNIM struck.", "armed_group", "The al-Qaeda-linked JNIM", "MLI", "JNIM", "jnim"),
        ("A MONUSCO patrol shot back.", "peacekeepers", "A MONUSCO patrol", "COD", "MONUSCO", "monusco"),
        # names in other languages, by their English name
        ("Los atacó el ELN en Tame.", "armed_group", "el ELN", "COL", "National Liberation Army", "eln-colombia"),
        ("هاجم تنظيم داعش القرية", "armed_group", "تنظيم داعش", "IRQ", "Islamic State", "islamic-state"),
        # state bodies by rule
        ("Syrian army soldiers fired.", "military", "Syrian army soldiers", "SYR", "Syrian army", "gov-syr-military"),
        ("Soldiers fired at a bus.", "military", "Soldiers", "NGA", "Nigerian army", "gov-nga-military"),
        ("Warplanes bombed Sarmin.", "military", "Warplanes", "SYR", "Syrian air force", "gov-syr-military"),
        ("Police shot a man in Kisumu.", "police", "Police", "KEN", "Kenyan police", "gov-ken-police"),
        ("Gendarmes came to Djibo.", "police", "Gendarmes", "BFA", "Burkinabè gendarmerie", "gov-bfa-police"),
        ("Moscow shelled Orikhiv.", "military", "Moscow", "UKR", "Russian armed forces", "gov-rus-military"),
        ("Baku broke the truce.", "government", "Baku", "ARM", "Government of Azerbaijan", "gov-aze"),
        ("The government signed.", "government", "The government", "PHL", "Government of the Philippines", "gov-phl"),
        ("The army raided Jenin.", "military", "The army", "PSE", "Israeli army", "gov-isr-military"),
        (
            "Российские войска обстреляли село.",
            "foreign_forces",
            "Российские войска",
            "UKR",
            "Russian armed forces",
            "gov-rus-military",
        ),
        # names that the registry does not know stay as they stand, without article
        (
            "The Red Karsa Front burned it.",
            "armed_group",
            "The Red Karsa Front",
            "SDN",
            "Red Karsa Front",
            "provisional-red-karsa-front",
        ),
        (
            "About 20 men of the Karsa Brigade came.",
            "militia",
            "About 20 men of the Karsa Brigade",
            "SDN",
            "Karsa Brigade",
            "provisional-karsa-brigade",
        ),
        # no name: a description, and no entry
        ("Gunmen shot two traders.", "unknown", "Gunmen", "NGA", "unidentified gunmen", None),
        ("At least 11 people fled.", "civilians", "At least 11 people", "NGA", "civilians", None),
        ("A mechanic who lives there fled.", "civilians", "A mechanic who lives there", "NGA", "mechanic", None),
        ("Three nurses of a clinic fled.", "health_workers", "Three nurses of a clinic", "NGA", "nurses", None),
        ("They burned a police station.", "police", "a police station", "PER", "police station", None),
    ],
)
def test_an_actor_is_named(text, kind, words, country, name, entry):
    found = perpetrator(text, kind, words, country=country)
    assert (found.name, found.actor_id) == (name, entry)
    assert found.reason
    assert 0 < found.confidence <= 1
    assert found.quote.text == words


@pytest.mark.parametrize(
    ("text", "kind", "words", "after", "name"),
    [
        ("Boko Haram came at dawn. Its fighters burned the mill.", "armed_group", "Its fighters", "dawn", "Boko Haram"),
        ("The Pakistani TTP spoke. The group named the post.", "armed_group", "The group", "", "Tehreek-e-Taliban Pakistan"),
        ("The Red Karsa Front (RKF) came. The RKF left.", "armed_group", "The RKF", "", "Red Karsa Front"),
        ("JNIM came. Al-Shabaab is elsewhere. It left.", "armed_group", "It", "elsewhere", "Al-Shabaab"),
        ("The al-Qaeda-allied Red Karsa Front and M23 met. They left.", "armed_group", "They", "", "M23"),
        ("Israel's army came to Adaisseh. The soldiers fired.", "foreign_forces", "The soldiers", "", "Israeli army"),
        ("M23 came. Unidentified gunmen shot a man.", "armed_group", "Unidentified gunmen", "", "unidentified gunmen"),
        ("M23 came. Later jihadists shot a man.", "armed_group", "jihadists", "", "jihadists"),
        ("They came at dawn.", "armed_group", "They", "", "they"),
    ],
)
def test_a_phrase_that_refers_back_gets_the_name(text, kind, words, after, name):
    assert perpetrator(text, kind, words, after=after, country="LBN" if "Israel" in text else "MLI").name == name


@pytest.mark.parametrize(
    ("text", "kind", "words", "country", "day", "name", "entry"),
    [
        (
            "Regime soldiers shelled Sarmin.",
            "military",
            "Regime soldiers",
            "SYR",
            "2019-05-02",
            "Syrian government forces",
            "gov-syr-assad-military",
        ),
        ("Soldiers shelled a farm.", "military", "Soldiers", "SYR", "2025-05-02", "Syrian army", "gov-syr-military"),
        (
            "Pro-Assad forces fired.",
            "military",
            "Pro-Assad forces",
            "SYR",
            "2016-05-02",
            "Pro-Assad forces",
            "gov-syr-assad-military",
        ),
        ("HTS fired at a post.", "armed_group", "HTS", "SYR", "2023-05-02", "Hayat Tahrir al-Sham", "hts"),
        ("HTS fired at a post.", "military", "HTS", "SYR", "2025-05-02", "Hayat Tahrir al-Sham", "gov-syr-military"),
        ("Wagner burned two huts.", "foreign_forces", "Wagner", "MLI", "2025-09-02", "Wagner Group", "africa-corps"),
        ("Wagner burned two huts.", "foreign_forces", "Wagner", "CAF", "2025-09-02", "Wagner Group", "wagner"),
        ("Police shot a man.", "police", "Police", "AFG", "2018-05-02", "Afghan police", "gov-afg-republic-police"),
        ("Police shot a man.", "police", "Police", "AFG", "2023-05-02", "Afghan police", "gov-afg-police"),
    ],
)
def test_an_actor_is_the_one_of_its_day(text, kind, words, country, day, name, entry):
    found = perpetrator(text, kind, words, country=country, published=date.fromisoformat(day))
    assert (found.name, found.actor_id) == (name, entry)


@pytest.mark.parametrize(
    ("text", "kind", "words", "country", "entry"),
    [
        ("LET us see, said one. Let him go.", "armed_group", "Let him", "PAK", None),
        ("LeT men crossed near Karsa.", "armed_group", "LeT men", "PAK", "lashkar-e-taiba"),
        ("The NPA shot a guard.", "armed_group", "The NPA", "PHL", "npa"),
        ("The NPA shot a guard.", "armed_group", "The NPA", "NPL", "provisional-npa"),
        (
            "The Nevo People's Army (NPA) came.",
            "armed_group",
            "The Nevo People's Army (NPA)",
            "PHL",
            "provisional-nevo-peoples-army",
        ),
    ],
)
def test_an_acronym_is_its_countrys_and_in_its_own_case(text, kind, words, country, entry):
    assert perpetrator(text, kind, words, country=country).actor_id == entry


SPOKEN = "The Lighthouse Brigade said on Thursday that it had bombed the market. The group said nine were dead."


def spoken_of(text, *mentions):
    """The names of armed groups in a document in which the source of the first incident is the words given first."""
    doc = Document(id="d", text=text)
    said, *others = mentions
    incidents = [
        incident(doc, source=("perpetrator", said), perpetrators=[("armed_group", words, "")], key=f"i{n}", country="SOM")
        for n, words in enumerate(others)
    ]
    return [one.claims[0].perpetrators[0].name for one in link_actor.resolve(doc, incidents)]


def test_a_group_that_is_named_only_where_it_speaks_is_meant_by_it_and_the_group():
    assert spoken_of(SPOKEN, "The Lighthouse Brigade", "it", "The group") == ["Lighthouse Brigade"] * 2


def test_a_group_that_speaks_is_not_meant_where_another_is_named_as_actor():
    text = f"Raiders of the Mangrove Front took the pier. {SPOKEN}"
    names = spoken_of(text, "The Lighthouse Brigade", "the Mangrove Front", "The group")
    assert names == ["Mangrove Front"] * 2


def test_nobody_attacks_himself():
    doc = Document(id="d", text="M23 and CODECO met near Bunia. The group fired on CODECO.")
    told = incident(doc, perpetrators=[("militia", "The group")], targets=[("militia", "CODECO", "fired")], country="COD")
    (found,) = link_actor.resolve(doc, [told])
    assert found.claims[0].targets[0].actor_id == "codeco"
    assert found.claims[0].perpetrators[0].actor_id != "m23"  # a militia is not taken for an armed group of the same text


def test_the_enemy_is_the_other_side():
    bulletin = "Our troops repelled three assaults near Siversk. The enemy lost two vehicles."
    found = perpetrator(bulletin, "military", "The enemy", country="UKR")
    assert (found.name, found.actor_id) == ("Russian armed forces", "gov-rus-military")


def test_the_documents_own_spelling_of_an_army_is_kept():
    text = "The Ethiopian National Defense Force came. Soldiers shot two men."
    found = perpetrator(text, "military", "Soldiers", country="ETH")
    assert (found.name, found.actor_id) == ("Ethiopian National Defense Force", "gov-eth-military")


def test_an_inferred_actor_keeps_its_name_and_gets_its_entry():
    doc = Document(id="d", text="The camp was shelled.")
    told = incident(doc, country="SDN")
    claim = told.claims[0]
    inferred = Actor(name="Rapid Support Forces", kind=ActorKind.ARMED_GROUP)
    told = type(told)(
        document="d",
        key="i1",
        action=told.action,
        time=told.time,
        place=told.place,
        claims=(Claim(quote=claim.quote, source=claim.source, stance=claim.stance, perpetrators=(inferred,)),),
    )
    (found,) = link_actor.resolve(doc, [told])
    assert (found.claims[0].perpetrators[0].name, found.claims[0].perpetrators[0].actor_id) == ("Rapid Support Forces", "rsf")


@pytest.mark.parametrize(
    ("text", "kind", "words", "after", "country", "place", "name"),
    [
        ("A spokesman for M23 denied it.", "perpetrator", "A spokesman for M23", "", "COD", None, "M23"),
        (
            "The Lebanese health ministry said so.",
            "government",
            "The Lebanese health ministry",
            "",
            "LBN",
            None,
            "Ministry of Health of Lebanon",
        ),
        ("The defence ministry said so.", "government", "The defence ministry", "", "MLI", None, "Ministry of Defence of Mali"),
        ("Минобороны сообщило об ударе.", "government", "Минобороны", "", "RUS", None, "Ministry of Defence of Russia"),
        (
            "The provincial government said so.",
            "government",
            "The provincial government",
            "",
            "COD",
            None,
            "provincial government",
        ),
        ("The U.N. refugee agency said so.", "igo", "The U.N. refugee agency", "", "TCD", None, "UNHCR"),
        ("The army said so.", "military", "The army", "", "PSE", None, "Israeli army"),
        (
            "Residents reached by phone said so.",
            "witness",
            "Residents reached by phone",
            "",
            "COD",
            "Karsa",
            "residents of Karsa",
        ),
        ("Residents said so.", "witness", "Residents", "", "COD", None, "residents"),
        ("The town's mayor said so.", "government", "The town's mayor", "", "LBN", "Karsa", "mayor of Karsa"),
    ],
)
def test_a_source_is_named(text, kind, words, after, country, place, name):
    assert source(text, kind, words, after=after, country=country, place=place) == name


@pytest.mark.parametrize(
    ("first", "again", "kind", "name"),
    [
        ("Karsa Rights Watch", "the group", "monitor", "Karsa Rights Watch"),
        ("the defence ministry", "The ministry", "government", "Ministry of Defence of Mali"),
        ("Governor Amara Sidi", "Sidi", "government", "Governor Amara Sidi"),
        ("a priest", "he", "witness", "priest"),
    ],
)
def test_a_source_that_speaks_again_keeps_its_name(first, again, kind, name):
    doc = Document(id="d", text=f"Four died, said {first}. Later {again} said five died.")
    told = [
        incident(doc, source=(kind, first), country="MLI", key="i1"),
        incident(doc, source=(kind, again, "Later"), country="MLI", key="i2"),
    ]
    assert link_actor.resolve(doc, told)[1].claims[0].source.name == name


def test_the_outlet_has_no_name():
    doc = Document(id="d", text="Gunmen came.")
    (found,) = link_actor.resolve(doc, [incident(doc)])
    assert found.claims[0].source == Source()


def test_no_incidents_give_none():
    assert link_actor.resolve(Document(id="d", text="Nothing happened."), []) == ()


@given(
    text=st.text(min_size=1, max_size=60).filter(str.strip),
    kind=st.sampled_from(list(ActorKind)),
    country=st.sampled_from([None, "MLI", "PSE", "COD", "XXX"]),
)
def test_any_phrase_gets_a_name_and_keeps_quote_and_kind(text, kind, country):
    doc = Document(id="d", text=text)
    told = incident(doc, perpetrators=[(kind.value, text)], targets=[(kind.value, text)], country=country)
    (found,) = link_actor.resolve(doc, [told])
    for actor in (*found.claims[0].perpetrators, *found.claims[0].targets):
        assert actor.name
        assert actor.kind is kind
        assert actor.quote.text == text


@pytest.mark.parametrize(
    ("text", "kind", "words", "after", "country", "name", "entry"),
    [
        # several groups are none of them
        ("Los Lobos and Los Tiguerones met. The gangs fired.", "gang", "The gangs", "", "ECU", "gangs", None),
        # a short form of a name told in full
        ("The Clan del Golfo came. The Clan left.", "gang", "The Clan", "came", "COL", "Clan del Golfo", "clan-del-golfo"),
        # a unit by its number is the army's, a wing with a name the group's
        (
            "Men of the 8th Division fired.",
            "military",
            "Men of the 8th Division",
            "",
            "IRQ",
            "Iraqi army, 8th Division",
            "gov-irq-military",
        ),
        ("M23 came. Its Karsa Command stayed.", "armed_group", "Its Karsa Command", "", "COD", "M23, Karsa Command", "m23"),
        (
            "Fano's West Karsa command fired.",
            "militia",
            "Fano's West Karsa command",
            "",
            "ETH",
            "Fano, West Karsa command",
            "fano",
        ),
        # "Lashkar-e-Karsa" is no Lashkar
        ("Lashkar-e-Karsa came.", "armed_group", "Lashkar-e-Karsa", "", "PAK", "Lashkar-e-Karsa", "provisional-lashkar-e-karsa"),
        # men are anybody, fighters are the only group's
        ("M23 came. Four men with rifles fired.", "armed_group", "Four men with rifles", "", "COD", "men with rifles", None),
        ("M23 came. Rebels fired.", "armed_group", "Rebels", "", "COD", "M23", "m23"),
        ("M23 and the ADF came. Rebels fired.", "armed_group", "Rebels", "", "COD", "rebels", None),
        # rebels of a country, its aircraft and its ministry's forces
        ("Chadian rebels came.", "armed_group", "Chadian rebels", "", "TCD", "Chadian rebels", "rebels-tcd"),
        ("Malian aircraft bombed it.", "military", "Malian aircraft", "", "MLI", "Malian air force", "gov-mli-military"),
        ("Security forces fired.", "military", "Security forces", "", "MLI", "Malian security forces", "gov-mli-military"),
        # the mission in the country, and a country's men in it
        ("A UN patrol of MINUSCA came. The UN fired.", "peacekeepers", "The UN", "came", "CAF", "MINUSCA", "minusca"),
        ("MINUSCA came. A Rwandan soldier fell.", "peacekeepers", "A Rwandan soldier", "", "CAF", "MINUSCA (Rwanda)", "minusca"),
    ],
)
def test_names_within_a_document_make_one_another_clear(text, kind, words, after, country, name, entry):
    found = perpetrator(text, kind, words, country=country, after=after)
    assert (found.name, found.actor_id) == (name, entry)


@pytest.mark.parametrize(
    ("text", "kind", "words", "country", "name"),
    [
        ("The Karsa Legal Circle spoke. Two died, said the Circle.", "monitor", "the Circle", "LKA", "Karsa Legal Circle"),
        ("The Karsa High Court met. Two died, said the court.", "government", "the court", "KEN", "Karsa High Court"),
        ("So said the industry association KARGMA.", "monitor", "the industry association KARGMA", "BGD", "KARGMA"),
        ("U.N. staff left. So said the mission.", "igo", "the mission", "LBY", "United Nations mission in Libya"),
        (
            "So said army spokesman Colonel Amara Sidi.",
            "military",
            "army spokesman Colonel Amara Sidi",
            "MLI",
            "Malian army (Colonel Amara Sidi)",
        ),
        ("So said a local police officer.", "police", "a local police officer", "KEN", "local police officer"),
        ("Russia's Defence Ministry said so.", "military", "Russia's Defence Ministry", "UKR", "Ministry of Defence of Russia"),
        ("The Defense Ministry said so.", "government", "The Defense Ministry", "ARM", "Ministry of Defense of Armenia"),
    ],
)
def test_a_source_is_named_in_full(text, kind, words, country, name):
    assert source(text, kind, words, country=country) == name


def test_confidence_follows_the_way_of_naming():
    named = perpetrator("M23 came.", "armed_group", "M23", country="COD")
    again = perpetrator("M23 came. It left.", "armed_group", "It", country="COD")
    unknown = perpetrator("The Red Karsa Front came.", "armed_group", "The Red Karsa Front", country="COD")
    assert named.confidence > again.confidence > unknown.confidence
