import socket
import threading
import time
from unittest import mock

import httpx2
import pytest
import uvicorn

from dateline.errors import InputError
from dateline.web.serving import LOCAL, listen, serve


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "localhost", "192.0.2.7", ""])
def test_address_that_others_can_reach_is_refused(host):
    with pytest.raises(InputError, match="there are no accounts yet"):
        listen(host, 0)


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
        serving = threading.Thread(target=lambda: serve(project, port=0, told=addresses.append))
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
