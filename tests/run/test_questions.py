"""What is asked about an event, and which values are offered as answers."""

from dataclasses import replace
from datetime import date

from dateline import merge
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Document,
    Incident,
    Place,
    PlacePrecision,
    Quote,
    Source,
    SourceKind,
    Stance,
    TimePrecision,
    When,
)
from dateline.run.questions import questions
from dateline.run.view import event_view
from dateline.store import MemberIncident

DAY = date(2026, 3, 4)
FRONT = Actor(name="Dune Front", kind=ActorKind.ARMED_GROUP, actor_id="provisional-dune-front")
GROUP = Actor(name="group", kind=ActorKind.ARMED_GROUP)
GUNMEN = Actor(name="unidentified gunmen", kind=ActorKind.UNKNOWN)
ARMY = Actor(name="Malian Armed Forces", kind=ActorKind.MILITARY, actor_id="gov-mli-military")
OTHERS = Actor(name="River Movement", kind=ActorKind.ARMED_GROUP, actor_id="provisional-river-movement")


def told_in(name, *lists):
    """An invented report of a raid in Gao, with a claim for each list of perpetrators."""
    claims = tuple(
        Claim(
            quote=Quote(name, n, n + 9, f"claim {n:>3}"),
            source=Source(kind=SourceKind.POLICE, name=f"police {n}"),
            stance=Stance.REPORTS,
            perpetrators=tuple(actors),
        )
        for n, actors in enumerate(lists)
    )
    return Incident(
        document=name,
        key="i1",
        action=Action.SHOOTING,
        time=When(start=DAY, end=DAY, precision=TimePrecision.DAY),
        place=Place(name="Gao", chain=("Gao", "Mali"), country="MLI", precision=PlacePrecision.EXACT),
        claims=claims,
    )


def offered(*incidents):
    """The perpetrators that are offered, each with the claims that give them."""
    docs = [Document(id=one.document, text=f"Invented text of {one.document}.", published=DAY) for one in incidents]
    (event,) = merge.events(incidents, docs)
    members = [
        MemberIncident(event="E-2222222", incident=one, claim_ids=tuple(f"C-{one.document}-{n}" for n in range(len(one.claims))))
        for one in incidents
    ]
    asked = questions(event_view(replace(event, id="E-2222222"), members, docs), is_blind=False)
    (question,) = [one for one in asked if one.field == "perpetrators"]
    return {option.words: [str(claim.ref) for claim in option.claims] for option in question.options}


def test_a_name_that_refers_back_is_no_rival_of_the_name():
    assert offered(told_in("a", [GROUP], [FRONT], [GUNMEN])) == {"Dune Front (armed group)": ["a/i1#1", "a/i1#0", "a/i1#2"]}


def test_the_first_claim_of_a_value_bears_its_very_words():
    found = offered(told_in("a", [GROUP], [GROUP], [GROUP]), told_in("b", [FRONT]))
    assert found == {"group (armed group)": ["a/i1#0", "a/i1#1", "a/i1#2"], "Dune Front (armed group)": ["b/i1#0"]}
    assert next(iter(offered(told_in("a", [GROUP], [FRONT])).values()))[0] == "a/i1#1"


def test_a_report_that_names_two_does_not_say_whom_it_means():
    found = offered(told_in("a", [GROUP], [FRONT], [OTHERS]))
    assert set(found) == {"group (armed group)", "Dune Front (armed group)", "River Movement (armed group)"}


def test_a_list_of_names_stays_as_told_where_no_claim_gives_it_in_full():
    found = offered(told_in("a", [GROUP, ARMY], [FRONT], [ARMY]))
    assert set(found) == {
        "group (armed group); Malian Armed Forces (military)",
        "Dune Front (armed group)",
        "Malian Armed Forces (military)",
    }
    found = offered(told_in("a", [GROUP, ARMY], [FRONT, ARMY]))
    assert found == {"Dune Front (armed group); Malian Armed Forces (military)": ["a/i1#1", "a/i1#0"]}


def test_one_told_by_name_and_by_a_word_for_it_is_one():
    assert offered(told_in("a", [FRONT, GROUP], [FRONT])) == {"Dune Front (armed group)": ["a/i1#1", "a/i1#0"]}
