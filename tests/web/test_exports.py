"""The endings of the events' address: what each gives, and what its headers say."""

import base64
import csv
import hashlib
import io
import json
import re

import duckdb
import openpyxl
import pytest
from desk_checks import check, client_of
from invented_reports import code, readings, report

from dateline.cli.app import run
from dateline.run import create_project
from dateline.web.endings import ENDINGS
from dateline.write.formats import WRITERS

FEEDS = {"rss", "atom", "jsonfeed"}  # which saved queries have


def ids_of(name, data, folder):
    """The ids of the events in a file, in its order."""
    if name.endswith("parquet"):
        (folder / "file.parquet").write_bytes(data)
        return [row[0] for row in duckdb.sql(f"SELECT event_id FROM '{folder}/file.parquet'").fetchall()]
    if name == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(data), read_only=True)["events"].iter_rows(values_only=True, min_row=2)
        return [row[0] for row in rows]
    if name == "ndjson":
        return [json.loads(line)["id"] for line in data.decode().splitlines()]
    if name in ("geojson", "jsonld"):
        node = json.loads(data)
        return [one.get("id") or one["identifier"] for one in node.get("features", node.get("@graph"))]
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter="\t" if name.endswith("tsv") else ","))
    skipped = {"hxl.csv": 2, "gdelt.tsv": 0}.get(name, 1)
    found = (re.search(r"\bE-\w{7}\b", " ".join(row)) for row in rows[skipped:])
    return [match[0] for match in found if match]


def test_every_format_but_feeds_has_an_ending():
    assert {one.format for one in ENDINGS} == WRITERS.keys() - FEEDS


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda one: one.name)
def test_file_has_the_rows_of_the_page_and_its_headers_say_so(client, tmp_path, ending):
    reply = client.get(f"/events.{ending.name}?country=MLI&country=COD")
    page = [row["event_id"] for row in client.get("/events.json?country=MLI&country=COD").json()["rows"]]
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == ending.media_type
    assert reply.headers["content-disposition"] == f'inline; filename="sahel.{ending.name}"'
    assert int(reply.headers["content-length"]) == len(reply.content)
    digest = base64.b64encode(hashlib.sha256(reply.content).digest()).decode()
    assert reply.headers["repr-digest"] == f"sha-256=:{digest}:"
    assert (reply.headers["dateline-rows"], reply.headers["dateline-left-out"]) == (str(len(page)), "0")
    if ending.format != "gdelt" and "mentions" not in ending.name:  # these number events and claims in their own way
        assert ids_of(ending.name, reply.content, tmp_path) == page
    assert client.get(f"/api/v1/events.{ending.name}?country=MLI&country=COD").content == reply.content


def test_page_leads_to_every_ending_with_its_own_filters(client):
    page = check(client.get("/events?country=MLI&date=2026-03"))
    leads = [attrs["href"] for attrs in page.all("a") if "download" in attrs]
    assert leads == [f"/events.{one.name}?country=MLI&date=2026-03" for one in ENDINGS]


def test_every_ending_is_described(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for ending in ENDINGS:
        told = paths[f"/events.{ending.name}"]["get"]
        assert list(told["responses"]["200"]["content"]) == [ending.media_type.partition(";")[0]]
        assert told["operationId"]


@pytest.mark.parametrize("ending", ["parquet", "xlsx", "ucdp_ged.csv", "gdelt.tsv", "jsonld"])
def test_what_cannot_be_answered_is_told_as_data(client, ending):
    (error,) = client.get(f"/events.{ending}?dat=2026").json()["errors"]
    assert (error["code"], error["fix"]) == ("unknown-field", "Did you mean date?")


def test_replies_say_what_to_cite_them_as(client):
    for address in ("/events.json?country=MLI&limit=1", "/events.csv?country=MLI"):
        reply = client.get(address)
        cited = reply.links["cite-as"]["url"]
        assert cited.startswith("/events?country=MLI&as_of=20")
        assert reply.headers["last-modified"].endswith(" GMT")
        assert "1 event" in check(client.get(cited)).text
        again = client.get(cited.replace("/events?", "/events.json?"))
        assert (again.links["cite-as"]["url"].partition("&limit")[0], "last-modified" in again.headers) == (
            cited.partition("&limit")[0],
            False,
        )


def test_event_is_cited_as_its_revision(client, by_place):
    path = f"/e/{by_place['Gao'].removeprefix('E-')}"
    cited = client.get(f"{path}.json").links["cite-as"]["url"]
    assert cited == f"{path}/r1"
    check(client.get(cited))


@pytest.fixture
def coarse(tmp_path, monkeypatch):
    """A desk whose project tells no place closer than its province, no quote, and its licence."""
    monkeypatch.setattr("dateline.find.model_digest", lambda: "sha256:model")
    with create_project(tmp_path / "sahel") as opened:
        opened.add_readings(readings([report("one", "Raiders killed 7 villagers in Gao on 2026-03-01")]))
        opened.run(workers=1, coder=code)
        opened.withheld = ("coarsen=country", "excerpts=0")
        opened.licence = "https://creativecommons.org/licenses/by/4.0/"
        opened.store.saved.add("gao", "country=MLI", by="mira")
        yield client_of(opened), next(iter(opened.events)).id.removeprefix("E-")


def test_rules_of_the_project_hold_for_all_that_leaves_the_desk(coarse):
    client, name = coarse
    for address in ("/events.json", "/events.ndjson", "/events.hxl.csv", f"/e/{name}.json", "/saved/gao.feed.json"):
        reply = client.get(address)
        assert reply.status_code == 200
        assert "Gao" not in reply.text, address
        assert "16.27" not in reply.text, address
        assert "Raiders killed" not in reply.text, address
    assert int(client.get("/events.csv").headers["dateline-withheld"]) > 1


def test_licence_of_the_project_is_told(coarse):
    client, _ = coarse
    reply = client.get("/events.json")
    assert reply.json()["licence"] == reply.links["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"


QUERIES = (
    "",
    "country=MLI&country=NGA&date=2026-03-01/2026-03-20",
    "bbox=-5,10,40,20",
    "q=villagers",
    "actor=raiders&as_of=2100-01-01",
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("name", ["csv", "parquet", "acled.csv"])
def test_receipt_of_a_file_is_verified_on_the_command_line(client, project, tmp_path, name, query):
    file = client.get(f"/events.{name}?{query}")
    receipt = client.get(file.links["describedby"]["url"])
    assert receipt.json()["digest"] == f"sha256:{base64.b64decode(file.headers['repr-digest'][9:-1]).hex()}"
    assert (receipt.json()["events"], receipt.json()["run"]) == (
        int(file.headers["dateline-rows"]),
        project.store.runs.all()[0].digest,
    )
    (tmp_path / "kept").write_bytes(file.content)
    (tmp_path / "kept.receipt.json").write_bytes(receipt.content)
    assert run(["verify", str(tmp_path / "kept"), "--project", str(project.own.folder)]) == 0
    (tmp_path / "kept").write_bytes(file.content + b"x")
    assert run(["verify", str(tmp_path / "kept"), "--project", str(project.own.folder)]) == 1


def test_receipt_of_no_file(client):
    assert client.get("/events.shp.receipt.json").json()["errors"][0]["code"] == "page-missing"
    assert client.get("/api/v1/events.csv.receipt.json").json()["format"] == "csv"
