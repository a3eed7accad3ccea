"""MUC-4: our incidents as templates, the head's answers as templates; all events are invented."""

import json

import numpy as np
import pytest
from benchmarks.muc4_head import KINDS, Answer, Candidate, Thresholds, answers_of, entities, features, templates
from benchmarks.muc4_metrics import SLOTS, entity
from benchmarks.recase import Recaser

from benchmarks import muc4, muc4_mapping
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Document,
    Incident,
    Place,
    Quote,
    Source,
    Stance,
    Status,
    Weapon,
    WeaponKind,
    When,
)

TEXT = "Three men of the Red Front (RF) killed Judge Ana Ruiz with dynamite and burned the bank."


def quote(words):
    return Quote.of("d", TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def actor(name, kind=ActorKind.UNKNOWN):
    return Actor(name=name, kind=kind)


def incident(action, *, status=Status.OCCURRED, aggregate=False, perpetrators=(), targets=(), weapon=None, words=TEXT):
    claim = Claim(
        quote=Quote("d", 0, len(words), words),
        source=Source(),
        stance=Stance.REPORTS,
        perpetrators=tuple(perpetrators),
        targets=tuple(targets),
        weapon=Weapon(kind=WeaponKind.IED, quote=quote(weapon)) if weapon else None,
    )
    return Incident(
        document="d", key="i", action=action, status=status, aggregate=aggregate, time=When(), place=Place(), claims=(claim,)
    )


class TestMapping:
    @pytest.mark.parametrize(
        ("action", "wanted"),
        [
            (Action.BOMBING, "bombing"),
            (Action.SHOOTING, "attack"),
            (Action.ABDUCTION, "kidnapping"),
            (Action.PROTEST, None),
            (Action.ARREST, None),
            (Action.AGREEMENT, None),
        ],
    )
    def test_type(self, action, wanted):
        assert muc4_mapping.kind_of(incident(action)) == wanted

    def test_what_was_taken_is_robbery_and_what_was_burned_is_arson(self):
        assert muc4_mapping.kind_of(incident(Action.ARSON_LOOTING)) == "arson"
        assert muc4_mapping.kind_of(incident(Action.ARSON_LOOTING, words="They stole the cash.")) == "robbery"

    def test_totals_and_threats_make_no_template(self):
        assert muc4_mapping.kind_of(incident(Action.BOMBING, aggregate=True)) is None
        assert muc4_mapping.kind_of(incident(Action.BOMBING, status=Status.THREATENED)) is None

    def test_slots(self):
        told = incident(
            Action.BOMBING,
            perpetrators=[actor("Three men"), actor("the Red Front (RF)")],
            targets=[actor("Judge Ana Ruiz"), actor("the bank", ActorKind.PROPERTY), actor("two guards")],
            weapon="dynamite",
        )
        (template,) = muc4_mapping.templates([told])
        assert template.slots == {
            "PerpInd": (entity(["men"]),),
            "PerpOrg": (entity(["Red Front", "RF"]),),
            "Target": (entity(["bank"]),),
            "Victim": (entity(["Ana Ruiz"]),),
            "Weapon": (entity(["dynamite"]),),
        }

    def test_incidents_of_one_type_are_one_template(self):
        told = [
            incident(Action.SHOOTING, perpetrators=[actor("Gunmen")]),
            incident(Action.ATTACK, perpetrators=[actor("two gunmen")]),
        ]
        (template,) = muc4_mapping.templates(told)
        assert template.of("PerpInd") == (entity(["gunmen"]),)

    def test_nothing_told(self):
        assert muc4_mapping.templates([]) == ()


WORDS = [
    (m, m + len(w)) for w, m in ((w, TEXT.index(w)) for w in ("Three", "men", "Red", "Front", "RF", "Ana", "Ruiz", "dynamite"))
]


def answer(*, told, tagged):
    """A sure answer: tagged gives for a slot the first and last token of each filler, with the kinds it belongs to."""
    tags = np.zeros((len(WORDS), len(SLOTS), 3), np.float32)
    tags[:, :, 0] = 1
    belongs = np.zeros((len(WORDS), len(KINDS)), np.float32)
    for slot, fillers in tagged.items():
        for start, end, *kinds in fillers:
            tags[start:end, SLOTS.index(slot)] = (0.1, 0, 0.9)
            tags[start, SLOTS.index(slot)] = (0.1, 0.9, 0)
            for kind in kinds:
                belongs[start:end, KINDS.index(kind)] = 0.9
    return Answer(tags, belongs, np.asarray([0.9 if k in told else 0.1 for k in KINDS], np.float32))


class TestHead:
    def test_fillers_go_to_the_kinds_that_they_belong_to(self):
        tagged = {"PerpInd": [(0, 2, "attack", "bombing")], "Victim": [(5, 7, "attack")], "Weapon": [(7, 8, "bombing")]}
        told = templates(TEXT, np.asarray(WORDS), answer(told=("attack", "bombing"), tagged=tagged), Thresholds())
        assert [t.kind for t in told] == ["attack", "bombing"]
        assert [t.of("PerpInd") for t in told] == [(entity(["three men"]),)] * 2
        assert [t.of("Victim") for t in told] == [(entity(["ana ruiz"]),), ()]
        assert [t.of("Weapon") for t in told] == [(), (entity(["dynamite"]),)]

    def test_an_abbreviation_goes_with_its_name(self):
        tagged = {"PerpOrg": [(2, 4, "attack"), (4, 5, "attack")]}
        (told,) = templates(TEXT, np.asarray(WORDS), answer(told=("attack",), tagged=tagged), Thresholds())
        assert told.of("PerpOrg") == (entity(["red front", "rf"]),)

    def test_no_kind_no_template(self):
        assert templates(TEXT, np.asarray(WORDS), answer(told=(), tagged={"Weapon": [(7, 8)]}), Thresholds()) == ()

    def test_two_names_are_two_entities(self):
        rows = [Candidate(w, 0.9, np.zeros(6, np.float32), n) for n, w in enumerate(("red column", "blue column"))]
        assert entities(rows, []) == (entity(["red column"]), entity(["blue column"]))

    def test_features_stand_on_the_finders_answers(self, finder):
        doc = Document(id="d", text="Gunmen killed two soldiers in Maiduguri on Monday, the army said.", language="en")
        encoded = finder.network.encode(doc)
        row = features(finder.network, encoded)
        assert row.shape[0] == len(encoded.tokens)
        found = finder.network.found(encoded, finder.network.settings)
        laid = answers_of(found, len(encoded.tokens))
        assert ((laid >= 0) & (laid <= 1.001)).all()
        assert laid.any()


ROW = {
    "id": "x-1",
    "text": "three men bombed the bank in tarapoto",
    "templates": [
        {
            "incident_type": "bombing",
            "PerpInd": [[["three men", 0]]],
            "PerpOrg": [],
            "Target": [[["bank", 21]]],
            "Victim": [],
            "Weapon": [],
        }
    ],
}


class TestBenchmark:
    def test_a_document_and_its_key(self, tmp_path):
        path = tmp_path / "x.gtt.jsonl"
        path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
        (one,) = muc4.documents([path])
        assert one.document.text == "Three men bombed the bank in Tarapoto"
        assert one.small.text == "three men bombed the bank in tarapoto"
        assert one.templates[0].of("Target") == (entity(["bank"]),)
        assert one.extracts["PerpInd"] == (entity(["three men"]),)

    def test_words_are_told_in_mixed_case(self, finder):
        text = "gunmen killed the judge ana ruiz in tarapoto on monday, the police said."
        row = {"id": "x", "text": text, "templates": []}
        told = muc4.incidents(
            finder, muc4.filled(row, Recaser(["The judge saw Ana Ruiz in Tarapoto. The police and gunmen fled."]))
        )
        assert told
        assert any("Ana Ruiz" in a.name for i in told for c in i.claims for a in c.targets)

    def test_without_a_head_the_mapping_is_measured_and_said(self, tmp_path, finder):
        path = tmp_path / "x.gtt.jsonl"
        path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
        out = muc4.benchmark(finder, [path], tmp_path / "none.onnx")
        assert out["by"] == "mapping"
        assert "absent" in out["head"]
        assert {"precision", "recall", "f1", "interval"} <= set(out["gtt"])
        assert {"precision", "recall", "f1"} <= set(out["ceaf_rme"])
        assert {"precision", "recall", "f1"} <= set(out["ceaf_ree"])
