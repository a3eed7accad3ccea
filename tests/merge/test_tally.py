"""Totals beside single events; all invented."""

from dataclasses import replace

import pytest

from dateline.merge import events, load
from dateline.merge.tally import Verdict, tally


def single(make, n, *, day=0, by="Karsa Front", place=("Douentza", "Mopti", "Mali"), action="shooting", **fields):
    claim = make.claim(f"d{n}", by=(by, "armed_group") if by else None)
    where = make.place(*place, **fields)
    (event,) = events([make.incident(f"d{n}", action=action, time=make.when(day), where=where, claims=[claim])])
    return replace(event, id=f"E-{n}")


def total(make, n_incidents, *, by="Karsa Front", action="attack", place=("Mopti", "Mali"), precision="province", days=30):
    claim = make.claim("t", by=(by, "armed_group") if by else None)
    incident = make.incident(
        "t",
        action=action,
        time=make.when(-days, days + 1, "month"),
        where=make.place(*place, precision=precision),
        claims=[claim],
        aggregate=True,
        n_incidents=n_incidents,
    )
    (event,) = events([incident])
    return replace(event, id="E-T"), [incident]


@pytest.mark.parametrize(("n", "verdict"), [(3, Verdict.AGREES), (6, Verdict.FEWER), (1, Verdict.MORE), (None, Verdict.UNKNOWN)])
def test_a_total_is_compared_with_what_is_held(make, n, verdict):
    event, incidents = total(make, n)
    held = [single(make, k, day=-k) for k in range(3)]
    found = tally(event, incidents, held, load())
    assert (found.certain, found.possible, found.verdict) == (("E-0", "E-1", "E-2"), (), verdict)


def test_what_lies_elsewhere_at_another_time_or_is_anothers_does_not_count(make):
    event, incidents = total(make, 1)
    held = [
        single(make, 1),
        single(make, 2, day=3),
        single(make, 3, place=("Gao", "Gao Region", "Mali")),
        single(make, 4, by="Meru Brigade"),
        single(make, 5, action="protest"),
        single(make, 6, place=("Zinder", "Niger"), country="NER"),
    ]
    assert tally(event, incidents, held, load()).certain == ("E-1",)


def test_an_unnamed_perpetrator_or_a_place_told_as_the_country_is_possible(make):
    event, incidents = total(make, 2)
    held = [single(make, 1), single(make, 2, by=None), single(make, 3, place=("Mali",), precision="country")]
    found = tally(event, incidents, held, load())
    assert (found.certain, found.possible, found.verdict) == (("E-1",), ("E-2", "E-3"), Verdict.AGREES)


def test_what_is_held_between_two_numbers_told_agrees(make):
    event, incidents = total(make, 1)
    _, more = total(make, 9)
    found = tally(event, [*incidents, *more], [single(make, k, day=-k) for k in range(3)], load())
    assert (found.told, found.verdict) == ((1, 9), Verdict.AGREES)


def test_totals_are_no_part_of_totals(make):
    event, incidents = total(make, 2)
    other, _ = total(make, 5)
    assert tally(event, incidents, [replace(other, id="E-U"), event], load()).certain == ()


def test_a_total_of_one_action_takes_its_kin(make):
    event, incidents = total(make, 1, action="bombing", by=None)
    held = [single(make, 1, action="suicide_bombing"), single(make, 2, action="abduction")]
    assert tally(event, incidents, held, load()).certain == ("E-1",)
