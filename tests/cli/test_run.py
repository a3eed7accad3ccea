def test_an_empty_project_is_told_what_to_do(dateline, empty):
    result = dateline("run")
    assert (result.code, result.out) == (0, "")
    assert "Next: dateline add FILES" in result.err


def test_a_second_run_changes_nothing(dateline, sample):
    before = dateline("events", "--json").json
    report = dateline("run", "--json", "--workers", 1).json
    assert (report["documents"], report["new"], report["changed"]) == (0, 0, 0)
    assert report["events"] == before["count"]
    assert dateline("events", "--json").json == before


def test_coding_again_keeps_the_ids(dateline, sample):
    before = dateline("events", "--json").json
    report = dateline("run", "--again", "--json", "--workers", 1).json
    assert report["documents"] == 7
    assert dateline("events", "--json").json == before


def test_the_account_for_people(dateline, sample):
    result = dateline("run", "--again", "--workers", 1)
    assert result.out == ""
    first, second, third = result.err.splitlines()[:3]
    assert first.startswith("find    7 documents")
    assert second.startswith("link    ")
    assert third.startswith("merge   ")
    assert "Next: dateline events" in result.err


def test_dry_run_counts_and_codes_nothing(dateline, sample, tmp_path):
    report = tmp_path / "new.txt"
    report.write_text("Gunmen shot two traders in Gao on Monday, police said.")
    dateline("add", report)
    result = dateline("run", "--dry-run")
    assert result.err == "Would code 1 of 8 documents, and merge the incidents of all.\n"
    assert dateline("run", "--dry-run", "--json").json == {"ok": True, "dry_run": True, "documents": 1, "of": 8}
    assert dateline("run", "--dry-run", "--again", "--json").json["documents"] == 8
