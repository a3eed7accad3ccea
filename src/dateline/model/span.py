"""Spans and quotes: half-open ranges of Unicode code points in one immutable text."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import InputError

__all__ = ["Quote", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range [start, end) of code points.

    Raises:
        InputError: the range is negative or empty.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InputError("span-empty", f"[{self.start}, {self.end}) holds no character", fix="Give 0 <= start < end.")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def text(self, whole: str) -> str:
        """The characters of `whole` that the range covers."""
        return whole[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, with the place where they stand in it.

    Args:
        doc: id of the document.
        start: first code point.
        end: code point after the last.
        text: the words; equal to `document.text[start:end]` for as long as the quote holds.
    Raises:
        InputError: the words and the range differ in length.
    """

    doc: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or self.start < 0 or not self.text:
            raise InputError(
                "quote-length",
                f"quote {self.text!r} has {len(self.text)} code points, its range [{self.start}, {self.end}) has {self.end - self.start}",
                where=f"document {self.doc}",
                fix="Count offsets in Unicode code points of the document's text.",
            )

    @property
    def span(self) -> Span:
        """The range alone."""
        return Span(self.start, self.end)

    def holds(self, text: str) -> bool:
        """Whether `text` still reads so at this place."""
        return text[self.start : self.end] == self.text

    @classmethod
    def of(cls, doc: str, text: str, start: int, end: int) -> Quote:
        """The quote that `text` holds at [start, end)."""
        return cls(doc, start, end, text[start:end])
