"""The home page with its scripts: the address is the selection, both ways; the map asks this desk alone."""

from urllib.parse import parse_qs, urlsplit

from watched import ARTEFACTS


def query(page):
    return parse_qs(urlsplit(page.url).query)


def heading(page):
    return page.locator("h1").inner_text()


def test_filters_go_into_the_address_and_come_back_from_it(watch):
    watched = watch()
    page = watched.open("/events")
    whole = heading(page)
    page.check("#f-country-1")
    page.wait_for_url("**/events?country=*")
    page.wait_for_function("before => document.querySelector('h1').innerText !== before", arg=whole)
    narrowed = heading(page)
    assert page.is_checked("#f-country-1")
    assert page.locator(".chosen li").count() == 2
    again = watched.open(page.url.removeprefix(watched.base))
    assert heading(again) == narrowed
    assert again.is_checked("#f-country-1")
    page.go_back()
    watched.sound()


def test_back_brings_the_selection_before(watch):
    watched = watch()
    page = watched.open("/events")
    whole = heading(page)
    page.check("#f-action-1")
    page.wait_for_url("**/events?action=*")
    page.go_back()
    page.wait_for_function("before => document.querySelector('h1').innerText === before", arg=whole)
    assert not page.is_checked("#f-action-1")
    watched.sound()


def test_days_are_chosen_by_drawing_over_bars(watch):
    watched = watch()
    page = watched.open("/events")
    box = page.locator(".timeline svg").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.3, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=4)
    page.mouse.up()
    page.wait_for_url("**/events?date=*")
    (dates,) = query(page)["date"]
    first, last = dates.split("..")
    assert first < last
    assert page.input_value("#f-date") == dates
    watched.sound()


def test_map_is_live_and_its_area_becomes_a_filter(watch):
    watched = watch(viewport={"width": 1280, "height": 1000})
    page = watched.open("/events")
    page.wait_for_selector(".map.live", timeout=60_000)
    page.wait_for_selector("#live[data-shown]", state="attached", timeout=60_000)
    page.screenshot(path=ARTEFACTS / "home-map.png")
    page.locator("#live canvas").focus()
    page.keyboard.press("+")
    page.wait_for_selector("#map-area button", timeout=60_000)
    page.click("#map-area button")
    page.wait_for_url("**/events?bbox=*")
    assert len(query(page)["bbox"][0].split(",")) == 4
    watched.sound()


def test_keys_walk_the_list(watch):
    watched = watch()
    page = watched.open("/events")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("[data-row] a").nth(1)
    assert second.evaluate("one => one === document.activeElement")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    page.wait_for_url("**/e/*")
    watched.sound()
