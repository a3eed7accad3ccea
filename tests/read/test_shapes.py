import io
import json
from datetime import date

import pytest
from made_files import BODY, LAST, LEAD, TITLE

from dateline import read
from dateline.model import Problem
from dateline.read.formats import readings
from dateline.read.languages import two_letters

DAY = date(2026, 3, 4)
HTML = f"<p>{LEAD}</p><p>{BODY}</p>"
TEXT = f"{LEAD}\n\n{BODY}"
URL = "https://karsapost.example/a"

RECORDS = {
    "reliefweb": {
        "id": "4012345",
        "score": 1,
        "fields": {
            "title": TITLE,
            "body": TEXT,
            "date": {"created": "2026-03-05T01:00:00+00:00", "original": "2026-03-04T00:00:00+00:00"},
            "source": [{"name": "Karsa Post", "shortname": "KP"}],
            "language": [{"code": "en"}],
            "url_alias": URL,
            "country": [{"iso3": "nga"}],
        },
    },
    "guardian": {
        "id": "world/2026/mar/04/raid",
        "webTitle": TITLE,
        "webUrl": URL,
        "webPublicationDate": "2026-03-04T10:00:00Z",
        "fields": {"body": HTML, "publication": "Karsa Post", "lang": "en"},
    },
    "event-registry": {
        "uri": "812345",
        "lang": "eng",
        "dateTimePub": "2026-03-04T10:00:00Z",
        "title": TITLE,
        "body": TEXT,
        "url": URL,
        "source": {"uri": "karsapost.example", "title": "Karsa Post"},
        "authors": [{"name": "Amina Bello"}, {"name": "Musa Sani"}],
        "sentiment": -0.4,
    },
    "news-please": {
        "maintext": TEXT,
        "title": TITLE,
        "source_domain": "Karsa Post",
        "date_publish": "2026-03-04 10:00:00",
        "language": "en",
        "url": URL,
        "authors": ["Amina Bello"],
        "image_url": None,
    },
    "ninjs-1": {
        "uri": "urn:kw:1",
        "versioncreated": "2026-03-04T10:00:00Z",
        "headline": TITLE,
        "body_xhtml": HTML,
        "provider": "Karsa Post",
        "language": "en-GB",
        "pubstatus": "usable",
        "url": URL,
    },
    "ninjs-2": {
        "uri": "urn:kw:1",
        "versioncreated": "2026-03-04T10:00:00Z",
        "headlines": [{"role": "main", "value": TITLE}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": HTML}],
        "provider": {"name": "Karsa Post"},
        "language": "en",
        "url": URL,
    },
    "schema-org": {
        "@type": "NewsArticle",
        "headline": TITLE,
        "articleBody": TEXT,
        "datePublished": "2026-03-04T10:00:00+01:00",
        "publisher": {"@type": "Organization", "name": "Karsa Post"},
        "inLanguage": "en",
        "url": URL,
    },
    "spreadsheet": {
        "headline": TITLE,
        "content": TEXT,
        "date": "4 March 2026",
        "source": "Karsa Post",
        "lang": "English",
        "link": URL,
    },
    "scraper": {"title": TITLE, "body": TEXT, "timestamp": 1772618400000, "domain": "Karsa Post", "language": "en", "url": URL},
}


@pytest.mark.parametrize("name", RECORDS)
def test_each_shape_gives_the_same_document(read_bytes, name):
    (doc,) = read_bytes(json.dumps(RECORDS[name]).encode(), "a.json")
    assert (doc.title, doc.text, doc.published, doc.outlet, doc.language, doc.url) == (TITLE, TEXT, DAY, "Karsa Post", "en", URL)


def test_ids_authors_and_what_is_left_over(read_bytes):
    (doc,) = read_bytes(json.dumps(RECORDS["event-registry"]).encode(), "a.json")
    assert (doc.id, doc.author) == ("eventregistry:812345", "Amina Bello, Musa Sani")
    assert doc.extra == {"sentiment": -0.4, "source": {"uri": "karsapost.example"}}
    (doc,) = read_bytes(json.dumps(RECORDS["reliefweb"]).encode(), "a.json")
    assert doc.id == "reliefweb:4012345"
    assert doc.extra["fields"]["country"] == [{"iso3": "nga"}]


REPLIES = {
    "reliefweb": lambda items: {"time": 3, "totalCount": 9, "data": items},
    "event-registry": lambda items: {"articles": {"page": 1, "results": items}},
    "guardian": lambda items: {"response": {"status": "ok", "results": items}},
    "spreadsheet": lambda items: items,
}


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("file", ["reply.json", "reply.jsonl", "reply"])
def test_replies_with_many_records(tmp_path, name, file):
    items = [
        RECORDS[name],
        json.loads(json.dumps(RECORDS[name]).replace("4012345", "2").replace("812345", "3").replace(LEAD, LAST)),
    ]
    path = tmp_path / file
    path.write_text(json.dumps(REPLIES[name](items)), encoding="utf-8")
    found = list(read.files([path]))
    if name == "spreadsheet" and file == "reply.jsonl":
        assert [item.code for item in found] == ["json-no-object"]
        return
    assert [item.document.text[:6] for item in found] == [LEAD[:6], LAST[:6]]
    assert found[1].name.endswith("[2]")
    assert json.loads(found[0].original) == items[0]


def test_newsapi_gives_excerpts_and_says_so(read_bytes):
    items = [
        {"source": {"id": None, "name": "Karsa Post"}, "author": None, "title": TITLE, "description": LEAD, "url": URL}
        | {"publishedAt": "2026-03-04T10:00:00Z", "content": content}
        for content in (f"{LEAD}\r\n{BODY[:40]}… [+1234 chars]", None)
    ]
    first, second = read_bytes(json.dumps({"status": "ok", "totalResults": 2, "articles": items}).encode(), "a.json")
    assert (first.text, first.extra["text_is"]) == (f"{LEAD}\n{BODY[:40]} …", "excerpt")
    assert (second.text, second.extra["text_is"], second.published, second.outlet) == (LEAD, "summary", DAY, "Karsa Post")


def test_a_json_feed(read_bytes):
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Karsa Post", "language": "en-GB"}
    items = [
        {
            "id": "1",
            "url": URL,
            "title": TITLE,
            "content_html": HTML,
            "date_published": "2026-03-04T23:30:00+03:00",
            "authors": [{"name": "A"}],
        },
        {"id": "2", "url": URL + "b", "summary": LAST},
    ]
    first, second = read_bytes(json.dumps(feed | {"items": items}).encode(), "feed.json")
    assert (first.text, first.outlet, first.published, first.language, first.author) == (TEXT, "Karsa Post", DAY, "en", "A")
    assert (second.text, second.published, second.extra["text_is"]) == (LAST, None, "summary")


def test_withdrawn_items_and_records_without_text(read_bytes):
    assert read_bytes(json.dumps(RECORDS["ninjs-1"] | {"pubstatus": "canceled"}).encode(), "a.json") == ["item-withdrawn"]
    assert read_bytes(json.dumps({"title": TITLE, "url": URL}).encode(), "a.json") == ["json-no-text"]
    assert read_bytes(json.dumps({"title": "[Removed]", "content": "[Removed]"}).encode(), "a.json") == ["json-no-text"]


def test_a_text_of_its_own_wins_over_other_shapes(read_bytes):
    (doc,) = read_bytes(json.dumps({"text": LEAD, "content": BODY, "date": "2026-03-04"}).encode(), "a.json")
    assert (doc.text, doc.published, doc.extra) == (LEAD, None, {"content": BODY, "date": "2026-03-04"})


def test_days_that_can_be_read_two_ways_are_kept_and_not_decided(read_bytes):
    (doc,) = read_bytes(json.dumps({"body": LEAD, "date": "03/04/2026"}).encode(), "a.json")
    assert (doc.published, doc.extra) == (None, {"date": "03/04/2026"})


@pytest.mark.parametrize(
    ("printed", "code"), [("eng", "en"), ("EN-us", "en"), ("French", "fr"), ("swh", "sw"), ("zz", None), ("", None)]
)
def test_languages(printed, code):
    assert two_letters(printed) == code


@pytest.mark.parametrize("number", [10**400, -(10**400), 1e300, float("nan"), 0, -5])
def test_number_that_is_no_moment_is_no_day(number):
    line = json.dumps({"body": TEXT, "date": number})
    (found,) = readings(io.BufferedReader(io.BytesIO(line.encode())), "a.jsonl")
    assert isinstance(found, Problem) or found.document.published is None
