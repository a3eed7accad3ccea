import pytest
from desk_checks import check
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.store import Box, Cluster
from dateline.web.chart import cell_degrees, chart, features


def cluster(latitude, longitude, killed=None, **fields):
    told = {"n_events": 1, "action": "drone_strike", "place": "Gao", "event": "E-1", "precision": "exact"} | fields
    return Cluster(latitude=latitude, longitude=longitude, killed=killed, **told)


def around(*found):
    xs, ys = [one.longitude for one in found], [one.latitude for one in found]
    return chart(Box(min(xs), min(ys), max(xs), max(ys)), found)


def test_one_event_lies_in_the_middle():
    found = around(cluster(16.27, -0.05, 7))
    (dot,) = found.dots
    left, top, width, height = found.view
    assert (dot.x, dot.y) == (1799.5, 737.3)
    assert (dot.x, dot.y) == pytest.approx((left + width / 2, top + height / 2), abs=0.2)
    assert (dot.words, dot.sign, dot.kind.key, dot.ring) == ("E-1: drone strike, Gao, 7 killed", "E", "explosion", None)


def test_several_events_are_a_number():
    (dot,) = around(cluster(0, 0, 12, n_events=1200, action=None, place=None, event=None, precision=None)).dots
    assert (dot.sign, dot.kind.key, dot.address) == ("1,200", "mixed", None)
    assert dot.words == "1,200 events: events of several kinds, several places, 12 killed"


def test_place_that_is_not_exact_has_a_ring_and_words():
    (dot,) = around(cluster(0, 0, precision="district")).dots
    assert dot.ring > dot.radius
    assert dot.words == "E-1: drone strike, Gao (known to the district)"


def test_area_grows_with_deaths_and_the_largest_lies_lowest():
    found = around(cluster(0, 0, 1), cluster(1, 1, 25), cluster(2, 2, None), cluster(3, 3, 5000))
    assert [dot.radius for dot in found.dots] == sorted((dot.radius for dot in found.dots), reverse=True)
    assert found.dots[-1].words == "E-1: drone strike, Gao"


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=20))
@settings(max_examples=40)
def test_every_event_is_in_view(places):
    found = around(*(cluster(*place) for place in places))
    left, top, width, height = found.view
    assert len(found.dots) == len(places)
    assert all(left <= dot.x <= left + width and top <= dot.y <= top + height for dot in found.dots)
    assert cell_degrees(found.box) > 0


def test_features_are_geojson():
    made = features([cluster(16.27, -0.05, 7)])["features"][0]
    assert made["geometry"] == {"type": "Point", "coordinates": [-0.05, 16.27]}
    assert made["properties"]["words"] == "E-1: drone strike, Gao, 7 killed"


def test_map_is_on_the_page_and_its_outlines_are_served(client):
    page = check(client.get("/events"))
    (image,) = page.all("image")
    assert len(page.all("circle")) == 3
    reply = client.get(image["href"])
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/svg+xml")
    assert "3 of 3 events have coordinates" in page.text


@pytest.mark.parametrize("name", ["world.json", "names.json"])
def test_what_the_script_draws_is_served(client, name):
    reply = client.get(f"/basemap/{name}")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "application/json")


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 3), ("&country=MLI", 1), ("&view=-10,10,10,20", 1), ("&view=-10,10,10,20&bbox=20,-5,40,5", 0), ("&bbox=20,-5,40,5", 2)],
)
def test_map_data_are_those_of_the_selection_in_view(client, query, count):
    node = client.get(f"/events/map.json?cell=1{query}").json()
    assert node["ok"]
    assert sum(one["properties"]["n"] for one in node["features"]) == count


@pytest.mark.parametrize("query", ["", "cell=0", "cell=x", "cell=1&view=1,2", "cell=1&limitt=2", "cell=nan"])
def test_map_data_that_cannot_be_asked_for(client, query):
    reply = client.get(f"/events/map.json?{query}")
    assert (reply.status_code, reply.json()["ok"]) == (400, False)
