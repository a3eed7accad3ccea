"""`dateline show`: one event with every claim behind it."""

from __future__ import annotations

from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import Id, Json, ProjectPath, WithNames
from dateline.cli.records import record_of
from dateline.cli.speech import give, give_json, say

__all__ = ["show"]


def show(event: Id, *, with_names: WithNames = False, project: ProjectPath = None, json: Json = False) -> int:
    """Show an event: its values, and the words behind each.

    On the terminal the words stand as in the documents; --json is an export, so that names of private persons are withheld from it.
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        if json:
            from dateline.write.jsonl import event_to_json
            from dateline.write.withhold import withhold

            record, withheld = (record_of(view), ()) if with_names else withhold(record_of(view))
            give_json(event_to_json(record, withheld))
            return ExitCode.DONE
        from dateline.cli.event_page import lines_of

        for line in lines_of(view):
            give(line)
        say(f"Next: dateline why {view.id}" if view.why() else "Next: dateline events")
    return ExitCode.DONE
