"""The relevance test with the shipped weights, and with what is no file of weights. All texts are invented; places are real."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import find
from dateline.errors import FindError
from dateline.find import relevance as module
from dateline.find.relevance import PART_WORDS, STEP_WORDS, Screen, parts, relevant
from dateline.find.words import ROWS
from dateline.model import Document

BAKERY = (
    "The bakery on the corner of the square opened its second shop on Saturday. Visitors tasted rye bread and plum cake, and the owner "
    "said that she would hire four apprentices before the summer. The council hopes that the street will draw more families."
)
RELEVANT = {
    "raid": "Gunmen on motorbikes shot dead five farmers near Maiduguri on Tuesday, police said.",
    "protest": "Thousands of students marched through Conakry to demand a new vote; police fired tear gas.",
    "arrest": "Security forces detained 14 suspected militants in a raid on a house in Mosul, the interior ministry said.",
    "deal": "The army and the rebels signed a ceasefire in Juba and agreed to exchange prisoners.",
    "headline": "Car bomb kills nine in Kirkuk",
    "capitals": "REBELS ATTACKED A MILITARY POST NEAR TIBU, KILLING THREE SOLDIERS",
    "ar": "قتل أربعة جنود في انفجار عبوة ناسفة استهدفت دوريتهم قرب مدينة سرت، بحسب مصدر عسكري.",
    "fr": "Des hommes armés ont attaqué un village près de Djibo et tué onze habitants, selon un élu local.",
    "es": "Hombres armados mataron a tres campesinos en Tibú y quemaron dos viviendas, informó el ejército.",
    "pt": "Homens armados atacaram a aldeia de Nangade e mataram seis civis, disse a polícia.",
    "ru": "Боевики обстреляли колонну военных под Махачкалой, погибли трое солдат, сообщили в МВД.",
    "uk": "Російські війська обстріляли Нікополь з артилерії, двоє цивільних загинули, повідомила військова адміністрація.",
}
ELSEWHERE = {
    "shop": BAKERY,
    "match": "The home side won by two goals to one. Their coach praised the goalkeeper and said that the team must train its passing.",
    "ar": "افتتحت البلدية مكتبة جديدة للأطفال، وقالت المديرة إن القاعة تتسع لمئة قارئ وإن الدخول مجاني خلال العطلة الصيفية.",
    "fr": "La bibliothèque du quartier rouvre samedi après un an de travaux. La directrice promet des ateliers de lecture pour les enfants.",
    "es": "La biblioteca del barrio reabre el sábado después de un año de obras. La directora promete talleres de lectura para los niños.",
    "pt": "A biblioteca do bairro reabre no sábado depois de um ano de obras. A diretora promete oficinas de leitura para as crianças.",
    "ru": "Районная библиотека откроется в субботу после ремонта. Директор обещает детям кружок чтения и выставку рисунков.",
    "uk": "Районна бібліотека відкриється в суботу після ремонту. Директорка обіцяє дітям гурток читання та виставку малюнків.",
}


def doc(text, **fields):
    return Document(id="d", text=text, **fields)


@pytest.mark.parametrize("name", RELEVANT)
def test_what_may_tell_of_an_incident_passes(name):
    said = relevant(doc(RELEVANT[name]))
    assert said.passed
    assert said.known is None


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_clearly_elsewhere_is_turned_away(name):
    said = relevant(doc(ELSEWHERE[name]))
    assert not said.passed
    assert said.known > 0.5
    assert 0 <= said.probability < Screen().threshold


@pytest.mark.parametrize("at", [0, 7, 20, 40])
def test_one_paragraph_in_a_long_text_is_enough(at):
    paragraphs = [BAKERY] * 40
    paragraphs.insert(at, RELEVANT["raid"])
    assert relevant(doc("\n\n".join(paragraphs))).passed
    assert not relevant(doc("\n\n".join([BAKERY] * 41))).passed


def test_the_title_counts():
    assert relevant(doc(BAKERY, title=RELEVANT["headline"])).passed


@pytest.mark.parametrize(
    "text",
    [
        "Silahlı kişiler köye saldırdı, beş çiftçi öldürüldü, iki kişi yaralandı, güvenlik güçleri bölgede arama başlattı.",
        "Wanaume wenye silaha walishambulia kijiji na kuwaua wakulima watano usiku wa kuamkia jana, polisi walisema.",
        "武装分子袭击了村庄，造成五名农民死亡。",
        "Ozbrojenci přepadli vesnici, zabili pět rolníků a odvlekli dva učitele, uvedla policie.",
    ],
)
def test_a_text_in_a_language_that_training_did_not_meet_passes(text):
    assert relevant(doc(text)).passed


@pytest.mark.parametrize("text", ["", " \n", "…"])
def test_a_text_without_words_tells_nothing(text):
    assert relevant(doc(text)) == find.Relevance(probability=0.0, passed=False)


@given(st.text(max_size=300))
def test_any_text_has_a_probability_that_does_not_change(text):
    said = relevant(doc(text))
    assert 0 <= said.probability <= 1
    assert relevant(doc(text)) == said


@given(st.integers(1, 2000))
def test_parts_hold_every_word_and_are_of_one_length(count):
    starts, ends = parts(count)
    assert starts[0] == 0
    assert ends[-1] == count
    assert len(set(ends - starts)) == 1
    assert ends[0] == min(count, PART_WORDS)
    assert all(np.diff(starts) <= STEP_WORDS)


def test_what_is_forgotten_is_found_again(monkeypatch):
    screen = Screen()
    before = [screen.relevant(doc(text)) for text in ELSEWHERE.values()]
    monkeypatch.setattr(module, "_MEMORY_WORDS", 10)
    assert [screen.relevant(doc(text)) for text in ELSEWHERE.values()] == before
    assert len(screen._weights) < 60


def test_a_document_that_is_turned_away_costs_no_model(monkeypatch):
    def no_model():
        raise AssertionError

    monkeypatch.setattr("dateline.find.finder.finder", no_model)
    assert find.incidents(doc(BAKERY)) == ()
    for options in ({"relevance": False}, {}):
        with pytest.raises(AssertionError):
            find.incidents(doc(BAKERY if options else RELEVANT["raid"]), **options)


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (None, "relevance-missing"),
        (b"", "relevance-damaged"),
        (b"no archive", "relevance-damaged"),
        ({"table": np.zeros(8, dtype=np.int8), "unit": 1.0, "bias": 0.0, "threshold": 0.5}, "relevance-damaged"),
        ({"table": np.zeros(ROWS, dtype=np.int8), "unit": 1.0, "bias": 0.0}, "relevance-damaged"),
    ],
)
def test_what_is_no_file_of_weights_is_refused(tmp_path, held, code):
    file = tmp_path / "weights.npz"
    if isinstance(held, bytes):
        file.write_bytes(held)
    elif held is not None:
        np.savez(file, **held)
    with pytest.raises(FindError) as caught:
        Screen(file)
    assert caught.value.code == code


def test_the_shipped_file_is_small():
    assert module.FILE.stat().st_size < 400_000
