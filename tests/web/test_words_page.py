"""The words of a claim, and how much of a text is told to whom."""

from dataclasses import replace
from unittest import mock

from desk_checks import HOSTILE, check, client_of
from test_access import app, log_in, quick, team, users  # noqa: F401 - fixtures

from dateline.store.account_rows import Role


def first(project, where):
    view = next(view for view in project.events if view.event.place.value.name == where)
    return view, view.claims[0]


def test_words_stand_in_their_surroundings(client, project):
    _, claim = first(project, "Gao")
    page = check(client.get(f"/c/{claim.id}/words"))
    assert "Invented report one. Raiders killed 7 villagers in Gao on 2026-03-01." in "".join(page.words)
    assert any("here" in attrs.get("class", "").split() for attrs in page.all("span"))
    assert [attrs for attrs in page.all("article") if "data-words" in attrs]
    assert HOSTILE.split("\u202e")[0] in page.text


def test_each_quotation_of_an_event_has_words_at_its_side(client, by_place):
    page = check(client.get(f"/e/{by_place['Gao'][2:]}"))
    places = [attrs["data-words"] for attrs in page.all("a") if attrs.get("class") == "quote"]
    assert len(places) > 10
    assert all(place.startswith("/c/C-") for place in places)
    for place in dict.fromkeys(places):
        assert "Lost" not in check(client.get(place)).text


def test_lost_words_are_told_and_nothing_is_marked(client, project):
    _, claim = first(project, "Goma")
    doc = project.store.documents.get(claim.document.id)
    with mock.patch.object(project.store.documents, "get", return_value=replace(doc, text="Another text. " * 20)):
        page = check(client.get(f"/c/{claim.id}/words"))
    assert "Lost: these words do not stand in the text where they were quoted." in page.text
    assert not any("here" in attrs.get("class", "").split() for attrs in page.all("span"))


def test_claim_that_is_not_there_has_no_words(client, project):
    assert check(client.get("/c/C-9/words"), status=404)
    _, claim = first(project, "Gao")
    assert check(client.get(f"/c/{claim.id}/words?spam=1"), status=400)
    assert "Lost" in check(client.get(f"/c/{claim.id}/words?span=5-99999")).text


def test_desk_of_one_reads_texts_whole_whatever_exports_tell(project):
    _, claim = first(project, "Gao")
    with mock.patch.object(project, "withheld", ("excerpts=10",)):
        assert "Invented report one" in check(client_of(project).get(f"/c/{claim.id}/words")).text


def test_readers_are_told_excerpts_where_the_project_says_so(users, team):  # noqa: F811
    view, claim = first(team, "Gao")
    html = {"Accept": "text/html"}
    with mock.patch.object(team, "withheld", ("excerpts=12",)):
        texts = {
            (role, path): check(users[role].get(path, headers=html)).text
            for role in (Role.READER, Role.CODER)
            for path in (f"/c/{claim.id}/words", f"/e/{view.id[2:]}", f"/d/{claim.document.id}", "/search?q=villagers")
        }
    for (role, path), text in texts.items():
        assert ("Raiders killed 7" in text) is (role is Role.CODER), (role, path)
        assert "Raiders kil…" in text or role is Role.CODER, (role, path)
    with mock.patch.object(team, "withheld", ("excerpts=0",)):
        for path in (f"/c/{claim.id}/words", f"/e/{view.id[2:]}", f"/d/{claim.document.id}", "/search?q=villagers"):
            assert "Raiders kil" not in check(users[Role.READER].get(path, headers=html)).text
    assert "Raiders killed 7" in check(users[Role.READER].get(f"/d/{claim.document.id}", headers=html)).text
