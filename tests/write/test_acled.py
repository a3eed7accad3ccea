"""The ACLED-like table: types by action and sides, precision codes, fatalities, notes. All events are invented."""

import csv
import dataclasses
import io
from datetime import date

import pytest

from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Count,
    Harm,
    HarmKind,
    Place,
    PlacePrecision,
    Status,
    TimePrecision,
    WeaponKind,
    When,
)
from dateline.write import acled

NAMES = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
GROUP, ARMY, POLICE = ("Lighthouse Brigade", ActorKind.ARMED_GROUP), ("army", ActorKind.MILITARY), ("police", ActorKind.POLICE)
CROWD, PEOPLE, HOUSES = ("students", ActorKind.PROTESTERS), ("farmers", ActorKind.CIVILIANS), ("houses", ActorKind.PROPERTY)
UNKNOWN, BOMBED = ("people", ActorKind.UNKNOWN), Count(3, 3, 3)


def table(*records):
    out = io.BytesIO()
    written = acled.write(records, out)
    return written, list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline="")))


def row(record):
    written, rows = table(record)
    assert not written.left_out, list(written.left_out)
    return rows[0]


def reason(record):
    written, rows = table(record)
    assert rows == []
    return next(iter(written.left_out)).reason


def test_columns_are_the_31_in_order(hard):
    assert list(row(hard)) == NAMES
    assert len(NAMES) == 31


@pytest.mark.parametrize(
    ("action", "by", "to", "more", "sub"),
    [
        (Action.ARMED_CLASH, [GROUP], [ARMY], {}, "Armed clash"),
        (Action.SHOOTING, [GROUP], [ARMY], {}, "Armed clash"),
        (Action.SHOOTING, [GROUP], [PEOPLE], {}, "Attack"),
        (Action.SHOOTING, [GROUP], [ARMY, PEOPLE], {}, "Armed clash"),
        (Action.SHOOTING, [GROUP], [UNKNOWN], {}, "Attack"),
        (Action.SHOOTING, [POLICE], [CROWD], {}, "Excessive force against protesters"),
        (Action.SHOOTING, [GROUP], [("minister", ActorKind.GOVERNMENT)], {}, "Attack"),
        (Action.ATTACK, [GROUP], [HOUSES], {}, "Looting/property destruction"),
        (Action.ATTACK, [CROWD], [PEOPLE], {}, "Mob violence"),
        (Action.ATTACK, [GROUP], [], {"harm": [Harm(kind=HarmKind.KILLED, count=BOMBED, who=ActorKind.POLICE)]}, "Armed clash"),
        (Action.MELEE_ATTACK, [], [PEOPLE], {}, "Attack"),
        (Action.EXECUTION, [GROUP], [("prisoners", ActorKind.PRISONERS)], {}, "Attack"),
        (Action.SEXUAL_VIOLENCE, [GROUP], [PEOPLE], {}, "Sexual violence"),
        (Action.ABDUCTION, [GROUP], [PEOPLE], {}, "Abduction/forced disappearance"),
        (Action.ABDUCTION, [GROUP], [ARMY], {}, "Other"),
        (Action.BOMBING, [GROUP], [ARMY], {}, "Remote explosive/landmine/IED"),
        (Action.BOMBING, [GROUP], [ARMY], {"status": Status.FOILED}, "Disrupted weapons use"),
        (Action.SUICIDE_BOMBING, [GROUP], [PEOPLE], {}, "Suicide bomb"),
        (Action.GRENADE_ATTACK, [GROUP], [PEOPLE], {}, "Grenade"),
        (Action.AIR_STRIKE, [ARMY], [PEOPLE], {}, "Air/drone strike"),
        (Action.DRONE_STRIKE, [ARMY], [GROUP], {}, "Air/drone strike"),
        (Action.SHELLING, [ARMY], [], {}, "Shelling/artillery/missile attack"),
        (Action.CHEMICAL_ATTACK, [ARMY], [PEOPLE], {}, "Chemical weapon"),
        (Action.PROTEST, [CROWD], [], {}, "Peaceful protest"),
        (Action.RIOT, [CROWD], [POLICE], {}, "Violent demonstration"),
        (Action.RIOT, [CROWD], [HOUSES], {}, "Violent demonstration"),
        (Action.RIOT, [CROWD], [PEOPLE], {}, "Mob violence"),
        (Action.CRACKDOWN, [POLICE], [CROWD], {}, "Protest with intervention"),
        (Action.CRACKDOWN, [POLICE], [CROWD], {"killed": Count(1, 1, 1)}, "Excessive force against protesters"),
        (Action.CRACKDOWN, [POLICE], [CROWD], {"weapon": WeaponKind.SMALL_ARMS}, "Excessive force against protesters"),
        (Action.ARREST, [POLICE], [PEOPLE], {}, "Arrests"),
        (Action.RAID, [POLICE], [PEOPLE], {}, "Other"),
        (Action.RAID, [ARMY], [GROUP], {"killed": BOMBED}, "Armed clash"),
        (Action.ARSON_LOOTING, [GROUP], [HOUSES], {}, "Looting/property destruction"),
        (Action.TERRITORY_CHANGE, [GROUP], [ARMY], {}, "Non-violent transfer of territory"),
        (Action.TERRITORY_CHANGE, [GROUP], [ARMY], {"killed": BOMBED}, "Non-state actor overtakes territory"),
        (Action.TERRITORY_CHANGE, [ARMY], [GROUP], {"killed": BOMBED}, "Government regains territory"),
        (Action.INTERCEPTION, [ARMY], [("drone", ActorKind.PROPERTY)], {}, "Disrupted weapons use"),
        (Action.AGREEMENT, [ARMY, GROUP], [], {}, "Agreement"),
        (Action.COUP, [ARMY], [], {}, "Other"),
    ],
)
def test_sub_event_follows_from_action_and_sides(scene, action, by, to, more, sub):
    assert row(scene(action, perpetrators=by, targets=to, **more))["sub_event_type"] == sub


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"action": Action.THREAT}, "threatened, planned"),
        ({"status": Status.THREATENED}, "threatened, planned"),
        ({"status": Status.HYPOTHETICAL}, "threatened, planned"),
        ({"status": Status.FOILED}, "stopped before it took effect"),
        ({"action": None}, "no action"),
        ({"aggregate": True}, "a total over several"),
        ({"time": None}, "the day is known by unknown alone"),
        ({"time": When(start=date(2026, 1, 1), end=date(2026, 12, 31), precision=TimePrecision.YEAR)}, "known by year alone"),
        ({"place": None}, "the place is known by unknown alone"),
        ({"place": Place(name="Nigeria", country="NGA", precision=PlacePrecision.COUNTRY)}, "known by country alone"),
        ({"place": Place(name="Kano", country="NGA", precision=PlacePrecision.EXACT)}, "no coordinates are known for Kano"),
        ({"targets": ()}, "nobody says whom"),
    ],
)
def test_events_left_out_are_listed_with_the_reason(scene, change, words):
    assert words in reason(scene(**{"perpetrators": [GROUP], "targets": [PEOPLE]} | change))


