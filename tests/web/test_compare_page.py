"""The page that sets our events beside an outside list."""

import csv
import io
import json

import openpyxl
import pytest
from desk_checks import HOSTILE, check, client_of
from invented_reports import code, readings, report

from dateline.run import create_project
from dateline.run.lists import KeptLists

LIST = f"""nr,When,Town,Land,Dead,Who
1,2026-03-01,Gao,MLI,8,Raiders
2,2026-02-20,Goma,COD,2,Soldiers
3,2026-03-02,Bamako,MLI,1,{HOSTILE.replace(",", ";").replace('"', '""')}
4,soon,Gao,MLI,1,Raiders
"""
COLUMNS = "date=When,place=Town,country=Land,killed=Dead,perpetrator=Who"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.find.model_digest", lambda: "sha256:model")
    docs = (
        report("one", "Raiders killed 7 villagers in Gao on 2026-03-01"),
        report("two", "Soldiers killed 2 herders in Goma on 2026-02-20"),
        report("three", "Gunmen killed 4 traders in Bunia on 2026-03-04"),
        report("four", "Gunmen killed 4 traders in Maiduguri on 2025-03-04"),
    )
    with create_project(tmp_path / "sahel") as opened:
        opened.add_readings(readings(docs))
        opened.run(workers=1, coder=code)
        yield client_of(opened), opened


def send(client, data=LIST, *, name="theirs.csv", token=None, headers=None, **fields):
    page = check(client.get("/compare"))
    token = token or next(attrs["value"] for attrs in page.all("input") if attrs["name"] == "csrf")
    given = {"csrf": token, "columns": COLUMNS} | fields
    return client.post("/compare", data=given, files={"file": (name, data)}, headers=headers)


def test_page_sets_our_events_beside_a_list(desk):
    client, project = desk
    by_place = {view.event.place.value.name: view.id.removeprefix("E-") for view in project.events}
    page = check(send(client))
    assert "Our events beside theirs.csv" in page.text
    assert "3 rows (own columns)" in page.text
    assert {f"/e/{by_place[name]}" for name in ("Gao", "Goma", "Bunia")} <= set(page.links)
    assert f"/e/{by_place['Maiduguri']}" not in page.links  # long before the list
    assert "killed 7 8 +1" in page.text
    assert "1 event of ours lie outside" in page.text
    assert "theirs.csv:5 : 'soon' is no day" in page.text
    assert "alert(1)" in page.text
    assert client.get("/compare?list=theirs.csv").status_code == 404  # nothing was kept
    assert not KeptLists(project.own.folder).names()


def test_table_is_sent_in_place_of_the_page(desk):
    client, _ = desk
    reply = send(client, **{"as": "csv"})
    assert reply.headers["content-disposition"] == 'attachment; filename="comparison.csv"'
    results = [row["result"] for row in csv.DictReader(io.StringIO(reply.text, newline=""))]
    assert results == ["matched", "matched", "only_ours", "only_theirs"]
    book = openpyxl.load_workbook(io.BytesIO(send(client, **{"as": "xlsx"}).content))
    assert book.sheetnames == ["matched", "only_ours", "only_theirs", "columns"]
    node = send(client, **{"as": "json"}).json()
    assert (node["matched"], node["only_ours"], node["only_theirs"], node["out_of_reach"]) == (2, 1, 1, 1)


def test_countries_and_dates_narrow_both_sides(desk):
    client, _ = desk
    node = json.loads(send(client, country="cod, NGA", date="2026-02", **{"as": "json"}).text)
    assert (node["rows"], node["matched"], node["only_ours"], node["only_theirs"]) == (1, 1, 0, 0)


