"""The commands by which people review: single decisions, the walk through the queue, differences, the audit and backups."""

import sqlite3

import pytest


@pytest.fixture
def events(dateline, known):
    """The ids of the known events: `gao` of two documents that disagree on deaths, `goma` of one."""
    found = {one["n_documents"]: one["event_id"] for one in dateline("events", "--json").json["events"]}
    return {"gao": found[2], "goma": found[1]}


def lines(result):
    return result.err.splitlines()


def test_accept_twice_is_checked_and_then_final(dateline, events):
    gao = events["gao"]
    assert lines(dateline("accept", gao, "--by", "mira"))[0] == f"D-1: {gao} is accepted; it is coded."
    refused = dateline("state", gao, "final", "--by", "mira")
    assert (refused.code, "state-order" in refused.err) == (2, True)
    assert lines(dateline("accept", gao, "--by", "tomas"))[0] == f"D-2: {gao} is accepted; it is checked."
    assert lines(dateline("state", gao, "final", "--by", "lead"))[0] == f"D-3: {gao} is final."
    assert lines(dateline("undo", "D-2", "--by", "lead"))[0].startswith("D-4: D-2 is taken back")
    assert "conflict: the event is coded, not checked, so it is not final" in dateline("log", gao).out


def test_reject_and_withdraw_take_an_event_out_and_undo_brings_it_back(dateline, events):
    for act in (("reject", events["gao"]), ("withdraw", events["gao"], "--why", "a drill")):
        done = dateline(*act, "--by", "mira", "--json").json
        assert len(dateline("events", "--json").json["events"]) == 1
        assert dateline("undo", done["decision"], "--by", "mira").code == 0
    assert len(dateline("events", "--json").json["events"]) == 2
    assert dateline("withdraw", events["gao"]).code == 2


def test_edit_needs_words_or_a_reason_and_the_words_must_stand_in_a_stored_source(dateline, events):
    gao = events["gao"]
    assert "edit-words" in dateline("edit", gao, "killed", "8", "--by", "mira").err
    wrong = dateline("edit", gao, "killed", "8", "--by", "mira", "--words", "eight villagers", "--source", "one")
    assert "does not stand in one" in wrong.err
    done = dateline(
        "edit", gao, "killed", "8", "--by", "mira", "--words", "killed 7 villagers", "--source", "one", "--why", "one died later"
    )
    assert lines(done)[0] == f"D-1: killed of {gao} is 8."
    log = dateline("log").out
    assert f"edit {gao} killed = 8, by the words “killed 7 villagers” in one  [holds]" in log
    assert "8" in dateline("show", gao).out


def test_a_comment_may_be_about_a_field_and_a_claim(dateline, events):
    gao = events["gao"]
    claim = dateline("show", gao).out.split("\nC-")[1].split()[0]
    done = dateline("comment", gao, "ask the hospital", "--field", "killed", "--claim", f"C-{claim}", "--by", "mira")
    assert lines(done)[0] == f"D-1: a comment on {gao}."
    assert f"comment {gao} on deaths, as outlet says: “" in dateline("log").out
    assert dateline("comment", gao, " ").code == 2


def test_the_same_actor_under_two_names(dateline, events):
    before = dateline("show", events["gao"]).out
    tried = dateline("same", "actor", "Dune Raiders (armed group)", "Raiders", "--dry-run")
    assert tried.err == "Would store: Raiders: the same actor as Dune Raiders (armed group), in 1 event. Nothing was stored.\n"
    assert dateline("same", "actor", "Dune Raiders (armed group)", "Raiders", "--by", "mira").code == 0
    assert "Dune Raiders" in dateline("show", events["gao"]).out
    assert dateline("events", "--json", "--where", "actor=Dune").json["events"][0]["event_id"] == events["gao"]
    assert "same Dune Raiders = Raiders" in dateline("log").out
    dateline("undo", "D-1", "--by", "mira")
    after = dateline("show", events["gao"]).out
    assert "Dune Raiders" not in after
    assert before.splitlines()[1:3] == after.splitlines()[1:3]


def test_the_walk_chooses_accepts_comments_and_takes_back(dateline, events):
    keys = b"1acask the hospital\nzaxq"
    done = dateline("review", "--by", "mira", stdin=keys)
    assert done.code == 0
    assert done.out == ""
    assert "claims disagree on deaths" in done.err
    assert "› How many were killed? [conflict]  ours: 7 – 9 – 9" in done.err
    assert "      1 7  Bend Courier" in done.err
    told = [line.split("mira  ")[1] for line in dateline("log").out.splitlines() if "mira" in line]
    gao, goma = events["gao"], events["goma"]
    assert [word.rpartition("  [")[0] for word in told] == [
        f"choose {gao} killed = 7, as outlet says: “Raiders killed 7 villagers in Gao on 2026-03-01”",
        f"accept {gao}",
        f"comment {goma}",
        "undo D-3",
        f"accept {goma}",
    ]


def test_the_walk_edits_passes_over_and_ends(dateline, events):
    done = dateline("review", "--by", "mira", stdin=b"e8\neight bodies\n9n ?q")
    assert "review-option" in done.err
    assert f"edit {events['gao']} killed = 8, by the words “eight bodies”" in dateline("log").out
    assert "a accept · x reject" in done.err
    assert "1 decided." in done.err
    assert "Nothing else waits for you." in dateline("review", "--by", "mira", stdin=b"u").err
    assert "why: unsure" in dateline("log").out
    assert dateline("review", "--by", "mira", stdin=b"").code == 0


