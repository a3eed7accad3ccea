"""From runs of letters on a page to paragraphs in reading order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Fragment", "paragraphs"]

# Mean width of a letter of running text as a share of its size. Source: Adobe font metrics of Helvetica and Times (0.44-0.52).
_LETTER_WIDTH: Final = 0.48
# A gutter lies in the middle part of the page; few lines cross it, and both sides hold much of the text.
_GUTTER_FROM, _GUTTER_TO = 0.35, 0.65
_SIDE_SHARE: Final = 0.2
_CROSSING_SHARE: Final = 0.2
_SAME_LINE: Final = 0.45
_PARAGRAPH_GAP: Final = 1.35
# A line that ends a sentence well before the column ends is the last of its paragraph.
_SHORT_LINE: Final = 0.7
_BULLET: Final = re.compile(r"^(?:[•●▪■◦‣⁃∙·\uf0b7\uf0a7o](?=\s)|[•●▪■◦‣⁃∙\uf0b7\uf0a7]|[-–—](?=\s)|[oO](?=\s{2,}))\s*")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of letters.

    Args:
        x, y: where it begins, in points from the page's lower left corner.
        size: of its letters, in points.
        text: its letters.
    """

    x: float
    y: float
    size: float
    text: str

    @property
    def end(self) -> float:
        """Where it ends, by the mean width of letters."""
        return self.x + len(self.text.rstrip()) * self.size * _LETTER_WIDTH


@dataclass(frozen=True, slots=True)
class _Line:
    x: float
    y: float
    size: float
    end: float
    text: str

    @property
    def is_item(self) -> bool:
        return bool(_BULLET.match(self.text))


def paragraphs(fragments: Sequence[Fragment], width: float) -> list[str]:
    """The paragraphs of a page; items of lists begin with "- ", words parted at a line's end are whole again.

    Args:
        fragments: in the order in which they are drawn.
        width: of the page, in points.
    """
    pieces = [piece for fragment in fragments for piece in _rows(fragment)]
    found: list[str] = []
    for block in _blocks(pieces, width):
        found += _joined(_lines(block))
    return found


def _rows(fragment: Fragment) -> Iterator[Fragment]:
    """A run that holds line ends as one fragment a line."""
    rows = fragment.text.split("\n")
    for n, row in enumerate(rows):
        if row.strip():
            yield Fragment(fragment.x, fragment.y - n * fragment.size * 1.2, fragment.size, row)


def _blocks(pieces: list[Fragment], width: float) -> Iterator[list[Fragment]]:
    """The pieces in reading order: column by column between the lines that go across both."""
    gutter = _gutter(pieces, width)
    if gutter is None:
        yield pieces
        return
    crossing = sorted({piece.y for piece in pieces if _crosses(piece, gutter)}, reverse=True)
    for upper, lower in itertools.pairwise([float("inf"), *crossing, float("-inf")]):
        if upper != float("inf"):
            yield [piece for piece in pieces if piece.y == upper]
        band = [piece for piece in pieces if lower < piece.y < upper]
        yield [piece for piece in band if piece.x < gutter]
        yield [piece for piece in band if piece.x >= gutter]


def _crosses(piece: Fragment, gutter: float) -> bool:
    return piece.x < gutter - 5 and piece.end > gutter + 15


def _gutter(pieces: list[Fragment], width: float) -> float | None:
    """Where the right one of two columns begins; None for one column.

    Many lines begin there, whole lines and not the rest of one: the left column has text at some of the same heights, too.
    """
    starts = sorted(piece.x for piece in pieces if width * _GUTTER_FROM <= piece.x <= width * _GUTTER_TO)
    if len(pieces) < 6 or len(starts) < 3:
        return None
    best = max(starts, key=lambda x: sum(1 for other in starts if x <= other <= x + 4))
    right = [piece for piece in pieces if piece.x >= best - 1]
    left = [piece for piece in pieces if piece.x < best - 1]
    n_chars = sum(len(piece.text) for piece in pieces)
    across = sum(len(piece.text) for piece in left if _crosses(piece, best))
    aligned = sum(1 for piece in right if abs(piece.x - best) <= 25)
    sides = (sum(len(piece.text) for piece in right), sum(len(piece.text) for piece in left) - across)
    is_column = aligned >= 3 and aligned >= 0.5 * len({round(piece.y) for piece in right})
    return best - 1 if is_column and across <= _CROSSING_SHARE * n_chars and min(sides) >= _SIDE_SHARE * n_chars else None


def _lines(pieces: list[Fragment]) -> list[_Line]:
    """The pieces of one column put together to lines, from top to bottom."""
    lines: list[_Line] = []
    row: list[Fragment] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if row and abs(row[0].y - piece.y) > _SAME_LINE * max(piece.size, row[0].size):
            lines.append(_line(row))
            row = []
        row.append(piece)
    return [*lines, _line(row)] if row else lines


def _line(row: list[Fragment]) -> _Line:
    row = sorted(row, key=lambda piece: piece.x)
    text = row[0].text
    for before, after in itertools.pairwise(row):
        is_apart = after.x - before.end > 0.12 * after.size or _BULLET.fullmatch(before.text.strip() + " ")
        text += (" " if is_apart and not text.endswith(" ") and not after.text.startswith(" ") else "") + after.text
    return _Line(row[0].x, row[0].y, max(piece.size for piece in row), row[-1].end, " ".join(text.split()))


def _joined(lines: list[_Line]) -> list[str]:
    """The lines of one column as paragraphs: parted by a wide gap, a change of size, or the beginning of an item."""
    gaps = [before.y - after.y for before, after in itertools.pairwise(lines) if before.y > after.y]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 12.0  # of short paragraphs, half of the gaps are between paragraphs
    widest = max((line.end for line in lines), default=0.0)
    found: list[str] = []
    for n, line in enumerate(lines):
        before = lines[n - 1] if n else None
        is_new = (
            before is None
            or line.is_item
            or before.y - line.y > _PARAGRAPH_GAP * usual
            or abs(before.size - line.size) > 0.15 * max(before.size, line.size)
            or (before.end < _SHORT_LINE * widest and before.text.endswith((".", ":", "?", "!")))
            or (found[-1].startswith("- ") and line.x < before.x - 4 and not before.is_item)
        )
        text = "- " + _BULLET.sub("", line.text) if line.is_item else line.text
        if is_new:
            found.append(text)
        elif _HYPHEN.search(found[-1]) and text[:1].islower():
            found[-1] = _HYPHEN.sub("", found[-1]) + text
        else:
            found[-1] += " " + text
    return found
