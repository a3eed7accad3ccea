"""HTML pages to documents, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from dateline.errors import ReadError
from dateline.model import Document, Span
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import decode, refuse_rubbish
from dateline.read.published import declared
from dateline.read.reading import Known
from dateline.read.sniff import MAX_DOCUMENT_BYTES, refuse_binary, refuse_format, refuse_large

__all__ = ["page"]

# A flash of one sentence ("Gunmen killed five people in X, police said.") has about this many characters of prose; what
# has fewer is a list of links, a wall or a fault page.
_MIN_PROSE_CHARS: Final = 60
# Above this share of characters in links, the page leads elsewhere and reports nothing itself.
# Source: trafilatura 2.3, LINK_FARM_RATIO is 0.9 for single elements; a whole article of the page sets stays below 0.2.
_MAX_LINKED_SHARE: Final = 0.6
_STOPS: Final = re.compile(r"([.!?…。؟।]|[|\n])")
_SENTENCE_CHARS: Final = 25
# A cell of a table that holds this many characters holds prose: the table only lays out the page.
_LAYOUT_CELL_CHARS: Final = 300
# The time that extraction takes grows with the square of the number of elements; the largest page of the extraction sets has
# 10,106, and 25,000 take six seconds.
_MAX_ELEMENTS: Final = 25_000
_NUL_WITHIN_BYTES: Final = 1000
_TITLE_SEPARATOR: Final = re.compile(r"\s+[-–—|:·»]\s+")


def page(data: bytes, where: str, known: Known) -> Document:
    """The article of a web page.

    Comments are left out (readers are no reporters), as are links and pictures; tables stay, since situation reports
    give figures in them. The balanced mode of extraction is used: all four modes lie within half a point of F1 of each other over both
    page sets, and the mode for precision loses three passages in a hundred more, which no later stage can bring back,
    while furniture that comes along is marked. Only
    a date that the page declares is kept (`published.declared`), so that htmldate's search through prose, footers and
    copyright lines has no part in it.

    Args:
        data: the bytes of the page.
        where: its name, for errors.
        known: what the caller knows; it wins.
    Raises:
        ReadError: the bytes are no page, or the page holds no article.
    """
    refuse_large(len(data), where)
    refuse_format(data, where)
    markup = decode(_without_nul(data, where), where)
    refuse_empty(markup, where)
    tree = _tree(markup, where)
    found = _extracted(tree, known.url)
    if found is None:
        raise _no_article(where, "no passage of prose")
    title = _title(known.title or found.title, found.sitename)
    text = _text(found.text, title)
    refuse_rubbish(text, where)
    url = known.url or found.url
    doc = complete(
        Document(
            id="",
            text=text,
            title=title,
            published=known.published or declared(tree, url),
            outlet=known.outlet or found.sitename,
            agency=known.agency,
            author=found.author,
            language=known.language,
            url=url,
        ),
        named=False,
    )
    _refuse_pointless(doc, tree, where)
    return doc


def _without_nul(data: bytes, where: str) -> bytes:
    """The page without stray NUL bytes, at most one in a thousand, which browsers pass over as well.

    Source: HTML Living Standard 13.2.6: a NUL in the body is a parse error and ignored.
    """
    if data.count(0) * _NUL_WITHIN_BYTES > len(data):
        refuse_binary(data, where)
        return data
    return data.replace(b"\x00", b"")


def _tree(markup: str, where: str) -> Any:
    from trafilatura import load_html

    tree = load_html(markup, MAX_DOCUMENT_BYTES)
    if tree is None:
        raise ReadError(
            "html-broken", "the page cannot be parsed as HTML", where=where, fix="Save it again, or give its text as .txt."
        )
    n_elements = sum(1 for _ in tree.iter())
    if n_elements > _MAX_ELEMENTS:
        raise ReadError(
            "page-too-large",
            f"{n_elements:,} elements are more than the {_MAX_ELEMENTS:,} of one page",
            where=where,
            fix="Save the single report, not the archive or the thread.",
        )
    return tree


def _extracted(tree: Any, url: str | None) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
        include_formatting=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _title(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that many pages append to it."""
    if not title or not outlet:
        return title
    *head, last = _TITLE_SEPARATOR.split(title)
    is_outlet = bool(head) and last.strip().casefold() in {outlet.casefold(), outlet.casefold().removeprefix("www.")}
    return title[: title.rindex(last)].rstrip(" -–—|:·»") if is_outlet else title


def _text(extracted: str, title: str | None) -> str:
    """Paragraphs parted by empty lines, the items of one list by line ends; a first line that repeats the title is left out."""
    lines = [part for line in extracted.split("\n") for part in _cells(line.strip())]
    if title and len(lines) > 1 and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    text = ""
    for before, line in zip(["", *lines], lines, strict=False):
        text += ("\n" if before.startswith("- ") and line.startswith("- ") else "\n\n") + line
    return text.strip()


def _cells(line: str) -> list[str]:
    """The line; or, of a table that only lays out the page, its cells."""
    if not line.startswith("|"):
        return [line] if line else []
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line) if cell.strip(" -")]
    return cells if any(len(cell) >= _LAYOUT_CELL_CHARS for cell in cells) else [line] if cells else []


def _refuse_pointless(doc: Document, tree: Any, where: str) -> None:
    n_prose = _n_prose(_reporting(doc.text, doc.furniture))
    if n_prose < _MIN_PROSE_CHARS:
        raise _no_article(where, f"{n_prose} characters of prose")
    anchors = {" ".join(a.text_content().split()) for a in tree.iter("a")}
    lines = [line.removeprefix("- ") for line in doc.text.split("\n") if line]
    linked = sum(len(line) for line in lines if line in anchors)
    if linked > _MAX_LINKED_SHARE * sum(map(len, lines)):
        raise _no_article(where, f"a list of links ({linked} of {len(doc.text)} characters)")


def _n_prose(text: str) -> int:
    """Characters in sentences: passages of some length that a full stop closes."""
    parts = _STOPS.split(text)
    closed = zip(parts[::2], parts[1::2], strict=False)
    return sum(len(words) for words, stop in closed if stop not in "|\n" and len(words.strip()) >= _SENTENCE_CHARS)


def _reporting(text: str, furniture: Sequence[Span]) -> str:
    bare = list(text)
    for span in furniture:
        bare[span.start : span.end] = " " * len(span)
    return "".join(bare)


def _no_article(where: str, held: str) -> ReadError:
    return ReadError(
        "page-no-article",
        f"the page holds no article: {held}",
        where=where,
        fix="Save the article's own page, past any cookie or login wall; or give its text as .txt.",
    )
