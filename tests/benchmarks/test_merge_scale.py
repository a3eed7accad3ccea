"""The invented stream is the same at every call, and each way of joining puts every report into one event."""

import json

from benchmarks.invented_stream import happenings, report, reports
from benchmarks.merge import main
from benchmarks.merge_others import by_window


def test_a_report_is_made_from_its_number_alone():
    told = list(reports(200, per_day=50))
    assert len(told) == 200
    assert [incident for _, incident in told] == [
        report(one, n) for one in happenings(200, per_day=50) for n in range(one.n_reports)
    ]
    assert [incident.document for _, incident in told] == [f"s{n:08d}" for n in range(200)]


def test_a_window_puts_every_report_into_one_event():
    told = [incident for _, incident in reports(300, per_day=50)]
    groups = by_window(told)
    assert sorted(n for group in groups for n in group) == list(range(300))
    assert len(groups) < 300


def test_figures_at_a_small_size(capsys):
    assert main(["synthetic", "--incidents", "300", "--add", "20", "--only", "ours", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ours"]["b3"]["f1"] > 80
    assert found["adding"]["added"] == 20
    assert 20 <= found["adding"]["merged_anew"] < 320
