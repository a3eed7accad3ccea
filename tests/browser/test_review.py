"""The review queue by keys alone."""


def test_event_is_decided_by_keys_and_the_decision_undone(watch, desk):
    base, project = desk
    watched = watch(base)
    page = watched.open("/review")
    first = page.locator(".item h2 a").inner_text()
    page.keyboard.press("n")
    assert "current" in page.locator("[data-conflict]").first.get_attribute("class")
    page.keyboard.press("2")
    page.wait_for_url("**done=D-1*")
    assert project.store.decisions.all()[0].judgement == "choose"
    page.keyboard.press("a")
    page.wait_for_url("**/review?done=D-2")
    assert page.locator(".item h2 a").inner_text() != first
    assert project.event(first).event.state == "coded"
    page.keyboard.press("Backspace")
    page.wait_for_url("**done=D-3*")
    made = project.store.decisions.all()
    assert (made[2].judgement, made[2].undo_of) == ("undo", "D-2")
    watched.sound()


def test_keys_sleep_while_somebody_types(watch, desk):
    base, project = desk
    watched = watch(base)
    page = watched.open("/review")
    page.keyboard.press("e")
    page.keyboard.type("axu 7")
    assert page.locator(":focus").input_value() == "axu 7"
    assert not project.store.decisions.all()
    page.locator("h1").click()
    page.keyboard.press("c")
    page.keyboard.type("ask the hospital")
    assert page.locator("#d-comment").input_value() == "ask the hospital"
    watched.sound()


def test_later_goes_on_without_a_decision(watch, desk):
    base, project = desk
    watched = watch(base)
    page = watched.open("/review")
    first = page.locator(".item h2 a").inner_text()
    page.keyboard.press(" ")
    page.wait_for_url("**after=*")
    assert page.locator(".item h2 a").inner_text() != first
    assert not project.store.decisions.all()
    watched.sound()


def test_rest_is_reminded_of_by_those_who_wish_it(watch, read_desk):
    watched = watch()
    page = watched.open("/review")
    told = page.locator("#rest-told")
    page.evaluate("sessionStorage.setItem('rest-since', Date.now() - 30 * 60_000)")
    page = watched.open("/review")
    assert told.is_hidden()
    page.select_option("#rest", "25")
    assert "You have reviewed for 30 minutes" in told.inner_text()
    watched.accessible()
    page = watched.open("/review")
    assert told.is_visible()
    told.get_by_role("button").click()
    page = watched.open("/review")
    assert told.is_hidden()
    page.evaluate("sessionStorage.setItem('rest-since', 0); sessionStorage.setItem('rest-seen', Date.now() - 20 * 60_000)")
    watched.open("/review")
    assert told.is_hidden()
    watched.sound()


def test_single_keys_can_be_switched_off(watch, desk):
    base, project = desk
    watched = watch(base)
    page = watched.open("/review")
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert not project.store.decisions.all()
    watched.sound()
