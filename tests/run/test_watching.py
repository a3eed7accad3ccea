import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "read"))

import rogue
from made_files import BODY, LAST, LEAD, TITLE

from dateline.errors import ConfigError
from dateline.read import fetch
from dateline.run import create_project
from dateline.run.watching import Watch

HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def feed(port, *paths):
    items = "".join(
        f"<item><title>{TITLE}</title><link>http://karsapost.example:{port}{path}</link><description>{LAST} Here is {path}.</description>"
        "<pubDate>Wed, 04 Mar 2026 23:30:00 +0300</pubDate></item>"
        for path in paths
    )
    return f"<rss version='2.0'><channel><title>Karsa Post</title>{items}</channel></rss>".encode()


def article(*paragraphs):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><body><article><h1>{TITLE}</h1>{text}</article></body></html>".encode()


def conditional(body, etag):
    """Answers 304 to who knows the tag."""

    def answer(connection, head):
        if f"If-None-Match: {etag}" in head:
            connection.sendall(b"HTTP/1.1 304 X\r\n\r\n")
        else:
            rogue.plain(body, HTML + f"ETag: {etag}\r\n".encode())(connection, head)

    return answer


class World:
    """A host with a feed of two articles, a watch on it, and a clock that moves only when told, or slept on."""

    def __init__(self, folder):
        self.now_s = 1_000_000.0
        self.slept = []
        self.state = folder / "watch.json"
        self.host = rogue.Rogue({})
        self.host.routes |= {
            "/feed": conditional(feed(self.host.port, "/a", "/b"), '"f1"'),
            "/a": conditional(article(LEAD, BODY), '"a1"'),
            "/b": conditional(article(BODY, LAST), '"b1"'),
        }
        self.project = create_project(folder / "karsa")
        self.watch = self.new_watch()

    def new_watch(self):
        fetcher = fetch.Fetcher(fetch.Limits(most_s=5), resolver=lambda host, port: ["127.0.0.1"], is_allowed=lambda ip: True)
        return Watch([self.host.url("/feed")], fetcher, self.state, clock=lambda: self.now_s, sleep=self.sleep)

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now_s += seconds

    def look(self, later_s=0.0):
        self.now_s += later_s
        self.host.asked.clear()
        result = self.project.add_readings(self.watch.round())
        self.watch.save()
        return result.added, result.already, [problem.code for problem in result.problems]

    @property
    def asked(self):
        return [path for path, _ in self.host.asked]


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.project.close()
    made.host.close()


def test_articles_are_fetched_once_and_unchanged_feeds_are_not_sent_again(world):
    assert world.look() == (2, 0, [])
    assert world.asked == ["/robots.txt", "/feed", "/a", "/b"]
    assert world.slept == [2.0, 2.0]
    doc = next(iter(world.project.store.documents))
    assert (doc.text, doc.outlet, doc.title, str(doc.published)) == (f"{LEAD}\n\n{BODY}", "Karsa Post", TITLE, "2026-03-04")
    world.watch = world.new_watch()
    assert world.look(1800) == (0, 0, [])
    assert world.asked == ["/robots.txt", "/feed"]


def test_a_changed_article_is_a_new_version_of_the_same_document(world):
    world.look()
    world.host.routes["/feed"] = conditional(feed(world.host.port, "/a", "/b"), '"f2"')
    world.host.routes["/a"] = conditional(article(LEAD.replace("five", "six"), BODY), '"a2"')
    assert world.look(7 * 3600) == (1, 0, [])
    docs = list(world.project.store.documents)
    assert docs[-1].version_of == docs[0].id
    assert docs[-1].text.startswith("Gunmen on motorcycles killed six")
    assert world.asked == ["/robots.txt", "/feed", "/a", "/b"]


def test_robots_txt_is_obeyed_and_the_feed_s_own_text_stands_in(world):
    world.host.routes["/robots.txt"] = rogue.plain(
        b"User-agent: *\nDisallow: /a\nCrawl-delay: 9\n", b"Content-Type: text/plain\r\n"
    )
    assert world.look() == (2, 0, [])
    assert "/a" not in world.asked
    assert world.slept == [9.0]
    assert any(doc.text.endswith("Here is /a.") for doc in world.project.store.documents)


@pytest.mark.parametrize("code", [500, 503])
def test_without_an_answer_on_robots_nothing_is_asked(world, code):
    world.host.routes["/robots.txt"] = rogue.status(code)
    assert world.look() == (0, 0, ["robots-refused"])
    assert world.asked == ["/robots.txt"]


def test_a_feed_that_fails_rests_twice_as_long_each_time(world):
    world.host.routes["/feed"] = rogue.status(500)
    assert world.look() == (0, 0, ["fetch-status"])
    assert world.look(200) == (0, 0, [])
    assert world.look(110) == (0, 0, ["fetch-status"])
    assert world.look(310) == (0, 0, [])
    assert world.look(300) == (0, 0, ["fetch-status"])


def test_a_host_that_is_busy_is_left_alone_as_long_as_it_wishes_and_nothing_is_lost(world):
    world.host.routes["/a"] = rogue.status(429, b"Retry-After: 5000\r\n")
    assert world.look() == (1, 0, [])  # the feed's own text for the first, and the second not asked for
    assert "/b" not in world.asked
    assert world.look(4000) == (0, 0, [])
    assert world.asked == []
    world.host.routes["/a"] = conditional(article(LEAD, BODY), '"a1"')
    assert world.look(1100) == (2, 0, [])


def test_a_damaged_file_of_what_was_seen(world):
    world.state.write_text(json.dumps({"x": {"colour": 1}}), encoding="utf-8")
    with pytest.raises(ConfigError, match="watch-damaged"):
        world.new_watch()
