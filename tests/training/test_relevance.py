"""Training of the relevance test on a few invented documents, and what of a document it learns from."""

import json

import numpy as np
import pytest
from training.relevance import Design, fit, threshold, write
from training.relevance_data import ENGLISH, Sample

from dateline.find.relevance import PART_WORDS, Screen
from dateline.model import Document
from training import relevance, relevance_data

VIOLENT = ("gunmen shot two traders dead", "a bomb killed a soldier", "rebels killed two herders", "police shot a marcher dead")
PEACEFUL = ("the baker sold plum cake", "a library opened its doors", "the band played two songs", "rain fell on the orchard")


def sample(text, *, is_relevant, fold=0, group="own"):
    return Sample(text, group, "en", (tuple(text.split()),), is_relevant, 1.0, fold)


@pytest.fixture
def told():
    made = [sample(t, is_relevant=True, fold=n) for n, t in enumerate(VIOLENT)]
    return made + [sample(t, is_relevant=False, fold=n, group="lgl") for n, t in enumerate(PEACEFUL)]


def test_what_is_trained_tells_the_documents_apart_once_it_is_written(told, tmp_path):
    design = Design(told)
    table, bias = fit(design, np.ones(len(told), dtype=bool), 60)
    write(tmp_path / "w.npz", design, table, bias=bias, least=0.0)
    screen = Screen(tmp_path / "w.npz")
    said = [screen.relevant(Document(id="d", text=text)) for text in (*VIOLENT, *PEACEFUL)]
    assert [one.passed for one in said] == [True] * 4 + [False] * 4
    odds = design.most(design.odds(table, bias))
    assert [one.probability for one in said] == pytest.approx(1 / (1 + np.exp(-odds)), abs=0.02)


def test_training_twice_gives_the_same(told):
    used = np.ones(len(told), dtype=bool)
    (first, one), (second, other) = (fit(Design(told), used, 10) for _ in range(2))
    assert np.array_equal(first, second)
    assert one == other


def test_what_is_held_back_does_not_train(told):
    design = Design(told)
    table, _ = fit(design, np.asarray([one.id != VIOLENT[2] for one in told]), 10)
    from dateline.find.words import rows

    assert table[rows("herders")[0]] == 0
    assert table[rows("soldier")[0]] > 0


def test_the_threshold_looks_at_coded_relevant_documents_alone(told):
    odds = np.asarray([1.0, 2.0, 3.0, 4.0, -9.0, -9.0, -9.0, -9.0])
    assert threshold(told, odds) == 1.0 - relevance.MARGIN


def test_a_coded_document_counts_by_the_parts_that_carry_a_claim():
    filler = "The fair in the old town went on as it does each year. " * 20
    claim = "Gunmen shot two traders dead."
    node = {
        "id": "n",
        "title": "The fair",
        "text": filler + claim,
        "incidents": [{"claims": [{"at": [len(filler), len(filler) + 28]}]}],
    }
    (part,) = relevance_data._telling(node)
    assert len(part) == PART_WORDS
    assert part[-5:] == ("gunmen", "shot", "two", "traders", "dead")


def test_suspicious_parts_from_elsewhere_are_left_out():
    calm = "The fair in the old town went on as it does each year. " * 10
    node = {"id": "n", "text": calm + "A bomb went off. " + calm}
    kept = relevance_data._foreign(node, "lgl", ENGLISH, weight=1.0, spoken="en")
    assert kept.parts
    assert not any("bomb" in part for part in kept.parts)
    assert not kept.is_relevant


def test_the_mix_and_the_texts_from_elsewhere_hold_each_id_once():
    mix = json.loads(relevance_data.MIX.read_text(encoding="utf-8"))
    for part in mix.values():
        ids = [*part["out_of_scope"], *part["set_aside"]]
        assert len(ids) == len(set(ids))
    ids = [node["id"] for node in relevance_data.lines(relevance_data.ELSEWHERE)]
    assert len(ids) == len(set(ids)) > 100
