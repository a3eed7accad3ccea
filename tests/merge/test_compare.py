from dataclasses import replace
from itertools import product

import pytest

from dateline.merge.compare import COMPARISONS, LEVELS, apart_km, levels
from dateline.merge.rules import load
from dateline.merge.sketch import sketch
from dateline.model import When


def level(left, right, name):
    return levels(sketch(left), sketch(right), load())[COMPARISONS.index(name)]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ((("Douentza", "Mopti", "Mali"), "exact"), (("Douentza", "Mali"), "near"), "same_name"),
        ((("Boni", "Douentza", "Mopti", "Mali"), "exact"), (("Douentza", "Mopti", "Mali"), "district"), "inside_district"),
        ((("Boni", "Mopti", "Mali"), "exact"), (("Mopti", "Mali"), "province"), "inside_province"),
        ((("Old market", "Douentza", "Mopti", "Mali"), "exact"), (("Douentza", "Mopti", "Mali"), "exact"), "inside_town"),
        (
            (("Old market", "Douentza", "Mopti", "Mali"), "exact"),
            (("Bus station", "Douentza", "Mopti", "Mali"), "exact"),
            "same_parent",
        ),
        ((("Mopti", "Mali"), "province"), (("Mopti", "Mali"), "province"), "same_area"),
        ((("Douentza", "Mopti", "Mali"), "exact"), (("Gao", "Mali"), "exact"), "elsewhere"),
        ((("Douentza", "Mopti", "Mali"), "exact"), (("Mali",), "country"), "country_only"),
    ],
)
def test_place_by_names(make, left, right, found):
    a, b = (make.incident(doc, where=make.place(*chain, precision=p)) for doc, (chain, p) in (("a", left), ("b", right)))
    assert level(a, b, "place") == level(b, a, "place") == found


@pytest.mark.parametrize(
    ("at", "found"), [((15.01, -2.95), "same_point"), ((15.1, -3.0), "near"), ((15.5, -3.0), "elsewhere"), ((18.0, -3.0), "far")]
)
def test_place_by_coordinates_where_the_names_differ(make, at, found):
    a = make.incident("a", where=make.place("Douentza", "Mali", at=(15.0, -2.95)))
    assert level(a, make.incident("b", where=make.place("Kikara", "Mali", at=at)), "place") == found


def test_distance_is_in_kilometres(make):
    paris, london = (
        sketch(make.incident(d, where=make.place(d, at=at))) for d, at in (("a", (48.8566, 2.3522)), ("b", (51.5074, -0.1278)))
    )
    assert apart_km(paris, london) == pytest.approx(343.6, abs=1)
    assert apart_km(paris, sketch(make.incident("c"))) is None


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ((0, 1, "day"), (0, 1, "day"), "same_day"),
        ((0, 2, "day"), (1, 1, "day"), "same_day"),
        ((0, 1, "day"), (-2, 4, "few_days"), "overlap"),
        ((0, 1, "day"), (-9, 30, "month"), "loose_overlap"),
        ((0, 1, "day"), (1, 1, "day"), "day_apart"),
        ((0, 1, "day"), (2, 1, "few_days"), "day_apart"),
        ((0, 1, "day"), (3, 1, "day"), "days_apart"),
        ((0, 1, "day"), (6, 1, "day"), "week_apart"),
        ((0, 1, "day"), (60, 1, "day"), "far"),
    ],
)
def test_time(make, left, right, found):
    a, b = (make.incident(doc, time=make.when(*t)) for doc, t in (("a", left), ("b", right)))
    assert level(a, b, "time") == level(b, a, "time") == found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("attack", "suicide_bombing", "vague"),
        ("bombing", "suicide_bombing", "kindred"),
        ("shooting", "bombing", "other_violence"),
        ("protest", "crackdown", "distinct"),
        ("protest", "riot", "kindred"),
        ("arrest", "raid", "kindred"),
        ("attack", "protest", "distinct"),
    ],
)
def test_action(make, left, right, found):
    assert level(make.incident("a", action=left), make.incident("b", action=right), "action") == found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (7, 7, "same"),
        (2, 2, "same_small"),
        (0, 0, "both_none"),
        (7, 9, "close"),
        (10, 15, "close"),
        (4, 12, "apart"),
        (2, 30, "far"),
        (0, 8, "none_or_some"),
        (None, 3, "unknown"),
    ],
)
def test_killed(make, left, right, found):
    a, b = (make.incident(doc, claims=[make.claim(doc, killed=n)]) for doc, n in (("a", left), ("b", right)))
    assert level(a, b, "killed") == found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (("Dune Front", "armed_group"), ("Dune Front", "armed_group"), "same_name"),
        (("Dune Front", "armed_group"), ("rebels", "armed_group"), "same_kind"),
        (("Dune Front", "armed_group"), ("River Army", "armed_group"), "other_name"),
        (("Dune Front", "armed_group"), ("soldiers", "military"), "other_kind"),
        (("Dune Front", "armed_group"), ("gunmen", "unknown"), "unknown"),
        (("Dune Front", "armed_group"), None, "unknown"),
    ],
)
def test_perpetrator(make, left, right, found):
    a, b = (make.incident(doc, claims=[make.claim(doc, by=who)]) for doc, who in (("a", left), ("b", right)))
    assert level(a, b, "perpetrator") == found


