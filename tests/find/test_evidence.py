"""What the tables of evidence say, and what they change. All texts are invented; places are real."""

from dataclasses import replace

import numpy as np
import pytest

from dateline.errors import FindError
from dateline.find.decode import decode
from dateline.find.evidence import LABELS, NOTHING, SIZES, Evidence, Table, stems
from dateline.find.network import shipped_folder
from dateline.find.scores import Found

ACTIONS = LABELS["action"][1:]


def favouring(table, labels, given, label, log=3.0):
    """Tables with one row, which makes one label likelier."""
    row = np.zeros(SIZES[table])
    row[labels.index(label)] = log
    return Evidence({**NOTHING.rows, table: {given: row}})


def with_evidence(found, evidence):
    return Found(found.tokens, found.spans, found.scores, found.tag_confidence, evidence)


@pytest.fixture
def unsure(told):
    """A raid in which the model wavers between a shooting and an arrest."""
    t = told("Police raided a house in Tripoli and detained two students on Monday.")
    t.anchor("raided", action="shooting", sure=0.6)
    return t


class TestDecisions:
    def test_words_of_the_trigger_turn_a_doubtful_action(self, unsure, settings):
        found = with_evidence(unsure.found(), favouring(Table.ACTION_WORDS, ACTIONS, "raided", "arrest", 12.0))
        assert decode(unsure.doc, found, settings)[0].action == "shooting"
        assert decode(unsure.doc, found, replace(settings, action_words=1.0))[0].action == "arrest"

    def test_words_of_an_actor_turn_a_doubtful_kind(self, told, settings):
        t = told("Colectivos raided a house in Caracas on Monday.")
        anchor = t.anchor("raided")
        t.actor(anchor, "perpetrator", "Colectivos", "unknown")
        found = with_evidence(t.found(), favouring(Table.KIND_WORDS, LABELS["actor_kind"], "colect", "militia", 20.0))
        kinds = [decode(t.doc, found, s)[0].claims[0].perpetrators[0].kind for s in (settings, replace(settings, kind_words=1.0))]
        assert kinds == ["unknown", "militia"]

    def test_tables_that_say_nothing_change_nothing(self, unsure, settings):
        heavy = replace(settings, action_signs=1.0, action_words=1.0, kind_words=1.0, stance_sources=1.0, harmed_targets=1.0)
        assert decode(unsure.doc, unsure.found(), heavy) == decode(unsure.doc, unsure.found(), settings)


class TestTables:
    def test_the_shipped_ones_know_what_police_do(self):
        evidence = Evidence.load(shipped_folder() / "evidence.tsv")
        logs = evidence.of_signs({"perpetrator police", "harm arrested"})
        assert ACTIONS[int(logs.argmax())] == "arrest"

    def test_are_the_same_when_written_and_read(self, tmp_path):
        path = shipped_folder() / "evidence.tsv"
        again = tmp_path / "evidence.tsv"
        again.write_text("".join(f"{line}\n" for line in Evidence.load(path).lines()), encoding="utf-8")
        assert again.read_bytes() == path.read_bytes()

    @pytest.mark.parametrize(
        "line", ["action by word\tx\t1 2", "no such table\tx\t1", "stance by source", "stance by source\tx\tnan"]
    )
    def test_a_damaged_line_is_named(self, tmp_path, line):
        path = tmp_path / "evidence.tsv"
        path.write_text(line + "\n", encoding="utf-8")
        with pytest.raises(FindError, match="line 1"):
            Evidence.load(path)

    def test_unknown_words_say_nothing(self):
        assert not NOTHING.of_words(Table.KIND_WORDS, stems("some words")).any()
