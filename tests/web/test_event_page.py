import pytest
from desk_checks import HOSTILE, check, client_of

from dateline.errors import InputError


@pytest.fixture
def gao(client, by_place):
    return check(client.get(f"/e/{by_place['Gao'].removeprefix('E-')}?near=5"))


def test_our_value_stands_beside_what_each_source_says(gao):
    assert "shooting, Gao, Mali · 2026-03-01" in gao.text
    heads = [attrs["scope"] for attrs in gao.all("th")]
    assert heads.count("row") >= 6
    assert "7 – 7 – 9" in gao.text or "7 – 8 – 9" in gao.text or "7 – 9 – 9" in gao.text
    assert "Bend Courier" in gao.text
    assert "independent-range" in gao.text


def test_conflict_is_flagged_in_words(gao):
    assert "⚑ conflict: deaths" in gao.text
    assert "deaths ⚑ conflict" in gao.text


def test_every_quotation_opens_its_words(gao, client):
    quotes = [attrs["href"] for attrs in gao.all("a") if attrs.get("class") == "quote"]
    assert len(quotes) > 10
    for href in dict.fromkeys(quotes):
        page = check(client.get(href.partition("#")[0]))
        assert "span" in [attrs.get("id") for attrs in page.all("span")]
        assert any("here" in attrs.get("class", "").split() for attrs in page.all("span"))


def test_why_the_reports_are_one_event_is_told_in_words(gao):
    assert "2 incidents are held together by 1 comparison" in gao.text
    assert "same place" in gao.text or "one point" in gao.text
    assert "odds of" in gao.text.lower()


def test_near_misses_are_asked_for(client, by_place):
    address = f"/e/{by_place['Gao'].removeprefix('E-')}"
    page = check(client.get(address))
    assert f"{address}?near=5#near" in page.links
    assert check(client.get(f"{address}?near=5")).text.count("No other event of the same country and days") == 1
    assert check(client.get(f"{address}?near=many"), status=400)


def test_hostile_titles_and_outlets_stay_words(gao):
    assert "alert(1)" in gao.text
    assert HOSTILE.replace("\u202e", "") in gao.text.replace("\u202e", "")


def test_address_that_is_no_web_address_is_no_link(gao):
    assert "https://radio.example/9?a=1&b=2" in gao.links
    assert not [link for link in gao.links if link.startswith("javascript")]


@pytest.mark.parametrize("typed", ["{}", "e-{}", "E-{}", "{} "])
def test_id_is_found_however_it_is_typed(client, by_place, typed):
    bare = by_place["Gao"].removeprefix("E-")
    reply = client.get("/go", params={"id": typed.format(bare.lower())})
    assert (reply.status_code, reply.headers["location"]) == (303, f"/e/{bare}")


@pytest.mark.parametrize("typed", ["traders", "Gao", "  market of Gao ", "2026-03-04", "سوق", "2026"])
def test_words_are_searched_for(client, typed):
    reply = client.get("/go", params={"id": typed})
    assert reply.status_code == 303
    assert reply.headers["location"].startswith("/search?q=")
    check(client.get(reply.headers["location"]))


@pytest.mark.parametrize("typed", ["E-22", "2222223", "C-9", "", "7K3QWX"])
def test_mistyped_id_is_told_as_one(client, typed):
    assert check(client.get("/go", params={"id": typed}), status=404)


def test_claim_is_found_in_its_event(client, project, by_place):
    view = project.event(by_place["Goma"])
    name = view.claims[0].id
    assert client.get("/go", params={"id": name}).headers["location"] == f"/c/{name}"
    reply = client.get(f"/c/{name}")
    assert reply.headers["location"] == f"/e/{view.id.removeprefix('E-')}#{name}"
    page = check(client.get(reply.headers["location"].partition("#")[0]))
    assert name in [attrs.get("id") for attrs in page.all("li")]


@pytest.mark.parametrize(
    ("name", "code"), [("22222", "id-length"), ("0000000", "id-symbol"), ("2222223", "id-mistyped"), ("2222222", "event-missing")]
)
def test_what_is_no_event_is_not_found(client, name, code):
    assert code in check(client.get(f"/e/{name}"), status=404).text
    node = client.get(f"/e/{name}.json").json()
    assert (node["status"], node["errors"][0]["code"]) == (404, code)
    assert node["errors"][0]["fix"]


def test_json_is_the_event_of_the_export(client, by_place):
    node = client.get(f"/e/{by_place['Gao'].removeprefix('E-')}.json").json()
    assert node["ok"]
    assert (node["asked"], node["joined_into"]) == (by_place["Gao"], None)
    assert node["event"]["id"] == by_place["Gao"]
    assert len(node["event"]["claims"]) == 2
    assert {row["id"] for row in node["event"]["documents"]} == {"one", "two"}


class Changed:
    """A project whose store answers for an event that was joined or withdrawn."""

    def __init__(self, project, view):
        self._project, self._view = project, view

    def __getattr__(self, name):
        return getattr(self._project, name)

    def event(self, name):
        return self._view


def test_joined_event_answers_with_its_successor(project, by_place):
    heir = project.event(by_place["Gao"])
    old = by_place["Goma"]
    client = client_of(Changed(project, heir))
    assert f"{old} was joined into this event" in check(client.get(f"/e/{old}")).text
    node = client.get(f"/e/{old}.json").json()
    assert (node["asked"], node["joined_into"], node["event"]["id"]) == (old, heir.id, heir.id)


def test_withdrawn_event_is_gone_and_says_so(project, by_place):
    from dataclasses import replace

    from dateline.model import EventState

    view = project.event(by_place["Gao"])
    client = client_of(Changed(project, replace(view, event=replace(view.event, state=EventState.WITHDRAWN))))
    assert "Withdrawn: no report tells of it any more" in check(client.get(f"/e/{view.id}"), status=410).text
    assert client.get(f"/e/{view.id}.json").status_code == 410


def test_fault_of_the_store_names_what_to_do(project):
    from dateline.errors import StoreError

    class Broken(Changed):
        def event(self, name):
            raise StoreError("store-locked", "database is locked", fix="Try again when it is done.")

    assert "store-locked" in check(client_of(Broken(project, None)).get("/e/2222222"), status=503).text


def test_unforeseen_fault_tells_nothing_of_the_inside(project):
    class Broken(Changed):
        def event(self, name):
            raise RuntimeError("a secret path")

    client = client_of(Broken(project, None), raise_server_exceptions=False)
    page = check(client.get("/e/2222222"), status=500)
    assert "unforeseen" in page.text
    assert "secret" not in page.text


def test_wrong_id_is_an_input_error(project):
    with pytest.raises(InputError):
        project.event("22")
