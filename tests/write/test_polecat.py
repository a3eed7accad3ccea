"""The POLECAT-like table: PLOVER types and modes, 40 columns, tabs. All events are invented."""

import csv
import io
from datetime import date

import pytest

from dateline.model import Action, Actor, ActorKind, Place, PlacePrecision, Status, TimePrecision, WeaponKind, When
from dateline.write import polecat

NAMES = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]
GROUP, ARMY, PEOPLE = (
    ("Lighthouse Brigade", ActorKind.ARMED_GROUP),
    ("army", ActorKind.MILITARY),
    ("farmers", ActorKind.CIVILIANS),
)


def table(*records):
    out = io.BytesIO()
    written = polecat.write(records, out)
    text = out.getvalue().decode("utf-8")
    return written, list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))


def row(record):
    written, rows = table(record)
    assert not written.left_out, list(written.left_out)
    return rows[0]


def test_columns_are_the_40_in_order(hard):
    assert list(row(hard)) == NAMES
    assert len(NAMES) == 40


def test_every_row_has_as_many_cells_as_names(scene):
    tabbed = scene(perpetrators=[("a\tname\nof a group", ActorKind.ARMED_GROUP)], targets=[PEOPLE])
    out = io.BytesIO()
    polecat.write([tabbed], out)
    assert {line.count(b"\t") for line in out.getvalue().splitlines()} == {39}


@pytest.mark.parametrize(
    ("action", "more", "coded"),
    [
        (Action.SHOOTING, {}, ("ASSAULT", "firearms", "MATERIAL CONFLICT")),
        (Action.MELEE_ATTACK, {}, ("ASSAULT", "beat", "MATERIAL CONFLICT")),
        (Action.MELEE_ATTACK, {"weapon": WeaponKind.BLADE}, ("ASSAULT", "primitive", "MATERIAL CONFLICT")),
        (Action.DRONE_STRIKE, {}, ("ASSAULT", "drone", "MATERIAL CONFLICT")),
        (Action.ATTACK, {}, ("ASSAULT", "None", "MATERIAL CONFLICT")),
        (Action.BOMBING, {"status": Status.THREATENED}, ("THREATEN", "violence", "VERBAL CONFLICT")),
        (Action.ARREST, {"status": Status.THREATENED}, ("THREATEN", "arrest", "VERBAL CONFLICT")),
        (Action.PROTEST, {"status": Status.THREATENED}, ("THREATEN", "None", "VERBAL CONFLICT")),
        (Action.THREAT, {}, ("THREATEN", "violence", "VERBAL CONFLICT")),
        (Action.AGREEMENT, {}, ("AGREE", "None", "VERBAL COOPERATION")),
        (Action.SIEGE, {}, ("COERCE", "restrict", "MATERIAL CONFLICT")),
        (Action.RIOT, {}, ("PROTEST", "riot", "MATERIAL CONFLICT")),
    ],
)
def test_type_mode_and_quad_follow_from_the_action(scene, action, more, coded):
    got = row(scene(action, perpetrators=[GROUP], targets=[PEOPLE], **more))
    assert (got["Event Type"], got["Event Mode"], got["Quad Code"]) == coded


def test_every_action_has_a_type(scene):
    assert {row(scene(action, perpetrators=[GROUP]))["Event Type"] for action in Action} == {
        "AGREE", "ASSAULT", "COERCE", "PROTEST", "THREATEN",
    }  # fmt: skip


def test_actors_have_sector_country_and_number(scene):
    yemen = Actor(name="Yemeni army", kind=ActorKind.FOREIGN_FORCES, actor_id="gov-yem-military")
    got = row(scene(perpetrators=[yemen, GROUP], targets=[PEOPLE]))
    names = ("Primary Actor Sector", "Actor Sectors", "Actor Country", "Actor COW", "Recipient Country", "Recipient COW")
    assert [got[name] for name in names] == ["MIL", "MIL; REB", "YEM", "679", "NGA", "475"]


def test_second_party_of_an_agreement_is_the_recipient(scene):
    assert row(scene(Action.AGREEMENT, perpetrators=[GROUP, ARMY]))["Recipient Name"] == "army"


def test_city_is_a_settlement_only(scene):
    state = Place(name="Kano State", chain=("Kano State", "Nigeria"), country="NGA", precision=PlacePrecision.PROVINCE)
    got = row(scene(perpetrators=[GROUP], place=state))
    assert [got[name] for name in ("Placename", "City", "Province", "Latitude")] == ["Kano State", "None", "Kano State", "None"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"perpetrators": []}, "no actor is named"),
        ({"time": None}, "no day is known"),
        ({"aggregate": True}, "a total over several"),
        ({"status": Status.HYPOTHETICAL}, "only spoken of"),
        ({"status": Status.FOILED}, "stopped before"),
        ({"action": None}, "no action is known"),
    ],
)
def test_events_left_out_are_listed_with_the_reason(scene, change, words):
    written, rows = table(scene(**{"perpetrators": [GROUP], "targets": [PEOPLE]} | change))
    assert rows == []
    assert words in next(iter(written.left_out)).reason


def test_first_day_is_the_date(scene):
    week = When(start=date(2026, 4, 6), end=date(2026, 4, 12), precision=TimePrecision.WEEK)
    assert row(scene(perpetrators=[GROUP], time=week))["Event Date"] == "2026-04-06"
