from dateline.quality.causes import coding_errors, counts

TEXT = "Gunmen shot two farmers in Bama on Monday, police said. In Gwoza a bomb killed three soldiers on Tuesday."
"""Invented."""


def quote(words):
    start = TEXT.index(words)
    return {"quote": words, "at": [start, start + len(words)]}


def incident(words, action, killed=None, day="2026-03-02"):
    harm = [{"kind": "killed", "low": killed, "best": killed, "high": killed, "who": "unknown", **quote(words)}] if killed else []
    claim = {**quote(words), "trigger": None, "source": {"kind": "outlet"}, "stance": "reports", "harm": harm}
    return {
        "key": words,
        "action": action,
        "status": "occurred",
        "aggregate": False,
        "time": {"quote": None, "start": day, "end": day, "precision": "day"},
        "place": {"quote": None, "name": None, "precision": "unknown"},
        "claims": [claim | {"perpetrators": [], "targets": []}],
    }


def document(*incidents):
    return {"id": "d1", "text": TEXT, "incidents": list(incidents)}


SHOT = "Gunmen shot two farmers in Bama"
BOMB = "a bomb killed three soldiers"


def causes(gold, told):
    return counts(coding_errors([gold], [told]))


def test_a_right_coding_has_no_errors():
    gold = document(incident(SHOT, "shooting", 2), incident(BOMB, "bombing", 3))
    assert causes(gold, gold) == {}


def test_missed_and_invented_incidents_are_told_apart():
    assert causes(document(incident(SHOT, "shooting")), document()) == {"incident missed": 1}
    assert causes(document(), document(incident(SHOT, "shooting"))) == {"incident where gold has none": 1}


def test_an_incident_told_twice_is_not_one_invented():
    gold = document(incident(SHOT, "shooting"))
    twice = document(incident(SHOT, "shooting"), incident("shot two farmers", "attack"))
    assert causes(gold, twice) == {"incident told twice": 1}


def test_an_incident_that_went_into_another_is_not_one_missed():
    both = document(incident(SHOT, "shooting"), incident("two farmers in Bama", "attack"))
    assert causes(both, document(incident(SHOT, "shooting"))) == {"incident taken into another": 1}


def test_errors_in_fields_name_what_was_told_and_what_is_right():
    errors = coding_errors([document(incident(BOMB, "bombing", 3))], [document(incident(BOMB, "attack", 4, day="2026-03-03"))])
    told = {e.cause: e.detail for e in errors}
    assert told["action wrong"] == "attack for bombing"
    assert told["date wrong"] == "2026-03-03 for 2026-03-02"
    assert told["killed figure missed"] == "3-3-3 unknown"
    assert told["killed figure too many"] == "4-4-4 unknown"
    assert all(e.words == BOMB for e in errors)


def test_a_document_that_was_not_coded_counts_as_all_missed():
    assert counts(coding_errors([document(incident(SHOT, "shooting"))], [])) == {"incident missed": 1}
