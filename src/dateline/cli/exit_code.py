"""Exit codes: what a command ended with, for scripts."""

from __future__ import annotations

from enum import IntEnum
from typing import Self

from dateline.errors import ConfigError, ConflictError, DatelineError, InputError, QualityError, StoreError

__all__ = ["ExitCode", "exit_code_of"]


class ExitCode(IntEnum):
    """What a command ended with."""

    note: str

    def __new__(cls, value: int, note: str = "") -> Self:
        """The member for a number and its note."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.note = note
        return member

    DONE = 0, "all that was asked for was done"
    FAILED = 1, "nothing or not all was done; stderr says why"
    USAGE = 2, "the command was given something wrong: an option, an id, a date, a folder without a project"
    STORE = 3, "the database cannot be opened, read or written"
    PROBLEMS = 4, "done, but for some documents; each is a problem (`dateline problems`)"
    BELOW_FLOOR = 5, "a quality figure is below its floor, or the gold files were changed"
    STOPPED = 130, "stopped with Ctrl-C; what was reported as stored is stored"


_BY_ERROR: tuple[tuple[type[DatelineError], ExitCode], ...] = (
    (InputError, ExitCode.USAGE),
    (ConfigError, ExitCode.USAGE),
    (StoreError, ExitCode.STORE),
    (ConflictError, ExitCode.STORE),
    (QualityError, ExitCode.BELOW_FLOOR),
)


def exit_code_of(fault: DatelineError) -> ExitCode:
    """The exit code that an error ends a command with."""
    return next((code for kind, code in _BY_ERROR if isinstance(fault, kind)), ExitCode.FAILED)