def test_a_second_coder_walks_blind(dateline, events):
    gao = events["gao"]
    dateline("choose", gao, "killed", "8", "--by", "mira")
    shown = dateline("review", "--by", "tomas", "--stage", "second", stdin=b"ad2d")
    assert "  ours:" not in shown.err
    assert " 8" not in shown.err
    assert "review-blind" in shown.err
    assert "review-nothing" in shown.err
    assert f"code {gao} killed = 9 (blind)" in dateline("log").out
    (row,) = dateline("review", "--by", "ana", "--stage", "settle", "--json").json["rows"]
    assert row["reasons"][0] == "mira and tomas differ on deaths"
    assert dateline("review", gao, "--by", "ana", "--json").json["rows"][0]["stage"] == "settle"
    told = dateline("review", "--progress")
    assert "mira: 1 event, 1 decision" in told.out
    assert "deaths" in told.out
    node = dateline("review", "--progress", "--json").json
    assert node["states"]["coded"] == 1
    assert node["unlike"][0]["told"] == {"machine": "7 – 9 – 9", "mira": "8", "tomas": "9"}


def test_somebody_who_was_faster_is_told(dateline, events, monkeypatch):
    from dateline.cli.review_walk import Keys

    pressed = iter("a2dq")

    def key(_):
        sign = next(pressed)
        if sign == "a" and not dateline("log").out:
            dateline("choose", events["gao"], "killed", "8", "--by", "tomas")
        return sign

    monkeypatch.setattr(Keys, "key", key)
    done = dateline("review", "--by", "mira")
    assert "Somebody was faster: revision-newer" in done.err
    assert f"mira  code {events['gao']} killed = 9 (blind)" in dateline("log").out  # now a second coder, who is told nothing


def test_diff_of_revisions_and_of_days(dateline, events):
    gao = events["gao"]
    dateline("choose", gao, "killed", "8", "--by", "mira", "--why", "counted")
    out = dateline("diff", gao).out.splitlines()
    assert out[0].startswith("r2 changed, 20")
    assert out[0].endswith("UTC by mira, D-1: counted")
    assert out[out.index("  deaths") :][:3] == ["  deaths", "    - 7 – 9 – 9", "    + 8"]
    assert dateline("diff", gao, "--from", "2", "--to", "2").err == "Both say the same.\n"
    assert dateline("diff", gao, "--json").json["differences"][0] == {"field": "state", "before": "machine", "after": "coded"}
    dateline("withdraw", events["goma"], "--by", "mira", "--why", "a drill")
    whole = dateline("diff", "2020-01-01", "now")
    assert whole.err == "added 1\n"  # what came and went in between is left out
    assert gao in whole.out
    assert dateline("diff", "now").err == "Nothing has changed.\n"
    for wrong in (("diff", gao, "now"), ("diff", "2026-03-01", "--from", "1"), ("diff", "monday"), ("diff", gao, "--to", "9")):
        assert dateline(*wrong).code == 2


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("E-7K3", "id-length", "'E-7K3' is no id. In event id. Ids look like E-"),
        ("E-7K3Q0O1", "id-symbol", "'E-7K3Q0O1' is no id: it holds '0'. In event id. Ids look like E-"),
        ("e 7k3q", "id-length", "Ids look like E-"),
        ("7K3QWX5", "id-mistyped", "List the events with `dateline events`."),
        ("E-", "id-length", "Ids look like E-"),
        ("monday", "diff-what", "'monday' is neither a day nor an event id. In diff. Days look like 2026-03-31"),
        ("2026-3-31", "moment-shape", "Write 2026-03-31"),
        ("2026-03-31T25:00", "moment-shape", "Write 2026-03-31"),
        ("20260331T99", "moment-shape", "Write 2026-03-31"),
    ],
)
def test_diff_tells_a_damaged_id_from_a_damaged_day(dateline, known, typed, code, told):
    result = dateline("diff", typed)
    assert result.code == 2
    assert f"{code}: " in result.err
    assert told in result.err


def test_diff_of_a_mistyped_id_names_the_likest(dateline, events):
    wrong = events["gao"][:-1] + ("2" if events["gao"][-1] != "2" else "3")
    result = dateline("diff", wrong)
    assert result.code == 2
    assert f"Did you mean {events['gao']}?" in result.err


def test_audit_finds_what_was_changed(dateline, events, known):
    for n in range(3):
        dateline("comment", events["gao"], f"note {n}", "--by", "mira")
    head = dateline("audit", "head").out.strip()
    assert dateline("audit", "verify", "--head", head).out == f"3 decisions, whole. Head: {head}\n"
    with sqlite3.connect(known / "sahel.db") as connection:
        connection.execute("UPDATE decisions SET reason = 'note 9' WHERE id = 'D-2'")
    connection.close()
    result = dateline("audit", "verify")
    assert (result.code, result.out) == (1, "D-2: was changed after it was stored\n")
    assert dateline("audit", "verify", "--json").json["whole"] is False


def test_backup_and_restore(dateline, events, known, tmp_path):
    file = tmp_path / "out.db"
    dateline("comment", events["gao"], "before", "--by", "mira")
    assert "Nothing was written" in dateline("backup", file, "--dry-run").err
    done = dateline("backup", file)
    assert (done.code, "1 decision, checked" in done.err) == (0, True)
    assert dateline("backup", file).code == 2
    dateline("comment", events["gao"], "after", "--by", "mira")
    assert "Nothing was changed" in dateline("restore", file, "--dry-run").err
    node = dateline("restore", file, "--json").json
    assert node["decisions"] == 1
    assert dateline("log", "--json").json["count"] == 1
    assert dateline("log", "--json", "--project", node["aside"]).json["count"] == 2
    (known / "sahel.db").write_bytes(b"broken")
    assert dateline("restore", file, "--project", known).code == 0
    assert dateline("audit", "verify").code == 0
    assert dateline("restore", tmp_path / "none.db").code == 2
