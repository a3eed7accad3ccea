import csv
import io
import itertools
import json
import random
from urllib.parse import parse_qs, urlsplit

import pytest
from desk_checks import HOSTILE, check, client_of, listed

from dateline.run import create_project

CONDITIONS = {
    "country": ("", "MLI", "cod"),
    "date": ("", "2026-03", "2026-02..2026-03", "2026-02-01/2026-02-28", "2027"),
    "action": ("", "shooting", "bombing"),
    "actor": ("", "raiders", "SOLDIERS"),
    "state": ("", "machine", "withdrawn"),
}


def queries():
    every = list(itertools.product(*CONDITIONS.values()))
    chosen = random.Random(7).sample(every, 10)
    return [dict(zip(CONDITIONS, values, strict=True)) for values in chosen]


def test_root_leads_to_the_events(client):
    reply = client.get("/")
    assert (reply.status_code, reply.headers["location"]) == (307, "/events")


def test_home_is_a_sound_page(client):
    page = check(client.get("/events"))
    assert "3 events" in page.text
    assert "deaths" in page.text
    assert "Mali" in page.text


def test_filters_of_the_address_are_in_the_form_and_can_be_removed(client):
    page = check(client.get("/events?country=MLI&date=2026-03&actor=raiders"))
    values = {attrs["id"]: attrs.get("value") for attrs in page.all("input") if "id" in attrs}
    assert (values["f-date"], values["f-actor"]) == ("2026-03", "raiders")
    assert checked(page) == [("country", "MLI")]
    assert "/events?country=MLI&date=2026-03" in page.links
    assert "/events?date=2026-03&actor=raiders" in page.links


def checked(page):
    return [(attrs["name"], attrs["value"]) for attrs in page.all("input") if "checked" in attrs]


def test_several_values_for_a_field_are_alternatives(client):
    page = check(client.get("/events?country=MLI&country=COD&actor=raiders&actor=nobody&actor=someone"))
    assert checked(page) == [("country", "COD"), ("country", "MLI")] or checked(page) == [("country", "MLI"), ("country", "COD")]
    assert "1 event of this selection" in page.text
    assert "/events?country=COD&actor=raiders&actor=nobody&actor=someone" in page.links
    hidden = [attrs["value"] for attrs in page.all("input") if attrs.get("type") == "hidden"]
    assert hidden == ["nobody", "someone"]


def test_choice_that_fits_nothing_stays_in_the_form(client):
    page = check(client.get("/events?country=MLI&country=UKR&action=coup"))
    assert set(checked(page)) == {("country", "MLI"), ("country", "UKR"), ("action", "coup")}


def test_area_is_a_filter(client):
    page = check(client.get("/events?bbox=-5,10,5,20"))
    assert "1 event of this selection" in page.text
    assert [attrs["value"] for attrs in page.all("input") if attrs.get("name") == "bbox"] == ["-5,10,5,20"]
    assert "/events" in page.links


def test_empty_fields_of_the_form_are_no_conditions(client):
    assert "3 events" in check(client.get("/events?country=&date=&action=&actor=&state=")).text


def test_hostile_words_of_the_address_stay_words(client):
    page = check(client.get("/events", params={"actor": HOSTILE}))
    assert "alert(1)" in page.text


def test_timeline_is_in_order_and_has_empty_bins(client):
    page = check(client.get("/events"))
    assert page.text.count("not known to the day") == 0
    links = [link for link in page.links if link.startswith("/events?date=")]
    days = [parse_qs(urlsplit(link).query)["date"][0] for link in links]
    bars = len(page.all("rect"))
    assert days[:13] == [f"2026-02-{n}" for n in range(20, 29)] + [f"2026-03-0{n}" for n in range(1, 5)]
    assert bars >= 2 * 13


def test_facet_leads_to_as_many_events_as_it_says(client):
    found = client.get("/events.json?include=facets").json()["facets"]
    assert set(found) == {"country", "action", "state"}
    for field, choices in found.items():
        for choice in choices:
            assert (
                client.get("/events.json", params={field: choice["value"], "include": "count"}).json()["count"] == choice["count"]
            )


