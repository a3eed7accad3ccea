"""Tables counted over coded documents. All texts are invented; places are real."""

import numpy as np
from training.evidence import RARE, evidence

from dateline.find.evidence import LABELS, NO_SIGN, Table
from dateline.model import Action, Document
from dateline.model.shape import incident_from_json

ACTIONS = LABELS["action"][1:]


def raid(number, action="arrest", kind="police", trigger="detained", who="Police"):
    text = f"{who} {trigger} a student in Tripoli."
    doc = Document(id=f"d{number}", text=text)
    node = {
        "key": f"{action}-1",
        "action": action,
        "status": "occurred",
        "aggregate": False,
        "time": {"precision": "unknown"},
        "place": {"precision": "unknown"},
        "claims": [
            {
                "quote": text[:-1],
                "trigger": {"quote": trigger},
                "source": {"kind": "outlet"},
                "stance": "reports",
                "perpetrators": [{"quote": who, "name": who, "kind": kind}],
            }
        ],
    }
    return doc, (incident_from_json(node, doc),)


def test_what_was_met_together_is_likelier():
    coded = [raid(n) for n in range(RARE)] + [raid(n + 9, "shooting", "gang", "shot", "Bandits") for n in range(RARE)]
    found = evidence(coded)
    assert ACTIONS[int(found.of_signs({"perpetrator police"}).argmax())] == Action.ARREST
    assert ACTIONS[int(found.of_words(Table.ACTION_WORDS, {"shot"}).argmax())] == Action.SHOOTING
    assert LABELS["actor_kind"][int(found.of_words(Table.KIND_WORDS, {"bandit"}).argmax())] == "gang"


def test_a_rare_word_is_in_no_table():
    found = evidence([raid(n) for n in range(RARE)] + [raid(9, "shooting", "gang", "shot", "Bandits")])
    assert "shot" not in found.rows[Table.ACTION_WORDS]
    assert "detain" in found.rows[Table.ACTION_WORDS]


def test_the_order_of_documents_does_not_matter():
    coded = [raid(n) for n in range(4)] + [raid(9, "shooting", "gang", "shot", "Bandits")]
    assert list(evidence(coded).lines()) == list(evidence(coded[::-1]).lines())
    assert np.isfinite(evidence(coded).rows[Table.ACTION_SIGNS][NO_SIGN]).all()
