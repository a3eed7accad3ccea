"""Feeds and JSON-LD: their usual readers read them, and nothing breaks them."""

import dataclasses
import io
import json
from xml.etree import ElementTree as ET

import feedparser
import pytest

from dateline.model import Count, Status, Value
from dateline.write import atom, jsonfeed, jsonld, rss
from dateline.write.feed_item import unique_name

FEEDS = {"rss": rss, "atom": atom, "jsonfeed": jsonfeed, "jsonld": jsonld}


def made(module, records):
    out = io.BytesIO()
    return module.write(records, out), out.getvalue()


@pytest.mark.parametrize(("name", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_feedparser_reads_every_item(name, version, sample):
    written, raw = made(FEEDS[name], sample)
    feed = feedparser.parse(raw)
    assert (feed.version, bool(feed.bozo)) == (version, False)
    assert len(feed.entries) == written.n_events == len(sample) - 1
    first = feed.entries[0]
    assert first.id == unique_name("E-7K3QXA")
    assert first.title == "Bombing in Kano, Nigeria; killed: 5-7"
    assert first.link == "https://example.org/kano?a=1,2"
    assert [tag.term for tag in first.tags] == ["bombing", "NGA", "occurred"]
    assert first.where["coordinates"] == (8.51672, 12.00012345)
    assert first.updated_parsed[:3] == (2026, 4, 8) if name == "atom" else first.published_parsed[:3] == (2026, 4, 8)


def test_json_feed_has_what_its_version_asks_for(sample):
    written, raw = made(jsonfeed, sample)
    feed = json.loads(raw)
    assert (feed["version"], feed["title"]) == ("https://jsonfeed.org/version/1.1", "Events")
    assert len(feed["items"]) == written.n_events
    assert all(item["id"] and item["content_text"] for item in feed["items"])
    assert feed["items"][0]["_geo"] == {"latitude": 12.00012345, "longitude": 8.51672}


def test_events_are_events_of_schema_org(sample):
    written, raw = made(jsonld, sample)
    document = json.loads(raw)
    assert document["@context"] == "https://schema.org"
    assert len(document["@graph"]) == written.n_events
    first = document["@graph"][0]
    assert (first["@type"], first["startDate"], first["location"]["geo"]["longitude"]) == ("Event", "2026-04-07", 8.51672)
    assert [article["inLanguage"] for article in first["subjectOf"]] == ["en", "ar"]
    assert {one.event: one.reason for one in written.left_out} == {
        "E-2222AB": "joined into E-7K3QXA",
        "E-0004": "it is threatened; an Event of schema.org takes place",
    }


@pytest.mark.parametrize("module", FEEDS.values(), ids=FEEDS)
def test_no_character_breaks_a_feed(module, scene):
    record = scene(text='<b>&amp; "quotes" ]]> \x00\x0b \ud83d ￿ 🚌')
    _, raw = made(module, [record])
    text = raw.decode("utf-8")
    assert json.loads(text) if module in (jsonfeed, jsonld) else ET.fromstring(text)


@pytest.mark.parametrize("module", FEEDS.values(), ids=FEEDS)
def test_no_events_give_a_feed(module):
    _, raw = made(module, [])
    assert json.loads(raw) if module in (jsonfeed, jsonld) else not feedparser.parse(raw).bozo


def test_atom_leaves_out_what_has_no_date(hard):
    documents = {name: dataclasses.replace(doc, published=None) for name, doc in hard.documents.items()}
    written, _ = made(atom, [dataclasses.replace(hard, documents=documents)])
    assert [one.reason for one in written.left_out] == ["none of its documents has a date; Atom needs one"]
    assert made(rss, [dataclasses.replace(hard, documents=documents)])[0].n_events == 1


def test_event_without_an_id_is_no_item(hard):
    record = dataclasses.replace(hard, event=dataclasses.replace(hard.event, id=None))
    for module in FEEDS.values():
        written, _ = made(module, [record])
        assert [one.reason for one in written.left_out] == ["it has no id yet"]


@pytest.mark.parametrize(
    ("count", "title"),
    [
        (Count(5, 5, 5), "killed: 5"),
        (Count(5, 5, None), "killed: at least 5"),
        (Count(None, None, 7), "killed: up to 7"),
        (Count(0, 0, 0), "killed: 0"),
        (None, "Shooting in Kano, Nigeria"),
    ],
)
def test_title_tells_the_toll(scene, count, title):
    _, raw = made(jsonfeed, [scene(killed=count)])
    assert json.loads(raw)["items"][0]["title"].endswith(title)


def test_unknown_values_are_left_out(scene):
    record = scene(time=None, place=None)
    event = dataclasses.replace(record.event, status=Value(value=Status.OCCURRED, rule="x"))
    _, raw = made(jsonld, [dataclasses.replace(record, event=event)])
    (node,) = json.loads(raw)["@graph"]
    assert not {"startDate", "location", "about"} & set(node)
