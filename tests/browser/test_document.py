"""The page of a document: marks that hide, claims that are gone through, copies with their differences, long texts."""

from watched import ARTEFACTS

PLAIN = "rgba(0, 0, 0, 0)"
_TIMES = """(() => {
  const e = performance.getEntriesByType("navigation")[0];
  return [e.responseEnd - e.requestStart, e.domContentLoadedEventEnd - e.responseEnd];
})()"""


def ground(page):
    return page.locator(".text .claim").first.evaluate("one => getComputedStyle(one).backgroundColor")


def test_marks_hide_and_show(watch):
    watched = watch()
    page = watched.open("/d/digest-1")
    assert ground(page) != PLAIN
    page.keyboard.press("m")
    assert ground(page) == PLAIN
    page.screenshot(path=ARTEFACTS / "document-unmarked.png", full_page=True)
    watched.accessible()
    page.keyboard.press("m")
    assert ground(page) != PLAIN
    watched.sound()


def test_marks_hide_without_a_script(watch):
    page = watch(java_script_enabled=False).open("/d/digest-1")
    page.uncheck("#marks")
    assert ground(page) == PLAIN


def test_claims_are_gone_through_by_keys(watch):
    watched = watch()
    page = watched.open("/d/digest-1")
    items = page.locator("[data-at]")
    assert items.count() == 3
    for key, at in (("]", 0), ("]", 1), ("]", 2), ("]", 0), ("[", 2), ("[", 1)):
        page.keyboard.press(key)
        assert items.nth(at).get_attribute("aria-current") == "true"
        assert page.locator("[data-at][aria-current]").count() == 1
        said = items.nth(at).locator("q").inner_text()
        marked = page.evaluate("[...CSS.highlights.get('claim')].map(String).join('')")
        assert marked == said
        assert page.evaluate("document.activeElement.closest('.text') !== null")
    page.screenshot(path=ARTEFACTS / "document-claim.png", full_page=True)
    watched.accessible()
    again = watch().open(page.url.removeprefix(watched.base))
    assert again.locator("[data-at][aria-current]").get_attribute("data-at") == "claim-2"
    watched.sound()


def test_copy_is_shown_with_its_differences(watch):
    watched = watch(color_scheme="dark")
    page = watched.open("/d/karsa-1")
    page.get_by_role("link", name="differences").first.click()
    page.wait_for_url("**compare=karsa-2*")
    assert page.locator(".compared del").all_inner_texts() == ["karsa-1. ", "3 "]
    assert page.locator(".compared ins").all_inner_texts() == ["karsa-2. ", "5 "]
    page.screenshot(path=ARTEFACTS / "document-differences-dark.png", full_page=True)
    watched.accessible()
    watched.sound()


def test_long_text_is_there_at_once(watch):
    watched = watch()
    spent = []
    for start in (10_000, 20_000, 30_000):
        page = watched.open(f"/d/long?span={start}-{start + 100}")
        spent.append(page.evaluate(_TIMES))
    answered, shown = (min(times) for times in zip(*spent, strict=True))
    (ARTEFACTS / "document-long.txt").write_text(
        f"answered in {answered:.0f} ms, shown in {shown:.0f} ms more\n", encoding="utf-8"
    )
    assert len(page.locator(".text").inner_text()) > 48_000
    # Several times what it takes, since tests run on machines that do other things too.
    assert answered < 1500
    watched.sound()
