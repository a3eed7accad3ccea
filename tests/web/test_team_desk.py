"""Twenty coders at one desk on PostgreSQL, while the desk, or the database under it, is killed again and again."""

import re
import signal
import subprocess
import sys
import threading
import time

import httpx2
import pytest
from invented_reports import code, readings, report

from dateline.run import create_project, open_project
from dateline.store.account_rows import Role

pytestmark = pytest.mark.postgres

CODERS, KILLS, EACH = 20, 10, 5
PLACES = ("Gao", "Goma", "Bunia", "Mopti", "Kidal", "Maiduguri")
DOCS = tuple(
    report(f"d{n}", f"Raiders killed {n + 1} traders in {place} on 2026-0{n + 1}-04", published=f"2026-0{n + 1}-05")
    for n, place in enumerate(PLACES)
)
_SERVE = "from dateline.cli import main; main()"
_TIMEOUT_S = 180


class Server:
    """`dateline serve` as a process of its own, always at the same port."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, 0, None
        self.start()

    def start(self):
        command = [sys.executable, "-c", _SERVE, "serve", "--accounts", "--port", str(self.port), "--project", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.search(r":(\d+)", self.process.stdout.readline())[1])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


class Coder(threading.Thread):
    """Decides on one event after the other, and sends each decision again under its key until it is answered."""

    def __init__(self, server, name, token, events, stop_at):
        super().__init__(name=name, daemon=True)
        self.server, self.events, self.stop_at = server, events, stop_at
        self.told, self.retries, self.conflicts, self.failed = {}, 0, 0, None
        self.client = httpx2.Client(timeout=60, trust_env=False, verify=False, headers={"Authorization": f"Bearer {token}"})

    def run(self):
        try:
            for n in range(EACH):
                self.decide(self.events[(int(self.name[5:]) + n) % len(self.events)], n)
        except Exception as fault:  # noqa: BLE001 - told by the test, in whose thread it would be lost
            self.failed = fault
        finally:
            self.client.close()

    def decide(self, event, n):
        key, value, attempt = f"{self.name} {n}", f"{int(self.name[5:]) * EACH + n + 1}", 0
        while time.monotonic() < self.stop_at:
            revision = self.ask("GET", f"/e/{event[2:]}.json")
            if revision is None:
                continue
            node = {"judgement": "choose", "event": event, "field": "killed", "value": value, "why": key}
            # After a conflict the decision is another: it is made on what there is now.
            node |= {"revision": revision.json()["event"]["version"], "key": f"{key} {attempt}"}
            while time.monotonic() < self.stop_at:
                reply = self.ask("POST", "/api/v1/decisions", json=node)
                if reply is not None:
                    break
            if reply is not None and reply.status_code == 201:
                self.told[key] = reply.json()["decision"]
                return
            assert reply is None or reply.status_code == 409, reply.text
            self.conflicts += 1
            attempt += 1
        raise TimeoutError(key)

    def ask(self, method, path, **more):
        """The reply; None where there was none, or where the store could not be reached, so that it is to be asked again."""
        try:
            address = f"http://127.0.0.1:{self.server.port}{path}"
            reply = self.client.request(method, address, **more)
        except httpx2.TransportError:
            reply = None
        if reply is None or reply.status_code == 503:
            self.retries += 1
            time.sleep(0.2)
            return None
        return reply


@pytest.fixture
def team(tmp_path, postgres, monkeypatch):
    """A project of a team with twenty coders, and the token of each."""
    monkeypatch.setattr("dateline.find.model_digest", lambda: "sha256:model")
    folder = tmp_path / "sahel"
    with create_project(folder, database=postgres.address()) as project:
        project.add_readings(readings(DOCS))
        project.run(workers=1, coder=code)
        tokens = {}
        for n in range(CODERS):
            user = project.store.accounts.add(f"coder{n}", "seven quiet rivers", role=Role.CODER)
            tokens[user.name] = project.store.keys.make(user, "test", scope=Role.CODER, days=1)[1]
        events = [view.id for view in project.events]
    return folder, tokens, events


def whole(folder, coders):
    """What is stored, after looking at what must hold whatever was killed and when."""
    with open_project(folder) as project:
        project.run(workers=1, coder=code)  # whatever a killed server left to do is done by whoever comes next
        stored = project.store.decisions.all()
        told = {key: name for coder in coders for key, name in coder.told.items()}
        assert not [coder.failed for coder in coders if coder.failed]
        assert len(told) == CODERS * EACH
        assert {one.reason: one.id for one in stored} == told, "none lost, none but those that were told"
        assert len({one.reason for one in stored}) == len(stored), "none doubled"
        assert project.store.decisions.audit().is_whole
        assert project.store.decisions.pending() == ()
        for view in project.events:
            last = [one for one in stored if one.target == view.id][-1]
            assert view.killed.decided.id == last.id
        return len(stored)


def decided_while(folder, tokens, events, disturb):
    """The coders, once each has decided all of theirs, while something was killed KILLS times meanwhile; and the kills."""
    server = Server(folder)
    coders = [Coder(server, name, token, events, time.monotonic() + _TIMEOUT_S) for name, token in tokens.items()]
    kills = 0
    try:
        for coder in coders:
            coder.start()
        for n in range(KILLS):
            # Spread over the work: each waits until a further part of it was told.
            while sum(len(one.told) for one in coders) < n * CODERS * EACH // (KILLS + 1) and any(map(Coder.is_alive, coders)):
                time.sleep(0.01)
            kills += any(map(Coder.is_alive, coders))
            disturb(server)
        for coder in coders:
            coder.join(_TIMEOUT_S)
    finally:
        server.kill()
    return coders, kills


def tell(record, coders, kills, seconds):
    retries, conflicts = (sum(getattr(one, name) for one in coders) for name in ("retries", "conflicts"))
    told = sum(len(one.told) for one in coders)
    record(
        "told", f"{told} decisions of {CODERS} coders, {kills} kills, {retries} retries, {conflicts} conflicts, {seconds:.1f} s"
    )
    sys.__stdout__.write(
        f"\n{told} decisions of {CODERS} coders, {kills} kills, {retries} retries, {conflicts} conflicts, {seconds:.1f} s\n"
    )


def test_no_decision_is_lost_or_doubled_while_the_desk_is_killed(team, record_property):
    folder, tokens, events = team

    def disturb(server):
        server.kill()
        server.start()

    began = time.monotonic()
    coders, kills = decided_while(folder, tokens, events, disturb)
    tell(record_property, coders, kills, time.monotonic() - began)
    assert kills == KILLS
    assert whole(folder, coders) == CODERS * EACH


def test_no_decision_is_lost_or_doubled_while_the_database_is_killed(team, postgres, record_property):
    folder, tokens, events = team

    def disturb(_server):
        postgres.server.kill()
        postgres.server.start()

    began = time.monotonic()
    coders, kills = decided_while(folder, tokens, events, disturb)
    tell(record_property, coders, kills, time.monotonic() - began)
    assert kills == KILLS
    assert whole(folder, coders) == CODERS * EACH
