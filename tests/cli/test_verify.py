import json


def test_export_repeated_is_the_same(dateline, known):
    for format_ in ("csv", "xlsx", "parquet", "acled"):
        assert dateline("export", format_, "-o", "out.x").code == 0
        result = dateline("verify", "out.x")
        assert (result.code, result.err) == (0, "")
        assert "out.x: the same" in result.out


def test_receipt_says_what_was_asked_and_what_came_out(dateline, known):
    dateline("export", "csv", "-o", "out.csv", "--where", "country=COD", "--for-excel", "--with-names")
    receipt = json.loads((known / "out.csv.receipt.json").read_text(encoding="utf-8"))
    assert (receipt["format"], receipt["query"], receipt["options"]) == ("csv", {"country": "COD"}, ["with_names", "for_excel"])
    assert (receipt["events"], receipt["left_out"], receipt["withheld"]) == (1, [], [])
    assert receipt["size_bytes"] == (known / "out.csv").stat().st_size
    assert dateline("verify", "out.csv").code == 0


def test_receipt_lists_what_was_left_out(dateline, known):
    account = dateline("export", "ucdp_ged", "-o", "out.csv", "--json").json
    receipt = json.loads((known / "out.csv.receipt.json").read_text(encoding="utf-8"))
    assert receipt["left_out"] == account["left_out"]
    assert receipt["events"] == account["events"]


def test_changed_file_is_told(dateline, known):
    dateline("export", "csv", "-o", "out.csv")
    with (known / "out.csv").open("ab") as stream:
        stream.write(b"x")
    result = dateline("verify", "out.csv")
    assert result.code == 1
    assert "out.csv: differs" in result.out
    assert "the file was changed" in result.out


def test_changed_project_is_told(dateline, known):
    dateline("export", "csv", "-o", "out.csv")
    first = dateline("export", "jsonl").lines[0]["id"]
    assert dateline("choose", first, "killed", "9", "--by", "A. Coder").code == 0
    node = dateline("verify", "out.csv", "--json").json
    assert (node["ok"], node["same"]) == (True, False)
    assert node["differences"][0].startswith("the project gives another file now")


def test_file_without_a_receipt_is_refused(dateline, known):
    (known / "out.csv").write_bytes(b"")
    result = dateline("verify", "out.csv")
    assert (result.code, result.out) == (2, "")
    assert "receipt-missing" in result.err
    assert dateline("verify", "nowhere.csv").code == 2


def test_receipt_of_another_format_is_refused(dateline, known):
    dateline("export", "csv", "-o", "out.csv")
    path = known / "out.csv.receipt.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"csv"', '"dbase"'), encoding="utf-8")
    assert "receipt-format" in dateline("verify", "out.csv").err


def test_stdout_and_dry_run_leave_no_receipt(dateline, known):
    dateline("export", "csv")
    dateline("export", "csv", "-o", "out.csv", "--dry-run")
    assert not list(known.glob("*.receipt.json"))
