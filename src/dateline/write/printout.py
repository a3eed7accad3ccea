"""A printout: what is read by people and not by programs, as headings, paragraphs, tables, quotations, pictures and footnotes.

Briefs, dossiers and comparisons are made as printouts; `printout_markdown` and `printout_html` write them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

__all__ = [
    "Anchor",
    "Heading",
    "Inline",
    "Items",
    "Link",
    "Marked",
    "Note",
    "Paragraph",
    "Part",
    "Picture",
    "Printout",
    "Quotation",
    "Refs",
    "Strong",
    "Table",
    "Words",
    "plain_words",
]


@dataclass(frozen=True, slots=True)
class Refs:
    """Marks that lead to footnotes, by their numbers."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; only http and https are made to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that are marked in a quotation, because a claim rests on them."""

    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that others lead to: a name within the printout, and the words."""

    name: str
    text: str


Inline: TypeAlias = "str | Refs | Link | Strong | Marked | Anchor"
Words: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 is a section of the printout."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document, and whose they are."""

    words: Words
    by: Words
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Args:
        caption: what it shows.
        head: names of the columns.
        rows: cells.
        numbers: the columns that hold numbers, from 0.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing: SVG without scripts, and what it shows in words."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    words: Words


Part: TypeAlias = "Heading | Paragraph | Items | Quotation | Table | Picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """The whole.

    Args:
        title: its title.
        lead: one line below it.
        parts: in their order.
        notes: footnotes, the first of which is number 1.
        colophon: what it was made from and by which rules.
        language: ISO 639-1 code of its own words.
    """

    title: str
    lead: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...] = ()
    colophon: tuple[str, ...] = ()
    language: str = "en"


def plain_words(words: Words) -> str:
    """The words without marks."""
    return "".join(one if isinstance(one, str) else "" if isinstance(one, Refs) else one.text for one in words)
