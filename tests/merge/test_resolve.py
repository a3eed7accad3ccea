from dataclasses import replace

import pytest

from dateline import merge
from dateline.merge.actors import meant
from dateline.model import Action, Actor, ActorKind, PlacePrecision, Status, WeaponKind

WORDS = "gunmen on motorcycles opened fire on shoppers at the crowded livestock market"


def one(make, *told, docs=()):
    (event,) = merge.events(told, docs)
    return event


def test_a_flash_says_attack_and_the_later_report_says_how(make):
    told = [
        make.incident(d, action=a, claims=[make.claim(d, killed=6, words=WORDS)])
        for d, a in (("a", "attack"), ("b", "attack"), ("c", "shooting"))
    ]
    event = one(make, *told)
    assert event.action.value is Action.SHOOTING
    assert [str(r) for r in event.action.supports] == ["c/i1#0"]
    assert event.action.contradicts == ()


def test_most_witnesses_and_not_most_copies_choose(make):
    text = "An invented agency text about shoppers who were shot at the livestock market of Douentza by men on motorcycles. " * 3
    docs = [
        make.document("a", text),
        *(make.document(d, text, copy_of="a") for d in "bc"),
        make.document("d"),
        make.document("e"),
    ]
    actions = dict(zip("abcde", ("armed_clash", "armed_clash", "armed_clash", "shooting", "shooting"), strict=True))
    event = one(
        make, *(make.incident(d, action=a, claims=[make.claim(d, killed=6, words=WORDS)]) for d, a in actions.items()), docs=docs
    )
    assert event.action.value is Action.SHOOTING
    assert event.n_independent == 3


def test_time_and_place_are_the_finest_that_fit(make):
    told = [
        make.incident(
            "a",
            time=make.when(-1, 3, "few_days"),
            where=make.place("Mopti", "Mali", precision="province"),
            claims=[make.claim("a", killed=6, words=WORDS)],
        ),
        make.incident(
            "b", time=make.when(0), where=make.place("Douentza", "Mopti", "Mali"), claims=[make.claim("b", killed=6, words=WORDS)]
        ),
    ]
    event = one(make, *told)
    assert event.time.value.days == 1
    assert event.place.value.name == "Douentza"
    assert event.place.value.precision is PlacePrecision.EXACT
    assert len(event.place.supports) == 2


def test_a_wrong_day_is_kept_as_a_contradiction(make):
    told = [
        make.incident(d, time=make.when(day), claims=[make.claim(d, killed=6, words=WORDS)])
        for d, day in (("a", 0), ("b", 0), ("c", 1))
    ]
    event = one(make, *told)
    assert event.time.value.start == make.when(0).start
    assert [str(r) for r in event.time.contradicts] == ["c/i1#0"]


def test_actors_are_united_and_the_unnamed_join_the_named(make):
    told = [
        make.incident(
            "a", claims=[make.claim("a", killed=6, words=WORDS, by=("gunmen", "unknown"), on=[("shoppers", "civilians")])]
        ),
        make.incident(
            "b",
            claims=[
                make.claim("b", killed=6, words=WORDS, by=("Dune Front fighters", "armed_group"), on=[("traders", "civilians")])
            ],
        ),
        make.incident("c", claims=[make.claim("c", killed=6, words=WORDS, by=("Dune Front", "armed_group"))]),
    ]
    event = one(make, *told)
    assert [v.value.name for v in event.perpetrators] == ["Dune Front fighters"] or [
        v.value.name for v in event.perpetrators
    ] == ["Dune Front"]
    assert len(event.perpetrators[0].supports) == 3
    assert len(event.targets) == 1


