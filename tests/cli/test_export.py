import csv
import io
import json

import pytest


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_to_stdout(dateline, known):
    result = dateline("export", "csv")
    assert [row["killed_low"] for row in rows(result.out)] == ["2", "7"]
    assert result.err == "2 events → 2 written\n"


def test_file_has_what_stdout_has(dateline, known):
    for kind in ("csv", "jsonl", "geojson"):
        result = dateline("export", kind, "-o", f"out.{kind}")
        assert (result.code, result.out) == (0, "")
        assert (known / f"out.{kind}").read_bytes().decode() == dateline("export", kind).out
    assert not list(known.glob(".out.*"))


def test_conditions(dateline, known):
    assert [row["country"] for row in rows(dateline("export", "csv", "--where", "country=COD").out)] == ["COD"]
    nothing = dateline("export", "csv", "--where", "country=SYR")
    assert nothing.code == 0
    assert rows(nothing.out) == []
    assert "No event fits, of 2." in nothing.err


def test_jsonl_and_geojson_are_whole(dateline, known):
    assert len(dateline("export", "jsonl").lines) == 2
    assert len(json.loads(dateline("export", "geojson").out)["features"]) == 2


def test_names_are_withheld_unless_asked_for(dateline, sample):
    open_, closed = (dateline("export", "jsonl", *more).lines for more in (("--with-names",), ()))
    assert len(open_) == len(closed)
    assert not any(event["withheld"] for event in open_)


def test_account_as_json(dateline, known):
    node = dateline("export", "csv", "-o", "x.csv", "--json").json
    assert node == {"ok": True, "events": 2, "left_out": [], "withheld": [], "file": "x.csv", "dry_run": False}
    piped = dateline("export", "csv", "--json")
    assert json.loads(piped.err)["events"] == len(rows(piped.out)) == 2


def test_dry_run_writes_nothing(dateline, known):
    result = dateline("export", "csv", "-o", "x.csv", "--dry-run")
    assert (result.out, result.err) == ("", "2 events → 2 would be written in x.csv\n")
    assert not (known / "x.csv").exists()


def test_excel_mark(dateline, known):
    assert dateline("export", "csv", "--for-excel").out.startswith("\ufeff")
    assert dateline("export", "jsonl", "--for-excel").code == 2


@pytest.mark.parametrize("target", ["nowhere/x.csv", "corpus"])
def test_a_target_that_cannot_be_written_is_told(dateline, known, target):
    result = dateline("export", "csv", "-o", target)
    assert (result.code, result.out) == (2, "")
    assert "output-unwritable" in result.err


def test_conditions_are_those_of_the_desk(dateline, known):
    def found(where):
        return len(dateline("export", "jsonl", "--where", where).lines)

    assert found("country=MLI|COD") == found("") == found("bbox=-180,-90,180,90")
    assert found("country=MLI|NGA") == found("country=MLI") < found("")
    assert found('q="no such words anywhere"') == 0
    assert "bbox-shape" in dateline("export", "jsonl", "--where", "bbox=1,2").err
