from dataclasses import replace

import pytest

from dateline.merge import folded
from dateline.model import Status


@pytest.fixture
def told(make):
    """Two passages of one invented report on one bombing, as a finder tells them, and a report's third occurrence elsewhere."""
    bus = {"action": "bombing", "confidence": 0.8}
    first = make.incident(
        "a", "i1", claims=[make.claim("a", killed=4, words="A bomb beside the Douentza bus station killed four traders")], **bus
    )
    again = make.incident(
        "a",
        "i2",
        claims=[make.claim("a", killed=4, words="four traders died at the Douentza bus station, the nurse said")],
        **bus,
    )
    other = make.incident(
        "a", "i3", where=make.place("Bandiagara", "Mopti", "Mali"), time=make.when(-9), action="arrest", confidence=0.8
    )
    return first, again, other


def test_one_occurrence_told_twice_becomes_one_incident(make, told):
    one, other = folded(make.document("a"), told)
    assert (one.key, len(one.claims), other.key) == ("i1", 2, "i3")
    assert one.claims == told[0].claims + told[1].claims


def test_what_a_person_coded_is_not_folded(make, told):
    by_hand = [replace(i, confidence=None) for i in told]
    assert folded(make.document("a"), by_hand) == tuple(by_hand)


def test_a_plan_and_its_deed_are_two(make, told):
    planned = replace(told[1], status=Status.THREATENED)
    assert len(folded(make.document("a"), [told[0], planned])) == 2


def test_folding_again_changes_nothing(make, told):
    doc = make.document("a")
    once = folded(doc, told)
    assert folded(doc, once) == once
