"""What the commands that decide share: who decides and why, and how a decision is told."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.speech import counted, give_json, say
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.run import Outcome

__all__ = ["By", "Why", "decided", "unfit_words", "who"]

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="DATELINE_USER",
        show_envvar=False,
        help="Who decides; without it DATELINE_USER, or else the name of the account.",
        show_default=False,
    ),
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.", show_default=False)]


def who(given: str | None) -> str:
    """The name that was given, or else the name of the account.

    Raises:
        InputError: neither is known.
    """
    if given is not None and given.strip():
        return given.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as fault:
        raise InputError("decision-by", "nobody knows who decides", where="--by", fix="Give a name with --by NAME.") from fault


def decided(outcome: Outcome, *, done: str, as_json: bool) -> int:
    """The exit code, once a decision was told.

    Args:
        outcome: of the decision.
        done: what was decided, as the rest of a sentence: "E-A and E-B are one event".
        as_json: whether programs read it.
    """
    decision, report = outcome.decision, outcome.report
    if as_json:
        from dateline.run.nodes import decision_to_node

        node = decision_to_node(decision) | {"events": list(outcome.events), "dry_run": report is None}
        give_json(node | {"unfit": report.unfit if report else None, "copies": list(outcome.copies)})
        return ExitCode.DONE
    say(f"Would store: {done}. Nothing was stored." if report is None else f"{decision.id}: {done}.")
    for copy in outcome.copies:
        say(f"note: {copy} stays, though it tells the text of one that leaves; to let both go, undo this and name both.")
    if report is None:
        return ExitCode.DONE
    if report.unfit:
        say(f"note: {unfit_words(report.unfit)} (dateline log --conflicts).")
    say(f"Undo: dateline undo {decision.id}")
    say(f"Next: dateline show {outcome.events[0]}" if outcome.events else "Next: dateline log")
    return ExitCode.DONE


def unfit_words(count: int) -> str:
    """How many decisions the reports stand in the way of: "1 decision no longer fits the reports"."""
    return f"{counted(count, 'decision')} no longer {'fits' if count == 1 else 'fit'} the reports"
