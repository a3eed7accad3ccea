"""The store of invented events is whole, and what is measured is what is written."""

import json

from benchmarks import export_scale, invented_store
from dateline.run import open_project


def test_exports_of_a_small_store(tmp_path, capsys):
    file = tmp_path / "invented.db"
    invented_store.fill(file, 40)
    with open_project(file) as project:
        views = list(project.events)
        assert len(views) == 40
        assert all(claim.quote.holds(claim.document.text) for view in views for claim in view.claims)
    assert export_scale.main(["--store", str(file), "--format", "parquet", "acled", "--workers", "1", "--json"]) == 0
    parquet, acled = json.loads(capsys.readouterr().out)["exports"]
    assert (parquet["events"], parquet["written"], acled["events"]) == (40, 40, 40)
    assert 20 < acled["written"] <= 40
