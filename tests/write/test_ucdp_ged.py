"""The UCDP-GED-like table: dyads, types of violence, deaths by side, precision codes. All events are invented."""

import csv
import io
from datetime import date

import pytest

from dateline.model import Action, Actor, ActorKind, Count, Harm, HarmKind, Place, PlacePrecision, Status, TimePrecision, When
from dateline.write import ucdp_ged

NAMES = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
GROUP, OTHERS = ("Lighthouse Brigade", ActorKind.ARMED_GROUP), ("Coast Militia", ActorKind.MILITIA)
ARMY, PEOPLE, CROWD = ("army", ActorKind.MILITARY), ("farmers", ActorKind.CIVILIANS), ("people", ActorKind.UNKNOWN)
HOUSES, MINISTER = ("houses", ActorKind.PROPERTY), ("a minister", ActorKind.GOVERNMENT)
BENIN_ARMY = Actor(name="Beninese army", kind=ActorKind.FOREIGN_FORCES, actor_id="gov-ben-military")
NIGERIA, BENIN = "Government of Nigeria", "Government of Benin"
THREE = Count(3, 3, 3)


def table(record):
    out = io.BytesIO()
    written = ucdp_ged.write([record], out)
    return written, list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline="")))


def row(record):
    written, rows = table(record)
    assert not written.left_out, list(written.left_out)
    return rows[0]


def test_columns_are_the_49_in_order(hard):
    assert list(row(hard)) == NAMES
    assert len(NAMES) == 49


@pytest.mark.parametrize(
    ("by", "to", "violence", "a", "b"),
    [
        ([GROUP], [ARMY], "1", NIGERIA, "Lighthouse Brigade"),
        ([ARMY], [GROUP], "1", NIGERIA, "Lighthouse Brigade"),
        ([ARMY], [PEOPLE, GROUP], "1", NIGERIA, "Lighthouse Brigade"),
        ([BENIN_ARMY], [ARMY], "1", BENIN, NIGERIA),
        ([BENIN_ARMY], [GROUP], "1", BENIN, "Lighthouse Brigade"),
        ([("foreign troops", ActorKind.FOREIGN_FORCES)], [GROUP], "1", "foreign troops", "Lighthouse Brigade"),
        ([GROUP], [OTHERS], "2", "Lighthouse Brigade", "Coast Militia"),
        ([GROUP], [PEOPLE], "3", "Lighthouse Brigade", "Civilians"),
        ([GROUP], [CROWD], "3", "Lighthouse Brigade", "Civilians"),
        ([GROUP], [MINISTER], "3", "Lighthouse Brigade", "Civilians"),
        ([ARMY], [PEOPLE], "3", NIGERIA, "Civilians"),
    ],
)
def test_dyad_and_type_of_violence(scene, by, to, violence, a, b):
    got = row(scene(perpetrators=by, targets=to, killed=THREE))
    assert (got["type_of_violence"], got["side_a"], got["side_b"], got["dyad_name"]) == (violence, a, b, f"{a} - {b}")


def test_soldiers_killed_with_no_target_named_are_the_states(scene):
    got = row(scene(perpetrators=[GROUP], killed=THREE, harm=[Harm(kind=HarmKind.KILLED, count=THREE, who=ActorKind.MILITARY)]))
    assert (got["dyad_name"], got["deaths_a"]) == (f"{NIGERIA} - Lighthouse Brigade", "3")


def test_states_have_their_numbers(scene):
    got = row(scene(perpetrators=[GROUP], targets=[ARMY], killed=THREE))
    assert [got[name] for name in ("side_a_new_id", "gwnoa", "gwnob", "country_id", "region")] == [
        "84",
        "475",
        "",
        "475",
        "Africa",
    ]


def harm(who, n):
    return Harm(kind=HarmKind.KILLED, count=Count(n, n, n), who=who)


