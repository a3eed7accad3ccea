"""Every page in Chromium: nothing asked of other hosts, no grave fault of accessibility, pictures to look at."""

import pytest
from watched import ARTEFACTS

SIZES = {"wide": (1280, 900), "phone": (390, 844)}
PAGES = {
    "home": "/events",
    "home-empty": "/events?country=MLI&action=coup",
    "event": "/e/{gao}?near=5",
    "history": "/e/{gao}/history",
    "revision": "/e/{gao}/r1",
    "document": "/d/karsa-1?span=24-40",
    "document-ar": "/d/karsa-ar",
    "documents": "/documents",
    "search": "/search?q=traders",
    "review": "/review",
    "agreement": "/agreement",
    "actors": "/actors",
    "actor": "/a/Raiders",
    "changes": "/changes",
    "quality": "/quality",
    "admin": "/admin",
    "problems": "/problems",
    "method": "/method",
    "fault": "/e/2222222",
}
# Pages that are pictured in the dark and on a phone too; the others share their parts.
LOOKED_AT = ("home", "event", "document-ar", "review", "quality", "actor")


def address(project, name):
    gao = next(view for view in project.events if len(view.documents) == 5)
    return PAGES[name].format(gao=gao.id.removeprefix("E-"))


def looks():
    for name in PAGES:
        yield name, "wide", "light"
        if name in LOOKED_AT:
            yield from ((name, "wide", "dark"), (name, "phone", "light"), (name, "phone", "dark"))


@pytest.mark.parametrize(("name", "size", "scheme"), list(looks()))
def test_page_is_sound_and_open_to_all(watch, read_desk, name, size, scheme):
    width, height = SIZES[size]
    watched = watch(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = watched.open(address(read_desk[1], name))
    page.screenshot(path=ARTEFACTS / f"{name}-{size}-{scheme}.png", full_page=True)
    watched.accessible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    watched.sound()


@pytest.mark.parametrize("name", ["event", "document-ar", "review"])
def test_page_is_pictured_from_right_to_left_and_on_paper(watch, read_desk, name):
    watched = watch(viewport={"width": 1280, "height": 900})
    page = watched.open(address(read_desk[1], name))
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.screenshot(path=ARTEFACTS / f"{name}-rtl.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.emulate_media(media="print")
    page.screenshot(path=ARTEFACTS / f"{name}-print.png", full_page=True)
    assert page.locator("header nav").is_hidden()


def test_arabic_paragraph_runs_from_right_to_left(watch):
    page = watch().open("/d/karsa-ar")
    last = page.locator(".text p").last
    assert last.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert "🚚" in last.inner_text()


@pytest.mark.parametrize("name", ["home", "event", "document", "review", "actors"])
def test_page_shows_all_without_a_script(watch, read_desk, name):
    watched = watch(java_script_enabled=False)
    page = watched.open(address(read_desk[1], name))
    assert page.locator("main h1").is_visible()
    assert page.locator("main").inner_text().count("\n") > 5
    if name == "home":
        assert page.locator("#drawn .point").count() > 0
        page.check("#f-country-1")
        page.click("#filter-show")
        assert "country=" in page.url
