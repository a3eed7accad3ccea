"""`dateline serve`: the desk, pages to look at events and the words behind them."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import give, give_json, say

__all__ = ["serve"]

# The command line starts the server by name: pages and commands know nothing of each other.
_SERVER = "dateline.web.serving"


def serve(
    *,
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, max=65_535, help="Port; 0 for any that is free.")] = 8001,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="0.0.0.0 for others too; they need accounts: see dateline user. 127.0.0.1 needs none.",
        ),
    ] = "127.0.0.1",
    accounts: Annotated[
        bool, typer.Option("--accounts", help="Demand accounts at 127.0.0.1 too, as behind a server that passes requests on.")
    ] = False,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="Certificate (PEM), for https.", show_default=False)
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Key of the certificate (PEM).", show_default=False)
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, max=64, help="Processes that answer; more where many ask at once.")
    ] = 1,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Open the desk: pages to look at events and decide, at http://127.0.0.1:8001.

    It goes on until Ctrl-C. At 127.0.0.1 nobody but this machine can reach it. --json prints the address as one JSON object.
    """
    server = importlib.import_module(_SERVER)
    at = server.Address(host=host, port=port, has_accounts=accounts, certificate=certificate, key=key, workers=workers)

    def told(address: str) -> None:
        if json:
            give_json({"address": address})
        else:
            give(address)
            say("Ctrl-C ends it.")
        if not at.is_local and certificate is None:
            say("note: without --certificate, passwords cross the network as they are; put a server with https before it.")

    with open_nearest(project) as opened:
        try:
            server.serve(opened, at, told=told)
        except KeyboardInterrupt:
            say("\nEnded.")
    return ExitCode.DONE
