"""`dateline gate`: quality figures against their floors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.options import DryRun, Json, Workers
from dateline.cli.progress import progress_bar
from dateline.cli.speech import give, give_json, problem_to_json, refuse, report_problems, say
from dateline.errors import QualityError

if TYPE_CHECKING:
    from dateline.model import Document, Incident, Problem
    from dateline.quality import GateReport, SetReport
    from dateline.run import ProgressCallback

__all__ = ["gate"]


def gate(
    *,
    floors: Annotated[
        Path | None, typer.Option("--floors", metavar="FILE", help="Floors file; dateline's own without it.", show_default=False)
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="FOLDER",
            help="Where sets outside the project lie; absent ones are passed over.",
            show_default=False,
        ),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Pin the gold files and raise the floors to what was measured.")
    ] = False,
    lower: Annotated[bool, typer.Option("--lower", help="With --update: also lower floors.")] = False,
    workers: Workers = 2,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Measure the coding; fail below a quality floor (exit 5)."""
    from dateline import quality

    file = floors or quality.FLOORS
    problems: list[Problem] = []
    with progress_bar(is_quiet=json) as told:
        report = quality.gate(quality.read_floors(file, data), _Coder(workers, problems, told))
    if update:
        _update(report, file, data, lower=lower, dry_run=dry_run)
    if json:
        give_json(report.to_json() | {"problems": [problem_to_json(one) for one in problems]})
    else:
        _tell(report)
        report_problems(tuple(problems))
    if update:
        return ExitCode.DONE
    return _verdict(report, problems, as_json=json)


class _Coder:
    """Codes gold documents, and keeps the problems."""

    def __init__(self, workers: int, problems: list[Problem], told: ProgressCallback | None) -> None:
        self._workers = workers
        self._problems = problems
        self._told = told

    def __call__(self, documents: Sequence[Document]) -> Iterator[Incident]:
        """The incidents of all documents."""
        from dateline.run import Progress, code_all

        with closing(code_all(documents, self._workers)) as codings:
            for n, coding in enumerate(codings, 1):
                self._problems += coding.problems
                if self._told:
                    self._told(Progress("find", n, len(documents)))
                yield from coding.incidents


def _verdict(report: GateReport, problems: Sequence[Problem], *, as_json: bool) -> int:
    try:
        report.require()
    except QualityError as fault:
        refuse(fault, as_json=as_json)
        return ExitCode.BELOW_FLOOR
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _update(report: GateReport, file: Path, data: Path | None, *, lower: bool, dry_run: bool) -> None:
    from dateline import quality

    raised = quality.raised(report, lower=lower)
    changed = sum(old.gold != new for old, new in zip(report.sets, raised, strict=True))
    if not dry_run:
        quality.write_floors(raised, file, data)
    say(f"{changed} of {len(raised)} sets {'would be' if dry_run else 'were'} changed in {file}.")


def _tell(report: GateReport) -> None:
    for one in report.sets:
        for line in _lines(one):
            give(line)


def _lines(one: SetReport) -> Iterator[str]:
    if one.absent:
        yield f"{one.gold.name:<14} not measured: {one.absent}"
        return
    yield f"{one.gold.name:<14} {one.n_documents} documents" + ("   gold files were changed" if one.is_changed else "")
    for check in one.checks:
        verdict = "held" if check.is_held else "BELOW"
        yield f"  {check.figure:<20} {check.measured:6.1f}   floor {check.least:5.1f} (tolerance {check.tolerance})   {verdict}"
