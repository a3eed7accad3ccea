"""The page of an event: words at its side, splitting at the weakest link, and one decision for one click, however often it is clicked."""

import pytest
from watched import ARTEFACTS


def gao(project):
    return next(view for view in project.events if len(view.documents) == 5)


def address(project):
    return f"/e/{gao(project).id.removeprefix('E-')}"


@pytest.mark.parametrize(("size", "scheme"), [((1280, 900), "light"), ((390, 844), "dark")])
def test_quotation_opens_its_words_at_the_side(watch, read_desk, size, scheme):
    watched = watch(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page = watched.open(address(read_desk[1]))
    before = page.url
    link = page.locator("a.quote").first
    link.click()
    side = page.locator("#words-side")
    side.locator("h2").wait_for()
    assert page.url == before
    assert "Raiders killed 3 traders in Gao" in side.inner_text()
    assert side.locator(".here").inner_text() == "3"
    assert page.evaluate("document.activeElement.closest('#words-side') !== null")
    watched.accessible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.screenshot(path=ARTEFACTS / f"event-side-{size[0]}-{scheme}.png")
    page.keyboard.press("Escape")
    assert side.is_hidden()
    assert link.evaluate("one => one === document.activeElement")
    watched.sound()


def test_quotations_are_gone_through_by_keys(watch, read_desk):
    watched = watch()
    page = watched.open(address(read_desk[1]))
    quotes = page.locator("a.quote")
    for key, at in (("]", 0), ("]", 1), ("[", 0), ("[", quotes.count() - 1)):
        page.keyboard.press(key)
        page.wait_for_function("([at]) => document.querySelectorAll('a.quote')[at].ariaCurrent === 'true'", arg=[at])
        assert page.locator("a.quote[aria-current]").count() == 1
    watched.sound()


def test_quotation_opens_its_document_without_a_script(watch, read_desk):
    page = watch(java_script_enabled=False).open(address(read_desk[1]))
    page.locator("a.quote").first.click()
    page.wait_for_url("**/d/karsa-1?span=*")
    assert page.locator(".here").inner_text() == "3"


def test_quotation_whose_words_cannot_be_had_opens_its_document(watch, read_desk):
    watched = watch()
    page = watched.open(address(read_desk[1]))
    page.route("**/words?*", lambda route: route.abort())
    page.locator("a.quote").first.click()
    page.wait_for_url("**/d/karsa-1?span=*")


def test_event_is_split_at_its_weakest_link_and_made_whole_again(watch, desk):
    base, project = desk
    view = gao(project)
    watched = watch(base)
    page = watched.open(address(project))
    page.get_by_role("button", name="Split here").click()
    page.wait_for_url("**done=D-1")
    assert len(project.event(view.id).documents) == 4
    assert "D-1: split" in page.locator(".done").inner_text()
    page.keyboard.press("Backspace")
    page.wait_for_url("**done=D-2")
    assert len(project.event(view.id).documents) == 5
    watched.sound()


def test_two_clicks_decide_once(watch, desk):
    base, project = desk
    watched = watch(base)
    page = watched.open(address(project))
    page.get_by_role("button", name="Accept").dblclick()
    page.wait_for_url("**done=D-1")
    page.wait_for_load_state("networkidle")
    assert [one.judgement for one in project.store.decisions.all()] == ["accept"]


def test_fixed_address_of_a_revision_tells_what_sources_said_then(watch, desk, monkeypatch):
    monkeypatch.setenv("DATELINE_USER", "mira")
    base, project = desk
    project.choose(gao(project).id, "killed", "8", by="mira")
    watched = watch(base)
    page = watched.open(f"{address(project)}/r1")
    assert "there is a newer one" in page.locator(".told").inner_text()
    assert "independent-range" in page.locator(".sides").inner_text()
    page.keyboard.press("]")
    page.locator("#words-side h2").wait_for()
    watched.accessible()
    watched.sound()
