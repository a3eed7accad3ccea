"""`dateline brief`: a situation report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import AccountJson, Coarsen, DryRun, Excerpts, ProjectPath, Where, WithNames
from dateline.cli.print_file import FormatOption, OutOption, chosen_format, print_to
from dateline.cli.speech import counted, give_json, say
from dateline.cli.where import conditions, selected
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.run.printing import Period

__all__ = ["brief"]

_LENGTH = re.compile(r"(\d{1,4})\s*([dw])", re.IGNORECASE)


def brief(
    *,
    since: Annotated[
        str,
        typer.Option("--since", metavar="WHEN", help="So many days or weeks back, as 7d or 4w, or a first day, as 2026-03-01."),
    ] = "7d",
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day; today without it.", show_default=False)
    ] = None,
    where: Where = None,
    format_: FormatOption = None,
    out: OutOption = None,
    with_names: WithNames = False,
    coarsen: Coarsen = None,
    excerpts: Excerpts = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: AccountJson = False,
) -> int:
    """Write a situation report: the events of some days on a map and in tables, beside as many days before, with footnotes to the sources.

    Sums are given as lowest, best and highest, and say how much of them rests on a single source. Names of private persons are withheld.
    """
    asked, kind = conditions(where), chosen_format(format_, out)
    if "date" in asked:
        raise InputError(
            "where-date", "the days are given twice", where="--where", fix="Give them with --since and --until alone."
        )
    with open_nearest(project) as opened:
        from dateline.run.exporting import options_with, withholding_of
        from dateline.run.printing import brief_of

        options = options_with(opened.withheld, with_names=with_names, coarsen=coarsen, excerpts=excerpts, for_excel=False)
        chosen = selected(opened.events, asked)
        period = _period(since, until)
        printout = brief_of(opened, chosen, period, conditions=where, withholding=withholding_of(options))
        count = chosen.where(date=f"{period.since}..{period.until}").count()
        size_bytes = print_to(printout, kind, out, dry_run=dry_run)
        if not count and not json:
            say(_nothing(period, asked))
    if json:
        node: dict[str, object] = {
            "since": period.since.isoformat(),
            "until": period.until.isoformat(),
            "events": count,
            "format": kind.value,
        }
        give_json(
            node | {"file": str(out) if out else None, "bytes": size_bytes, "dry_run": dry_run}, err=out is None and not dry_run
        )
    elif count:
        say(f"{counted(count, 'event')} from {period.since} to {period.until}{f' in {out}' if out and not dry_run else ''}")
    return ExitCode.DONE


def _period(since: str, until: str | None) -> Period:
    from dateline.run.printing import Period

    last = _day(until, "--until") if until else date.today()  # noqa: DTZ011 - the day where the user is
    length = _LENGTH.fullmatch(since.strip())
    if length:
        days = int(length[1]) * (7 if length[2].lower() == "w" else 1)
        first = last - timedelta(max(days, 1) - 1)
    else:
        first = _day(since, "--since")
    if first > last:
        raise InputError(
            "date-backwards", f"{first} is after {last}", where="--since", fix="Put the first day first, or give --until."
        )
    return Period(first, last)


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as fault:
        raise InputError(
            "date-shape", f"{text!r} is no day", where=where, fix="Write 2026-03-01, or for --since 7d or 4w."
        ) from fault


def _nothing(period: Period, asked: Mapping[str, str]) -> str:
    also = " that fits" if asked else ""
    return f"No event{also} from {period.since} to {period.until}. --since and --until choose other days; `dateline events` lists what there is."