def test_sides_of_a_clash_told_the_other_way_round(make):
    a = make.incident("a", claims=[make.claim("a", by=("Dune Front", "armed_group"), on=[("Malian Army", "military")])])
    b = make.incident("b", claims=[make.claim("b", by=("Malian Army", "military"), on=[("Dune Front", "armed_group")])])
    assert level(a, b, "perpetrator") == "swapped"


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (
            "Strangers on motorcycles fired at shoppers near the livestock market",
            "Strangers on motorcycles fired at shoppers near the livestock market",
            "verbatim",
        ),
        ("Motorcycles reached the market, shoppers killed", "Shoppers killed after motorcycles reached market", "many"),
        (
            "Shoppers killed by strangers on motorcycles near a market",
            "Students marched for better wages through crowded streets",
            "none",
        ),
    ],
)
def test_wording(make, left, right, found):
    a, b = (make.incident(doc, claims=[make.claim(doc, words=words)]) for doc, words in (("a", left), ("b", right)))
    assert level(a, b, "words") == found


def test_every_level_that_can_be_given_has_a_weight(make):
    weights = load().weights.levels
    assert {name: set(found) for name, found in weights.items()} == {name: set(found) for name, found in LEVELS.items()}
    actions, days = ("shooting", "attack", "protest"), (0, 1, 5)
    told = [make.incident(f"{n}", action=a, time=make.when(d)) for n, (a, d) in enumerate(product(actions, days))]
    for a, b in product(told, told):
        assert all(found in LEVELS[name] for name, found in zip(COMPARISONS, levels(sketch(a), sketch(b), load()), strict=True))


def test_a_town_in_the_circle_of_a_province(make):
    town = make.incident("a", where=make.place("Douentza", "Mali", at=(15.0, -2.95)))
    where = replace(make.place("Mopti Region", "Mali", precision="province", at=(14.8, -3.5)), radius_km=150.0)
    assert level(town, make.incident("b", where=where), "place") == "inside_province"
    far = replace(where, name="Kayes Region", chain=("Kayes Region", "Mali"), latitude=14.4, longitude=-11.4)
    assert level(town, make.incident("b", where=far), "place") == "elsewhere"


def test_a_place_on_no_map_beside_one_that_is(make):
    town = make.incident("a", where=make.place("Douentza", "Mali", at=(15.0, -2.95)))
    assert level(town, make.incident("b", where=make.place("Old Salt Market", "Mali")), "place") == "unlocated"
    names_it = make.claim("a", words="A bomb went off at the Old Salt Market of Douentza")
    assert (
        level(replace(town, claims=(names_it,)), make.incident("b", where=make.place("Old Salt Market", "Mali")), "place")
        == "told_beside"
    )


@pytest.mark.parametrize(("day", "found"), [(1, "told_soon"), (9, "unknown"), (40, "told_later"), (-5, "told_before")])
def test_a_day_unknown_is_judged_by_publication(make, day, found):
    unknown, known = make.incident("a", time=When()), make.incident("b")
    a, b = sketch(unknown, make.document("a", day=day)), sketch(known, make.document("b"))
    assert levels(a, b, load())[COMPARISONS.index("time")] == found


def test_targets_described_alike(make):
    a, b = (
        make.incident(d, claims=[make.claim(d, on=[(name, "property")])])
        for d, name in (("a", "the cattle market"), ("b", "cattle traders"))
    )
    assert level(a, b, "target") == "same_words"


def test_a_narrow_total_that_a_machine_reads_is_one_occurrence(make):
    by_machine = make.incident("a", aggregate=True, confidence=0.7)
    assert not sketch(by_machine).aggregate
    assert sketch(replace(by_machine, n_incidents=3)).aggregate
    assert sketch(replace(by_machine, confidence=None)).aggregate
