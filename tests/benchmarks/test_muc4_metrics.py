"""The measures of MUC-4, each on examples worked by hand; all events are invented."""

import itertools

import pytest
from benchmarks.counting import Counts, total
from benchmarks.muc4_metrics import (
    KIND,
    Template,
    best_matching,
    ceaf_ree,
    ceaf_rme,
    document_entities,
    entity,
    gtt,
    normal,
)
from hypothesis import given
from hypothesis import strategies as st


def template(kind, **slots):
    """A template; a slot is a list of entities, an entity a list of mentions or one mention."""
    return Template(kind, {s: tuple(entity([e] if isinstance(e, str) else e) for e in es) for s, es in slots.items()})


BANK = template("bombing", PerpInd=["two men"], PerpOrg=[["red column", "RC"]], Target=["the bank"], Weapon=["dynamite"])
MAYOR = template("attack", PerpInd=["gunmen"], Victim=["ana ruiz"])


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The  Bank", "bank"),
        ("U.S. embassy", "us embassy"),
        ('"9 May" People\'s Column', "9 may peoples column"),
        ("an AK-47", "ak47"),
        ("a", ""),
        ("Anna the Lame", "anna lame"),
    ],
)
def test_mentions_are_compared_without_case_articles_and_punctuation(words, wanted):
    assert normal(words) == wanted


class TestGtt:
    def test_a_right_answer_is_all_right(self):
        assert total(gtt([BANK, MAYOR], [MAYOR, BANK]).values()) == Counts(8, 8, 8, 8)

    def test_silence_misses_all(self):
        assert total(gtt([], [BANK]).values()) == Counts(0, 0, 0, 5)
        assert total(gtt([BANK], []).values()) == Counts(0, 5, 0, 0)
        assert total(gtt([], []).values()) == Counts()

    def test_one_mention_of_several_is_enough(self):
        told = template("bombing", PerpOrg=["RC"])
        assert gtt([told], [BANK])["PerpOrg"] == Counts(1, 1, 1, 1)

    def test_a_mention_too_many_makes_an_entity_wrong(self):
        told = template("bombing", PerpOrg=[["RC", "Blue Column"]])
        assert gtt([told], [BANK])["PerpOrg"] == Counts(0, 1, 0, 1)

    def test_part_of_a_mention_is_not_enough(self):
        assert gtt([template("bombing", PerpInd=["men"])], [BANK])["PerpInd"] == Counts(0, 1, 0, 1)

    def test_two_told_entities_may_share_a_gold_one(self):
        told = template("bombing", PerpOrg=["RC", "the Red Column"])
        assert gtt([told], [BANK])["PerpOrg"] == Counts(2, 2, 1, 1)

    def test_another_type_matches_nothing(self):
        told = Template("arson", BANK.slots)
        assert total(gtt([told], [BANK]).values()) == Counts(0, 5, 0, 5)

    def test_a_key_with_two_types_accepts_either(self):
        gold = template("bombing / attack", Weapon=["dynamite"])
        for kind in ("bombing", "attack"):
            assert gtt([template(kind, Weapon=["dynamite"])], [gold])[KIND] == Counts(1, 1, 1, 1)

    def test_the_best_matching_is_taken_not_the_first(self):
        # The first told template fits the first gold one a little and the second one well; the second told one fits only the first gold one.
        first = template("attack", PerpInd=["rebels"], Victim=["ana ruiz", "luis sol"])
        second = template("attack", PerpInd=["rebels"])
        gold = [template("attack", PerpInd=["rebels"]), template("attack", Victim=["ana ruiz", "luis sol"])]
        counts = gtt([first, second], gold)
        assert total(counts.values()) == Counts(2 + 2 + 1, 6, 2 + 2 + 1, 5)

    def test_equal_gold_templates_count_once(self):
        assert total(gtt([BANK], [BANK, BANK]).values()) == Counts(5, 5, 5, 5)

    def test_precision_recall_and_f1(self):
        told = template("bombing", PerpInd=["two men"], Weapon=["a car bomb"])
        counts = total(gtt([told], [BANK]).values())
        assert counts == Counts(2, 3, 2, 5)
        assert counts.to_json() == {"precision": 66.7, "recall": 40.0, "f1": 50.0}


class TestCeafRee:
    def test_entities_are_matched_one_to_one(self):
        gold = {"PerpOrg": (entity(["red column", "RC"]),)}
        told = {"PerpOrg": (entity(["RC"]), entity(["red column"]))}
        assert ceaf_ree(told, gold)["PerpOrg"] == Counts(1, 2, 1, 1)

    def test_the_largest_matching_is_taken(self):
        gold = {"Victim": (entity(["ruiz", "ana ruiz"]), entity(["ruiz"]))}
        told = {"Victim": (entity(["ruiz"]), entity(["ana ruiz"]))}
        assert ceaf_ree(told, gold)["Victim"] == Counts(2, 2, 2, 2)

    def test_the_same_entity_in_two_templates_is_one_of_the_document(self):
        whole = document_entities([BANK, template("arson", PerpOrg=["RC", "farmers"])])
        assert whole["PerpOrg"] == (entity(["red column", "RC"]), entity(["farmers"]))

    def test_the_type_counts_nothing(self):
        whole = document_entities([BANK])
        assert total(ceaf_ree(whole, whole).values()) == Counts(4, 4, 4, 4)


class TestCeafRme:
    def test_right_entities_of_templates_of_one_type(self):
        told = [template("bombing", PerpInd=["two men"], Target=["a school"])]
        assert ceaf_rme(told, [BANK, MAYOR]) == Counts(1, 2, 1, 6)

    def test_entities_of_another_type_are_wrong(self):
        assert ceaf_rme([Template("attack", BANK.slots)], [BANK]) == Counts(0, 4, 0, 4)

    def test_told_entities_may_share_a_gold_one(self):
        assert ceaf_rme([template("bombing", PerpOrg=["RC", "red column"])], [BANK]) == Counts(2, 2, 1, 4)

    def test_templates_are_matched_one_to_one(self):
        told = [template("attack", PerpInd=["gunmen"]), template("attack", Victim=["ana ruiz"])]
        assert ceaf_rme(told, [MAYOR]) == Counts(1, 2, 1, 2)

    def test_a_template_without_entities_counts_nothing(self):
        assert ceaf_rme([template("attack")], [MAYOR]) == Counts(0, 0, 0, 2)


GAINS = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.none() | st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=width, max_size=width), max_size=4
    )
)


@given(GAINS)
def test_the_best_matching_is_what_trying_all_finds(gains):
    def value(a, b):
        return 2 * a * b / (a + b) if a + b else 0.0

    width = len(gains[0]) if gains else 0
    best = 0.0
    for choice in itertools.product(range(-1, width), repeat=len(gains)):
        used = [k for k in choice if k >= 0]
        picked = [gains[i][k] for i, k in enumerate(choice) if k >= 0]
        if len(set(used)) == len(used) and None not in picked:
            best = max(best, value(sum(p[0] for p in picked), sum(p[1] for p in picked)))
    pairs = best_matching(gains, value)
    assert value(sum(gains[i][k][0] for i, k in pairs), sum(gains[i][k][1] for i, k in pairs)) == best
