"""Pages added by their address; their server is on this machine and stands for a public one."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "read"))

import rogue
from made_files import BODY, LAST, LEAD, TITLE

from dateline.errors import InputError
from dateline.read import fetch
from dateline.run.document_view import document_view
from dateline.run.fetching import is_address, readings_of

HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def article(*paragraphs):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{text}</article></body></html>".encode()


class World:
    """A host, what has been slept, and how pages are asked for."""

    def __init__(self):
        self.host = rogue.Rogue({})
        self.slept = []
        self.now_s = 0.0

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now_s += seconds

    def read(self, *names):
        fetcher = fetch.Fetcher(fetch.Limits(most_s=5), resolver=lambda host, port: ["127.0.0.1"], is_allowed=lambda ip: True)
        return readings_of(names, fetcher, sleep=self.sleep, clock=lambda: self.now_s)


@pytest.fixture
def world():
    made = World()
    yield made
    made.host.close()


def test_pages_and_files_in_their_order(world, project, tmp_path):
    world.host.routes |= {"/a": rogue.plain(article(LEAD, BODY), HTML), "/b": rogue.plain(article(BODY, LAST), HTML)}
    file = tmp_path / "note.txt"
    file.write_text(f"Title: A note\nDate: 2026-03-04\n\n{LEAD}\n\n{BODY}\n")
    result = project.add_readings(world.read(world.host.url("/a"), file, world.host.url("/b")))
    assert (result.added, result.versions, result.problems) == (3, 0, ())
    assert [doc.url for doc in project.store.documents] == [world.host.url("/a"), None, world.host.url("/b")]
    assert world.slept == [2.0]
    assert [path for path, _ in world.host.asked] == ["/robots.txt", "/a", "/b"]


def test_robots_and_refusals_are_problems(world):
    world.host.routes |= {
        "/robots.txt": rogue.plain(b"User-agent: *\nDisallow: /a\nCrawl-delay: 7\n", b""),
        "/a": rogue.plain(article(LEAD, BODY), HTML),
    }
    found = list(world.read(world.host.url("/a"), world.host.url("/b"), world.host.url("/c"), "http://me:secret@x.example/"))
    assert [problem.code for problem in found] == ["robots-refused", "fetch-status", "fetch-status", "url-password"]
    assert all(problem.fix for problem in found)
    assert world.slept == [7.0]
    assert "/a" not in [path for path, _ in world.host.asked]


def test_private_addresses_are_refused_without_being_asked(world):
    guarded = readings_of([world.host.url("/a", host="127.0.0.1"), "http://169.254.169.254/latest/meta-data/"])
    assert [problem.code for problem in guarded] == ["address-refused", "address-refused"]
    assert world.host.asked == []


def test_another_text_is_a_new_version_with_its_difference(world, project):
    url = world.host.url("/a")
    for body in ((LEAD, BODY), (LEAD.replace("five", "seven"), BODY, LAST), (LEAD.replace("five", "seven"), BODY, LAST)):
        world.host.routes["/a"] = rogue.plain(article(*body), HTML)
        last = project.add_readings(world.read(url))
    assert (last.added, last.already) == (0, 1)
    first, second = project.store.documents
    assert second.version_of == first.id
    view = document_view(project.store, second.id[:8])
    assert [one.id for one in view.versions] == [first.id, second.id]
    assert (view.older.id, view.is_newest) == (first.id, True)
    assert any(one.kind == "added" and LAST in one.text for one in view.changes())
    assert document_view(project.store, first.id).is_newest is False
    assert document_view(project.store, first.id).changes() == ()


def test_documents_that_are_not_there(project):
    with pytest.raises(InputError, match="document-missing"):
        document_view(project.store, "abcd")


@pytest.mark.parametrize(
    ("name", "is_one"), [("https://x.example/", True), ("HTTP://x", True), ("http.txt", False), (Path("https:"), False)]
)
def test_what_an_address_is(name, is_one):
    assert is_address(name) is is_one
