"""`dateline problems`: what could not be used, and what to do about it."""

from __future__ import annotations

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import counted, give, give_json, problem_to_json, say

__all__ = ["problems"]


def problems(*, project: ProjectPath = None, json: Json = False) -> int:
    """List what could not be used, and what to do about it."""
    with open_nearest(project) as opened:
        found = opened.problems()
    if json:
        give_json({"count": len(found), "problems": [problem_to_json(one) for one in found]})
        return ExitCode.DONE
    for one in found:
        give(f"{one.code}   {one.where}")
        give(f"    {one.what}")
        give(f"    {one.fix}")
    if found:
        say(f"{counted(len(found), 'problem')}. Mend the files and add them again; what goes through leaves this list.")
    else:
        say("No problems.")
    return ExitCode.DONE
