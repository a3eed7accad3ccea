"""The desk asked by several clients, on a store of few events."""

import json
import random

from benchmarks import invented_store, web


def test_each_kind_is_asked_and_timed(tmp_path, capsys):
    file = tmp_path / "invented.db"
    invented_store.fill(file, 60)
    given = ["--store", str(file), "--asks", "3", "--clients", "2", "--workers", "1", "--rounds", "rush", "--json"]
    assert web.main(given) == 0
    told = json.loads(capsys.readouterr().out)
    assert {row["kind"] for row in told["rows"]} == {
        "home", "facets", "map", "events", "event", "document", "search", "changes", "queue", "review",
    }  # fmt: skip
    assert all(row["asked"] == 3 and 0 < row["p50"] <= row["p95"] <= row["most"] for row in told["rows"])
    assert told["events"] == 60
    assert told["pss_mb"] > 10


def test_the_same_seed_asks_the_same():
    def made():
        rng = random.Random(3)
        return [web.filters(rng) for _ in range(50)], web.word(rng)

    assert made() == made()
    fields = {name for pairs in made()[0] for name, _ in pairs}
    assert fields == {"country", "action", "date", "actor", "bbox", "q"}
