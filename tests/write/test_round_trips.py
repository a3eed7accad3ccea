"""What a format can hold comes back equal when it is read again, by the reader that its users have."""

import csv as csv_reader
import datetime as dt
import io
import json
import re
import struct

import duckdb
import feedparser
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import Action, Actor, ActorKind, Count, Document, Place, PlacePrecision, TimePrecision, When
from dateline.model.shape import incident_from_json
from dateline.write import atom, csv, geojson, hxl, jsonfeed, jsonl, jsonld, parquet, rss, xlsx
from dateline.write.columns import COLUMNS, cells
from dateline.write.formats import SCHEMES
from dateline.write.withhold import Withholding

NAMED = Withholding(with_names=True)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30).filter(str.strip)
NAMES = st.one_of(
    WORDS,
    st.sampled_from(["=1+1", "a; b", 'the "Brigade"', "line\nbreak", "كتيبة الفنار", "-5", "#REF!", "a\tb", "<b>&amp;", "🚌"]),
)
COUNTS = st.lists(st.integers(0, 10**9), min_size=3, max_size=3).map(sorted).map(lambda n: Count(*n))
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))
PLACES = st.builds(
    lambda name, chain, latitude, longitude: Place(
        name=name,
        chain=(name, *chain, "Nigeria"),
        country="NGA",
        precision=PlacePrecision.EXACT,
        latitude=latitude,
        longitude=longitude,
    ),
    NAMES,
    st.lists(NAMES, max_size=2),
    st.floats(-90, 90, allow_subnormal=False),
    st.floats(-180, 180, allow_subnormal=False),
)
SCENES = st.fixed_dictionaries(
    {
        "action": st.sampled_from(Action),
        "perpetrators": st.lists(st.builds(Actor, name=NAMES, kind=st.sampled_from(ActorKind)), max_size=3),
        "targets": st.lists(st.builds(Actor, name=NAMES, kind=st.sampled_from(ActorKind)), max_size=2),
        "killed": COUNTS,
        "time": st.builds(lambda day: When(start=day, end=day, precision=TimePrecision.DAY), DAYS),
        "place": PLACES,
        "text": st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=300).filter(str.strip),
    }
)


def written(write, records):
    out = io.BytesIO()
    write(records, out, withholding=NAMED)
    return out.getvalue()


def told(kind, text):
    """The value that a cell of the CSV table stands for."""
    text = text[1:] if text[:1] == "'" and text[1:2] in "=+-@＝＋－＠" else text
    if text == "":
        return None
    read = {"integer": int, "number": float, "truth": {"true": True, "false": False}.get, "day": dt.date.fromisoformat}
    return read.get(kind, str)(text)


@FEW
@given(made=st.lists(SCENES, min_size=1, max_size=3))
def test_csv(scene, made):
    records = [scene(**one) for one in made]
    rows = list(csv_reader.DictReader(io.StringIO(written(csv.write, records).decode("utf-8"), newline="")))
    for record, row in zip(records, rows, strict=True):
        for column, cell in zip(COLUMNS, cells(record), strict=True):
            kept = csv.flat(cell) or None if column.type in ("text", "list") else cell
            assert told(column.type, row[column.name]) == kept


@FEW
@given(made=SCENES)
def test_jsonl(scene, made):
    record = scene(**made)
    (line,) = written(jsonl.write, [record]).splitlines()
    node = json.loads(line)
    assert node == json.loads(json.dumps(jsonl.event_to_json(record)))
    doc = Document(id="d-1", text=made["text"])
    incident = {"key": "k", "action": "raid", "claims": node["claims"]}
    assert incident_from_json(incident, doc).claims == tuple(record.claims.values())
    place = node["place"]["value"]
    assert (place["latitude"], place["longitude"], place["chain"]) == (
        made["place"].latitude,
        made["place"].longitude,
        list(made["place"].chain),
    )


@FEW
@given(made=st.lists(SCENES, min_size=1, max_size=3))
def test_geojson(scene, made):
    records = [scene(**one) for one in made]
    whole = json.loads(written(geojson.write, records))
    assert whole["left_out"] == []
    for record, feature in zip(records, whole["features"], strict=True):
        place = record.event.place.value
        assert feature["geometry"]["coordinates"] == pytest.approx([place.longitude, place.latitude], abs=1e-6)
        for column, cell in zip(COLUMNS, cells(record), strict=True):
            if column.name not in ("latitude", "longitude"):
                kept = cell.isoformat() if column.type == "day" and cell else list(cell) if isinstance(cell, tuple) else cell
                assert feature["properties"][column.name] == kept