def test_kept_list_has_an_address_and_tables(desk):
    client, project = desk
    reply = send(client, keep="theirs-2026", country="MLI")
    assert (reply.status_code, reply.headers["location"].partition("?")[0]) == (303, "/compare")
    page = check(client.get(reply.headers["location"]))
    assert "Our events beside theirs-2026.csv" in page.text
    values = {attrs.get("name"): attrs.get("value") for attrs in page.all("input")}
    assert (values["country"], values["columns"]) == ("MLI", COLUMNS)
    tables = [attrs["href"] for attrs in page.all("a") if "download" in attrs]
    assert [link.partition("?")[0] for link in tables] == [f"/compare.{end}" for end in ("csv", "xlsx", "json", "html")]
    for link in tables:
        assert client.get(link).status_code == 200
    assert client.get(tables[2]).json()["rows"] == 2
    assert "theirs-2026.csv" in check(client.get("/compare")).text
    assert "list-taken" not in send(client, keep="other").text
    assert "kept already" in check(send(client, keep="theirs-2026"), status=400).text
    token = values["csrf"]
    assert client.post("/compare/forget", data={"csrf": token, "list": "theirs-2026.csv"}).status_code == 303
    assert KeptLists(project.own.folder).names() == ("other.csv",)


def test_file_that_somebody_puts_into_the_folder_is_offered(desk):
    client, project = desk
    folder = project.own.folder / "lists"
    folder.mkdir()
    (folder / "GED März.csv").write_text(LIST, encoding="utf-8")
    (folder / ".hidden.csv").write_text(LIST, encoding="utf-8")
    (folder / "away.csv").symlink_to(project.own.folder / "project.toml")
    (link,) = (link for link in check(client.get("/compare")).links if link.startswith("/compare?"))
    check(client.get(f"{link}&columns={COLUMNS}"))


@pytest.mark.parametrize("name", ["../project.toml", "project.toml", "lists/x.csv", "/etc/passwd", "none.csv", ".."])
def test_no_other_file_is_read_or_removed(desk, name):
    client, project = desk
    assert client.get("/compare.json", params={"list": name}).status_code == 404
    token = next(attrs["value"] for attrs in check(client.get("/compare")).all("input") if attrs["name"] == "csrf")
    assert client.post("/compare/forget", data={"csrf": token, "list": name}).status_code == 404
    assert (project.own.folder / "project.toml").is_file()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"data": ""}, "no file was sent, or an empty one"),
        ({"data": b"\x00\x01\x02\xff" * 50}, "it is no table"),
        ({"data": b"PK\x03\x04 broken"}, "it is no table"),
        ({"data": "one column\n1\n"}, "does not name columns"),
        ({"columns": "date=Whem"}, "Did you mean when?"),
        ({"columns": ""}, "no column is known to hold the day"),
        ({"columns": "when"}, "is no FIELD=COLUMN"),
        ({"country": "Mali"}, "country"),
        ({"date": "soon"}, "date"),
        ({"keep": "../x"}, "is no name"),
        ({"keep": "x", "data": "no,table\n"}, "there is no column"),
        ({"date": "soon", "as": "csv"}, "date"),
    ],
)
def test_what_cannot_be_compared_is_told_above_the_form(desk, given, words):
    client, project = desk
    if given.get("columns") == "":
        given = {**given, "data": LIST.replace("When", "Tag")}
    reply = send(client, **given)
    page = check(reply, status=400)
    assert words in page.text
    assert [attrs for attrs in page.all("input") if attrs.get("type") == "file"]
    assert not KeptLists(project.own.folder).names()


def test_too_long_a_list_is_refused(desk, monkeypatch):
    client, _ = desk
    monkeypatch.setattr("dateline.web.compare_page._MOST_ROWS", 2)
    assert "the list has 3 rows, and 2 can be compared here" in check(send(client), status=400).text
    monkeypatch.setattr("dateline.web.uploads.MOST_BYTES", 1000)
    assert "form-length" in send(client, LIST * 10).text


def test_list_longer_than_the_page_is_cut_and_says_so(desk, monkeypatch):
    monkeypatch.setattr("dateline.web.compare_page._MOST_ROWS", 2000)
    rows = "".join(f"{n},2026-03-01,Bamako,MLI,{n},Nobody\n" for n in range(500, 900))
    assert "The first 200 of 401" in check(send(desk[0], LIST + rows)).text


def test_page_of_another_site_can_send_nothing(desk):
    client, _ = desk
    assert "form-stale" in send(client, token="é").text
    assert "form-foreign" in send(client, headers={"Sec-Fetch-Site": "cross-site"}).text
    assert client.post("/compare", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 400
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    for body in (b"--x\r\nnonsense", b"--y--", b"--x\r\n\r\n\r\n--x--"):
        assert client.post("/compare", content=body, headers=broken).status_code == 400
