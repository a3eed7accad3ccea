"""`dateline add`: files into the project."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest, require_there
from dateline.cli.options import DryRun, Json, ProjectPath
from dateline.cli.progress import progress_bar
from dateline.cli.speech import counted, give_json, problem_to_json, report_problems, say

__all__ = ["add"]


def add(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILES", help="Web pages, text, PDF, Word, mail, feeds, JSON, archives of these, folders, and web addresses."
        ),
    ],
    *,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Add reports to the project.

    What is there already is not added again; what cannot be read becomes a problem. Of an address the page is fetched, as its host
    wishes; another text than before is stored as a new version.
    """
    from dateline.run.fetching import is_address

    require_there(name for name in files if not is_address(name))
    with open_nearest(project) as opened, progress_bar(is_quiet=json) as told:
        result = opened.preview(files) if dry_run else opened.add(files, progress=told)
    if json:
        counts = {"added": result.added, "versions": result.versions, "already": result.already, "dry_run": dry_run}
        give_json(counts | {"problems": [problem_to_json(one) for one in result.problems]})
    else:
        report_problems(result.problems)
        verb = "would be added" if dry_run else "added"
        hint = "          (dateline problems)" if result.problems and not dry_run else ""
        problems = counted(len(result.problems), "problem")
        versions = f" ({counted(result.versions, 'new version')} of what was here)" if result.versions else ""
        say(f"{counted(result.added, 'document')} {verb}{versions}, {result.already} already here, {problems}{hint}")
        if not dry_run and (result.added or result.already):
            say("Next: dateline run")
    return ExitCode.PROBLEMS if result.problems else ExitCode.DONE
