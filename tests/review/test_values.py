"""Chosen values set in events: what says so, what says otherwise, and which event takes them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from invented_reports import incidents, report

from dateline import merge
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Count,
    Decided,
    Harm,
    HarmKind,
    Place,
    PlacePrecision,
    TimePrecision,
    WeaponKind,
    When,
)
from dateline.model.claim import Weapon
from dateline.review import Choice, Chosen, apply, value_of_claim

DOCS = tuple(report(f"d{n}", f"Raiders killed {n} traders in Gao on 2026-03-04") for n in (3, 5, 7))
TOLD = {i.ref: i for doc in DOCS for i in incidents(doc)}
REFS = tuple(TOLD)
(EVENT,) = merge.events(TOLD.values(), DOCS)
WHO = Decided("D-1", "mira", datetime(2026, 9, 1, tzinfo=UTC))


def choice(field, chosen, *, refs=REFS, claim=None, who=WHO):
    return Choice(decided=who, field=field, chosen=chosen, incidents=refs, claim=claim)


def set_to(field, told=TOLD, claim=None, **chosen):
    (event,) = apply((EVENT,), (choice(field, Chosen(**chosen), claim=claim),), told).events
    return event


def names(refs):
    return [ref.document for ref in refs]


def changed(**changes):
    """The incidents, the first of them with other values in its claim."""
    first = TOLD[REFS[0]]
    return TOLD | {REFS[0]: replace(first, claims=(replace(first.claims[0], **changes),))}


@pytest.mark.parametrize(
    ("count", "low", "best", "high", "against"),
    [
        (Count(3, 5, 7), ["d3"], ["d5"], ["d7"], []),
        (Count(5, 5, 5), ["d5"], ["d5"], ["d5"], ["d3", "d7"]),
        (Count(4, None, 6), [], [], [], ["d3", "d7"]),
        (Count(5, 5, None), ["d5"], ["d5"], [], ["d3"]),
        (Count(), [], [], [], []),
    ],
)
def test_figures_have_the_claims_that_give_them_and_those_outside(count, low, best, high, against):
    (killed,) = set_to("harm.killed", count=count).harm
    assert [names(refs) for refs in (killed.low_claims, killed.best_claims, killed.high_claims)] == [low, best, high]
    assert names(killed.contradicts) == against
    assert (killed.rule, killed.decided, killed.count) == ("decision", WHO, count)


def test_a_kind_of_harm_that_no_claim_gives_is_added_in_its_place():
    event = set_to("harm.wounded", count=Count(4, 4, 4))
    assert [harm.kind for harm in event.harm] == [HarmKind.KILLED, HarmKind.WOUNDED]
    assert event.harm[1].best_claims == ()


def test_parts_of_a_partition_are_added():
    parts = (Harm(kind=HarmKind.KILLED, count=Count(1, 1, 1)), Harm(kind=HarmKind.KILLED, count=Count(2, 2, None)))
    told = changed(harm=parts)
    incident = told[REFS[0]]
    assert value_of_claim("harm.killed", incident, incident.claims[0]) == Chosen(count=Count(3, 3, None))
    assert value_of_claim("harm.wounded", incident, incident.claims[0]) is None


def test_an_action_is_backed_by_those_that_tell_it_and_not_denied_by_the_vague():
    told = TOLD | {REFS[0]: replace(TOLD[REFS[0]], action=Action.BOMBING), REFS[1]: replace(TOLD[REFS[1]], action=Action.ATTACK)}
    value = set_to("action", told, action=Action.BOMBING).action
    assert (names(value.supports), names(value.contradicts)) == (["d3"], ["d7"])


def test_days_and_places_are_backed_by_what_fits_them():
    when = When(start=date(2026, 3, 1), end=date(2026, 3, 31), precision=TimePrecision.MONTH)
    assert names(set_to("time", time=when).time.supports) == ["d3", "d5", "d7"]
    day = replace(when, start=date(2026, 3, 6), end=date(2026, 3, 6), precision=TimePrecision.DAY)
    assert names(set_to("time", time=day).time.contradicts) == ["d3", "d5", "d7"]
    market = Place(name="Market", chain=("Market", "Gao", "Mali"), country="MLI", precision=PlacePrecision.EXACT)
    assert names(set_to("place", place=market).place.supports) == ["d3", "d5", "d7"]
    for elsewhere in (replace(market, chain=("Market", "Kidal", "Mali")), replace(market, country="NER")):
        assert names(set_to("place", place=elsewhere).place.contradicts) == ["d3", "d5", "d7"]


def test_actors_are_backed_by_name_or_id():
    told = changed(perpetrators=(Actor(name="Front", kind=ActorKind.ARMED_GROUP, actor_id="dune-front"),))
    front = Actor(name="Dune Front", kind=ActorKind.ARMED_GROUP, actor_id="dune-front")
    one, other = set_to("perpetrators", told, actors=(front, Actor(name="RAIDERS", kind=ActorKind.UNKNOWN))).perpetrators
    assert (names(one.supports), names(other.supports)) == (["d3"], ["d5", "d7"])


def test_a_weapon_is_not_denied_by_other():
    told = changed(weapon=Weapon(kind=WeaponKind.OTHER))
    value = set_to("weapon", told, weapon=WeaponKind.BLADE).weapon
    assert (value.value, value.supports, value.contradicts) == (WeaponKind.BLADE, (), ())


def test_the_claim_that_it_was_taken_from_always_backs_it():
    claim = TOLD[REFS[0]].claim_refs()[0]
    value = set_to("action", claim=claim, action=Action.BOMBING).action
    assert (names(value.supports), names(value.contradicts)) == (["d3"], ["d5", "d7"])


def test_unknown_is_a_value():
    event = set_to("targets")
    assert [(value.value, value.rule) for value in event.targets] == [(None, "decision")]
    assert set_to("weapon").weapon.value is None


def test_a_value_goes_to_the_event_that_has_most_of_its_incidents():
    split = merge.events(list(TOLD.values())[:2], DOCS) + merge.events(list(TOLD.values())[2:], DOCS)
    chosen = Chosen(count=Count(1, 1, 1))
    done = apply(split, (choice("harm.killed", chosen),), TOLD)
    assert [event.harm[0].rule == "decision" for event in done.events] == [True, False]
    apart = apply(split, (choice("harm.killed", chosen, refs=REFS[1:]),), TOLD)
    assert apart.events == split
    assert apart.unfit == {"D-1": "the reports that it was made on tell of several events now"}
    strange = apply(split, (choice("harm.killed", chosen, claim=TOLD[REFS[2]].claim_refs()[0]),), TOLD)
    assert "another event" in strange.unfit["D-1"]
    assert "none of the reports" in apply(split, (choice("harm.killed", chosen, refs=()),), TOLD).unfit["D-1"]


def test_of_two_for_one_field_the_later_is_set_and_of_two_fields_both():
    later = replace(WHO, id="D-2")
    chosen = [Chosen(count=Count(n, n, n)) for n in (1, 2)]
    choices = (
        choice("harm.killed", chosen[0]),
        choice("harm.killed", chosen[1], who=later),
        choice("action", Chosen(action=Action.RIOT)),
    )
    done = apply((EVENT,), choices, TOLD)
    assert done.against == {"D-1": (("harm.killed", "D-2"),)}
    (event,) = done.events
    assert (event.harm[0].count.best, event.action.value) == (2, Action.RIOT)
