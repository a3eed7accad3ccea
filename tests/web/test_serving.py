import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from unittest import mock

import httpx2
import pytest
import uvicorn

from dateline.errors import InputError
from dateline.web.serving import LOCAL, Address, listen, serve


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_address_that_others_can_reach_needs_an_account(project, host):
    with pytest.raises(InputError, match="serve-accounts"):
        serve(project, Address(host=host, port=0), told=str)


def test_accounts_may_be_demanded_at_this_machine_too(project):
    with pytest.raises(InputError, match="serve-accounts"):
        serve(project, Address(has_accounts=True), told=str)


@pytest.mark.parametrize("host", ["", "desk.example", "256.1.1.1", "192.0.2.7"])
def test_address_that_is_none_of_this_machine_is_told(host):
    with pytest.raises(InputError, match=r"serve-host|serve-taken"):
        listen(host, 0)


@pytest.mark.parametrize("files", [{"certificate": "none.pem"}, {"key": __file__}])
def test_certificate_that_is_not_there_is_told(project, files):
    with pytest.raises(InputError, match="serve-certificate"):
        serve(project, Address(**{name: Path(file) for name, file in files.items()}), told=str)


def test_port_that_is_none_is_refused():
    with pytest.raises(InputError, match="serve-port"):
        listen(LOCAL, 70_000)


def test_port_that_is_taken_is_told():
    with listen(LOCAL, 0) as taken, pytest.raises(InputError, match="serve-taken"):
        listen(LOCAL, taken.getsockname()[1])


def test_desk_is_served_until_it_is_stopped(project):
    addresses, servers = [], []

    class Server(uvicorn.Server):
        def __init__(self, settings):
            super().__init__(settings)
            servers.append(self)

    with mock.patch("uvicorn.Server", Server):
        serving = threading.Thread(target=lambda: serve(project, Address(port=0), told=addresses.append))
        serving.start()
        try:
            deadline = time.monotonic() + 10
            while not (servers and servers[0].started) and time.monotonic() < deadline:
                time.sleep(0.01)
            reply = httpx2.get(f"{addresses[0]}/events.json", trust_env=False)
            assert reply.json()["ok"]
            assert "server" not in reply.headers
        finally:
            servers[0].should_exit = True
            serving.join(10)
    assert not serving.is_alive()
    with socket.socket() as asking, pytest.raises(ConnectionRefusedError):
        asking.connect((LOCAL, int(addresses[0].rsplit(":", 1)[1])))


_SERVE = """
import sys
from dateline.run import open_project
from dateline.web.serving import Address, serve

if __name__ == "__main__":
    with open_project(sys.argv[1]) as project:
        serve(project, Address(port=0, workers=2), told=lambda address: print(address, flush=True))
"""


def test_processes_answer_together_and_end_with_the_one_that_started_them(project, tmp_path):
    script = tmp_path / "desk.py"
    script.write_text(_SERVE)
    with subprocess.Popen([sys.executable, str(script), project.address], stdout=subprocess.PIPE, text=True) as starter:
        address = starter.stdout.readline().strip()
        try:
            pages = [httpx2.get(f"{address}/review", trust_env=False, timeout=30) for _ in range(6)]
        finally:
            starter.kill()
    assert {page.status_code for page in pages} == {200}
    # The forms of one process are taken by the other: they share a secret.
    assert len({page.headers["etag"] for page in pages}) == 1
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as asking:
            if asking.connect_ex((LOCAL, int(address.rsplit(":", 1)[1]))):
                return
        time.sleep(0.05)
    pytest.fail("the port is still listened to")


def test_project_without_an_address_is_served_by_one_process(project):
    with mock.patch.object(project, "address", None), pytest.raises(InputError, match="serve-workers"):
        serve(project, Address(port=0, workers=2), told=str)
