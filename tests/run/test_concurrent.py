"""Many who decide, code and run at once: nothing is lost, nothing is doubled, and the log stays whole."""

import multiprocessing
import os
import shutil
import signal
import threading
import time

import pytest
from invented_reports import code, readings, report

from dateline.errors import ConflictError
from dateline.run import Proposal, open_project

PLACES = ("Gao", "Goma", "Bunia", "Mopti")
DOCS = tuple(
    report(
        f"d{n}", f"Raiders killed {n + 1} traders in {PLACES[n % 4]} on 2026-0{n % 4 + 1}-04", published=f"2026-0{n % 4 + 1}-05"
    )
    for n in range(8)
)


@pytest.fixture
def file(tmp_path, empty_file):
    path = shutil.copy(empty_file, tmp_path / "karsa.db")
    with open_project(path) as project:
        project.add_readings(readings(DOCS))
        project.run(workers=1, coder=code)
    return path


def by_place(project):
    return {view.event.place.value.name: view.id for view in project.events}


def deciding(file, coder, places, made, failed):
    """Decides on the events of some places, again where somebody was faster."""
    try:
        with open_project(file) as project:
            names = by_place(project)
            for n, place in enumerate(places):
                while True:
                    seen = project.event(names[place]).event.version
                    proposal = Proposal(
                        judgement="choose",
                        event=names[place],
                        field="killed",
                        value=f"{n + 10}",
                        by=coder,
                        revision=seen,
                        why=place,
                    )
                    try:
                        made.append((coder, place, project.decide(proposal).decision.id))
                        break
                    except ConflictError:
                        continue
    except BaseException as fault:
        failed.append(fault)
        raise


def test_coders_at_once_lose_and_double_nothing(file):
    made, failed = [], []
    coders = [f"coder {n}" for n in range(6)]
    threads = [
        threading.Thread(target=deciding, args=(file, name, PLACES[n % 4 :] + PLACES[: n % 4], made, failed))
        for n, name in enumerate(coders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with open_project(file) as project:
        stored = project.store.decisions.all()
        assert sorted((one.by, one.reason, one.id) for one in stored) == sorted(made)
        assert len(stored) == len(coders) * len(PLACES)
        assert [one.id for one in stored] == [f"D-{n}" for n in range(1, len(stored) + 1)]
        assert project.store.decisions.audit().is_whole
        assert project.store.decisions.pending() == ()
        for view in project.events:
            last = [one for one in stored if one.target == view.id][-1]
            assert view.killed.decided.id == last.id
            # Each decision was made on a revision that somebody saw, and made the next one.
            assert [one.decision for one in project.history.of(view.id)[1:]] == [
                one.id for one in stored if one.target == view.id
            ]
        done = project.run(workers=1, coder=code)
        assert (done.new, done.changed) == (0, 0)


def test_runs_and_decisions_at_once_come_to_the_same(file):
    made, failed = [], []

    def running():
        try:
            with open_project(file) as project:
                for n in range(4):
                    project.add_readings(
                        readings([report(f"late{n}", f"Soldiers killed {n + 1} herders in Kidal on 2026-08-{n + 1:02}")])
                    )
                    project.run(workers=1, coder=code)
        except BaseException as fault:
            failed.append(fault)
            raise

    threads = [
        threading.Thread(target=running),
        *(threading.Thread(target=deciding, args=(file, name, PLACES, made, failed)) for name in ("mira", "tomas")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with open_project(file) as project:
        assert len(project.decisions()) == len(made) == 2 * len(PLACES)
        before = {view.id: view.event for view in project.events}
        assert sum(view.event.place.value.name == "Kidal" for view in project.events) >= 1
        done = project.run(workers=1, coder=code)
        assert (done.new, done.changed, done.joined, done.withdrawn) == (0, 0, 0, 0)
        assert {view.id: view.event for view in project.events} == before


def accepting(file, told):
    """Comments without end, each told once it is stored."""
    os.environ["DATELINE_USER"] = "mira"
    with open_project(file) as project:
        name = by_place(project)["Gao"]
        n = 0
        while True:
            made = project.choose(name, "killed", f"{n % 9 + 1}", by="mira", why=f"{n}")
            told.put((made.decision.id, n))
            n += 1


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_process_loses_nothing_that_it_told(file, monkeypatch):
    monkeypatch.setattr("dateline.run.manifest.coder_digest", lambda **_: "sha256:coder")
    context = multiprocessing.get_context("fork")
    told = context.Queue()
    process = context.Process(target=accepting, args=(file, told), daemon=True)
    process.start()
    first = told.get(timeout=60)
    deadline = time.monotonic() + 0.5
    while time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    seen = [first]
    while not told.empty():
        seen.append(told.get(timeout=5))
    with open_project(file) as project:
        stored = {one.id: one.reason for one in project.store.decisions.all()}
        assert all(stored[name] == f"{n}" for name, n in seen)
        assert sorted(map(int, stored.values())) == list(range(len(stored)))
        assert project.store.decisions.audit().is_whole
        done = project.run(workers=1, coder=code)
        assert done.unfit == 0
        assert project.store.decisions.pending() == ()
        last = max(stored, key=lambda name: int(name[2:]))
        assert project.event(by_place(project)["Gao"]).killed.decided.id == last
