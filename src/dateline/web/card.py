"""The model card as blocks that a template shows: headings, paragraphs, lists and tables of simple Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

__all__ = ["Block", "Inline", "blocks", "model_card"]

_INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`")


@dataclass(frozen=True, slots=True)
class Inline:
    """Words of one look: "plain", "strong" or "code"."""

    look: str
    text: str


Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a page.

    Args:
        kind: "heading", "paragraph", "list" or "table".
        lines: one for a heading or paragraph, the items of a list; none for a table.
        rows: of a table, the head first.
    """

    kind: str
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()


def model_card() -> tuple[Block, ...]:
    """The card of the finder that ships with the package, its title left out."""
    text = files("dateline").joinpath("data", "finder", "CARD.md").read_text(encoding="utf-8")
    return tuple(blocks(text.partition("\n")[2]))


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in Markdown, as far as model cards use it."""
    for kind, lines in groupby(text.splitlines(), key=_kind):
        group = list(lines)
        if kind == "heading":
            yield from (Block(kind=kind, lines=(_inline(line.lstrip("# ")),)) for line in group)
        elif kind == "paragraph":
            yield Block(kind=kind, lines=(_inline(" ".join(group)),))
        elif kind == "list":
            yield Block(kind=kind, lines=tuple(_inline(line.removeprefix("- ")) for line in group))
        elif kind == "table":
            yield Block(kind=kind, rows=tuple(_cells(line) for line in group if set(line) - set("|-: ")))


def _kind(line: str) -> str:
    if not line.strip():
        return "gap"
    return next(
        (kind for start, kind in (("#", "heading"), ("|", "table"), ("- ", "list")) if line.startswith(start)), "paragraph"
    )


def _cells(line: str) -> tuple[Line, ...]:
    return tuple(_inline(cell.strip()) for cell in line.strip().strip("|").split("|"))


def _inline(text: str) -> Line:
    found, at = [], 0
    for match in _INLINE.finditer(text):
        found.append(Inline("plain", text[at : match.start()]))
        look = "strong" if match["strong"] else "code"
        found.append(Inline(look, match[look]))
        at = match.end()
    found.append(Inline("plain", text[at:]))
    return tuple(one for one in found if one.text)
