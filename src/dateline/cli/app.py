"""The command line as a whole: its commands, and how each ends, well or not."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

import typer

import dateline
from dateline.cli import (
    accept,
    add,
    backup,
    brief,
    choose,
    code,
    comment,
    compare,
    diff,
    dossier,
    edit,
    events,
    export,
    gate,
    join,
    log,
    new,
    problems,
    reject,
    release,
    restore,
    review,
    same,
    search,
    serve,
    show,
    split,
    state,
    undo,
    verify,
    watch,
    why,
    why_not,
    withdraw,
)
from dateline.cli import run as run_command
from dateline.cli.actor import actor
from dateline.cli.audit import audit
from dateline.cli.exit_code import ExitCode, exit_code_of
from dateline.cli.gazetteer import gazetteer
from dateline.cli.speech import errors_json, plain, refuse, say
from dateline.cli.token import token
from dateline.cli.user import user
from dateline.errors import DatelineError

__all__ = ["app", "run"]

# The help is plain text: it starts faster than a coloured one and reads the same in the docs.
app = typer.Typer(
    name="dateline",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {dateline.__version__}")
        raise typer.Exit


@app.callback()
def _dateline(
    _wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """From news reports on political violence and protest to events in which every value says who said it.

    A project is a folder with a database: `dateline new karsa`, then in it `dateline add FILES`, `dateline run`,
    `dateline events`. Without a project, `dateline code FILES` gives codebook JSONL on stdout.

    stdout is data, stderr is speech. Exit codes: 0 done, 1 failed, 2 usage, 3 store, 4 done with problems,
    5 below a quality floor, 130 stopped.
    """


for _command in (
    new.new,
    add.add,
    watch.watch,
    run_command.run,
    events.events,
    search.search,
    show.show,
    why.why,
    why_not.why_not,
    join.join,
    split.split,
    choose.choose,
    edit.edit,
    accept.accept,
    reject.reject,
    withdraw.withdraw,
    state.state,
    same.same,
    comment.comment,
    review.review,
    undo.undo,
    log.log,
    diff.diff,
    problems.problems,
    export.export,
    release.release,
    verify.verify,
    compare.compare,
    brief.brief,
    dossier.dossier,
    serve.serve,
    backup.backup,
    restore.restore,
    code.code,
    gate.gate,
):
    app.command()(_command)
app.add_typer(actor)
app.add_typer(audit)
app.add_typer(gazetteer)
app.add_typer(user)
app.add_typer(token)


def run(arguments: Sequence[str]) -> int:
    """The exit code that a command ended with; whatever went wrong has been said on stderr."""
    try:
        return _ended(arguments)
    except typer.Exit as ended:
        return ended.exit_code
    except (KeyboardInterrupt, typer.Abort):
        say("\nStopped. What was reported as stored is stored; the same command goes on from there.")
        return ExitCode.STOPPED
    except BrokenPipeError:
        return _unread()
    except Exception as fault:  # noqa: BLE001 - the last place that can turn a fault into words instead of a traceback
        return _failed(fault, as_json="--json" in arguments)


def _ended(arguments: Sequence[str]) -> int:
    command = _command_line()
    with command.make_context("dateline", list(arguments)) as context:
        result = command.invoke(context)
    sys.stdout.flush()
    return int(result or ExitCode.DONE)


@cache
def _command_line() -> Any:
    """All commands with their options; made once in a process, since their signatures take as long to read as a short command runs."""
    return typer.main.get_command(app)


def _failed(fault: Exception, *, as_json: bool) -> int:
    if isinstance(fault, typer.TyperException):
        return _usage(fault, as_json=as_json)
    if not isinstance(fault, DatelineError):
        return _unforeseen(fault, as_json=as_json)
    refuse(fault, as_json=as_json)
    return exit_code_of(fault)


def _usage(fault: typer.TyperException, *, as_json: bool) -> int:
    show = getattr(fault, "show", None)
    if as_json:
        typer.echo(errors_json({"code": "usage", "what": str(fault), "where": "", "fix": "See dateline --help."}), err=True)
    elif show is not None:
        show(sys.stderr)
    return int(getattr(fault, "exit_code", ExitCode.USAGE))


def _unread() -> int:
    """Whoever read stdout has had enough, as `head` does: that is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.DONE


def _unforeseen(fault: Exception, *, as_json: bool) -> int:
    if os.environ.get("DATELINE_TRACEBACK"):
        traceback.print_exception(fault)
    last = traceback.extract_tb(fault.__traceback__)[-1]
    what = plain(f"{type(fault).__name__}: {fault} ({os.path.basename(last.filename)}:{last.lineno})")  # noqa: PTH119
    fix = "This is a fault of dateline: please report this line, and what DATELINE_TRACEBACK=1 adds to it."
    refuse(DatelineError("unforeseen", what, fix=fix), as_json=as_json)
    return ExitCode.FAILED
