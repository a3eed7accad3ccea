"""The command line: one file for each command; stdout is data, stderr is speech."""

from __future__ import annotations

import sys
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Runs the command that was typed, and ends with its exit code."""
    try:
        from dateline.cli.app import run
        from dateline.cli.speech import use_utf8

        use_utf8()
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the first command begins, or while the last words are said
        code = 130
    sys.exit(code)
