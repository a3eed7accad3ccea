import pytest

from dateline.quality import Judged, expected_error, judged

TEXT = "Gunmen shot two people in Zinder on Monday. The army arrested five men in Maradi."


def incident(quote, action, **more):
    claim = {"quote": quote, "at": [TEXT.index(quote), TEXT.index(quote) + len(quote)], "stance": "reports"}
    claim |= {"source": {"kind": "outlet"}, "confidence": 0.5}
    return {"action": action, "claims": [claim | more.pop("claim", {})]} | more


GOLD = {
    "id": "d1",
    "text": TEXT,
    "incidents": [incident("Gunmen shot two people", "shooting"), incident("arrested five men", "arrest")],
}


def test_an_incident_is_right_where_pair_and_action_are():
    told = {
        "incidents": [
            incident("Gunmen shot two people", "shooting", confidence=0.9),
            incident("arrested five men", "raid", confidence=0.4),
            incident("on Monday", "threat", confidence=0.2),
        ]
    }
    incidents, _ = judged(GOLD, told)
    assert incidents == [Judged("d1", 0.9, True), Judged("d1", 0.4, False), Judged("d1", 0.2, False)]


def test_a_claim_is_right_where_its_incident_holds_its_voice():
    told = {
        "incidents": [
            incident("Gunmen shot two people", "attack"),
            incident("arrested five men", "arrest", claim={"source": {"kind": "military"}}),
            incident("on Monday", "threat"),
        ]
    }
    _, claims = judged(GOLD, told)
    assert [c.right for c in claims] == [True, False, False]


def test_what_bears_no_confidence_is_left_out():
    told = {"incidents": [incident("Gunmen shot two people", "shooting", claim={"confidence": None})]}
    assert judged(GOLD, told) == ([], [])


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ([(0.95, True)] * 19 + [(0.95, False)], 0.0),
        ([(1.0, False)], 1.0),
        # Two bins of two values: 0.3 says too little by 0.2, 0.8 too much by 0.3.
        ([(0.3, True), (0.3, False), (0.8, True), (0.8, False)], 0.25),
    ],
)
def test_expected_error_of_worked_examples(values, error):
    assert expected_error([Judged("d", p, right) for p, right in values]) == pytest.approx(error)


def test_expected_error_of_nothing_is_an_error():
    with pytest.raises(ValueError, match="no values"):
        expected_error([])
