"""Values as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.model import ActorKind, Count, PlacePrecision, TimePrecision, WeaponKind
from dateline.review import FIELDS, Chosen, field_of, typed

COUNTS = {"5": (5, 5, 5), "0": (0, 0, 0), "5+": (5, 5, None), "3-7": (3, None, 7), "3-5-7": (3, 5, 7), "3 – 5 – 7": (3, 5, 7)}


@pytest.mark.parametrize("text", COUNTS)
def test_counts(text):
    assert typed("harm.killed", text).count == Count(*COUNTS[text])


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2026-03-04", (2026, 3, 4), (2026, 3, 4), TimePrecision.DAY),
        ("2026-02", (2026, 2, 1), (2026, 2, 28), TimePrecision.MONTH),
        ("2024", (2024, 1, 1), (2024, 12, 31), TimePrecision.YEAR),
        ("2026-03-04..2026-03-05", (2026, 3, 4), (2026, 3, 5), TimePrecision.DAY),
        ("2026-03-01 .. 2026-03-04", (2026, 3, 1), (2026, 3, 4), TimePrecision.FEW_DAYS),
        ("2026-03-02..2026-03-08", (2026, 3, 2), (2026, 3, 8), TimePrecision.WEEK),
        ("2026-02..2026-03", (2026, 2, 1), (2026, 3, 31), TimePrecision.YEAR),
    ],
)
def test_days(text, start, end, precision):
    when = typed("time", text).time
    assert (when.start, when.end, when.precision) == (date(*start), date(*end), precision)


def test_places():
    place = typed("place", "Ansongo, Gao, Mali @ 15.66, -0.5").place
    assert (place.name, place.chain, place.precision) == ("Ansongo", ("Ansongo", "Gao", "Mali"), PlacePrecision.EXACT)
    assert (place.latitude, place.longitude) == (15.66, -0.5)


def test_actors_and_codes():
    front, men = typed("perpetrators", "Dune Front (armed group); masked men").actors
    assert (front.name, front.kind, men.name, men.kind) == ("Dune Front", ActorKind.ARMED_GROUP, "masked men", ActorKind.UNKNOWN)
    assert typed("weapon", "Small Arms") == Chosen(weapon=WeaponKind.SMALL_ARMS)


@pytest.mark.parametrize("field", FIELDS)
def test_unknown_is_a_value_of_every_field(field):
    assert typed(field, " Unknown ") == Chosen()


@pytest.mark.parametrize(
    ("name", "field"), [("killed", "harm.killed"), ("Deaths", "harm.killed"), ("when", "time"), ("target", "targets")]
)
def test_fields_have_short_names(name, field):
    assert field_of(name) == field


@given(st.sampled_from(FIELDS), st.text(max_size=20))
def test_whatever_is_typed_is_a_value_or_is_refused_with_a_remedy(field, text):
    try:
        remedy = repr(typed(field, text))
    except DatelineError as fault:
        remedy = fault.fix
    assert remedy
