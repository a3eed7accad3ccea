"""Schemes of others: what a scheme makes of an event, in which columns, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO, Generic, TypeVar

from dateline.write import csv
from dateline.write.columns import Cell
from dateline.write.format import Format, Unfit, write_format
from dateline.write.record import EventRecord, Withheld, Written
from dateline.write.withhold import Withholding

__all__ = ["Scheme", "SchemeColumn", "Unfit", "write_scheme"]

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SchemeColumn(Generic[R]):
    """One column: its name in the scheme, what stands in it, and how it is read off a coded row."""

    name: str
    meaning: str
    read: Callable[[R], Cell]


@dataclass(frozen=True, kw_only=True)
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
        tells_lengths: whether it says how long the texts of documents are.
        withheld_in: the column of texts that also says what is withheld, as `withheld=RULE`; None where the scheme has no place for it.
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
    tells_lengths: bool = False
    withheld_in: str | None = None

    @cached_property
    def format(self) -> Format:
        """How events are written in the scheme."""
        names = tuple(column.name for column in self.columns)
        head = b"".join(_line(self, list(cells)) for cells in ((names,) if self.header is None else self.header))
        return Format(
            head=lambda _: head,
            piece=lambda record, withheld: _rows(self, record, withheld),
            tells_lengths=self.tells_lengths,
        )


def write_scheme(
    scheme: Scheme[R], records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None
) -> Written:
    """Events written in a scheme, in the order given; those that it cannot hold are listed with the reason.

    Args:
        scheme: the scheme.
        records: the events.
        out: where the bytes go.
        withholding: what is withheld; names of private persons where None.
    """
    return write_format(scheme.format, records, out, withholding=withholding)


def _rows(scheme: Scheme[R], record: EventRecord, withheld: tuple[Withheld, ...]) -> bytes | Unfit:
    rows = scheme.code(record)
    if isinstance(rows, Unfit):
        return rows
    # Formulas are only run in tables with commas, which spreadsheets open by themselves.
    put, unknown = (csv.text if scheme.separator == "," else csv.flat), scheme.unknown
    told = [[column.read(row) for column in scheme.columns] for row in rows]
    cells = [[unknown if cell is None else put(cell) or unknown for cell in row] for row in told]
    if withheld and scheme.withheld_in:
        at = [column.name for column in scheme.columns].index(scheme.withheld_in)
        for row in cells:
            row[at] = csv.LIST_SEPARATOR.join(filter(None, (row[at], *_rules(withheld))))
    return b"".join([_line(scheme, row) for row in cells])


def _rules(withheld: tuple[Withheld, ...]) -> Iterator[str]:
    """The rules by which something was withheld, as tags."""
    return (f"withheld={rule}" for rule in dict.fromkeys(one.rule for one in withheld))


def _line(scheme: Scheme[R], cells: list[str]) -> bytes:
    if scheme.separator == ",":
        return csv.line(cells)
    return (scheme.separator.join(cells) + "\n").encode("utf-8", "replace")
