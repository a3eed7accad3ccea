"""When: an interval of calendar days with a precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.errors import InputError
from dateline.model.codes import TimePrecision
from dateline.model.span import Quote

__all__ = ["When"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days in which something happened, both ends inclusive.

    Args:
        quote: the words that give the time; None where the document's date alone gives it.
        start: first day; None where unknown.
        end: last day; None where unknown.
        precision: how closely the interval is known; `unknown` goes with no days at all.
        confidence: 0 to 1.
        reason: why these days, in words.
    Raises:
        InputError: the interval runs backwards, or days and precision disagree.
    """

    quote: Quote | None = None
    start: date | None = None
    end: date | None = None
    precision: TimePrecision = TimePrecision.UNKNOWN
    confidence: float | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None) or (self.start is None) != (self.precision is TimePrecision.UNKNOWN):
            raise InputError(
                "time-incomplete",
                f"start {self.start}, end {self.end} and precision {self.precision} do not go together",
                fix="Give both days and a precision, or neither day and precision unknown.",
            )
        if self.start is not None and self.end is not None and self.start > self.end:
            raise InputError("time-backwards", f"{self.start} is after {self.end}", fix="Put the first day first.")

    @property
    def days(self) -> int | None:
        """Length of the interval in days; None where unknown."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1
