"""The table: columns that stay, cells that no spreadsheet runs."""

import csv
import dataclasses
import io

import pytest

from dateline.model import ActorKind, Source, SourceKind, Value
from dateline.write import csv as csv_format
from dateline.write.columns import COLUMNS, QUOTE_LENGTH
from dateline.write.withhold import Withholding


def table(records, **options):
    out = io.BytesIO()
    csv_format.write(records, out, **options)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


def with_source_name(record, name):
    (ref, claim), *rest = record.claims.items()
    claim = dataclasses.replace(claim, source=Source(kind=SourceKind.POLICE, name=name))
    return dataclasses.replace(record, claims={ref: claim, **dict(rest)})


def test_columns_are_all_there_and_named_once(records):
    rows = table(records)
    names = [column.name for column in COLUMNS]
    assert list(rows[0]) == names
    assert len(set(names)) == len(names)
    assert len(rows) == 2


def test_values_are_read_off_the_event(records):
    row = table(records)[0]
    assert {name: row[name] for name in ("killed_low", "killed_best", "killed_high", "wounded_low", "country", "start")} == {
        "killed_low": "5",
        "killed_best": "7",
        "killed_high": "7",
        "wounded_low": "",
        "country": "NGA",
        "start": "2026-04-07",
    }
    assert row["outlets"].split(csv_format.LIST_SEPARATOR) == ['Savannah Ledger, Kano, "north" desk', "صوت الواحة"]
    assert row["denied_by"] == "the group (perpetrator)"


def test_actor_columns_run_side_by_side(records):
    row = table(records)[0]
    lengths = {len(row[name].split(csv_format.LIST_SEPARATOR)) for name in ("targets", "target_kinds")}
    assert lengths == {2}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r\n =1", "\x00=1"])
def test_formulas_are_guarded(hard, start):
    (row,) = table([with_source_name(hard, start)])
    assert row["sources"].startswith("'")


def test_numbers_below_zero_are_no_formulas(hard):
    place = dataclasses.replace(hard.event.place.value, latitude=-4.5, longitude=-0.25)
    event = dataclasses.replace(hard.event, place=Value(value=place, rule="finest"))
    (row,) = table([dataclasses.replace(hard, event=event)])
    assert (row["latitude"], row["longitude"]) == ("-4.5", "-0.25")


def test_cells_hold_no_line_break(records):
    assert not any("\n" in cell or "\r" in cell for row in table(records) for cell in row.values())


def test_emoji_sequences_stay_whole(hard):
    (row,) = table([with_source_name(hard, "desk 👩🏽‍⚕️")])
    assert "desk 👩🏽‍⚕️ (police)" in row["sources"]


def test_long_quotes_are_cut_in_code_points(hard):
    ref, claim = next(iter(hard.claims.items()))
    text = "🚌" * 500
    quote = dataclasses.replace(claim.quote, start=0, end=500, text=text)
    record = dataclasses.replace(hard, claims={**hard.claims, ref: dataclasses.replace(claim, quote=quote)})
    (row,) = table([record])
    assert "🚌" * (QUOTE_LENGTH - 1) + "…" in row["quotes"]
    assert "🚌" * QUOTE_LENGTH not in row["quotes"]


def test_byte_order_mark_is_written_for_excel_only(records):
    marked, plain = io.BytesIO(), io.BytesIO()
    csv_format.write(records, marked, for_excel=True)
    csv_format.write(records, plain)
    assert marked.getvalue() == b"\xef\xbb\xbf" + plain.getvalue()


def test_no_events_give_a_header(hard):
    assert table([]) == []


def test_what_is_withheld_is_said_in_the_row(records):
    rows = table(records)
    assert "private-person: 1 in targets" in rows[0]["withheld"]
    assert rows[1]["withheld"] == ""
    named = table(records, withholding=Withholding(with_names=True))
    assert "Amina Yusuf" in named[0]["targets"]
    assert ActorKind.CIVILIANS in named[0]["target_kinds"]
    assert named[0]["withheld"] == ""
