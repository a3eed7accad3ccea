"""An export has the rows of the page: random selections (200 with `make browser`), in the list, its pages as JSON, and the files."""

import csv
import io
import json
import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unittest import mock
from urllib.parse import urlencode

import duckdb
import invented_reports
import pytest
from desk_checks import client_of
from invented_reports import PLACES, report

from dateline.model import Action, TimePrecision, When
from dateline.run import create_project
from dateline.run.coding import Coding

SELECTIONS = (40, pytest.param(200, marks=pytest.mark.browser))  # the many take long
EVENTS = 120
WHO = ("Raiders", "Gunmen", "Soldiers", "Rebels", "Lancers")
WHOM = ("villagers", "traders", "herders", "guards")
WORDS = ("market", "bridge", "river", "granary")
ACTIONS = (Action.SHOOTING, Action.BOMBING, Action.SHELLING, Action.PROTEST, Action.ABDUCTION)
FIRST = date(2023, 1, 2)


def reports(numbers):
    for n in numbers:
        day = FIRST + timedelta(days=n * 9)
        told = f"{WHO[n % 5]} killed {n % 9 + 1} {WHOM[n % 4]} in {[*PLACES][n % 6]} on {day}"
        yield report(f"paper-{n:03}", told, f"It was near the {WORDS[n % 7 % 4]}", outlet=f"Paper {n % 3}", published=f"{day}")


