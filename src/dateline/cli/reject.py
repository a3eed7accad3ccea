"""`dateline reject`: say that an event is none."""

from __future__ import annotations

from dateline.cli.decided import By, Why, decided, who
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Id, Json, ProjectPath

__all__ = ["reject"]


def reject(
    event: Id,
    *,
    by: By = None,
    why: Why = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Say that what the machine proposed is no event: it is withdrawn, its claims kept, until it is accepted or this is undone.

    Example: dateline reject E-7K3QWX4 --why "an exercise"
    """
    with open_nearest(project) as opened:
        view = find_event(opened, event)
        outcome = opened.reject(view.id, by=who(by), why=why, dry_run=dry_run)
    return decided(outcome, done=f"{view.id} is rejected", as_json=json)
