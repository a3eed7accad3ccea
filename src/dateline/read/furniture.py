"""Furniture: the ranges of a text that are not reporting, found without moving any offset.

A text is looked at paragraph by paragraph. Precision comes first: a line is furniture where its opening words, its form
and its length say so together; whatever may be reporting stays.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.model import Document, Span
from dateline.read.agencies import agency
from dateline.read.captions import is_caption
from dateline.read.phrases import HEADINGS, OPENINGS
from dateline.read.wire import closing_credit

__all__ = ["mark", "spans"]

# A headline is at most this long, in words. Source: the titles of the extraction sets, 99th percentile.
_HEADLINE_WORDS: Final = 21
_LIST_LINES: Final = 12
_LONGEST_WORDS: Final = max(opening.max_words for opening in OPENINGS)
_SENTENCE_END: Final = re.compile(r"[.!?…。؟][\"”’»')\]]*$")
_PHOTO_CREDIT: Final = re.compile(
    r"[(\[](?:(?:file|AP|AFP|EPA|Reuters)\s)?(?:photo(?:s|graph)?|image|picture|credit|foto|фото|صورة)(?:\s?(?:by|credit|courtesy|:|de|par|/))[^()\[\]\n]{2,100}[)\]]|"
    r"\(AP Photo/[^()\n]{2,60}\)",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"(?:By|BY|Par|Por|PAR|POR)[ :]+(?P<names>[^\n]+)$")
_NAME: Final = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.\-]*|(?:al|el|de|da|do|dos|du|van|von|bin|ibn|ben|and|et|y|e|in|for|of|the|with|our|staff|special|correspondent|à|en|em|at)(?:-[A-Z][\w'’]*)?|[|&,/@])",
)
_NO_NAME: Final = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
)
_CONTRIBUTED: Final = re.compile(r"\bcontributed (?:reporting|to this (?:report|story|article)|from [A-Z]\w+)\W*$")
_RIGHTS: Final = re.compile(
    r"all rights reserved|tous droits réservés|todos los derechos|все права защищены|جميع الحقوق محفوظة", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph, without the white space around it."""

    start: int
    text: str
    n_words: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


def mark(doc: Document) -> Document:
    """The document with its furniture; one that brings furniture keeps it as it is."""
    return doc if doc.furniture else replace(doc, furniture=spans(doc))


def spans(doc: Document) -> tuple[Span, ...]:
    """The furniture of a document, in order and without overlaps."""
    lines = tuple(_lines(doc.text))
    found = [line.span for line in lines if _is_furniture(line)]
    found += _linked(lines)
    marked = set(found)
    found += [line.span for line in _top(lines, marked) if is_caption(line.text, doc.published)]
    found += [Span(line.start + m.start(), line.start + m.end()) for line in lines for m in _PHOTO_CREDIT.finditer(line.text)]
    found += _closing(doc, lines, set(found))
    return _merged(found)


def _lines(text: str) -> Iterator[_Line]:
    for block in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        rows = [(block.start() + m.start(), m[0]) for m in re.finditer(r"[^\n]+", block[0])]
        for start, row in [(block.start(), block[0])] if _is_wrapped([row for _, row in rows]) else rows:
            bare = row.strip()
            if bare:
                yield _Line(start + row.index(bare), bare, bare.count(" ") + 1)


def _is_wrapped(rows: Sequence[str]) -> bool:
    """Whether the rows are one paragraph that was broken at a fixed width, as mail and old wires do."""
    if len(rows) < 2:
        return False
    body = rows[:-1]
    broken = sum(1 for row in body if 45 <= len(row.rstrip()) <= 100 and not _SENTENCE_END.search(row.rstrip()))
    lower = sum(1 for row in rows[1:] if row.lstrip()[:1].islower())
    return broken >= 0.7 * len(body) and lower >= 0.5 * len(body)


def _is_furniture(line: _Line) -> bool:
    if line.n_words > _LONGEST_WORDS:
        return False
    for opening in OPENINGS:
        if line.n_words <= opening.max_words and opening.pattern.match(line.text):
            return True
    return _is_byline(line) or (line.n_words <= 30 and bool(_CONTRIBUTED.search(line.text) or _RIGHTS.search(line.text)))


def _is_byline(line: _Line) -> bool:
    found = _BY.match(line.text) if line.n_words <= 12 else None
    if not found or _NO_NAME.search(line.text) or line.text.endswith((".", ":", "?", "!")):
        return False
    tokens = re.sub(r"([|&,/])", r" \1 ", found["names"]).split()
    return all(_NAME.fullmatch(token) for token in tokens) and any(token[0].isupper() for token in tokens)


def _linked(lines: Sequence[_Line]) -> Iterator[Span]:
    """The links below a heading such as "Related stories"."""
    for at, line in enumerate(lines):
        if not HEADINGS.match(line.text):
            continue
        below = lines[at + 1 : at + 1 + _LIST_LINES]
        links = [n for n, link in enumerate(below) if not _is_headline(link)]
        stop = links[0] if links else len(below)
        # A single headline-like line in the middle may be a subheading of the report.
        if stop >= 2 or (stop == 1 and at + 2 >= len(lines)):
            yield from (link.span for link in below[:stop])


def _is_headline(line: _Line) -> bool:
    return line.n_words <= _HEADLINE_WORDS and not _SENTENCE_END.search(line.text)


def _top(lines: Sequence[_Line], marked: set[Span]) -> Iterator[_Line]:
    """The lines that may be captions by their place: before the lead, the last of them followed by reporting."""
    rest = [line for line in lines if line.span not in marked]
    for line, after in itertools.pairwise(rest[:4]):
        if after.n_words < 10:
            return
        yield line
        if not is_caption(line.text, None):
            return


def _closing(doc: Document, lines: Sequence[_Line], marked: set[Span]) -> Iterator[Span]:
    """Credits at the end: "REUTERS" after the last sentence, or lines of their own."""
    for line in reversed(lines[-4:]):
        if line.span in marked:
            continue
        names = {name.casefold() for name in (doc.agency, doc.outlet, doc.author) if name}
        bare = line.text.strip(" -–—()[]/.*|")
        if bare.casefold() in names or (line.n_words <= 4 and agency(bare)):
            yield line.span
            continue
        credit = closing_credit(line.text)
        if credit:
            yield Span(line.start + credit[0].start, line.start + credit[0].end)
        return


def _merged(found: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(set(found)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
