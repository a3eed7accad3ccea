"""`dateline run`: documents to events."""

from __future__ import annotations

import dataclasses
import time
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.decided import unfit_words
from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import DryRun, Json, ProjectPath, Workers
from dateline.cli.progress import progress_bar
from dateline.cli.speech import counted, give_json, say

if TYPE_CHECKING:
    from dateline.run import Project, RunReport

__all__ = ["run"]


def run(
    *,
    workers: Workers = 2,
    again: Annotated[
        bool, typer.Option("--again", help="Code all documents, those too that the present model has coded.")
    ] = False,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Code new documents, and merge all incidents into events.

    What is coded stays stored when a run is stopped, and the next one goes on from there.
    """
    with open_nearest(project) as opened:
        if dry_run:
            return _previewed(opened, again=again, as_json=json)
        began = time.monotonic()
        with progress_bar(is_quiet=json) as told:
            report = opened.run(workers=workers, progress=told, again=again)
        spent_s = time.monotonic() - began
    code = ExitCode.PROBLEMS if report.problems else ExitCode.DONE
    if json:
        give_json({"dry_run": False} | dataclasses.asdict(report))
    else:
        _tell(report, spent_s, code)
    return code


def _previewed(opened: Project, *, again: bool, as_json: bool) -> int:
    counts = opened.store.counts()
    pending = counts.documents if again else opened.store.codings.n_pending(_digest(opened))
    if as_json:
        give_json({"dry_run": True, "documents": pending, "of": counts.documents})
    else:
        say(f"Would code {pending} of {counts.documents} documents, and merge the incidents of all.")
    return ExitCode.DONE


def _digest(opened: Project) -> str:
    from dateline.run import coder_digest

    return coder_digest(relevance=opened.relevance, own=opened.own.digest())


def _tell(report: RunReport, spent_s: float, code: ExitCode) -> None:
    minutes, seconds = divmod(round(spent_s), 60)
    away = f"   {report.turned_away} turned away" if report.turned_away else ""
    say(f"find    {counted(report.documents, 'document')}{away}   {counted(report.claims, 'claim')}   {minutes}:{seconds:02}")
    say(f"link    {counted(report.claims, 'claim')}   {report.placed} placed   {report.without_place} without a place")
    told = f"from {counted(report.independent, 'independent report')}"
    say(f"merge   {counted(report.incidents, 'incident')}   {counted(report.events, 'event')}   {told}")
    if report.changed or report.joined or report.withdrawn:
        say(
            f"since the last run: {report.new} new, {report.changed} changed, {report.joined} joined, {report.withdrawn} withdrawn."
        )
    if report.copies:
        is_one = report.copies == 1
        say(
            f"note: {counted(report.copies, 'document')} {'is a copy' if is_one else 'are copies'} of "
            f"{counted(report.copied, 'report')}; {'it counts' if is_one else 'they count'} once with the original."
        )
    if report.turned_away:
        say("note: no words of violence or protest in what was turned away (dateline problems --turned-away).")
    if report.unfit:
        say(f"note: {unfit_words(report.unfit)} (dateline log --conflicts).")
    if report.problems:
        say(f"{counted(report.problems, 'problem')} (dateline problems). Exit {code.value}.")
    say("Next: dateline events" if report.events else "Next: dateline add FILES; nothing here tells of an event.")
