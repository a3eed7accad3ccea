"""The GDELT-like tables: CAMEO codes and what follows from them, 61 and 16 columns. All events are invented."""

import io
from datetime import UTC, datetime

import pytest

from dateline.model import Action, ActorKind, Count, Place, PlacePrecision, Status, WeaponKind
from dateline.model.document import Document
from dateline.write import gdelt, gdelt_mentions
from dateline.write.cameo import ACTOR_TYPES

GROUP, ARMY, PEOPLE = (
    ("Lighthouse Brigade", ActorKind.ARMED_GROUP),
    ("army", ActorKind.MILITARY),
    ("farmers", ActorKind.CIVILIANS),
)


def table(records, module=gdelt):
    out = io.BytesIO()
    written = module.write(records, out)
    names = [column.name for column in module.SCHEME.columns]
    rows = [line.split("\t") for line in out.getvalue().decode("utf-8").splitlines()]
    return written, [dict(zip(names, row, strict=True)) for row in rows]


def row(record):
    written, rows = table([record])
    assert not written.left_out, list(written.left_out)
    return rows[0]


def test_columns_are_gdelts():
    names = [column.name for column in gdelt.SCHEME.columns]
    assert len(names) == 61
    assert names[:7] == ["GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name"]
    assert names[15:17] == ["Actor2Code", "Actor2Name"]
    assert names[25:35] == [
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles",
        "AvgTone",
    ]  # fmt: skip
    assert names[-2:] == ["DATEADDED", "SOURCEURL"]
    assert len(gdelt_mentions.SCHEME.columns) == 16


@pytest.mark.parametrize(
    ("action", "by", "to", "more", "code", "quad"),
    [
        (Action.SHOOTING, [GROUP], [PEOPLE], {}, "193", "4"),
        (Action.ATTACK, [GROUP], [PEOPLE], {}, "180", "4"),
        (Action.ATTACK, [GROUP], [ARMY], {}, "190", "4"),
        (Action.MELEE_ATTACK, [GROUP], [PEOPLE], {}, "182", "4"),
        (Action.MELEE_ATTACK, [GROUP], [PEOPLE], {"killed": Count(1, 1, 1)}, "1823", "4"),
        (Action.BOMBING, [GROUP], [PEOPLE], {"weapon": WeaponKind.VEHICLE_BOMB}, "1832", "4"),
        (Action.BOMBING, [GROUP], [PEOPLE], {"weapon": WeaponKind.MINE}, "1833", "4"),
        (Action.BOMBING, [GROUP], [PEOPLE], {}, "183", "4"),
        (Action.PROTEST, [PEOPLE], [], {}, "141", "4"),
        (Action.PROTEST, [PEOPLE], [], {"status": Status.THREATENED}, "133", "3"),
        (Action.BOMBING, [GROUP], [], {"status": Status.THREATENED}, "138", "3"),
        (Action.ARREST, [ARMY], [PEOPLE], {"status": Status.THREATENED}, "130", "3"),
        (Action.AGREEMENT, [GROUP, ARMY], [], {}, "057", "1"),
    ],
)
def test_code_follows_from_action_weapon_status_and_sides(scene, action, by, to, more, code, quad):
    got = row(scene(action, perpetrators=by, targets=to, **more))
    assert (got["EventCode"], got["EventBaseCode"], got["EventRootCode"], got["QuadClass"]) == (code, code[:3], code[:2], quad)


@pytest.mark.parametrize("status", [Status.OCCURRED, Status.THREATENED, Status.ATTEMPTED])
@pytest.mark.parametrize("action", [action for action in Action if action is not Action.COUP])
def test_every_code_has_a_weight(scene, action, status):
    assert -10 <= float(row(scene(action, perpetrators=[GROUP], targets=[PEOPLE], status=status))["GoldsteinScale"]) <= 10


def test_actors(scene):
    got = row(scene(perpetrators=[GROUP], targets=[ARMY]))
    names = ("Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor2Code", "Actor2CountryCode", "Actor2Type1Code")
    assert [got[name] for name in names] == ["REB", "LIGHTHOUSE BRIGADE", "", "NGAMIL", "NGA", "MIL"]


def test_kinds_without_a_type_are_things_and_the_unknown():
    assert set(ActorKind) - set(ACTOR_TYPES) == {ActorKind.PROPERTY, ActorKind.UNKNOWN}


@pytest.mark.parametrize(
    ("country", "precision", "kind"),
    [
        ("NGA", PlacePrecision.EXACT, "4"),
        ("NGA", PlacePrecision.PROVINCE, "5"),
        ("USA", PlacePrecision.EXACT, "3"),
        ("USA", PlacePrecision.PROVINCE, "2"),
        ("NGA", PlacePrecision.COUNTRY, "1"),
        (None, PlacePrecision.UNKNOWN, "0"),
    ],
)
def test_kinds_of_places(scene, country, precision, kind):
    assert row(scene(perpetrators=[GROUP], place=Place(name="X", country=country, precision=precision)))["ActionGeo_Type"] == kind


def test_days(scene):
    got = row(scene(perpetrators=[GROUP]))
    assert [got[name] for name in ("Day", "MonthYear", "Year", "FractionDate")] == ["20260407", "202604", "2026", "2026.3479"]
    assert got["DATEADDED"] == "20260408000000"


def test_instants_are_utc():
    doc = Document(id="d", text="x", retrieved_at=datetime.fromisoformat("2026-04-08T01:30:00+02:00"))
    assert gdelt.instant(gdelt.known_at(doc)) == 20260407233000
    naive = Document(id="d", text="x", retrieved_at=datetime(2026, 4, 8, 1, 30))  # noqa: DTZ001
    assert gdelt.known_at(naive) == datetime(2026, 4, 8, 1, 30, tzinfo=UTC)
    assert gdelt.known_at(Document(id="d", text="x")) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"perpetrators": [], "targets": []}, "no actor is named"),
        ({"time": None}, "no day is known"),
        ({"aggregate": True}, "a total over several"),
        ({"action": Action.COUP}, "no code for a coup"),
        ({"status": Status.FOILED}, "stopped before"),
    ],
)
def test_events_left_out_are_listed_with_the_reason(scene, change, words):
    for module in (gdelt, gdelt_mentions):
        written, rows = table([scene(**{"perpetrators": [GROUP], "targets": [PEOPLE]} | change)], module)
        assert rows == []
        assert words in next(iter(written.left_out)).reason


def test_mentions_are_the_claims(hard, texts):
    _, rows = table([hard], gdelt_mentions)
    assert [one["MentionIdentifier"] for one in rows] == ["https://example.org/kano?a=1,2"] * 2 + ["wire-1"] * 2
    assert [one["MentionType"] for one in rows] == ["1", "1", "2", "2"]
    assert [one["Confidence"] for one in rows] == ["80", "", "", ""]
    text = texts["post-1"]
    assert text[int(rows[0]["ActionCharOffset"]) :].startswith("exploded")
    assert text[int(rows[0]["Actor2CharOffset"]) :].startswith("five people")