@pytest.mark.parametrize("query", queries(), ids=lambda query: "&".join(f"{k}={v}" for k, v in query.items() if v) or "none")
def test_every_ending_has_the_rows_of_the_page(client, query):
    page = check(client.get("/events", params=query))
    shown = listed(page)
    rows = client.get("/events.json", params=query).json()["rows"]
    table = list(csv.DictReader(io.StringIO(client.get("/events.csv", params=query).text)))
    lines = [json.loads(line) for line in client.get("/events.ndjson", params=query).text.splitlines()]
    points = client.get("/events.geojson", params=query).json()
    assert [row["event_id"].removeprefix("E-") for row in rows] == shown
    assert [row["event_id"] for row in table] == [row["event_id"] for row in rows]
    assert [line["id"] for line in lines] == [row["event_id"] for row in rows]
    assert len(points["features"]) + len(points["left_out"]) == len(rows)


def test_address_and_form_are_one(client):
    """A page's own links carry its state: what a download asks for is what the page was asked for."""
    page = check(client.get("/events?country=MLI&date=2026-03"))
    download = next(link for link in page.links if link.startswith("/events.csv"))
    assert parse_qs(urlsplit(download).query) == {"country": ["MLI"], "date": ["2026-03"]}


def test_pages_follow_each_other(client):
    seen, address = [], "/events?limit=1"
    while address:
        page = check(client.get(address))
        seen += listed(page)
        following = [attrs["href"] for attrs in page.all("a") if attrs.get("rel") == "next"]
        address = following[0] if following else None
    assert len(seen) == len(set(seen)) == 3


def test_json_pages_follow_each_other(client):
    seen, address = [], "/events.json?limit=2"
    while address:
        reply = client.get(address)
        node = reply.json()
        seen += [row["event_id"] for row in node["rows"]]
        address = node["next_url"]
        assert ("next" in reply.links) == bool(address)
    assert len(seen) == len(set(seen)) == 3
    assert node["snapshot"] == "run-1"


def test_empty_selection_names_the_filter_that_emptied_it(client):
    page = check(client.get("/events?country=MLI&date=2027"))
    assert "No event fits." in page.text
    assert "Without date = 2027 : 1 event" in page.text


def test_project_without_events_says_what_comes_next(tmp_path):
    with create_project(tmp_path / "new") as project:
        page = check(client_of(project).get("/events"))
    assert "There are no events yet" in page.text
    assert "dateline add FILES" in page.text


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ("dat=2026", "unknown-field", "dat"),
        ("date=2026&date=2025", "given-twice", "date"),
        ("bbox=1,2,3", "bbox-shape", "bbox"),
        ("country=Mali", "country-code", "country"),
        ("date=May", "date-shape", "date"),
        ("action=boom", "code-unknown", "action"),
        ("limit=0", "limit-range", "limit"),
        ("include=all", "include-unknown", "include"),
        ("after=x", "cursor-shape", "after"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_shape(client, query, code, field):
    reply = client.get(f"/events.json?{query}")
    node = reply.json()
    assert (reply.status_code, node["ok"], node["status"]) == (400, False, 400)
    (error,) = node["errors"]
    assert (error["code"], error["field"]) == (code, field)
    assert error["fix"]
    assert code in check(client.get(f"/events?{query}"), status=400).text


def test_export_has_no_pages(client):
    assert client.get("/events.csv?after=2026-03-01~E-2").json()["errors"][0]["code"] == "export-whole"


def test_names_of_private_persons_are_withheld_from_exports(client, by_place):
    assert "private-person" not in client.get("/events.csv").text  # villagers, herders and traders name nobody


def test_unchanged_page_is_not_sent_again(client):
    for address in ("/events", "/events.json", "/events.csv"):
        tag = client.get(address).headers["etag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(f"{address}?country=MLI").headers["etag"] != tag


def test_head_is_get_without_a_body(client):
    reply = client.head("/events")
    assert (reply.status_code, reply.content) == (200, b"")
