"""Events as the writers take them, as rows of the table that all flat outputs share, and as files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.run.project import Project
    from dateline.run.view import EventView
    from dateline.store import EventQuery
    from dateline.write import EventRecord, Written
    from dateline.write.withhold import Withholding

__all__ = ["NEWEST_FIRST", "NO_RULE", "options_of", "options_with", "record_of", "row_of", "withholding_of", "write_events"]

NEWEST_FIRST = "newest_first"  # the option of the desk's files, whose rows stand as on its pages
NO_RULE = "none"  # asked for where the project file names a rule for places and none is wanted


def record_of(view: EventView) -> EventRecord:
    """The event with its claims and documents."""
    from dateline.write import DocumentHead, EventRecord

    claims = {claim.ref: claim.claim for claim in view.claims}
    return EventRecord(view.event, claims, {doc.id: DocumentHead.of(doc) for doc in view.documents})


def row_of(view: EventView, *, options: Sequence[str] = ()) -> dict[str, object]:
    """The event as one flat JSON object, its keys the columns of the CSV export.

    Args:
        view: the event.
        options: see `options_of`; names of private persons are withheld where there are none.
    """
    from dateline.write.columns import COLUMNS, cells
    from dateline.write.withhold import withhold

    record, withheld = withhold(record_of(view), withholding_of(options))
    return {column.name: _plain(cell) for column, cell in zip(COLUMNS, cells(record, withheld), strict=True)}


def _plain(cell: object) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell


def options_of(
    *, with_names: bool = False, coarsen: str | None = None, excerpts: int | None = None, for_excel: bool = False
) -> tuple[str, ...]:
    """What an export is asked for beside its events, as receipts say it: `with_names`, `coarsen=admin1`, `excerpts=200`, `for_excel`.

    Args:
        with_names: also name private persons.
        coarsen: name of the rule by which places are told less closely.
        excerpts: code points of a quote that are told.
        for_excel: begin with the mark by which Excel knows UTF-8.
    """
    valued = (("coarsen", coarsen), ("excerpts", excerpts))
    given = (f"{name}={value}" for name, value in valued if value is not None)
    return (*(("with_names",) if with_names else ()), *given, *(("for_excel",) if for_excel else ()))


def options_with(
    project: Sequence[str], *, with_names: bool, coarsen: str | None, excerpts: int | None, for_excel: bool
) -> tuple[str, ...]:
    """As `options_of`, what is not given taken from the project's own; `coarsen` "none" is no rule.

    Args:
        project: the options by the project file.
        with_names: also name private persons.
        coarsen: name of the rule by which places are told less closely, or "none".
        excerpts: code points of a quote that are told.
        for_excel: begin with the mark by which Excel knows UTF-8.
    """
    said = dict(option.partition("=")[::2] for option in project)
    rule = said.get("coarsen") if coarsen is None else coarsen
    most = int(said["excerpts"]) if excerpts is None and "excerpts" in said else excerpts
    return options_of(with_names=with_names, coarsen=None if rule == NO_RULE else rule, excerpts=most, for_excel=for_excel)


def withholding_of(options: Sequence[str]) -> Withholding:
    """What is withheld from an export with these options.

    Raises:
        InputError: a rule is none, or a number is none.
    """
    from dataclasses import replace

    from dateline.run.dividing import division_of
    from dateline.write.coarsen import coarsening
    from dateline.write.withhold import Withholding

    said = dict(option.partition("=")[::2] for option in options)
    rule = said.get("coarsen")
    return Withholding(
        with_names="with_names" in said,
        coarsen=replace(coarsening(rule), division_of=division_of) if rule else None,
        excerpts=_count(said["excerpts"]) if "excerpts" in said else None,
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise InputError("excerpts-number", f"excerpts is {text!r}", fix="Give a number of characters, 0 for none.")
    return int(text)


def write_events(
    project: Project, format_: str, query: EventQuery, out: BinaryIO, *, options: Sequence[str] = (), workers: int = 1
) -> Written:
    """An account of the events written to a stream, in the order of their first day and id; with `newest_first` in that of the desk.

    Args:
        project: whose events.
        format_: name of the format.
        query: which events.
        out: where the bytes go.
        options: see `options_of`; also `newest_first`, and `as_of=MOMENT` for the events as they were known then.
        workers: processes that make the parts of the file; its bytes are the same for any number.
    Raises:
        InputError: an option is none.
        StoreError: the database could not be read.
    """
    from dateline.run.batching import Making, batches
    from dateline.write.format import join
    from dateline.write.formats import FORMATS

    named = "csv-excel" if "for_excel" in options else format_
    making = Making(format=named, withholding=withholding_of(options), own=project.own)
    as_of = dict(option.partition("=")[::2] for option in options).get("as_of")
    store = project.store if as_of is None else project.at(as_of).store
    # Other processes open the store as it is now.
    made = batches(store, query, making, workers=1 if as_of else workers, newest_first=NEWEST_FIRST in options)
    return join(FORMATS[named], made, out, withholding=making.withholding)
