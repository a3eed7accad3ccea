"""`dateline show`: one event with every claim behind it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath, WithNames
from dateline.cli.speech import give, give_json, say
from dateline.errors import InputError
from dateline.run.exporting import record_of

if TYPE_CHECKING:
    from dateline.merge.tally import Tally
    from dateline.run import EventView, Project
    from dateline.run.document_view import DocumentView

__all__ = ["show"]

_VERDICTS = {
    "agrees": "which agrees",
    "fewer": "which is fewer than told",
    "more": "which is more than told",
    "unknown": "and no report gives a number",
}


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="EVENT|DOCUMENT",
            help="Id of an event, as in E-7K3QWX4; any case, with or without E-. Or of a document, or its beginning.",
        ),
    ],
    *,
    diff: Annotated[bool, typer.Option("--diff", help="Of a document: what it changed in the version that it replaces.")] = False,
    with_names: WithNames = False,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Show an event: its values, and the words behind each. Or a document: its text, its versions, and what changed.

    On the terminal the words stand as in the documents; --json is an export, so that names of private persons are withheld from it.
    """
    with open_nearest(project) as opened:
        if document := _document(opened, name, wanted=diff):
            return _show_document(document, diff=diff, json=json)
        view = find_event(opened, name)
        total = opened.tally(view.id)
        if json:
            from dateline.run.support import copies_of
            from dateline.write.jsonl import event_to_json
            from dateline.write.withhold import withhold

            record, withheld = (record_of(view), ()) if with_names else withhold(record_of(view))
            told = {"support": _support(opened, view), "copies": [asdict(one) for one in copies_of(view, opened.rules)]}
            give_json(event_to_json(record, withheld) | told | ({"tally": _to_json(total)} if total else {}))
            return ExitCode.DONE
        from dateline.cli.event_page import lines_of

        for line in lines_of(view, opened.rules):
            give(line)
        if total:
            give(_words(total))
        if made := opened.decisions(view.id):
            unfit = sum(bool(one.conflicts) for one in made)
            give(
                f"decisions: {len(made)}{f', {unfit} of them in conflict with the reports' if unfit else ''} (dateline log {view.id})"
            )
        say(f"Next: dateline why {view.id}" if view.why() else "Next: dateline events")
    return ExitCode.DONE


def _document(opened: Project, name: str, *, wanted: bool) -> DocumentView | None:
    """The document with this id; None where it is none and none is wanted, so that an event is looked for."""
    from dateline.model import ids
    from dateline.run.document_view import document_view

    is_event = ids.is_valid(name) or name.upper().startswith("E-")  # one that is mistyped is told as such
    if not wanted and is_event and opened.store.documents.get(name) is None:
        return None
    try:
        return document_view(opened.store, name)
    except InputError:
        if wanted:
            raise
        return None


def _show_document(view: DocumentView, *, diff: bool, json: bool) -> int:
    from dateline.cli.document_page import diff_lines, document_lines, document_to_json

    if json:
        give_json(document_to_json(view))
        return ExitCode.DONE
    for line in diff_lines(view) if diff else document_lines(view):
        give(line)
    if view.older and not diff:
        say(f"Next: dateline show {view.document.id} --diff")
    elif not view.is_newest:
        say(f"Next: dateline show {view.versions[-1].id} --diff")
    return ExitCode.DONE


def _support(opened: Project, view: EventView) -> list[dict[str, object]]:
    """How many documents say each value, and how many of them are independent."""
    from dateline.run.support import supporting

    return [asdict(one) for one in supporting(view, opened.rules).values(view.event)]


def _words(total: Tally) -> str:
    """What a total's reports say, and what the database holds."""
    told = " or ".join(map(str, total.told))
    possible = f" and {len(total.possible)} that may be among them" if total.possible else ""
    said = f"told are {told} occurrences; " if told else ""
    return f"total: {said}this project holds {len(total.certain)}{possible}, {_VERDICTS[total.verdict]}"


def _to_json(total: Tally) -> dict[str, object]:
    return {
        "told": list(total.told),
        "certain": list(total.certain),
        "possible": list(total.possible),
        "verdict": total.verdict.value,
    }
