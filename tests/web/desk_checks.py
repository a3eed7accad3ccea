"""What every page must be, and a desk to ask."""

import itertools
import re
from html.parser import HTMLParser

from fastapi.testclient import TestClient

from dateline.web.app import create_app
from dateline.web.headers import HEADERS

HOSTILE = "<script>alert(1)</script><b onclick='x'>\"&\u202e"
BASE = "http://127.0.0.1:8001"


def client_of(project, **options):
    return TestClient(create_app(project), base_url=BASE, follow_redirects=False, **options)


class Page(HTMLParser):
    """What the tests look at in a page."""

    VOID = frozenset(("meta", "link", "input", "br", "hr", "img", "rect", "path", "circle"))

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.words, self.script = [], [], [], ""
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        # Every element that is opened is closed, and in order; so nothing that was fed in has broken out.
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.script += data
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def all(self, tag):
        return [attrs for name, attrs, _ in self.elements if name == tag]

    @property
    def links(self):
        return [attrs["href"] for attrs in self.all("a") if "href" in attrs]


def listed(page):
    """The events of the page's list; those of the map, which no key reaches, are the same once more."""
    links = (attrs["href"] for attrs in page.all("a") if "tabindex" not in attrs)
    return [link.removeprefix("/e/") for link in links if link.startswith("/e/")]


def check(reply, status=200):
    """The parsed page, after looking at what holds for every page."""
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"].startswith("text/html")
    for name, value in HEADERS.items():
        assert reply.headers[name] == value
    page = Page(reply.text)
    tags = [tag for tag, _, _ in page.elements]
    assert not {"style", "iframe", "object", "embed", "img", "b"} & set(tags)
    for _, attrs, _ in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name == "style"]
    # Scripts are files of the desk; none is written into a page.
    assert all(attrs["src"].startswith("/static/") and attrs["type"] == "module" for attrs in page.all("script"))
    assert not page.script
    for name in ("header", "main", "footer", "h1"):
        assert tags.count(name) == 1, name
    assert next(where for tag, _, where in page.elements if tag == "title") == ("html", "head")
    assert page.all("html")[0]["lang"] == "en"
    assert "nav" in tags
    _check_headings(tags)
    _check_ids(page)
    _check_labels(page)
    _check_links(page)
    return page


def _check_headings(tags):
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def _check_ids(page):
    ids = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids)), ids
    for _, attrs, _ in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            assert set(attrs.get(name, "").split()) <= set(ids)


def _check_labels(page):
    labelled = {attrs["for"] for attrs in page.all("label")}
    for tag in ("input", "select", "textarea"):
        assert all(attrs.get("type") == "hidden" or attrs["id"] in labelled for attrs in page.all(tag))
    assert all(attrs.get("scope") for attrs in page.all("th"))
    unnamed = [attrs for attrs in page.all("nav") if not attrs.get("aria-label")]
    assert not unnamed


def _check_links(page):
    """Links lead to this host, or by http(s) to another, to which nothing is told."""
    for attrs in page.all("a"):
        href = attrs["href"]
        assert href.startswith(("/", "#", "http://", "https://")), href
        if href.startswith("http"):
            assert "noreferrer" in attrs["rel"]
    forms = [attrs for attrs in page.all("form") if attrs.get("method") != "dialog"]
    for attrs in (*forms, *page.all("link")):
        assert (attrs.get("action") or attrs.get("href")).startswith("/")
