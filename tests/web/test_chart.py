import pytest
from desk_checks import check
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.store import Point
from dateline.web.chart import chart


def point(latitude, longitude, killed=None, event="E-1"):
    return Point(event, latitude, longitude, "drone_strike", "Gao", killed)


def test_no_place_no_map():
    assert chart(()) is None
    assert chart((point(91, 0), point(0, 181))) is None


def test_one_event_lies_in_the_middle():
    found = chart((point(16.27, -0.05, 7),))
    (dot,) = found.dots
    left, top, width, height = found.view
    assert (dot.x, dot.y) == (1799.5, 737.3)
    assert (dot.x, dot.y) == pytest.approx((left + width / 2, top + height / 2), abs=0.2)
    assert dot.words == "E-1: drone strike, Gao, 7 killed"


def test_area_grows_with_deaths_and_the_largest_lies_lowest():
    found = chart((point(0, 0, 1), point(1, 1, 25), point(2, 2, None), point(3, 3, 5000)))
    assert [dot.radius for dot in found.dots] == sorted((dot.radius for dot in found.dots), reverse=True)
    assert found.dots[-1].words == "E-1: drone strike, Gao"


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=20))
@settings(max_examples=40)
def test_every_event_is_in_view(places):
    found = chart([point(*place) for place in places])
    left, top, width, height = found.view
    assert len(found.dots) == len(places)
    assert all(left <= dot.x <= left + width and top <= dot.y <= top + height for dot in found.dots)


def test_map_is_on_the_page_and_its_outlines_are_served(client):
    page = check(client.get("/events"))
    (image,) = page.all("image")
    assert len(page.all("circle")) == 3
    reply = client.get(image["href"])
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/svg+xml")
    assert "3 of 3 events have coordinates" in page.text
