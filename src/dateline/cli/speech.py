"""Data to stdout, speech to stderr; nothing of a document's text can steer the terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dateline.errors import DatelineError
    from dateline.model import Problem

__all__ = [
    "counted",
    "errors_json",
    "give",
    "give_json",
    "plain",
    "problem_to_json",
    "refuse",
    "report_problems",
    "say",
    "use_utf8",
]

# C0 but tab and line feed, DEL, C1, and the marks that turn the direction of what follows.
# Source: Unicode Technical Report 36, "Unicode Security Considerations", 2.8 and 3.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Problems told one by one; the others are counted.
_TOLD = 5


def use_utf8() -> None:
    """Makes both streams UTF-8 whatever the locale says, so that data is the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def plain(text: str) -> str:
    """The text without characters that steer a terminal."""
    return _STEERING.sub("�", text)


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 event", "2 events"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def say(text: str = "") -> None:
    """Speech for whoever sits at the terminal: a line on stderr."""
    typer.echo(plain(text), err=True)


def give(text: str = "") -> None:
    """Data for people: a line on stdout."""
    typer.echo(plain(text))


def give_json(node: Mapping[str, object], *, err: bool = False) -> None:
    """Data for programs: one JSON object on a line, `ok` first."""
    typer.echo(json.dumps({"ok": True} | dict(node), ensure_ascii=False), err=err)


def refuse(fault: DatelineError, *, as_json: bool) -> None:
    """An error on stderr: what is wrong, where, what to do."""
    if as_json:
        node = {"code": fault.code, "what": fault.what, "where": fault.where, "fix": fault.fix}
        typer.echo(errors_json(node), err=True)
    else:
        say(f"Error: {fault}")


def errors_json(node: Mapping[str, object]) -> str:
    """An error as a line of JSON, in the shape that all errors have."""
    return json.dumps({"ok": False, "errors": [dict(node)]}, ensure_ascii=False)


def problem_to_json(problem: Problem) -> dict[str, object]:
    """The problem as a JSON object."""
    return {name: getattr(problem, name) for name in ("code", "what", "where", "fix", "stage", "document")}


def report_problems(problems: tuple[Problem, ...]) -> None:
    """The first few problems on stderr, and how many more there are."""
    for problem in problems[:_TOLD]:
        say(f"problem: {problem}")
    if len(problems) > _TOLD:
        say(f"… and {len(problems) - _TOLD} more.")
