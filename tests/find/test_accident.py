"""Blasts and fires that nobody willed. All texts are invented; places are real."""

import pytest

from dateline.find.decode import decode

ACCIDENTS = (
    ("A gas leak caused an explosion in a bakery in Tripoli on Monday.", "explosion"),
    ("Una fuga de gas provocó una explosión en Lima el lunes.", "explosión"),
    ("Une fuite de gaz a provoqué une explosion à Lyon lundi.", "explosion"),
)


@pytest.mark.parametrize(("text", "blast"), ACCIDENTS)
def test_a_harmless_cause_leaves_no_incident(told, settings, text, blast):
    t = told(text)
    t.anchor(blast, action="bombing", quote=text)
    assert decode(t.doc, t.found(), settings) == ()


def test_a_doer_leaves_it_for_people_to_judge(told, settings):
    text = "Rebels said a gas leak, and not they, caused the explosion in Tripoli."
    t = told(text)
    t.actor(t.anchor("explosion", action="bombing", quote=text), "perpetrator", "Rebels", "armed_group")
    assert len(decode(t.doc, t.found(), settings)) == 1


def test_other_acts_are_none_of_these(told, settings):
    text = "Gunmen shot at a gas cylinder shop in Tripoli."
    t = told(text)
    t.anchor("shot", action="shooting", quote=text)
    assert len(decode(t.doc, t.found(), settings)) == 1
