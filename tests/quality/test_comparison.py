"""Our events beside outside lists; every event and name is invented, the geography is real."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.merge import load
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Count,
    Event,
    HarmEstimate,
    HarmKind,
    IncidentRef,
    Place,
    PlacePrecision,
    Status,
    TimePrecision,
    Value,
    When,
)
from dateline.quality.assignment import assign
from dateline.quality.comparison import compare
from dateline.quality.comparison_file import WRITERS, comparison_to_json
from dateline.quality.comparison_print import summary
from dateline.quality.comparison_table import _NAMES, COLUMNS
from dateline.quality.likeness import likeness, side_of_event, side_of_row
from dateline.quality.list_rules import list_rules
from dateline.quality.outside_read import read_outside

POINTS = {"Gao": (16.27, -0.04), "Ansongo": (15.66, 0.5), "Mopti": (14.49, -4.19)}
REBELS = Actor(name="Lighthouse Brigade", kind=ActorKind.ARMED_GROUP)
ARMY = Actor(name="Malian army", kind=ActorKind.MILITARY, actor_id="gov-mli-military")
PEOPLE = Actor(name="villagers", kind=ActorKind.CIVILIANS)
OWN = "id,date,country,place,latitude,longitude,perpetrator,target,action,killed"


def value(content):
    return Value(value=content, rule="only")


def event(name, place="Gao", day=4, *, killed=5, by=REBELS, to=PEOPLE, action=Action.SHOOTING, month=3, aggregate=False):
    """One invented event of ours in Mali, in 2026."""
    lat, lon = POINTS[place]
    on = date(2026, month, day)
    where = Place(
        name=place,
        chain=(place, "Gao Region", "Mali"),
        country="MLI",
        precision=PlacePrecision.EXACT,
        latitude=lat,
        longitude=lon,
    )
    count = Count(killed, killed, killed) if isinstance(killed, int) else killed
    return Event(
        id=name,
        action=value(action),
        status=value(Status.OCCURRED),
        aggregate=aggregate,
        time=value(When(start=on, end=on, precision=TimePrecision.DAY)),
        place=value(where),
        perpetrators=(value(by),),
        targets=(value(to),),
        weapon=value(None),
        harm=(HarmEstimate(kind=HarmKind.KILLED, count=count, rule="only"),) if count else (),
        incidents=(IncidentRef(name, "i"),),
        n_documents=1,
        n_independent=1,
    )


@pytest.fixture
def table(tmp_path):
    """Writes lines as a file, and reads it as an outside list."""

    def make(*lines, name="list.csv", mapping=None, encoding="utf-8"):
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", encoding=encoding)
        return read_outside(file, mapping)

    return make


def beside(outside, *events):
    return compare([(one, None) for one in events], outside, rules=load())


GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,country,country_id,"
    "event_clarity,date_prec,date_start,date_end,best,high,low"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,admin1,location,"
    "latitude,longitude,geo_precision,source,fatalities"
)


def test_ucdp_ged_rows(table):
    outside = table(
        GED,
        "901,1,Government of Mali,Lighthouse Brigade,1,Gao town,Gao region,,16.27,-0.04,Mali,432,1,1,2026-03-04,2026-03-04,5,7,4",
        "902,3,Lighthouse Brigade,Civilians,4,Mopti region,Mopti region,,14.5,-4.2,Mali,432,2,4,2026-03-01 00:00:00.000,2026-03-31,9,9,9",
    )
    first, second = outside.events
    assert (outside.layout, first.id, first.row, first.place.country, first.place.precision) == (
        "ucdp_ged",
        "901",
        2,
        "MLI",
        "exact",
    )
    assert (first.killed, first.time.start, first.is_directed, first.first[0].actor_id) == (
        Count(4, 5, 7),
        date(2026, 3, 4),
        False,
        "gov-mli",
    )
    assert (second.time.precision, second.place.precision, second.is_directed, second.is_total) == (
        "month",
        "province",
        True,
        None,
    )
    assert second.second[0].kind is ActorKind.CIVILIANS


def test_acled_rows(table):
    outside = table(
        ACLED,
        "MLI9,04 March 2026,1,Battles,Armed clash,Military Forces of Mali (2020-),State forces,JNIM: Group for Support of Islam and Muslims,"
        "Rebel group,466,Mali,Gao,Gao,16.27,-0.04,1,Invented Post,3",
        "MLI10,2026-03-15,3,Protests,Peaceful protest,Protesters (Mali),Protesters,,,466,Mali,Mopti,Mopti,14.49,-4.19,1,Invented Post,0",
    )
    clash, protest = outside.events
    assert (clash.first[0].actor_id, clash.first[0].kind, clash.actions >= {Action.ARMED_CLASH}) == (
        "gov-mli-military",
        "military",
        True,
    )
    assert clash.second[0].kind is ActorKind.ARMED_GROUP
    assert (protest.time.start, protest.time.end, protest.time.precision) == (date(2026, 3, 1), date(2026, 3, 31), "month")
    assert (protest.actions, protest.first[0].kind) == ({Action.PROTEST}, ActorKind.PROTESTERS)


def test_own_columns_in_other_dialects(table):
    outside = table(
        "Nr;Wann;Ort;Land;Tote;Täter", "7;25/03/2026;Gao;Mali;3-6;Malian army|Lighthouse Brigade", "8;03/04/2026;Mopti;ML;5+;",
        mapping={"date": "Wann", "place": "Ort", "country": "Land", "killed": "Tote", "perpetrator": "Täter", "id": "Nr"},
        encoding="cp1252",
    )  # fmt: skip
    assert [row.id for row in outside.events] == ["7", "8"]
    assert [row.time.start for row in outside.events] == [date(2026, 3, 25), date(2026, 4, 3)]
    assert [row.killed for row in outside.events] == [Count(3, None, 6), Count(5, 5, None)]
    assert [actor.name for actor in outside.events[0].first] == ["Malian army", "Lighthouse Brigade"]


def test_a_workbook(tmp_path):
    book = openpyxl.Workbook()
    for line in (["date", "place", "country", "killed"], [date(2026, 3, 4), "Gao", "Mali", 5], [None, None, None, None]):
        book.active.append(line)
    book.save(tmp_path / "list.xlsx")
    (row,) = read_outside(tmp_path / "list.xlsx").events
    assert (row.time.start, row.place.country, row.killed) == (date(2026, 3, 4), "MLI", Count(5, 5, 5))


@pytest.mark.parametrize(
    ("lines", "mapping", "code"),
    [
        (["When,Town", "x,Gao"], {}, None),
        (["town,land", "Gao,Mali"], {}, "compare-columns"),
        (["date,town", "2026-03-04,Gao"], {"date": "dat"}, "compare-columns"),
        (["date,town", "2026-03-04,Gao"], {"dead": "date"}, "compare-columns"),
        (["no table at all"], {}, "table-shape"),
    ],
)
def test_tables_that_are_none(table, lines, mapping, code):
    if code is None:
        outside = table(*lines, mapping=mapping)
        assert [(one.code, one.where.rpartition(":")[2]) for one in outside.problems] == [("compare-row", "2")]
        return
    with pytest.raises(InputError) as caught:
        table(*lines, mapping=mapping)
    assert (caught.value.code, bool(caught.value.fix)) == (code, True)


def test_binary_and_missing_files(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\x89PNG\x00\x00")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    for name, code in (("a.csv", "table-shape"), ("b.xlsx", "table-shape"), ("c.csv", "table-unreadable")):
        with pytest.raises(InputError, match=code):
            read_outside(tmp_path / name)


def test_days_that_may_be_read_as_two_are_problems(table):
    outside = table("date,place", "03/04/2026,Gao", "2026-03-04,Gao")
    assert [row.time.start for row in outside.events] == [date(2026, 3, 4)]
    assert "03/04/2026" in outside.problems[0].what


# --- pairs ---------------------------------------------------------------------------------------------------------------


def test_matched_only_ours_only_theirs_and_what_differs(table):
    outside = table(
        OWN,
        "a,2026-03-05,Mali,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,8",
        "b,2026-03-20,Mali,Mopti,14.49,-4.19,Malian army,,air_strike,2",
    )
    found = beside(outside, event("E-1"), event("E-2", "Ansongo", 10))
    (pair,) = found.pairs
    assert (pair.event.id, pair.row.id, pair.is_clear) == ("E-1", "a", True)
    assert [(d.field, d.by) for d in pair.differences] == [("date", "1 day"), ("killed", "+3")]
    assert [one.event.id for one in found.only_ours] == ["E-2"]
    assert [one.row.id for one in found.only_theirs] == ["b"]
    assert "differ on    date 1 · killed 1   (0 agree in all)" in summary(found)


def test_pairs_are_one_to_one_the_most_alike_first(table):
    rows = [
        f"{name},2026-03-04,Mali,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,{n}" for name, n in (("a", 5), ("b", 40))
    ]
    found = beside(table(OWN, *rows), event("E-1", killed=5), event("E-2", killed=41))
    assert [(pair.event.id, pair.row.id) for pair in found.pairs] == [("E-1", "a"), ("E-2", "b")]
    alone = beside(table(OWN, *rows), event("E-1", killed=5))
    (left,) = alone.only_theirs
    assert (left.row.id, left.nearest.name, left.nearest.is_taken) == ("b", "E-1", True)


def test_pairs_that_nobody_can_tell_apart_are_close(table):
    rows = [f"{name},2026-03-04,Mali,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,1" for name in "ab"]
    found = beside(table(OWN, *rows), event("E-1", killed=1), event("E-2", killed=1))
    assert [pair.is_clear for pair in found.pairs] == [False, False]


@pytest.mark.parametrize(
    "row",
    [
        "x,2026-03-09,Mali,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,5",  # days apart
        "x,2026-03-04,Niger,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,5",  # another country
        "x,2026-03-04,Mali,Mopti,14.49,-4.19,Lighthouse Brigade,civilians,shooting,5",  # 480 km away
        "x,2026-03-04,Mali,Gao,16.27,-0.04,Protesters,,protest,0",  # something else
    ],
)
def test_what_is_not_one(table, row):
    other = "y,2026-03-04,Mali,Ansongo,15.66,0.5,,,,"  # so that country and days are covered
    found = beside(table(OWN, row, other), event("E-1"))
    assert not [pair for pair in found.pairs if pair.row.id == "x"]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Military Forces of Mali (2020-)", True),
        ("Government of Mali", True),
        ("Army of Mali", True),
        ("Military Forces of Niger", False),
    ],
)
def test_bodies_of_one_state_are_one_actor(table, name, same):
    row = table(OWN, f"x,2026-03-04,Mali,Gao,16.27,-0.04,{name},civilians,shooting,5").events[0]
    found = likeness(side_of_event(event("E-1", by=ARMY), 0), side_of_row(row), load(), list_rules())
    assert (("actors", "same", 1.0) in found.parts[3:4]) is same


def test_the_order_of_sides_says_nothing_in_ucdp_ged(table):
    row = (
        "901,1,Government of Mali,Lighthouse Brigade,1,Gao town,Gao region,,16.27,-0.04,Mali,432,1,1,2026-03-04,2026-03-04,5,5,5"
    )
    (pair,) = beside(table(GED, row), event("E-1", by=REBELS, to=ARMY)).pairs
    assert pair.differences == ()


def test_events_beyond_the_reach_of_the_list_are_counted_and_left_out(table):
    outside = table(OWN, "a,2026-03-04,Mali,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,5")
    found = beside(outside, event("E-1"), event("E-2", month=5))
    assert (found.out_of_reach, len(found.only_ours), len(found.pairs)) == (1, 0, 1)


def test_totals_meet_totals_alone(table):
    outside = table(
        GED, "901,3,Lighthouse Brigade,Civilians,1,Gao town,Gao,,16.27,-0.04,Mali,432,1,1,2026-03-04,2026-03-04,5,5,5"
    )
    assert not beside(outside, event("E-1", aggregate=True)).pairs


def test_a_figure_within_our_range_is_no_difference(table):
    outside = table(OWN, "a,2026-03-04,Mali,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,6")
    (pair,) = beside(outside, event("E-1", killed=Count(4, 5, 7))).pairs
    assert pair.differences == ()
    (pair,) = beside(outside, event("E-1", killed=Count(4, 4, None))).pairs
    assert pair.differences == ()


def test_the_order_of_input_changes_nothing(table):
    rows = [f"{n},2026-03-0{n},Mali,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,{n}" for n in range(1, 8)]
    events = [event(f"E-{n}", day=n, killed=n) for n in range(1, 8)]
    pairs = [
        {(pair.event.id, pair.row.id) for pair in beside(table(OWN, *some), *others).pairs}
        for some, others in ((rows, events), (rows[::-1], events[::-1]))
    ]
    assert pairs[0] == pairs[1] == {(f"E-{n}", str(n)) for n in range(1, 8)}


def test_every_level_has_a_weight_and_words():
    weighted = {(name, level) for name, table in list_rules().weights.items() for level in table}
    assert weighted == set(_NAMES)


def test_no_rows_and_no_events(table):
    outside = table(OWN)
    found = beside(outside, event("E-1"))
    assert (found.pairs, found.only_theirs, found.out_of_reach) == ((), (), 1)
    assert assign((), (), load(), list_rules()).pairs == ()


# --- files ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def found(table):
    outside = table(
        OWN,
        '"=cmd",2026-03-05,Mali,Gao,16.27,-0.04,Lighthouse Brigade,civilians,shooting,8',
        "<b>,2026-03-20,Mali,Mopti,14.49,-4.19,,,air_strike,2",
    )
    return beside(outside, event("E-1"), event("E-2", "Ansongo", 10))


def written(found, ending):
    out = io.BytesIO()
    WRITERS[ending](found, out, "sahel", "list.csv")
    return out.getvalue()


def test_csv(found):
    rows = list(csv.DictReader(io.StringIO(written(found, ".csv").decode())))
    assert [row["result"] for row in rows] == ["matched", "only_ours", "only_theirs"]
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert (rows[0]["list_id"], rows[0]["days_apart"], rows[0]["differs"]) == ("'=cmd", "1", "date; killed")


def test_json_and_workbook_have_what_the_csv_has(found):
    node = json.loads(written(found, ".json"))
    assert node == comparison_to_json(found)
    book = openpyxl.load_workbook(io.BytesIO(written(found, ".xlsx")))
    assert book.sheetnames == ["matched", "only_ours", "only_theirs", "columns"]
    head, row = list(book["matched"].values)
    cells = dict(zip(head, row, strict=True))
    assert (cells["list_id"], cells["killed_best"], cells["event_id"]) == ("=cmd", 5, "E-1")
    assert book["matched"].cell(2, head.index("list_id") + 1).data_type == "s"


def test_page_is_escaped(found):
    page = written(found, ".html").decode()
    assert "<b>,2026" not in page
    assert "&lt;b&gt;" in page
    assert "Only theirs" in page


def read_any(folder, data):
    """What reading these bytes as a list ends with."""
    file = folder / "any"
    file.write_bytes(data)
    try:
        return read_outside(file)
    except InputError as fault:
        return fault.code


@pytest.fixture(scope="module")
def whole_lists():
    """A small whole list in each layout and container."""
    ged = f"{GED}\n901,1,Government of Mali,IS,1,Gao town,Gao,,16.27,-0.04,Mali,432,1,1,2026-03-04,2026-03-04,5,7,4\n"
    acled = (
        f"{ACLED}\nM1,04 March 2026,1,Battles,Armed clash,Military Forces of Mali,1,IS,2,466,Mali,Gao,Gao,16.27,-0.04,1,Post,3\n"
    )
    book = openpyxl.Workbook()
    book.active.append(["date", "place", "killed"])
    book.active.append([date(2026, 3, 4), "Gao", 5])
    out = io.BytesIO()
    book.save(out)
    return [
        ged.encode(),
        acled.encode(),
        f"{OWN}\na,2026-03-05,Mali,Gao,16,0,X;Y,civilians,shooting,8\n".encode("utf-16"),
        out.getvalue(),
    ]


@given(st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_list_or_a_clear_refusal(tmp_path, whole_lists, data):
    raw = bytearray(data.draw(st.sampled_from(whole_lists)))
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, max(0, len(raw) - 1)))
        raw[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    found = read_any(tmp_path, bytes(raw))
    assert found in {"table-shape", "compare-columns"} or found.layout in {"ucdp_ged", "acled", "own"}