@pytest.mark.parametrize(
    ("figures", "best", "parts"),
    [
        ([harm(ActorKind.MILITARY, 2), harm(ActorKind.ARMED_GROUP, 5)], 7, (2, 5, 0, 0)),
        ([harm(ActorKind.MILITARY, 2), harm(ActorKind.CIVILIANS, 1)], 3, (2, 0, 1, 0)),
        ([harm(ActorKind.UNKNOWN, 4)], 4, (0, 0, 0, 4)),
        ([harm(ActorKind.POLICE, 4)], 4, (4, 0, 0, 0)),
        ([harm(ActorKind.MILITARY, 2)], 9, (0, 0, 0, 9)),
        ([harm(ActorKind.GANG, 2)], 2, (0, 0, 0, 2)),
    ],
)
def test_deaths_by_side_add_up_to_best(scene, figures, best, parts):
    got = row(scene(perpetrators=[GROUP], targets=[ARMY], killed=Count(best, best, best), harm=figures))
    assert tuple(int(got[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")) == parts
    assert int(got["best"]) == sum(parts)


@pytest.mark.parametrize(("to", "civilians"), [([PEOPLE], "3"), ([CROWD], "0")])
def test_all_deaths_are_civilian_where_only_civilians_were_attacked(scene, to, civilians):
    assert row(scene(perpetrators=[GROUP], targets=to, killed=THREE))["deaths_civilians"] == civilians


@pytest.mark.parametrize(
    ("count", "three"),
    [(Count(5, 7, 9), ("5", "7", "9")), (Count(5, 5, None), ("5", "5", "5")), (Count(24, None, None), ("24", "24", "24")),
     (Count(None, None, 10), ("0", "0", "10")), (Count(0, 0, 3), ("0", "0", "3")), (Count(None, 6, None), ("6", "6", "6"))],
)  # fmt: skip
def test_low_best_and_high(scene, count, three):
    got = row(scene(perpetrators=[GROUP], targets=[PEOPLE], killed=count))
    assert (got["low"], got["best"], got["high"]) == three


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"killed": None}, "no number of deaths"),
        ({"killed": Count(0, 0, 0)}, "nobody was killed"),
        ({"perpetrators": [PEOPLE]}, "no organised actor"),
        ({"perpetrators": []}, "no organised actor"),
        ({"targets": [HOUSES]}, "only property"),
        ({"targets": []}, "nobody says whom"),
        ({"action": Action.RIOT}, "riot is no use of armed force"),
        ({"action": None}, "an unknown action is no use"),
        ({"status": Status.THREATENED}, "it is threatened"),
        ({"time": None}, "no day, month or year"),
        ({"place": None}, "no place or no country"),
        ({"place": Place(name="Kano", country="NGA", precision=PlacePrecision.EXACT)}, "no coordinates are known for Kano"),
        (
            {"aggregate": True, "time": When(start=date(2026, 1, 1), end=date(2026, 3, 1), precision=TimePrecision.MONTH)},
            "more than a month",
        ),
    ],
)
def test_events_left_out_are_listed_with_the_reason(scene, change, words):
    written, rows = table(scene(**{"perpetrators": [GROUP], "targets": [PEOPLE], "killed": THREE} | change))
    assert rows == []
    assert words in next(iter(written.left_out)).reason


def test_total_within_a_month_is_less_clear(scene):
    assert row(scene(perpetrators=[GROUP], targets=[PEOPLE], killed=THREE, aggregate=True))["event_clarity"] == "2"


@pytest.mark.parametrize(
    ("start", "end", "precision", "code"),
    [
        (date(2026, 4, 7), date(2026, 4, 7), TimePrecision.DAY, "1"),
        (date(2026, 4, 7), date(2026, 4, 8), TimePrecision.DAY, "2"),
        (date(2026, 4, 6), date(2026, 4, 8), TimePrecision.FEW_DAYS, "2"),
        (date(2026, 4, 6), date(2026, 4, 12), TimePrecision.WEEK, "3"),
        (date(2026, 4, 1), date(2026, 4, 30), TimePrecision.MONTH, "4"),
        (date(2026, 1, 1), date(2026, 12, 31), TimePrecision.YEAR, "5"),
    ],
)
def test_precision_of_days(scene, start, end, precision, code):
    got = row(scene(perpetrators=[GROUP], targets=[PEOPLE], killed=THREE, time=When(start=start, end=end, precision=precision)))
    assert (got["date_prec"], got["date_start"], got["date_end"]) == (code, start.isoformat(), end.isoformat())


@pytest.mark.parametrize(
    ("precision", "radius", "code"),
    [
        (PlacePrecision.EXACT, 5, "1"),
        (PlacePrecision.NEAR, 20, "2"),
        (PlacePrecision.NEAR, None, "2"),
        (PlacePrecision.NEAR, 60, "5"),
        (PlacePrecision.DISTRICT, 30, "3"),
        (PlacePrecision.PROVINCE, 90, "4"),
        (PlacePrecision.COUNTRY, 500, "6"),
    ],
)
def test_precision_of_places(scene, precision, radius, code):
    place = Place(
        name="Wudil",
        chain=("Wudil", "Nigeria"),
        country="NGA",
        precision=precision,
        latitude=11.8,
        longitude=8.8,
        radius_km=radius,
    )
    assert row(scene(perpetrators=[GROUP], targets=[PEOPLE], killed=THREE, place=place))["where_prec"] == code


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (-89.5, -180, 721), (-89.9, -179.5, 2), (90, 180, 259200), (12.0, 8.5, 147258)],
)
def test_cells_are_numbered_from_the_south_west(latitude, longitude, cell):
    assert ucdp_ged.priogrid(latitude, longitude) == cell