def test_the_unnamed_join_the_one_that_their_own_document_names(make):
    members = [
        make.incident("a", claims=[make.claim("a", by=("Bend Liberation Movement of Gao", "armed_group"))]),
        make.incident(
            "b",
            claims=[
                make.claim("b", by=("Dune Front", "armed_group")),
                make.claim("b", source="police", by=("group", "armed_group")),
            ],
        ),
    ]
    event = one(make, *members)
    supports = {value.value.name: {str(ref) for ref in value.supports} for value in event.perpetrators}
    assert supports == {"Bend Liberation Movement of Gao": {"a/i1#0"}, "Dune Front": {"b/i1#0", "b/i1#1"}}


def actor(name, kind, key=None):
    return Actor(name=name, kind=ActorKind(kind), actor_id=key)


FRONT = actor("Dune Front", "armed_group")
ARMY = actor("Malian Armed Forces", "military", "gov-mli-military")


@pytest.mark.parametrize(
    ("unnamed", "told", "who"),
    [
        (actor("group", "armed_group"), [FRONT], FRONT),
        (actor("militants", "militia"), [FRONT, ARMY], FRONT),
        (actor("unidentified gunmen", "unknown"), [FRONT, ARMY], FRONT),
        (actor("army", "military"), [FRONT, ARMY], ARMY),
        (actor("police", "police"), [FRONT, ARMY], None),
        (actor("group", "armed_group"), [FRONT, actor("Bend Movement", "armed_group")], None),
        (actor("group", "armed_group"), [FRONT, replace(FRONT, confidence=0.4)], FRONT),
        (actor("group", "armed_group"), [actor("fighters", "armed_group")], None),
        (actor("residents", "civilians"), [actor("Gao Traders", "civilians")], None),
        (FRONT, [ARMY], None),
        (actor("group", "armed_group"), [], None),
    ],
)
def test_who_is_meant_is_the_only_one_named_that_fits(unnamed, told, who):
    assert meant(unnamed, [unnamed, *told]) == (who or unnamed)


def test_two_accused_are_a_conflict(make):
    told = [
        make.incident(
            "a",
            claims=[
                make.claim("a", killed=6, words=WORDS, by=("Dune Front", "armed_group"), source="military", stance="accuses")
            ],
        ),
        make.incident(
            "b",
            claims=[make.claim("b", killed=6, words=WORDS, by=("River Guard", "militia"), source="witness", stance="accuses")],
        ),
    ]
    event = one(make, *told)
    assert event.conflicts == ("perpetrators",)
    assert {v.value.name for v in event.perpetrators} == {"Dune Front", "River Guard"}
    assert all(v.contradicts for v in event.perpetrators)


def test_a_denial_without_a_name_denies_the_occurrence(make):
    told = make.incident("a", claims=[make.claim("a", words=WORDS), make.claim("a", source="police", stance="denies")])
    assert one(make, told).conflicts == ("occurrence",)


def test_a_denial_of_involvement_speaks_against_the_one_it_names(make):
    front = ("Dune Front", "armed_group")
    told = make.incident(
        "a", claims=[make.claim("a", words=WORDS, by=front), make.claim("a", by=front, source="perpetrator", stance="denies")]
    )
    event = one(make, told)
    assert event.conflicts == ("perpetrators",)
    assert [str(r) for r in event.perpetrators[0].contradicts] == ["a/i1#1"]


def test_weapon_and_status(make):
    told = [
        make.incident("a", claims=[make.claim("a", killed=6, words=WORDS, weapon="small_arms")]),
        make.incident("b", claims=[make.claim("b", killed=6, words=WORDS, weapon="other")], status=Status.ONGOING),
        make.incident("c", claims=[make.claim("c", killed=6, words=WORDS)]),
    ]
    event = one(make, *told)
    assert event.weapon.value is WeaponKind.SMALL_ARMS
    assert event.weapon.contradicts == ()
    assert event.status.value is Status.OCCURRED


def test_what_no_claim_says_stays_unknown(make):
    event = one(make, make.incident("a"))
    assert event.weapon.value is None
    assert event.perpetrators == ()
    assert event.harm == ()
