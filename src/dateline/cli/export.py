"""`dateline export`: events in the formats of other programs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest
from dateline.cli.options import AccountJson, DryRun, ProjectPath, Where, WithNames
from dateline.cli.records import record_of
from dateline.cli.speech import counted, give_json, say
from dateline.cli.where import conditions, emptied_by, selected
from dateline.errors import DatelineError, InputError

if TYPE_CHECKING:
    from dateline.run import Selection
    from dateline.write import Written

__all__ = ["Format", "export"]

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
    for_excel: Annotated[bool, typer.Option("--for-excel", help="csv: begin with the mark by which Excel knows UTF-8.")] = False,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: AccountJson = False,
) -> int:
    """Write the events in one of the formats.

    csv is a table, jsonl has every claim, geojson is points for a map; the others follow the schemes of others, and list what these
    cannot hold.

    The account of what was written goes to stderr; with --json it is JSON, and goes to stdout where -o takes the data.
    """
    if for_excel and format_ is not Format.CSV:
        raise InputError("option-unfit", f"--for-excel says nothing for {format_}", fix="Use it with csv, or leave it out.")
    asked = conditions(where)
    with open_nearest(project) as opened:
        chosen = selected(opened.events, asked)
        with _target(out, dry_run=dry_run) as stream:
            written = _write(format_, chosen, stream, with_names=with_names, for_excel=for_excel)
        if not written.n_events and not json:
            say(emptied_by(opened.events, asked) if not written.left_out else f"No event fits into {format_}.")
    _account(written, out, dry_run=dry_run, as_json=json)
    return ExitCode.DONE


def _write(format_: Format, chosen: Selection, stream: BinaryIO, *, with_names: bool, for_excel: bool) -> Written:
    from dateline import write

    records = (record_of(view) for view in chosen)
    if format_ is Format.CSV:
        return write.csv.write(records, stream, with_names=with_names, for_excel=for_excel)
    return write.formats.WRITERS[format_](records, stream, with_names=with_names)


@contextmanager
def _target(out: Path | None, *, dry_run: bool) -> Iterator[BinaryIO]:
    """Where the data goes: a file takes its name only when all of it is written."""
    if dry_run:
        yield BytesIO()
    elif out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        try:
            with _whole_file(out) as stream:
                yield stream
        except DatelineError:  # a store's fault is an OSError too
            raise
        except OSError as fault:
            raise InputError(
                "output-unwritable",
                f"cannot be written: {fault.strerror}",
                where=str(out),
                fix="Check the path, its permissions and the free space.",
            ) from fault


@contextmanager
def _whole_file(out: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        # mkstemp gives its file to this user alone; an export is as readable as any file that the user makes.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
        say(f"  … and {len(written.left_out) - _TOLD} more; --json lists all.")
    for kept in written.withheld:
        say(f"  withheld: {kept} (--with-names writes them)")