def code(doc):
    """One incident a report; of some the day is not known exactly or at all, of some the point or the country."""
    n = int(doc.id[-3:])
    (found,) = invented_reports.incidents(doc)
    found = replace(found, action=ACTIONS[n % 5])
    if n % 7 == 0:
        found = replace(found, place=replace(found.place, latitude=None, longitude=None, radius_km=None))
    if n % 11 == 0:
        first = found.time.start.replace(day=1)
        month = When(quote=found.time.quote, start=first, end=first + timedelta(days=27), precision=TimePrecision.MONTH)
        found = replace(found, time=month)
    if n % 13 == 0:
        found = replace(found, time=When(quote=found.time.quote))
    if n % 17 == 0:
        found = replace(found, place=replace(found.place, country=None))
    return Coding(doc, (found,))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A client of a desk with some hundred events that people have begun to decide on, and a moment before the last of them came."""
    folder = tmp_path_factory.mktemp("rows") / "sahel"
    with mock.patch("dateline.find.model_digest", return_value="sha256:model"), create_project(folder) as opened:
        for numbers in (range(EVENTS - 40), range(EVENTS - 40, EVENTS)):
            then = datetime.now(UTC)
            opened.add_readings(invented_reports.readings(reports(numbers)))
            opened.run(workers=1, coder=code)
        ids = sorted(view.id for view in opened.events)
        assert len(ids) > EVENTS * 0.8
        for n, name in enumerate(ids[:40]):
            (opened.reject if n % 4 == 0 else opened.accept)(name, by="mira", why="as a test")
        with client_of(opened) as client:  # one thread for all requests
            yield client, then.replace(tzinfo=None).isoformat()


def selections(then, how_many):
    """Filters as people combine them, one to four at a time, a field sometimes twice."""
    chance = random.Random(20260304)
    make = {
        "country": lambda: chance.choice(("MLI", "COD", "NGA", "mli")),
        "date": lambda: chance.choice(
            ("2024", "2023-12", "2024-01..2024-09", "2025-03-04/2025-06-20", "..2023-05", "2025-11-11..")
        ),
        "action": lambda: chance.choice(ACTIONS).value,
        "actor": lambda: chance.choice((*WHO, *WHOM, "raid", "ERS")),
        "state": lambda: chance.choice(("machine", "coded", "withdrawn")),
        "bbox": lambda: chance.choice(("-5,14,2,18.5", "20,-10,40,5", "170,-20,-0.04,20", "-180,-90,180,90")),
        "q": lambda: chance.choice((*WORDS, "market -bridge", '"near the river"', "villag*", "nothing")),
        "as_of": lambda: then,
    }
    for _ in range(how_many):
        fields = chance.sample([*make], chance.choice((1, 1, 2, 2, 2, 3, 4)))
        twice = [field for field in fields if field in ("country", "action", "actor", "state") and chance.random() < 0.4]
        yield urlencode([(field, make[field]()) for field in (*fields, *twice)]), chance.choice((12, 40, 500, 500))


@pytest.mark.parametrize("how_many", SELECTIONS)
def test_every_export_has_the_rows_of_the_page(desk, tmp_path, how_many):
    client, then = desk
    sizes = []
    for n, (query, limit) in enumerate((("", 500), *selections(then, how_many))):
        rows = list_rows(client, f"/events?{query}&limit={limit}")
        assert len(rows) == len(set(rows)), query
        check_file(ask(client, f"/events.csv?{query}"), of_csv, rows, tmp_path)
        # The others are looked at in turns, so that this takes seconds.
        if n % 3 == 0:
            assert json_rows(client, f"/events.json?{query}&limit={limit}") == (rows, len(rows)), query
        else:
            ending = ("ndjson", "geojson", "parquet")[n % 5 % 3]
            check_file(ask(client, f"/events.{ending}?{query}"), FILES[ending], rows, tmp_path)
        sizes.append(len(rows))
    # The selections are no empty ones alone, nor the whole.
    assert sum(size == 0 for size in sizes) < how_many / 2
    assert len(set(sizes)) > how_many / 8


def ask(client, address):
    reply = client.get(address)
    assert reply.status_code == 200, (address, reply.text)
    return reply


def json_rows(client, address):
    """The events of the pages as JSON, leafed through, and how many there are by the first."""
    node = ask(client, f"{address}&include=count").json()
    found, count = [row["event_id"] for row in node["rows"]], node["count"]
    while node["next_url"]:
        node = ask(client, node["next_url"]).json()
        found += [row["event_id"] for row in node["rows"]]
    return found, count


def list_rows(client, address):
    """The events of the list, leafed through; each page tells their number, and what is offered for download has it too."""
    found, counts = [], set()
    while address:
        page = ask(client, address).text
        counts.add(re.search(r"<h1>([\d,]+ events?)", page)[1])
        offered = re.search(r"Download (?:these )?(this event|[\d,]+ events)", page)
        counts |= {offered[1].replace("this", "1")} if offered else set()
        listed = page.partition('id="part-list"')[2]
        found += [f"E-{name}" for name in re.findall(r'<a href="/e/(\w{7})">E-', listed)]
        following = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = following[1].replace("&amp;", "&") if following else None
    assert counts == {f"{len(found)} event{'' if len(found) == 1 else 's'}"}
    return found


def of_csv(data, _):
    return [row["event_id"] for row in csv.DictReader(io.StringIO(data.decode(), newline=""))], []


def of_ndjson(data, _):
    return [json.loads(line)["id"] for line in data.splitlines()], []


def of_geojson(data, _):
    node = json.loads(data)
    return [one["id"] for one in node["features"]], [one["id"] for one in node["left_out"]]


def of_parquet(data, folder):
    file = folder / "events.parquet"
    file.write_bytes(data)
    return [row[0] for row in duckdb.sql(f"SELECT event_id FROM '{file}'").fetchall()], []


FILES = {"ndjson": of_ndjson, "geojson": of_geojson, "parquet": of_parquet}


def check_file(reply, read, rows, folder):
    """The file has the rows in their order; what it leaves out is told, and missing from no other place."""
    found, left_out = read(reply.content, folder)
    assert found == [name for name in rows if name not in set(left_out)], reply.url
    assert sorted(found + left_out) == sorted(rows), reply.url
    told = (int(reply.headers["dateline-rows"]), int(reply.headers["dateline-left-out"]))
    assert told == (len(found), len(left_out)), reply.url
