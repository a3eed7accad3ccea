"""`dateline diff`: what an event, or the whole project, says otherwise than before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import none_found
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import give, give_json, say
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.review import Difference
    from dateline.run import Project
    from dateline.store import Change

__all__ = ["diff"]

_KINDS = ("added", "changed", "joined", "split", "withdrawn")
# E and a dash, or letters and digits together, unless it begins like a day: meant as an id, valid or not.
_LIKE_AN_ID = re.compile(r"\s*E[^\w\s]|(?!\s*\d{4}[-\dW])(?=.*\d)(?=.*[A-Z])", re.IGNORECASE)


def diff(
    what: Annotated[str, typer.Argument(metavar="EVENT|DAY", help="Id of an event, or the day or time to compare from.")],
    until: Annotated[
        str | None, typer.Argument(metavar="[DAY]", help="With a day: the day to compare to; now without it.")
    ] = None,
    *,
    start: Annotated[
        int | None,
        typer.Option(
            "--from", metavar="REVISION", min=1, help="The earlier revision; the one before without it.", show_default=False
        ),
    ] = None,
    end: Annotated[
        int | None,
        typer.Option(
            "--to", metavar="REVISION", min=1, help="The later revision; the present one without it.", show_default=False
        ),
    ] = None,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Show what two revisions of an event say otherwise, field by field; or which events changed between two days.

    A day means its end in UTC; a time may be given too, as 2026-03-31T12:00.

    Examples: dateline diff E-7K3QWX4 --from 1 --to 3; dateline diff 2026-03-31 now
    """
    from dateline.model import ids

    with open_nearest(project) as opened:
        if ids.is_valid(what) or _LIKE_AN_ID.match(what):
            if until is not None:
                raise InputError("diff-what", "an event has revisions, not days", where=until, fix="Use --from and --to.")
            return _event(opened, _name(opened, what), (start, end), as_json=json)
        if start is not None or end is not None:
            raise InputError("diff-what", "revisions are those of an event", where=what, fix="Name an event, or two days.")
        return _days(opened, what, until or "now", as_json=json)


def _name(project: Project, typed: str) -> str:
    """The id that was typed, as it is stored."""
    from dateline.model import ids

    try:
        return ids.normalise(typed)
    except InputError as fault:
        raise none_found(project, typed, fault) from fault


def _event(project: Project, name: str, revisions: tuple[int | None, int | None], *, as_json: bool) -> int:
    from dateline.run.nodes import change_to_node, difference_to_node

    start, end = revisions
    known = {one.revision: one for one in project.history.of(name)}
    found = project.history.differences(name, start, end)
    last = known[max(known) if end is None else end]
    shown = [one for n, one in known.items() if n <= last.revision and (start is None or n > start)]
    if as_json:
        node = {"event": name, "to": last.revision, "differences": [difference_to_node(one) for one in found]}
        give_json(node | {"revisions": [change_to_node(one) for one in shown]})
        return ExitCode.DONE
    for one in shown[-1:] if start is None else shown:
        give(_revision(one))
    for line in _lines(found):
        give(line)
    if not found:
        say("Both say the same.")
    return ExitCode.DONE


def _revision(one: Change) -> str:
    who = f"by {one.by}, {one.decision}" if one.by else "by the machine"
    to = f" into {' '.join(one.successors)}" if one.successors else ""
    return f"r{one.revision} {one.kind}{to}, {one.at:%Y-%m-%d %H:%M} UTC {who}{f': {one.reason}' if one.reason else ''}"


def _lines(found: Sequence[Difference]) -> Iterator[str]:
    for one in found:
        yield f"  {one.field}"
        yield f"    - {one.before or 'nothing'}"
        yield f"    + {one.after or 'nothing'}"


def _days(project: Project, start: str, end: str, *, as_json: bool) -> int:
    from dateline.run.nodes import change_to_node

    found = project.history.between(_moment(start), _moment(end))
    counts: Counter[str] = Counter(one.kind for one in found)
    if as_json:
        give_json({"counts": {kind: counts[kind] for kind in _KINDS}, "changes": [change_to_node(one) for one in found]})
        return ExitCode.DONE
    for one in found:
        give(f"{one.event}  {_revision(one)}")
    say(", ".join(f"{kind} {counts[kind]}" for kind in _KINDS if counts[kind]) or "Nothing has changed.")
    return ExitCode.DONE


def _moment(typed: str) -> datetime:
    """The moment that was typed; a word that could have been meant as an id is told as neither."""
    from dateline.run.history import moment

    try:
        return moment(typed)
    except InputError as fault:
        if typed[:1].isdigit():
            raise
        fix = "Days look like 2026-03-31, times like 2026-03-31T12:00, ids like E-7K3QWX4; now is the present."
        raise InputError("diff-what", f"{typed!r} is neither a day nor an event id", where="diff", fix=fix) from fault
