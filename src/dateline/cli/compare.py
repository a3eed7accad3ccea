"""`dateline compare`: our events beside an outside list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.export_file import target
from dateline.cli.locate import open_nearest, require_there
from dateline.cli.options import DryRun, Json, ProjectPath, WithNames
from dateline.cli.speech import give, give_json, report_problems, say
from dateline.cli.where import conditions, either
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.quality.comparison import Comparison
    from dateline.quality.differing import Difference

__all__ = ["compare"]

_NARROWING = ("country", "date")  # conditions that hold for the rows of any list too
_TOLD = 15  # pairs, events and rows that are told one by one
_WIDTH = 110


def compare(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="UCDP GED (CSV), an ACLED export (CSV), or a spreadsheet of your own (CSV, XLSX).",
            show_default=False,
        ),
    ],
    *,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="NAMES",
            help='Which column of your spreadsheet holds what, as in "date=When,place=Town,killed=Dead".',
            show_default=False,
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where",
            metavar="CONDITIONS",
            help='Only these on both sides, as in "country=SYR date=2026-03".',
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            help="The whole comparison as a table (.csv, .xlsx, .json) or page (.html).",
            show_default=False,
        ),
    ] = None,
    with_names: WithNames = False,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Set our events beside an outside list: what is in both, only in one, and which values differ.

    Pairs are made one to one by a rule (data/rules/compare.toml) that weighs place, days, action, both sides and deaths. Events outside
    the countries and days of the list are left out of the comparison.
    """
    require_there([str(file)])
    ending = _ending(out)
    asked = _asked(where)
    with open_nearest(project) as opened:
        from dateline.merge import load
        from dateline.quality.against import Narrowing, against, columns_said
        from dateline.quality.comparison_file import WRITERS
        from dateline.quality.outside_read import read_outside
        from dateline.write.withhold import Withholding

        opened.own.use()
        narrowing = Narrowing.of(country=either(asked["country"]) if "country" in asked else None, date=asked.get("date"))
        outside = narrowing.of_list(read_outside(file, columns_said(columns)))
        ours = narrowing.ours(opened.store, outside)
        found = against(ours, outside, rules=load(opened.rules), withholding=Withholding(with_names=with_names))
        if out:
            with target(out, dry_run=dry_run) as stream:
                WRITERS[ending](found, stream, opened.name, file.name)
    if json:
        from dateline.quality.comparison_file import comparison_to_json

        give_json(comparison_to_json(found) | {"file": str(out) if out else None, "dry_run": dry_run})
    else:
        _tell(found, out)
    return ExitCode.PROBLEMS if outside.problems else ExitCode.DONE


def _ending(out: Path | None) -> str:
    from dateline.quality.comparison_file import WRITERS

    ending = out.suffix.lower() if out else ""
    if out and ending not in WRITERS:
        fix = f"Name the file with {', '.join(WRITERS)}."
        raise InputError("compare-format", f"{out.name} has no known ending", where="--out", fix=fix)
    return ending


def _asked(where: str | None) -> dict[str, str]:
    asked = conditions(where)
    unfit = next((field for field in asked if field not in _NARROWING), None)
    if unfit:
        fix = (
            "Only country and date narrow both sides; what is left out of one side alone would look as if it were missing there."
        )
        raise InputError("compare-where", f"{unfit} says nothing for the rows of a list", where="--where", fix=fix)
    return asked


# --- what is told and written --------------------------------------------------------------------------------------------


def _tell(found: Comparison, out: Path | None) -> None:
    from dateline.quality.comparison import name_of_row
    from dateline.quality.comparison_print import event_words, row_words, summary

    report_problems(found.outside.problems)
    for line in summary(found):
        give(line)
    differing = [pair for pair in found.pairs if pair.differences]
    told = (f"{pair.event.id}  {name_of_row(pair.row)}  {'; '.join(map(_difference, pair.differences))}" for pair in differing)
    _list("matched, but told differently", told, len(differing))
    ours = (f"{one.event.id}  {event_words(one.event)}" + (f"  [{one.beyond}]" if one.beyond else "") for one in found.only_ours)
    _list("only ours", ours, len(found.only_ours))
    _list("only theirs", (f"{name_of_row(one.row)}  {row_words(one.row)}" for one in found.only_theirs), len(found.only_theirs))
    say(f"Written: {out}" if out else "Next: the same with -o comparison.html, .csv or .xlsx has all of it.")


def _difference(one: Difference) -> str:
    return f"{one.field}: {one.ours} / {one.theirs}" + (f" ({one.by})" if one.by else "")


def _list(title: str, lines: Iterator[str], count: int) -> None:
    if count:
        give(f"\n{title}:")
        for line in islice(lines, _TOLD):
            give("  " + (line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"))
        if count > _TOLD:
            give(f"  … and {count - _TOLD} more")
