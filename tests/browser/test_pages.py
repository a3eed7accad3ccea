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
    "document-many": "/d/digest-1",
    "document-compared": "/d/karsa-1?compare=karsa-2",
    "words": "/c/{claim}/words",
    "documents": "/documents",
    "search": "/search?q=traders",
    "review": "/review",
    "agreement": "/agreement",
    "actors": "/actors",
    "actor": "/a/Raiders",
    "changes": "/changes",
    "quality": "/quality",
    "admin": "/admin",
    "users": "/admin/users",
    "saved": "/saved",
    "compare": "/compare?list=monitor.csv",
    "problems": "/problems",
    "method": "/method",
    "fault": "/e/2222222",
}
# Pages that are pictured in the dark and on a phone too; the others share their parts.
LOOKED_AT = (
    "home",
    "event",
    "document-ar",
    "document-compared",
    "review",
    "quality",
    "actor",
    "compare",
    "admin",
    "users",
    "revision",
)


def address(project, name):
    gao = next(view for view in project.events if len(view.documents) == 5)
    return PAGES[name].format(gao=gao.id.removeprefix("E-"), claim=gao.claims[0].id)


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


@pytest.mark.parametrize("name", ["home", "event", "document-many", "review", "admin"])
def test_page_bears_text_of_twice_the_size(watch, read_desk, name):
    # As browsers enlarge: half as many CSS pixels, each drawn with twice as many dots. Source: WCAG 2.2, 1.4.4 and 1.4.10.
    watched = watch(viewport={"width": 640, "height": 450}, device_scale_factor=2, reduced_motion="reduce")
    page = watched.open(address(read_desk[1], name))
    page.screenshot(path=ARTEFACTS / f"{name}-200.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    watched.accessible()
    watched.sound()


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_those_who_ask_for_stillness(watch, read_desk, motion, behaviour):
    page = watch(reduced_motion=motion).open(address(read_desk[1], "event"))
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
    moving = "[...document.querySelectorAll('*')].some((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0)"
    assert not page.evaluate(moving)


@pytest.mark.parametrize(
    ("keys", "path"), [("gh", "/events"), ("gq", "/review"), ("gd", "/documents"), ("ga", "/actors"), ("gm", "/method")]
)
def test_two_letters_lead_to_a_page(watch, keys, path):
    page = watch().open("/changes")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url(f"**{path}")


def test_search_is_a_key_away_and_content_is_the_first_stop(watch):
    page = watch().open("/changes")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    page.keyboard.type("traders")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=traders")


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
