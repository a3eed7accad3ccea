"""Many documents: in order, in bounded memory, and past a worker that dies."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from invented_reports import code, report

from dateline.errors import FindError
from dateline.run import code_all
from dateline.run.pipeline import CHUNK

HERE = Path(__file__).parent.parent / "store"


def docs(n, deadly=()):
    return [report(f"d{i:02}", "DEADLY" if i in deadly else "Raiders killed 3 traders in Gao on 2026-03-04") for i in range(n)]


@pytest.mark.parametrize("workers", [1, 2])
def test_codings_come_in_order_whatever_the_workers(workers):
    given = docs(3 * CHUNK + 1)
    codings = list(code_all(given, workers, coder=code))
    assert [coding.document for coding in codings] == given
    assert codings == [code(doc) for doc in given]


def test_nothing_in_nothing_out():
    assert list(code_all((), 2, coder=code)) == []


def test_documents_are_taken_as_they_are_needed():
    taken = []

    def source():
        for doc in docs(100):
            taken.append(doc.id)
            yield doc

    codings = code_all(source(), 2, coder=code)
    for n in range(1, 9):
        next(codings)
        assert len(taken) <= n + 5 * CHUNK
    codings.close()


def test_a_document_that_kills_its_worker_is_a_problem_and_no_other_is_lost():
    given = docs(20, deadly=(2, 9))
    codings = list(code_all(given, 2, coder=code))
    assert [coding.document for coding in codings] == given
    assert {c.document.id: [p.code for p in c.problems] for c in codings if c.problems} == {
        "d02": ["worker-died"],
        "d09": ["worker-died"],
    }
    assert all(len(c.incidents) == 1 for c in codings if not c.problems)


def test_a_script_without_a_guard_is_told_what_to_do(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
        "from invented_reports import code, code_slowly, report\n"
        "from dateline.errors import FindError\n"
        "from dateline.run import code_all\n"
        "try:\n    list(code_all([report('d1')], 2, coder=code))\n"
        "except FindError as fault:\n    print(fault.code, fault.fix)\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=True)
    assert "worker-start" in done.stdout
    assert '__name__ == "__main__"' in done.stdout


def test_workers_end_with_a_parent_that_was_killed(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
        "import multiprocessing, time\n"
        "from invented_reports import code, code_slowly, report\n"
        "from dateline.run import code_all\n"
        "if __name__ == '__main__':\n"
        "    codings = code_all([report(str(n)) for n in range(100)], 2, coder=code_slowly)\n"
        "    next(codings)\n"
        "    print(*(p.pid for p in multiprocessing.active_children()), flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    children = [int(pid) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert len(children) == 2
    deadline = time.monotonic() + 10
    while any(map(is_running, children)):
        assert time.monotonic() < deadline, "a worker outlived its parent by ten seconds"
        time.sleep(0.05)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_worker_may_not_start_workers(monkeypatch):
    monkeypatch.setattr("multiprocessing.parent_process", os.getpid)
    with pytest.raises(FindError) as caught:
        code_all([], 2)
    assert caught.value.code == "workers-nested"
