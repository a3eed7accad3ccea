"""`dateline show`: one event with every claim behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import Id, Json, ProjectPath, WithNames
from dateline.cli.speech import give, give_json, say
from dateline.run.exporting import record_of

if TYPE_CHECKING:
    from dateline.merge.tally import Tally

__all__ = ["show"]

_VERDICTS = {
    "agrees": "which agrees",
    "fewer": "which is fewer than told",
    "more": "which is more than told",
    "unknown": "and no report gives a number",
}


def show(event: Id, *, with_names: WithNames = False, project: ProjectPath = None, json: Json = False) -> int:
    """Show an event: its values, and the words behind each.

    On the terminal the words stand as in the documents; --json is an export, so that names of private persons are withheld from it.
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        total = opened.tally(view.id)
        if json:
            from dateline.write.jsonl import event_to_json
            from dateline.write.withhold import withhold

            record, withheld = (record_of(view), ()) if with_names else withhold(record_of(view))
            give_json(event_to_json(record, withheld) | ({"tally": _to_json(total)} if total else {}))
            return ExitCode.DONE
        from dateline.cli.event_page import lines_of

        for line in lines_of(view):
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
