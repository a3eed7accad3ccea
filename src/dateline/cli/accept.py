"""`dateline accept`: say that an event is right as it is."""

from __future__ import annotations

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath

__all__ = ["accept"]


def accept(
    event: Id,
    *,
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Say that an event is right as it is: it is coded, and checked where another person decided on it before.

    Example: dateline accept E-7K3QWX4 --by mira
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        outcome = opened.accept(view.id, by=who(by), why=why, dry_run=dry_run)
        state = opened.event(view.id).event.state.value
    return decided(outcome, done=f"{view.id} is accepted" + ("" if dry_run else f"; it is {state}"), as_json=json)
