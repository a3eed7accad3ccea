from datetime import date

import pytest

from dateline.cli.speech import counted, plain
from dateline.model import Actor, ActorKind, Count, Place, PlacePrecision, TimePrecision, When
from dateline.text.words import actor_words, code_words, conflict_words, count_words, place_words, when_words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(5, 5, 5), "5"),
        (Count(3, 5, 7), "3 – 5 – 7"),
        (Count(5, 5, None), "5 or more"),
        (Count(24, None, None), "24 or more"),
        (Count(None, None, 7), "up to 7"),
        (Count(None, 20, None), "? – 20 – ?"),
        (Count(0, 0, 0), "0"),
        (Count(), "–"),
        (None, "–"),
    ],
)
def test_counts(count, words):
    assert count_words(count) == words


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2026-03-04", "2026-03-04", "day", "2026-03-04"),
        ("2026-03-04", "2026-03-05", "day", "2026-03-04 – 03-05"),
        ("2025-12-31", "2026-01-01", "few_days", "2025-12-31 – 2026-01-01"),
        ("2026-03-01", "2026-03-31", "month", "2026-03"),
        ("2026-01-01", "2026-12-31", "year", "2026"),
    ],
)
def test_days(start, end, precision, words):
    when = When(start=date.fromisoformat(start), end=date.fromisoformat(end), precision=TimePrecision(precision))
    assert when_words(when) == words


def test_unknown_time_and_place():
    assert when_words(None) == when_words(When()) == "day unknown"
    assert place_words(None) == place_words(Place()) == "place unknown"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(name="Gao", chain=("Gao", "Mali"), country="MLI", precision=PlacePrecision.EXACT), "Gao, Mali"),
        (Place(name="Gao", chain=("Gao", "Mali"), country="MLI", precision=PlacePrecision.NEAR), "near Gao, Mali"),
        (Place(name="Mali", chain=("Mali",), country="MLI", precision=PlacePrecision.COUNTRY), "Mali"),
        (Place(name="Karsa North", precision=PlacePrecision.EXACT), "Karsa North"),
    ],
)
def test_places(place, words):
    assert place_words(place) == words


def test_codes_and_actors():
    assert code_words("armed_clash") == "armed clash"
    assert code_words(None) == "unknown"
    assert actor_words(Actor(name="Karsa Front", kind=ActorKind.ARMED_GROUP)) == "Karsa Front (armed group)"
    assert actor_words(Actor(name="Civilians", kind=ActorKind.CIVILIANS)) == "Civilians"


def test_conflicts():
    assert conflict_words(("harm.killed", "harm.wounded", "perpetrators")) == "deaths, wounded, perpetrators"


def test_numbers_with_their_nouns():
    assert [counted(n, "event") for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]


def test_no_text_steers_the_terminal():
    assert plain("a\x1b[2Jb\x07\u202ec\td\né") == "a�[2Jb��c\td\né"