@pytest.mark.parametrize(
    ("action", "by", "to", "first", "second", "interaction"),
    [
        (Action.SHOOTING, [GROUP], [PEOPLE], "Lighthouse Brigade", "Civilians (Nigeria)", "Rebel group-Civilians"),
        (
            Action.SHOOTING,
            [],
            [PEOPLE],
            "Unidentified Armed Group (Nigeria)",
            "Civilians (Nigeria)",
            "Political militia-Civilians",
        ),
        (Action.ARMED_CLASH, [GROUP], [PEOPLE, ARMY], "Lighthouse Brigade", "army", "State forces-Rebel group"),
        (Action.PROTEST, [CROWD], [], "Protesters (Nigeria)", "", "Protesters only"),
        (Action.PROTEST, [], [], "Protesters (Nigeria)", "", "Protesters only"),
        (Action.RIOT, [CROWD], [POLICE], "Rioters (Nigeria)", "police", "State forces-Rioters"),
        (Action.CRACKDOWN, [POLICE], [], "police", "Protesters (Nigeria)", "State forces-Protesters"),
        (Action.ARREST, [], [PEOPLE], "Civilians (Nigeria)", "", "Civilians only"),
        (Action.SHELLING, [ARMY], [], "army", "", "State forces only"),
        (
            Action.ATTACK,
            [("herder militia", ActorKind.MILITIA)],
            [PEOPLE],
            "herder militia",
            "Civilians (Nigeria)",
            "Identity militia-Civilians",
        ),
    ],
)
def test_actors_and_interaction(scene, action, by, to, first, second, interaction):
    got = row(scene(action, perpetrators=by, targets=to))
    assert (got["actor1"], got["actor2"], got["interaction"]) == (first, second, interaction)


