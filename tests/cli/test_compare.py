import csv
import json

import pytest

LIST = "When,Town,Land,Dead,Who\n2026-03-02,Gao,Mali,12,Raiders\n2026-02-21,Bunia,DR Congo,3,\n,Gao,Mali,,\n"
COLUMNS = "date=When,place=Town,country=Land,killed=Dead,perpetrator=Who"


@pytest.fixture
def listed(known):
    (known / "list.csv").write_text(LIST)
    return known


def test_what_is_told(dateline, listed):
    result = dateline("compare", "list.csv", "--columns", COLUMNS)
    assert result.code == 4
    assert "2 rows (own columns) beside 2 events of ours" in result.out
    assert "matched      1   (1 clear, 0 close)" in result.out
    assert "date: 2026-03-01 / 2026-03-02 (1 day); killed: 7 – 9 – 9 / 12 (+3)" in result.out
    assert "only ours:" in result.out
    assert "only theirs:" in result.out
    assert "compare-row: it has no day" in result.err


def test_json_and_files_agree(dateline, listed):
    node = dateline("compare", "list.csv", "--columns", COLUMNS, "--json").json
    assert (node["matched"], node["only_ours"], node["only_theirs"], len(node["unreadable"])) == (1, 1, 1, 1)
    for ending in ("csv", "json", "xlsx", "html"):
        assert dateline("compare", "list.csv", "--columns", COLUMNS, "-o", f"out.{ending}").code == 4
        assert (listed / f"out.{ending}").stat().st_size > 500
    assert json.loads((listed / "out.json").read_text())["entries"] == node["entries"]
    with (listed / "out.csv").open(newline="") as file:
        assert [row["result"] for row in csv.DictReader(file)] == [entry["result"] for entry in node["entries"]]


@pytest.mark.parametrize("format_", ["acled", "ucdp_ged"])
def test_our_own_export_is_matched_whole(dateline, known, format_):
    dateline("export", format_, "-o", "own.csv")
    node = dateline("compare", "own.csv", "--json").json
    assert (node["matched"], node["only_ours"], node["only_theirs"]) == (2, 0, 0)
    assert all(entry["event_id"] == entry["list_id"] for entry in node["entries"])


def test_conditions_narrow_both_sides(dateline, listed):
    node = dateline("compare", "list.csv", "--columns", COLUMNS, "--where", "country=MLI date=2026-03", "--json").json
    assert (node["rows"], node["matched"], node["only_ours"], node["only_theirs"]) == (1, 1, 0, 0)


def test_dry_run_writes_nothing(dateline, listed):
    assert dateline("compare", "list.csv", "--columns", COLUMNS, "-o", "out.csv", "--dry-run").code == 4
    assert not (listed / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list.csv", "--columns", "date"), "compare-columns"),
        (("list.csv", "--columns", "date=Whem"), "compare-columns"),
        (("list.csv", "--where", "action=shelling"), "compare-where"),
        (("list.csv", "-o", "out.doc"), "compare-format"),
        (("nowhere.csv",), "file-missing"),
    ],
)
def test_wrong_use(dateline, listed, arguments, code):
    result = dateline("compare", *arguments)
    assert (result.code, result.out) == (2, "")
    assert code in result.err
