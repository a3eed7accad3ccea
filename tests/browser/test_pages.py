"""Every page in Chromium: nothing asked of other hosts, no grave fault of accessibility, pictures to look at."""

import pytest
from watched import ARTEFACTS

SIZES = {"wide": (1280, 900), "phone": (390, 844)}


def addresses(project):
    """The pages, by name."""
    gao = next(view for view in project.events if len(view.documents) == 5)
    bare = gao.id.removeprefix("E-")
    return {
        "home": "/events",
        "home-narrow": "/events?country=MLI&date=2026-02",
        "home-empty": "/events?country=MLI&action=coup",
        "event": f"/e/{bare}",
        "event-near": f"/e/{bare}?near=5",
        "document": "/d/karsa-1?span=24-40",
        "document-ar": "/d/karsa-ar",
        "documents": "/documents",
        "problems": "/problems",
        "method": "/method",
        "fault": "/e/2222222",
    }


PAGES = (
    "home",
    "home-narrow",
    "home-empty",
    "event",
    "event-near",
    "document",
    "document-ar",
    "documents",
    "problems",
    "method",
    "fault",
)


def test_every_page_is_in_the_list(read_desk):
    assert tuple(addresses(read_desk[1])) == PAGES


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound_and_open_to_all(watch, read_desk, name, size, scheme):
    width, height = SIZES[size]
    watched = watch(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = watched.open(addresses(read_desk[1])[name])
    page.screenshot(path=ARTEFACTS / f"{name}-{size}-{scheme}.png", full_page=True)
    watched.accessible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    watched.sound()
