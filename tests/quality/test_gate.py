"""The gate: floors, pins and what is done where files are absent."""

import dataclasses
import json
from pathlib import Path

import pytest

from dateline.errors import InputError, QualityError
from dateline.model.shape import incident_from_json
from dateline.quality import FLOORS, Floor, gate, raised, read_floors, write_floors

GOLD = {doc["id"]: doc for doc in map(json.loads, (FLOORS.parent / "small.jsonl").read_text(encoding="utf-8").splitlines())}


def perfect(documents):
    return [incident_from_json(node, doc) for doc in documents for node in GOLD[doc.id]["incidents"]]


def silent(documents):
    return []


def small(**changes):
    one = next(one for one in read_floors(FLOORS) if one.name == "small")
    return dataclasses.replace(one, **{"digest": None} | changes)


def test_own_floors_can_be_read_and_the_small_set_measured():
    report = gate([small(floors=(Floor("record", 99.0), Floor("document.recall", 100.0), Floor("silence", 100.0)))], perfect)
    assert report.is_held
    assert report.sets[0].n_documents == 14
    report.require()
    assert report.to_json()["sets"][0]["checks"][1] == {
        "figure": "document.recall",
        "measured": 100.0,
        "least": 100.0,
        "tolerance": 2.0,
        "held": True,
    }


def test_small_set_is_the_pinned_one():
    one = next(one for one in read_floors(FLOORS) if one.name == "small")
    assert one.digest in (None, one.actual_digest())


def test_coder_sees_no_gold():
    seen = []
    gate([small()], lambda documents: seen.extend(documents) or [])
    assert not any("incidents" in doc.extra for doc in seen)
    assert seen[0].text == GOLD["small-01"]["text"]


def test_figure_below_its_floor_fails_and_is_named():
    report = gate([small(floors=(Floor("record", 40.0), Floor("silence", 50.0)))], silent)
    assert not report.is_held
    with pytest.raises(QualityError, match=r"below-floor: 1 below the floor: small: record 0.0 \(floor 40.0, tolerance 2.0\)"):
        report.require()


def test_tolerance_lets_rounding_pass():
    assert gate([small(floors=(Floor("record", 2.0),), tolerance=2.0)], silent).is_held
    assert not gate([small(floors=(Floor("record", 2.1),), tolerance=2.0)], silent).is_held


def test_changed_files_fail_whatever_the_figures():
    report = gate([small(digest="sha256:0")], perfect)
    with pytest.raises(QualityError, match=r"gold-changed.*small"):
        report.require()


def test_update_raises_floors_pins_files_and_lowers_nothing():
    before = small(floors=(Floor("record", 40.0), Floor("silence", 50.0)))
    report = gate([before], silent)
    (after,) = raised(report)
    assert after.floors == (Floor("record", 40.0), Floor("silence", 100.0))
    assert after.digest == before.actual_digest()
    (lowered,) = raised(report, lower=True)
    assert lowered.floors == (Floor("record", 0.0), Floor("silence", 100.0))


def test_parts_of_the_data_kit_are_said_to_be_absent(tmp_path):
    sets = read_floors(FLOORS, outside=tmp_path)
    report = gate(sets, silent)
    absent = {one.gold.name: one.absent for one in report.sets if one.absent}
    assert absent == {
        "authored-dev": f"{tmp_path / 'authored' / 'train-a.jsonl'} is not there",
        "multi-dev": f"{tmp_path / 'authored' / 'multi-dev.jsonl'} is not there",
    }
    assert [one.floors for one in raised(report)][1:] == [one.floors for one in sets][1:]


def test_fold_picks_its_documents(tmp_path):
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "a.jsonl").write_text("\n".join(map(json.dumps, GOLD.values())), encoding="utf-8")
    (tmp_path / "kit" / "folds.json").write_text('{"0": ["small-07", "small-12"]}', encoding="utf-8")
    node = {"name": "kit", "files": ["a.jsonl"], "outside": True, "folds": "folds.json", "fold": "0", "floors": {"silence": 100}}
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"sets": [node]}), encoding="utf-8")
    (one,) = read_floors(floors, outside=tmp_path / "kit")
    report = gate([one], perfect)
    assert (report.sets[0].n_documents, report.is_held) == (2, True)
    with pytest.raises(InputError, match=r"there is no fold '9'.*Folds are: 0"):
        gate([dataclasses.replace(one, fold="9")], perfect)


def test_floors_file_reads_back_as_it_was_written(tmp_path):
    (tmp_path / "small.jsonl").write_bytes((FLOORS.parent / "small.jsonl").read_bytes())
    path = tmp_path / "floors.json"
    path.write_bytes(FLOORS.read_bytes())
    sets = read_floors(path, outside=Path("kit"))
    write_floors(sets, path, outside=Path("kit"))
    assert path.read_bytes() == FLOORS.read_bytes()


@pytest.mark.parametrize(
    ("text", "code"),
    [(None, "floors-absent"), ("{", "floors-shape"), ('{"sets": [{"name": "a"}]}', "floors-shape"), ("[1]", "floors-shape")],
)
def test_faulty_floors_files_are_named(tmp_path, text, code):
    path = tmp_path / "floors.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"{code}.*In .*floors\.json"):
        read_floors(path)


@pytest.mark.parametrize("name", ["recrd", "record.recall", "incident.tp"])
def test_floor_of_an_unknown_figure_is_refused(name):
    with pytest.raises(InputError, match="figure-unknown"):
        gate([small(floors=(Floor(name, 1.0),))], perfect)


def test_incident_of_another_document_is_refused():
    def astray(documents):
        return [dataclasses.replace(incident, document="elsewhere") for incident in perfect(documents)]

    with pytest.raises(InputError, match=r"gate-document.*elsewhere"):
        gate([small()], astray)
