"""What the finder missed and told twice, in invented documents."""

import json

from benchmarks.merge import main

TEXT = "Gunmen killed four herders at Karsa on Monday. Police arrested two men in Gao."


def quoted(words):
    at = TEXT.index(words)
    return {"quote": words, "at": [at, at + len(words)]}


def incident(key, words, action, place):
    claim = {
        **quoted(words),
        "trigger": None,
        "source": {"kind": "outlet"},
        "stance": "reports",
        "perpetrators": [],
        "targets": [],
        "harm": [],
    }
    time = {"start": "2026-03-09", "end": "2026-03-09", "precision": "day"}
    where = {"name": place, "chain": [place, "Mali"], "country": "MLI", "precision": "exact"}
    return {
        "key": key,
        "action": action,
        "status": "occurred",
        "aggregate": False,
        "time": time,
        "place": where,
        "claims": [claim],
    }


def document(name, incidents):
    return {
        "id": name,
        "title": None,
        "published": "2026-03-10",
        "outlet": name,
        "story": "s",
        "text": TEXT,
        "incidents": incidents,
    }


def test_missing_incidents_cost_recall_only_in_the_figure_that_counts_them(tmp_path, capsys):
    raid = ("Gunmen killed four herders at Karsa on Monday", "shooting", "Karsa")
    arrest = ("Police arrested two men in Gao", "arrest", "Gao")
    both = [incident("raid", *raid), incident("arrest", *arrest)]
    for name, rows in (
        ("gold", [document("a", both), document("b", both)]),
        ("coded", [document("a", [incident("i1", *raid)]), document("b", [incident("i1", *raid), incident("i2", *arrest)])]),
    ):
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["found", "--data", str(tmp_path / "gold"), "--coded", str(tmp_path / "coded")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["hand_coded"], found["paired"], found["unpaired"]) == (4, 3, 0)
    assert found["b3"]["f1"] == 100
    assert (found["b3_with_missing"]["precision"], found["b3_with_missing"]["recall"]) == (100, 62.5)  # 1, 1 and a half of four
