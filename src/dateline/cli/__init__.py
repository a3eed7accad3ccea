"""The command line: one file for each command; stdout is data, stderr is speech."""

from __future__ import annotations

import sys
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Runs the command that was typed, and ends with its exit code."""
    from dateline.cli.app import run
    from dateline.cli.speech import use_utf8

    use_utf8()
    sys.exit(run(sys.argv[1:]))
