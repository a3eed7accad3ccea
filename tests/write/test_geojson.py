"""GeoJSON: what RFC 7946 asks for, and what has no place on the map."""

import dataclasses
import io
import json

import pytest

from dateline.model import Place, PlacePrecision, Value
from dateline.write import geojson
from dateline.write.columns import COLUMNS


def collection(records, **options):
    out = io.BytesIO()
    written = geojson.write(records, out, **options)
    return written, json.loads(out.getvalue().decode("utf-8"))


def at(record, place):
    return dataclasses.replace(record, event=dataclasses.replace(record.event, place=Value(value=place, rule="finest")))


def test_features_are_points_with_longitude_first(hard):
    _, made = collection([hard])
    (feature,) = made["features"]
    assert made["type"] == "FeatureCollection"
    assert feature["geometry"] == {"type": "Point", "coordinates": [8.51672, 12.000123]}
    assert feature["id"] == "E-7K3QXA"


def test_properties_are_the_columns_without_the_geometry(hard):
    _, made = collection([hard])
    names = [column.name for column in COLUMNS if column.name not in ("latitude", "longitude")]
    assert list(made["features"][0]["properties"]) == names


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (None, "no place is known"),
        (Place(), "no place is known"),
        (Place(name="Nagré", precision=PlacePrecision.EXACT), "no coordinates are known for Nagré (precision exact)"),
        (Place(name="Nagré", latitude=95.0, longitude=1.0), "latitude 95.0, longitude 1.0 lie outside the Earth's range"),
        (Place(name="Nagré", latitude=float("nan"), longitude=1.0), "latitude nan, longitude 1.0 lie outside the Earth's range"),
    ],
)
def test_events_without_a_point_are_listed_with_the_reason(hard, place, reason):
    written, made = collection([at(hard, place)])
    assert made["features"] == []
    assert made["left_out"] == [{"id": "E-7K3QXA", "reason": reason}]
    assert (written.n_events, len(written.left_out)) == (0, 1)


def test_no_events_give_an_empty_collection():
    _, made = collection([])
    assert made == {"type": "FeatureCollection", "features": [], "left_out": [], "withheld": []}


def test_event_without_an_id_has_no_null_id(hard):
    _, made = collection([dataclasses.replace(hard, event=dataclasses.replace(hard.event, id=None))])
    assert "id" not in made["features"][0]
