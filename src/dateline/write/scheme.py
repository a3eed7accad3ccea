"""Schemes of others: what a scheme makes of an event, in which columns, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

from dateline.write import csv
from dateline.write.account import Account
from dateline.write.columns import Cell
from dateline.write.record import EventRecord, Written
from dateline.write.withhold import withhold

__all__ = ["Scheme", "SchemeColumn", "Unfit", "write_scheme"]

R = TypeVar("R")


class Unfit(str):
    """Why a scheme cannot hold an event, in words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SchemeColumn(Generic[R]):
    """One column: its name in the scheme, what stands in it, and how it is read off a coded row."""

    name: str
    meaning: str
    read: Callable[[R], Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme(Generic[R]):
    """A public scheme as dateline fills it.

    Args:
        name: as users know it, "ACLED-like".
        source: the codebook that it follows.
        unit: what one row is.
        code: the rows of an event, or why it has none.
        columns: in the scheme's order.
        losses: what the scheme, or our filling of it, cannot hold.
        header: rows of texts before the data; the names of the columns where None.
        separator: what stands between cells; a comma gives RFC 4180.
        unknown: what a cell holds where the value is not known.
    """

    name: str
    source: str
    unit: str
    code: Callable[[EventRecord], Sequence[R] | Unfit]
    columns: tuple[SchemeColumn[R], ...]
    losses: tuple[str, ...]
    header: tuple[tuple[str, ...], ...] | None = None
    separator: str = ","
    unknown: str = ""


def write_scheme(scheme: Scheme[R], records: Iterable[EventRecord], out: BinaryIO, *, with_names: bool = False) -> Written:
    """Events written in a scheme, in the order given; those that it cannot hold are listed with the reason.

    Args:
        scheme: the scheme.
        records: the events.
        out: where the bytes go.
        with_names: also name private persons; without it they are withheld.
    """
    account = Account()
    names = tuple(column.name for column in scheme.columns)
    out.writelines(_line(scheme, list(cells)) for cells in ((names,) if scheme.header is None else scheme.header))
    for record in records:
        shown, kept_back = (record, ()) if with_names else withhold(record)
        rows = scheme.code(shown)
        if isinstance(rows, Unfit):
            account.left(shown.event.id, str(rows))
            continue
        out.writelines(_line(scheme, [_text(scheme, column.read(row)) for column in scheme.columns]) for row in rows)
        account.wrote(kept_back)
    return account.written()


def _text(scheme: Scheme[R], cell: Cell) -> str:
    """The cell's text; formulas are only run in tables with commas, which spreadsheets open by themselves."""
    if cell is None or cell in ("", ()):
        return scheme.unknown
    return csv.text(cell) if scheme.separator == "," else csv.flat(cell)


def _line(scheme: Scheme[R], cells: list[str]) -> bytes:
    if scheme.separator == ",":
        return csv.line(cells)
    return (scheme.separator.join(cells) + "\n").encode("utf-8", "replace")
