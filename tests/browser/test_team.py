"""A desk with accounts in Chromium: what each role is offered, and what an admin does."""

import pytest
from watched import ARTEFACTS

PASSWORD = "seven quiet rivers"


def event(project):
    return next(view for view in project.events if len(view.documents) == 5).id.removeprefix("E-")


@pytest.fixture
def logged_in(watch, team_desk):
    """Opens a page as a user of a role, through the form to log in."""

    def opened(role, path, **options):
        watched = watch(team_desk[0], **options)
        page = watched.open(path)
        assert page.url.startswith(f"{team_desk[0]}/login")
        page.get_by_label("Name").fill(role)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{team_desk[0]}{path}")
        page.wait_for_load_state("networkidle")
        return watched

    return opened


def test_reader_is_offered_nothing_to_decide(logged_in, team_desk):
    _, project = team_desk
    watched = logged_in("reader", f"/e/{event(project)}")
    page = watched.page
    assert page.locator("form[action='/decide']").count() == 0
    assert page.locator("nav").get_by_text("Review").count() == 0
    for key in ("a", "x", "g", "q"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url.endswith(event(project))
    page.keyboard.press("?")
    told = page.locator("#keys").inner_text()
    assert "accept" not in told
    assert "review queue" not in told
    page.keyboard.press("Escape")
    page.keyboard.press("]")
    page.locator("#words-side h2").wait_for()
    page.screenshot(path=ARTEFACTS / "event-reader.png", full_page=True)
    watched.accessible()
    watched.sound()
    assert not project.store.decisions.all()


def test_coder_accepts_and_joins_nothing(logged_in, team_desk):
    _, project = team_desk
    watched = logged_in("coder", f"/e/{event(project)}")
    page = watched.page
    assert page.get_by_role("button", name="Split here").count() == 0
    page.keyboard.press("x")
    page.keyboard.press("a")
    page.wait_for_url("**done=D-1")
    assert [(one.judgement, one.by) for one in project.store.decisions.all()] == [("accept", "coder")]
    watched.sound()


def test_admin_verifies_the_chain_and_changes_a_role(logged_in, team_desk):
    _, project = team_desk
    watched = logged_in("admin", "/admin", viewport={"width": 1280, "height": 900})
    page = watched.page
    page.get_by_role("button", name="Verify the chain").click()
    page.get_by_text("The log of decisions is whole").wait_for()
    watched.accessible()
    page.get_by_role("link", name="users, tokens and the log").click()
    page.get_by_label("Role of coder").select_option("editor")
    page.get_by_role("button", name="the role of coder").click()
    page.wait_for_load_state("networkidle")
    assert project.store.accounts.get("coder").role == "editor"
    assert page.get_by_label("Role of coder").input_value() == "editor"
    page.screenshot(path=ARTEFACTS / "users-team.png", full_page=True)
    watched.accessible()
    watched.sound()
