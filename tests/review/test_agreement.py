"""Agreement between coders: percent and Krippendorff's alpha, at the level of each field."""

from datetime import date

import krippendorff
import pytest

from dateline.model import Action, Actor, ActorKind, Count, Place, PlacePrecision, TimePrecision, When
from dateline.review import MACHINE, Chosen, Rating, agreement


def killed(number):
    return Chosen() if number is None else Chosen(count=Count(number, number, number))


def actors(*names):
    return Chosen(actors=tuple(Actor(name=name, kind=ActorKind.ARMED_GROUP) for name in names))


def rated(field, make, **given):
    """Ratings of the coders, each with one value for each event."""
    return [Rating(f"E-{n}", coder, field, make(value)) for coder, values in given.items() for n, value in enumerate(values)]


def one(found, field):
    (only,) = [row for row in found if row.field == field]
    return only


def test_figures_are_compared_at_the_ratio_level():
    mira, tomas, machine = [3, 5, 7, 0, 12], [3, 5, 9, 0, 10], [3, 4, 7, 1, 12]
    found = agreement(rated("harm.killed", killed, mira=mira, tomas=tomas, **{MACHINE: machine}))
    row = one(found.fields, "harm.killed")
    assert (row.coders, row.n_events, row.n_pairs) == (("machine", "mira", "tomas"), 5, 15)
    assert row.alpha == pytest.approx(krippendorff.alpha([mira, tomas, machine], level_of_measurement="ratio"))
    assert row.percent == pytest.approx(100 * 7 / 15)
    assert [pair.coders for pair in found.pairs] == [("machine", "mira"), ("machine", "tomas"), ("mira", "tomas")]
    assert found.pairs[2].percent == pytest.approx(60)


def test_codes_are_compared_at_the_nominal_level():
    names = ["shooting", "bombing", "raid", "shooting"]
    others = ["shooting", "bombing", "shooting", "shooting"]
    found = agreement(rated("action", lambda word: Chosen(action=Action(word)), mira=names, tomas=others))
    row = one(found.fields, "action")
    assert row.alpha == pytest.approx(krippendorff.alpha([names, others], level_of_measurement="nominal"))
    assert row.percent == 75
    assert [(unlike.event, unlike.field, unlike.told) for unlike in found.unlike] == [
        ("E-2", "action", (("mira", "raid"), ("tomas", "shooting")))
    ]


def test_days_are_compared_at_the_interval_level():
    def when(day):
        return Chosen(time=When(start=date(2026, 3, day), end=date(2026, 3, day), precision=TimePrecision.DAY))

    row = one(agreement(rated("time", when, mira=[1, 5, 9], tomas=[1, 6, 9])).fields, "time")
    assert row.alpha == pytest.approx(krippendorff.alpha([[1, 5, 9], [1, 6, 9]], level_of_measurement="interval"))


def test_sets_of_actors_agree_in_part():
    same = agreement(rated("targets", lambda names: actors(*names), mira=["ab", "c"], tomas=["ab", "c"])).fields
    near = agreement(rated("targets", lambda names: actors(*names), mira=["ab", "c"], tomas=["abd", "c"])).fields
    far = agreement(rated("targets", lambda names: actors(*names), mira=["ab", "c"], tomas=["ef", "c"])).fields
    assert (same[0].alpha, same[0].percent) == (1.0, 100)
    assert 1 > near[0].alpha > far[0].alpha
    assert near[0].percent == far[0].percent == 50


def test_places_are_the_same_by_entry_or_by_name():
    def place(name):
        known = {"Gao": 1, "gao town": 1}
        return Chosen(place=Place(name=name, chain=(name,), precision=PlacePrecision.EXACT, geonames_id=known.get(name)))

    found = agreement(rated("place", place, mira=["Gao", "Old Well"], tomas=["gao town", "old  well"]))
    assert (one(found.fields, "place").percent, found.unlike) == (100, ())


def test_an_unknown_figure_is_a_disagreement_that_alpha_passes_over():
    row = one(agreement(rated("harm.killed", killed, mira=[3, 5, None], tomas=[3, 6, 4])).fields, "harm.killed")
    assert row.percent == pytest.approx(100 / 3)
    assert row.alpha == pytest.approx(krippendorff.alpha([[3, 5], [3, 6]], level_of_measurement="ratio"))


def test_where_all_values_are_the_same_alpha_is_not_defined():
    row = one(agreement(rated("harm.killed", killed, mira=[3, 3], tomas=[3, 3])).fields, "harm.killed")
    assert (row.percent, row.alpha) == (100, None)


def test_one_coder_agrees_with_nobody():
    assert agreement(rated("harm.killed", killed, mira=[3, 5])) == agreement([])
