"""The server: the desk of a project at an address of this machine, until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from dateline.errors import InputError
from dateline.run import Project
from dateline.web.app import create_app

__all__ = ["LOCAL", "PORT", "listen", "serve"]

LOCAL = "127.0.0.1"
PORT = 8001
_MOST_PORT = 65_535
_BACKLOG = 128


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address of this machine.

    Args:
        host: 127.0.0.1.
        port: 0 for any that is free.
    Raises:
        InputError: the address is not this machine's own, or the port is taken or none.
    """
    if host != LOCAL:
        raise InputError(
            "serve-host",
            f"{host} can be reached by others, and there are no accounts yet",
            where="--host",
            fix=f"Leave it out: the desk is at {LOCAL}, for whoever sits at this machine.",
        )
    if not 0 <= port <= _MOST_PORT:
        raise InputError("serve-port", f"there is no port {port}", where="--port", fix=f"Give 1 to {_MOST_PORT}.")
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as fault:
        listening.close()
        raise InputError(
            "serve-taken",
            f"port {port}: {fault.strerror}",
            where="--port",
            fix="Give another with --port, or 0 for any that is free.",
        ) from fault
    return listening


def serve(project: Project, *, host: str = LOCAL, port: int = PORT, told: Callable[[str], None]) -> None:
    """Nothing, once the server was stopped.

    Args:
        project: open, and the caller's to close.
        host: 127.0.0.1.
        port: 0 for any that is free.
        told: given the address as soon as it can be asked.
    Raises:
        InputError: it cannot listen there.
    """
    listening = listen(host, port)
    with listening:
        told(f"http://{host}:{listening.getsockname()[1]}")
        settings = uvicorn.Config(create_app(project), log_level="warning", access_log=False, server_header=False, lifespan="off")
        uvicorn.Server(settings).run(sockets=[listening])
