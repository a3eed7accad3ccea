"""The server: the desk of a project at an address of this machine, until it is stopped."""

from __future__ import annotations

import ipaddress
import multiprocessing
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from dateline.errors import InputError
from dateline.run import Project, open_project
from dateline.store import EventQuery
from dateline.web.memory import share_memory

__all__ = ["LOCAL", "PORT", "Address", "listen", "serve"]

LOCAL = "127.0.0.1"
PORT = 8001
_MOST_PORT = 65_535
_BACKLOG = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the desk can be asked, and by whom.

    Args:
        host: 127.0.0.1 for whoever sits at this machine; another address of this machine, or 0.0.0.0 for all of them, for users.
        port: 0 for any that is free.
        has_accounts: whether accounts are demanded at 127.0.0.1 too, as behind a server that passes on what others ask.
        certificate, key: files of a certificate and its key (PEM), for https.
        workers: processes that answer; for many who ask at once on a machine with several processors.
    """

    host: str = LOCAL
    port: int = PORT
    has_accounts: bool = False
    certificate: Path | None = None
    key: Path | None = None
    workers: int = 1

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in (LOCAL, "localhost")

    @property
    def demands_accounts(self) -> bool:
        """Whether every request must be a user's."""
        return self.has_accounts or not self.is_local


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address of this machine.

    Args:
        host: a number, as 127.0.0.1, 0.0.0.0 or ::.
        port: 0 for any that is free.
    Raises:
        InputError: the address is none of this machine's, or the port is taken or none.
    """
    try:
        number = ipaddress.ip_address(LOCAL if host == "localhost" else host)
    except ValueError as fault:
        what, fix = f"{host!r} is no number of an address", "Give one as 0.0.0.0 (all of this machine's) or 192.0.2.7."
        raise InputError("serve-host", what, where="--host", fix=fix) from fault
    if not 0 <= port <= _MOST_PORT:
        raise InputError("serve-port", f"there is no port {port}", where="--port", fix=f"Give 1 to {_MOST_PORT}.")
    listening = socket.socket(socket.AF_INET6 if number.version == 6 else socket.AF_INET)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((str(number), port))
        listening.listen(_BACKLOG)
    except OSError as fault:
        listening.close()
        raise InputError(
            "serve-taken",
            f"{number} port {port}: {fault.strerror}",
            where="--port",
            fix="Give another with --port, or 0 for any that is free; --host takes an address of this machine.",
        ) from fault
    return listening


def serve(project: Project, at: Address, *, told: Callable[[str], None]) -> None:
    """Nothing, once the server was stopped.

    Args:
        project: open, and the caller's to close.
        at: where it listens.
        told: given the address as soon as it can be asked.
    Raises:
        InputError: it cannot listen there, accounts are demanded and nobody has one, or the certificate cannot be read.
    """
    _require_users(project, at)
    _require_certificate(at)
    share_memory()
    listening = listen(at.host, at.port)
    with listening:
        told(f"{'https' if at.certificate else 'http'}://{_shown(at.host)}:{listening.getsockname()[1]}")
        if at.workers == 1:
            from dateline.web.app import create_app

            _warm(project)
            app = create_app(project, has_accounts=at.demands_accounts)
            uvicorn.Server(_settings(at, app)).run(sockets=[listening])
            return
        if project.address is None:
            raise InputError("serve-workers", "the project has no address", where="--workers", fix="Open it by open_project.")
        app_of = partial(_worker, project.address, secrets.token_bytes(), at.demands_accounts)
        Multiprocess(_settings(at, app_of, is_factory=True), sockets=[listening]).run()


def _settings(at: Address, app: Callable[..., Any], *, is_factory: bool = False) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=is_factory,
        workers=at.workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        ssl_certfile=at.certificate,
        ssl_keyfile=at.key,
    )


def _worker(address: str, secret: bytes, has_accounts: bool) -> ASGIApp:  # noqa: FBT001 - a process is started by position
    """The application of one of several processes, which ends with the one that started it; that one itself needs no pages."""
    from dateline.web.app import create_app

    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    share_memory()
    project = open_project(address)
    _warm(project)
    return create_app(project, has_accounts=has_accounts, secret=secret)


def _warm(project: Project) -> None:
    """Read the events before the first page asks for them, beside the start of the server."""
    threading.Thread(target=project.store.listing.sums, args=(EventQuery(),), daemon=True).start()


def _end_with(starter: Any) -> None:
    """Stop this process once the one that started it is gone, in whatever way it went."""
    if starter is not None:
        starter.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _require_users(project: Project, at: Address) -> None:
    if at.demands_accounts and not project.store.accounts.count():
        raise InputError(
            "serve-accounts",
            f"others can reach {at.host}, and nobody has an account" if not at.is_local else "nobody has an account",
            where="--host" if not at.is_local else "--accounts",
            fix="Make the first with: dateline user add NAME --role admin",
        )


def _require_certificate(at: Address) -> None:
    for file in filter(None, (at.certificate, at.key)):
        if not file.is_file():
            raise InputError("serve-certificate", "there is no such file", where=str(file), fix="Give a PEM file.")
    if at.key is not None and at.certificate is None:
        raise InputError("serve-certificate", "a key without its certificate", where="--key", fix="Give --certificate too.")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
