"""All phrases here are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.link.place_offset import Offset, middle, moved, offset
from dateline.model import distance_km


@pytest.mark.parametrize(
    ("words", "language", "distance_km", "bearing"),
    [
        ("about 20 km south of", "en", 20, 180),
        ("some twenty-five kilometres north-east of", "en", 25, 45),
        ("25 km (15 miles) northwest of", "en", 25, 315),
        ("four kilometres to the south", "en", 4, 180),
        ("10 miles from", "en", 16.09, None),
        ("800 metres west of", "en", 0.8, 270),
        ("a 20 kilómetros al sur de", "es", 20, 180),
        ("à 30 km au nord-est de", "fr", 30, 45),
        ("a 12 quilômetros a sudoeste de", "pt", 12, 225),
        ("в 20 км к югу от", "ru", 20, 180),
        ("в 12 километрах северо-западнее", "ru", 12, 315),
        ("за 7 км на південь від", "uk", 7, 180),
        ("على بعد 20 كيلومترا جنوب", "ar", 20, 180),
    ],
)
def test_words_give_distance_and_direction(words, language, distance_km, bearing):
    found = offset(words, language)
    assert found.distance_km == pytest.approx(distance_km)
    assert found.bearing == bearing


@pytest.mark.parametrize("words", ["a few kilometres from", "south of", "the village of", "", "20 men from"])
def test_words_without_a_distance_give_none(words):
    assert offset(words) is None


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(0.1, 150), st.floats(0, 359.9))
def test_a_point_moves_by_the_distance(latitude, longitude, distance, bearing):
    there = moved((latitude, longitude), Offset(distance, bearing))
    assert distance_km((latitude, longitude), there) == pytest.approx(distance, rel=0.03, abs=0.05)


def test_without_a_direction_a_point_stays():
    assert moved((1.0, 2.0), Offset(20.0, None)) == (1.0, 2.0)


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(-60, 60), st.floats(-179, 179))
def test_the_middle_lies_between(a, b, c, d):
    latitude, longitude = middle((a, b), (c, d))
    assert min(a, c) - 1e-4 <= latitude <= max(a, c) + 1e-4
    assert -180.0 <= longitude <= 180.0
