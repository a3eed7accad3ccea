"""`dateline export`: events in the formats of other programs."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.export_file import keep_receipt, target
from dateline.cli.locate import open_nearest
from dateline.cli.options import AccountJson, Coarsen, DryRun, Excerpts, ProjectPath, Where, WithNames, WritingWorkers
from dateline.cli.speech import counted, give_json, say
from dateline.cli.where import conditions, emptied_by, selected
from dateline.errors import InputError
from dateline.run.exporting import options_with, withholding_of, write_events
from dateline.run.receipts import receipt_of

if TYPE_CHECKING:
    from dateline.write import Written

__all__ = ["Format", "export"]

_NAMES = "private-person"
_TOLD = 5  # events left out that are told one by one


class Format(StrEnum):
    """A format that events are exported in."""

    CSV = "csv"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    PARQUET = "parquet"
    GEOPARQUET = "geoparquet"
    XLSX = "xlsx"
    RSS = "rss"
    ATOM = "atom"
    JSONFEED = "jsonfeed"
    JSONLD = "jsonld"
    ACLED = "acled"
    UCDP_GED = "ucdp_ged"
    HXL = "hxl"
    POLECAT = "polecat"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt_mentions"


def export(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help=f"{', '.join(Format)}.", show_default=False)],
    *,
    where: Where = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Where it is written; stdout without it.", show_default=False),
    ] = None,
    with_names: WithNames = False,
    coarsen: Coarsen = None,
    excerpts: Excerpts = None,
    for_excel: Annotated[bool, typer.Option("--for-excel", help="csv: begin with the mark by which Excel knows UTF-8.")] = False,
    workers: WritingWorkers = 2,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: AccountJson = False,
) -> int:
    """Write the events in one of the formats.

    csv is a table, jsonl has every claim, geojson is points for a map; the others follow the schemes of others, and list what these
    cannot hold.

    With -o a receipt lies beside the file, FILE.receipt.json: `dateline verify FILE` repeats the export by it.

    Names of private persons are withheld; --coarsen and --excerpts withhold more, and so may project.toml.

    The account of what was written goes to stderr; with --json it is JSON, and goes to stdout where -o takes the data.
    """
    if for_excel and format_ is not Format.CSV:
        raise InputError("option-unfit", f"--for-excel says nothing for {format_}", fix="Use it with csv, or leave it out.")
    asked = conditions(where)
    with open_nearest(project) as opened:
        options = options_with(opened.withheld, with_names=with_names, coarsen=coarsen, excerpts=excerpts, for_excel=for_excel)
        withholding_of(options)  # a wrong rule is told before anything is written
        chosen = selected(opened.events, asked)
        with target(out, dry_run=dry_run) as stream:
            written = write_events(opened, format_, chosen.query, stream, options=options, workers=workers)
        if out and not dry_run:
            keep_receipt(receipt_of(opened, written, out, format_=format_, query=asked, options=options), out)
        if not written.n_events and not json:
            say(emptied_by(opened.events, asked) if not written.left_out else f"No event fits into {format_}.")
    _account(written, out, dry_run=dry_run, as_json=json)
    return ExitCode.DONE


def _account(written: Written, out: Path | None, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        left_out = [{"id": one.event, "reason": one.reason} for one in written.left_out]
        withheld = [{"field": one.field, "n": one.n, "rule": one.rule} for one in written.withheld]
        node: dict[str, object] = {"events": written.n_events, "left_out": left_out, "withheld": withheld}
        give_json(node | {"file": str(out) if out else None, "dry_run": dry_run}, err=out is None and not dry_run)
        return
    total = written.n_events + len(written.left_out)
    left = f" ({len(written.left_out)} left out)" if written.left_out else ""
    where = f" in {out}" if out else ""
    verb = "would be written" if dry_run else "written"
    say(f"{counted(total, 'event')} → {written.n_events} {verb}{where}{left}")
    for one in islice(written.left_out, _TOLD):
        say(f"  left out: {one.event}: {one.reason}")
    if len(written.left_out) > _TOLD:
        say(f"  … and {len(written.left_out) - _TOLD} more; the receipt and --json list all.")
    for kept in written.withheld:
        say(f"  withheld: {kept}" + (" (--with-names writes them)" if kept.rule == _NAMES else ""))