@pytest.mark.parametrize(
    ("count", "fatalities"),
    [(None, 0), (Count(5, 7, 7), 5), (Count(None, 4, 4), 4), (Count(None, None, 9), 0), (Count(24, None, None), 12), (Count(2, None, None), 3),
     (Count(200, None, None), 100), (Count(24, 24, None), 24)],
)  # fmt: skip
def test_fatalities_are_the_lowest_credible_number(scene, count, fatalities):
    assert row(scene(perpetrators=[GROUP], targets=[PEOPLE], killed=count))["fatalities"] == str(fatalities)


@pytest.mark.parametrize(
    ("start", "end", "precision", "day", "code"),
    [
        (date(2026, 4, 7), date(2026, 4, 8), TimePrecision.DAY, "2026-04-07", "1"),
        (date(2026, 4, 6), date(2026, 4, 8), TimePrecision.FEW_DAYS, "2026-04-07", "2"),
        (date(2026, 4, 6), date(2026, 4, 12), TimePrecision.WEEK, "2026-04-09", "2"),
        (date(2026, 4, 1), date(2026, 4, 30), TimePrecision.MONTH, "2026-04-15", "3"),
    ],
)
def test_days_and_their_precision(scene, start, end, precision, day, code):
    got = row(scene(Action.PROTEST, time=When(start=start, end=end, precision=precision)))
    assert (got["event_date"], got["time_precision"]) == (day, code)


@pytest.mark.parametrize(
    ("chain", "precision", "admins", "code"),
    [
        (("Wudil", "Wudil", "Kano State", "Nigeria"), PlacePrecision.EXACT, ("Kano State", "Wudil", ""), "1"),
        (("Wudil", "Kano State", "Nigeria"), PlacePrecision.NEAR, ("Kano State", "", ""), "2"),
        (("Wudil", "Kano State", "Nigeria"), PlacePrecision.DISTRICT, ("Kano State", "Wudil", ""), "2"),
        (("Kano State", "Nigeria"), PlacePrecision.PROVINCE, ("Kano State", "", ""), "3"),
        (("Wudil", "Nigeria"), PlacePrecision.EXACT, ("", "", ""), "1"),
    ],
)
def test_divisions_and_precision_of_places(scene, chain, precision, admins, code):
    place = Place(name=chain[0], chain=chain, country="NGA", precision=precision, latitude=11.8, longitude=8.8)
    got = row(scene(Action.PROTEST, place=place))
    assert ((got["admin1"], got["admin2"], got["admin3"]), got["geo_precision"]) == (admins, code)


def test_country_has_its_codes(hard):
    assert [row(hard)[name] for name in ("iso", "region", "country")] == ["566", "Western Africa", "Nigeria"]


def test_notes_quote_every_side(hard):
    notes = row(hard)["notes"]
    assert "killed 5-7" in notes
    assert "claims responsibility: “" in notes
    assert "the group denies: “" in notes


@pytest.mark.parametrize(
    ("action", "to", "said"),
    [
        (Action.BOMBING, [PEOPLE], "Civilians targeted"),
        (Action.BOMBING, [ARMY], ""),
        (Action.PROTEST, [], ""),
        (Action.ARREST, [PEOPLE], ""),
    ],
)
def test_civilian_targeting(scene, action, to, said):
    assert row(scene(action, perpetrators=[GROUP], targets=to))["civilian_targeting"] == said


def test_size_of_a_crowd_is_a_tag(scene):
    crowd = Actor(name="students", kind=ActorKind.PROTESTERS, count=300)
    assert row(scene(Action.PROTEST, perpetrators=[crowd]))["tags"] == "crowd size=300"
    assert row(scene(Action.PROTEST, perpetrators=[CROWD]))["tags"] == "crowd size=no report"
    assert row(scene(perpetrators=[GROUP], targets=[PEOPLE]))["tags"] == ""


def test_time_of_the_latest_document_is_the_timestamp(scene):
    record = scene(Action.PROTEST)
    assert row(record)["timestamp"] == "1775606400"
    (name, doc), *_ = record.documents.items()
    undated = dataclasses.replace(record, documents={name: dataclasses.replace(doc, published=None)})
    assert row(undated)["timestamp"] == ""
