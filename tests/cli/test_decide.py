"""`dateline join`, `split`, `choose`, `undo` and `log`: what they say, and what they leave behind."""

import pytest


@pytest.fixture
def events(dateline, known):
    """The ids of the known events: `gao` of two documents, `goma` of one."""
    found = {one["n_documents"]: one["event_id"] for one in dateline("events", "--json").json["events"]}
    return {"gao": found[2], "goma": found[1]}


def ids(dateline):
    return {one["event_id"] for one in dateline("events", "--json").json["events"]}


def test_join_and_undo(dateline, events):
    before = ids(dateline)
    result = dateline("join", events["gao"].lower(), events["goma"], "--by", "mira", "--why", "the town was mixed up")
    assert (result.code, result.out) == (0, "")
    (left,) = ids(dateline)
    assert result.err == (
        f"D-1: {events['gao']} and {events['goma']} are one event.\nUndo: dateline undo D-1\nNext: dateline show {left}\n"
    )
    assert "one event by decision D-1" in dateline("why", left).out
    assert dateline("show", events["goma"]).code == 0
    assert dateline("undo", "D-1", "--by", "mira").err.startswith("D-2: D-1 is taken back.\nUndo: dateline undo D-2\n")
    assert ids(dateline) == before


def test_split_by_a_claim(dateline, events):
    claim = dateline("show", events["gao"]).out.split("\nC-")[1].split()[0]
    result = dateline("split", events["gao"], "--incident", f"C-{claim}", "--by", "mira")
    assert result.code == 0
    assert result.err.startswith(f"D-1: 1 report of {events['gao']} tells of another event, E-")
    assert len(ids(dateline)) == 3
    assert events["gao"] in ids(dateline)


def test_why_not_names_the_decision_that_keeps_events_apart(dateline, events):
    dateline("split", events["gao"], "--incident", "two", "--by", "mira")
    (new,) = ids(dateline) - set(events.values())
    assert f"kept apart by decision D-1 (dateline log {new})" in dateline("why-not", new, events["gao"]).out
    assert dateline("why-not", events["gao"], new, "--json").json["decisions"] == ["D-1"]
    assert "decision" not in dateline("why-not", events["gao"], events["goma"]).out


def test_choose_a_figure_and_a_claims_figure(dateline, events):
    assert dateline("choose", events["gao"], "killed", "8", "--by", "mira").code == 0
    shown = dateline("show", events["gao"]).out
    assert "rule: decision D-1 by mira, 20" in shown
    assert shown.endswith(f"decisions: 1 (dateline log {events['gao']})\n")
    claim = next(line for line in shown.splitlines() if line.startswith("C-")).split()[0]
    result = dateline("choose", events["gao"], "killed", "--claim", claim, "--by", "mira")
    assert result.err.startswith(f"D-2: killed of {events['gao']} is as claim {claim} says.\n")
    exported = dateline("export", "jsonl").lines
    (harm,) = next(one for one in exported if one["id"] == events["gao"])["harm"]
    assert harm["rule"] == "decision"
    assert harm["decided"]["decision"] == "D-2"
    assert "mira" not in dateline("export", "jsonl").out


def test_log(dateline, events):
    assert dateline("log").err == "Nothing was decided yet.\n"
    dateline("choose", events["gao"], "killed", "8", "--by", "mira", "--why", "the hospital's list")
    dateline("choose", events["goma"], "date", "2026-02", "--by", "tomas")
    dateline("undo", "D-1", "--by", "tomas")
    lines = dateline("log").out.splitlines()
    assert [line.split()[0] for line in lines] == ["D-1", "why:", "D-2", "D-3"]
    assert lines[0].endswith(f"UTC  mira  choose {events['gao']} killed = 8  [undone by D-3]")
    assert lines[1] == "      why: the hospital's list"
    assert lines[2].endswith(f"tomas  choose {events['goma']} time = 2026-02  [holds]")
    assert lines[3].endswith("tomas  undo D-1  [holds]")
    assert dateline("log", events["goma"]).out.splitlines() == [lines[2]]
    assert dateline("log", "--conflicts").err == "Every decision fits the reports.\n"
    node = dateline("log", "--json").json
    assert node["count"] == 3
    assert [one["state"] for one in node["decisions"]] == ["undone", "holds", "holds"]
    assert node["decisions"][0]["why"] == "the hospital's list"


def test_a_decision_that_no_longer_fits_is_told_by_a_run_and_by_the_log(dateline, events, monkeypatch):
    from invented_reports import code

    from dateline.run import Coding

    dateline("join", events["gao"], events["goma"], "--by", "mira")
    monkeypatch.setattr("dateline.find.model_digest", lambda: "sha256:other")
    monkeypatch.setattr("dateline.run.own._code", lambda own, relevance, doc: Coding(doc, ()) if doc.id == "three" else code(doc))
    result = dateline("run", "--workers", 1)
    assert "note: 1 decision no longer fits the reports (dateline log --conflicts)." in result.err
    told = dateline("log", "--conflicts")
    assert told.out.splitlines()[1] == "      conflict: three/i1 is not told any more"
    assert "[partly]" in told.out.splitlines()[0]
    assert "1 decision no longer fits the reports" in dateline("log").err
    assert "decisions: 1, 1 of them in conflict with the reports (dateline log E-" in dateline("show", events["gao"]).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("join", "{gao}", "{goma}"),
        ("split", "{gao}", "--incident", "one"),
        ("choose", "{gao}", "action", "bombing"),
    ],
)
def test_a_dry_run_stores_nothing(dateline, events, arguments):
    typed = [part.format(**events) for part in arguments]
    result = dateline(*typed, "--dry-run")
    assert result.code == 0
    assert result.err.startswith("Would store: ")
    node = dateline(*typed, "--dry-run", "--json").json
    assert (node["decision"], node["dry_run"], node["unfit"]) == ("D-1", True, None)
    assert dateline("log", "--json").json["count"] == 0


def test_json(dateline, events, monkeypatch):
    monkeypatch.setenv("DATELINE_USER", "mira")
    node = dateline("join", events["gao"], events["goma"], "--json").json
    assert node["ok"]
    assert (node["decision"], node["judgement"], node["target"], node["by"]) == ("D-1", "join", events["gao"], "mira")
    assert node["dry_run"] is False
    assert set(node["events"]) == ids(dateline)


def test_without_a_name_the_account_decides(dateline, events, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "account")
    assert dateline("choose", events["gao"], "killed", "8", "--json").json["by"] == "account"

    def nobody():
        raise OSError("no such account")

    monkeypatch.setattr("getpass.getuser", nobody)
    result = dateline("choose", events["gao"], "killed", "8")
    assert (result.code, result.err.split(":")[1].strip()) == (2, "decision-by")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("join", "{gao}", "{gao}"), "join-same"),
        (("join", "{gao}", "E-2222222"), "event-missing"),
        (("split", "{gao}", "--incident", "nine"), "Name one of one/i1, two/i1."),
        (("choose", "{gao}", "kiled", "8"), "Did you mean killed?"),
        (("choose", "{gao}", "killed", "eight"), "Write 5, 5+, 3-7 or 3-5-7."),
        (("undo", "D-9"), "`dateline log` lists the decisions."),
    ],
)
def test_what_cannot_be_is_refused(dateline, events, arguments, said):
    result = dateline(*(part.format(**events) for part in arguments), "--by", "mira")
    assert result.code == 2
    assert said in result.err
