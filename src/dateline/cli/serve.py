"""`dateline serve`: the desk, pages to look at events and the words behind them."""

from __future__ import annotations

import importlib
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
        str, typer.Option("--host", metavar="ADDRESS", help="Only 127.0.0.1: others need accounts, and there are none yet.")
    ] = "127.0.0.1",
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Open the desk: pages to look at events, at http://127.0.0.1:8001.

    It goes on until Ctrl-C. Nobody but this machine can reach it. --json prints the address as one JSON object.
    """
    server = importlib.import_module(_SERVER)

    def told(address: str) -> None:
        if json:
            give_json({"address": address})
        else:
            give(address)
            say("Ctrl-C ends it.")

    with open_nearest(project) as opened:
        try:
            server.serve(opened, host=host, port=port, told=told)
        except KeyboardInterrupt:
            say("\nEnded.")
    return ExitCode.DONE