@FEW
@given(made=st.lists(SCENES, min_size=1, max_size=3))
def test_parquet_and_points_in_duckdb(scene, made, tmp_path_factory):
    records = [scene(**one) for one in made]
    file = tmp_path_factory.mktemp("parquet") / "x.parquet"
    file.write_bytes(written(parquet.write_geo, records))
    for record, row in zip(records, duckdb.execute("SELECT * FROM read_parquet(?)", [str(file)]).fetchall(), strict=True):
        *flat, point = row
        assert [tuple(cell) if isinstance(cell, list) else cell for cell in flat] == cells(record)
        if isinstance(point, bytes):
            place = record.event.place.value
            assert struct.unpack("<BIdd", point) == (1, 1, place.longitude, place.latitude)


@FEW
@given(made=st.lists(SCENES, min_size=1, max_size=2))
def test_xlsx(scene, made):
    records = [scene(**one) for one in made]
    sheet = openpyxl.load_workbook(io.BytesIO(written(xlsx.write, records)), read_only=True)["events"]
    names, *rows = sheet.iter_rows(values_only=True)
    assert list(names) == [column.name for column in COLUMNS]
    for record, row in zip(records, rows, strict=True):
        whole = (*row, *[None] * (len(COLUMNS) - len(row)))  # empty cells at the end of a row are not stored
        for column, cell, read in zip(COLUMNS, cells(record), whole, strict=True):
            found = read.date() if isinstance(read, dt.datetime) else read
            kept = csv.flat(cell) or None if column.type in ("text", "list") else cell
            assert found == (pytest.approx(kept) if column.type == "number" and kept is not None else kept)


@FEW
@given(made=st.lists(SCENES, min_size=1, max_size=3))
@pytest.mark.parametrize("module", [rss, atom])
def test_feeds_in_feedparser(scene, module, made):
    records = [scene(**one) for one in made]
    feed = feedparser.parse(written(module.write, records))
    assert not feed.bozo
    assert len(feed.entries) == len(records)
    for record, entry in zip(records, feed.entries, strict=True):
        assert entry.id.startswith("urn:uuid:")
        assert record.event.action.value.replace("_", " ").capitalize() in entry.title
        latitude, longitude = map(float, entry.where["coordinates"][::-1] if "where" in entry else entry.georss_point.split())
        assert (latitude, longitude) == (record.event.place.value.latitude, record.event.place.value.longitude)


@FEW
@given(made=st.lists(SCENES, min_size=1, max_size=3))
def test_json_feed_and_json_ld(scene, made):
    records = [scene(**one) for one in made]
    items = json.loads(written(jsonfeed.write, records))["items"]
    graph = json.loads(written(jsonld.write, records))["@graph"]
    for record, item, node in zip(records, items, graph, strict=True):
        place = record.event.place.value
        assert item["_geo"] == {"latitude": place.latitude, "longitude": place.longitude}
        assert item["id"] == node["@id"]
        assert node["identifier"] == record.event.id
        assert node["startDate"] == record.event.time.value.start.isoformat()
        assert node["location"]["geo"]["latitude"] == place.latitude


@FEW
@given(made=st.lists(SCENES, min_size=1, max_size=3))
@pytest.mark.parametrize("format_", SCHEMES)
def test_schemes(scene, format_, made):
    records, scheme = [scene(**one) for one in made], SCHEMES[format_]
    text = written(lambda records, out, withholding: scheme_write(scheme, records, out, withholding), records).decode("utf-8")
    if scheme.separator == ",":
        rows = list(csv_reader.reader(io.StringIO(text, newline="")))
    else:
        rows = [line.split(scheme.separator) for line in text.split("\n")[:-1]]
    n_head = 1 if scheme.header is None else len(scheme.header)
    assert {len(row) for row in rows} <= {len(scheme.columns)}
    coded = [row for record in records if not isinstance(rows_ := scheme.code(record), str) for row in rows_]
    for row, found in zip(coded, rows[n_head:], strict=True):
        for column, cell in zip(scheme.columns, found, strict=True):
            value = column.read(row)
            assert cell.removeprefix("'") == (csv.flat(value) or scheme.unknown).removeprefix("'")


def scheme_write(scheme, records, out, withholding):
    from dateline.write.scheme import write_scheme

    return write_scheme(scheme, records, out, withholding=withholding)


def test_hashtags_are_hxl(sample):
    _, tags = list(csv_reader.reader(io.StringIO(written(hxl.write, sample).decode("utf-8"), newline="")))[:2]
    # Source: HXL 1.1, "Tagging conventions": a hashtag, then attributes, letters, digits and underscores each
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*( \+[a-z][a-z0-9_]*)*", tag) for tag in tags)
