"""PDF reports with a text layer to documents, by pypdf."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from dateline.errors import ReadError
from dateline.model import Document
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import refuse_rubbish
from dateline.read.guard import Deadline, parsing
from dateline.read.pdf_layout import Fragment, paragraphs
from dateline.read.printed_day import printed_day
from dateline.read.reading import Known
from dateline.read.sniff import refuse_large

__all__ = ["pdf"]

_MAX_PAGES: Final = 500
_MAX_FRAGMENTS: Final = 20_000
# A page of a report holds a thousand characters and more; a scan with a stamp or page numbers holds fewer than these.
_SCAN_CHARS: Final = 40
_PDF_DAY: Final = re.compile(r"D?:?((?:19|20)\d\d)(\d\d)(\d\d)")
_NO_TITLE: Final = re.compile(
    r"^(?:microsoft word\b.*|untitled.*|document\d*|.*\.(?:docx?|indd|pdf|pptx?|odt|rtf))$", re.IGNORECASE
)
_TITLE_CHARS: Final = 200
_RUNNING_CHARS: Final = 100
_PAGE_NUMBER: Final = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:/|of|\|)\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—]", re.IGNORECASE)
_NUMBERS: Final = re.compile(r"\d+")


def pdf(data: bytes, where: str, known: Known) -> Document:
    """The text of a PDF: paragraphs in reading order, two columns one after the other, bullet lists a line an item.

    Lines that stand at the top or foot of most pages, and page numbers, are left out. The day is the one printed near the top, in
    full; the day on which the file was made stands in `extra`, as it is often later. Title and publisher are those of the file's own
    properties.

    Raises:
        ReadError: the bytes are no PDF, it is locked, or it is a scan without a text layer.
    """
    refuse_large(len(data), where)
    with parsing("PDF", where):
        info, pages = _pages(data, where)
    n_chars = sum(len(line) for page in pages for line in page)
    if n_chars < _SCAN_CHARS * len(pages) or not n_chars:
        raise ReadError(
            "pdf-no-text",
            f"its {len(pages)} page(s) hold {n_chars} characters of text: it is a scan, or its letters are drawn",
            where=where,
            fix="Run it through text recognition (for example ocrmypdf) and add the result.",
        )
    blocks = _without_running_heads(pages)
    text = "\n\n".join(_bullets(blocks)).strip()
    refuse_empty(text, where)
    refuse_rubbish(text, where)
    made = _day(info.get("/CreationDate"))
    doc = Document(
        id="",
        text=text,
        title=known.title or _title(info.get("/Title"), blocks),
        published=known.published or printed_day(blocks),
        outlet=known.outlet,
        agency=known.agency,
        author=_words(info.get("/Author")),
        language=known.language,
        url=known.url,
        extra={"pages": len(pages)} | ({"file_made_on": made.isoformat()} if made else {}),
    )
    return complete(doc, named=False)


def _pages(data: bytes, where: str) -> tuple[dict[str, str], list[list[str]]]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds odd in a file is nobody's problem while text comes out
    deadline = Deadline(where)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError("file-locked", "the PDF has a password", where=where, fix="Save a copy without a password.")
    if len(reader.pages) > _MAX_PAGES:
        raise ReadError(
            "file-too-large",
            f"{len(reader.pages)} pages are more than the {_MAX_PAGES} of one report",
            where=where,
            fix="Split it into its reports.",
        )
    pages = [paragraphs(_fragments(page, deadline), _width(page)) for page in reader.pages]
    meta: dict[str, Any] = dict(reader.metadata or {})
    return {str(key): str(value) for key, value in meta.items() if isinstance(value, str)}, pages


def _width(page: Any) -> float:
    return float(page.mediabox.width) or 600.0


def _fragments(page: Any, deadline: Deadline) -> list[Fragment]:
    """The runs of letters of a page with their places, in the order in which they are drawn."""
    found: list[Fragment] = []

    def before(*_: Any) -> None:
        deadline.check()

    def seen(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        deadline.check()
        words = text.replace("\x00", "")
        if not words.strip() or len(found) >= _MAX_FRAGMENTS:
            return
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[0] * cm[0]) or 1.0
        found.append(Fragment(x, y, (size or 10.0) * scale, words))

    page.extract_text(visitor_operand_before=before, visitor_text=seen)
    return found


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """The paragraphs without what is repeated, numbers aside, at the top or foot of most pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_NUMBERS.sub("#", line) for line in (*page[:2], *page[-2:]) if len(line) <= _RUNNING_CHARS})
    often = {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}
    kept: list[str] = []
    for n, page in enumerate(pages):
        inner = [
            line
            for at, line in enumerate(page)
            if not (at < 2 or at >= len(page) - 2)
            or not (_PAGE_NUMBER.fullmatch(line) or (n and _NUMBERS.sub("#", line) in often))
        ]
        if kept and inner and _goes_on(kept[-1], inner[0]):
            kept[-1] += " " + inner.pop(0)
        kept += inner
    return kept


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence was cut by the end of a page."""
    return before[-1:].isalnum() and after[:1].islower()


def _bullets(blocks: list[str]) -> list[str]:
    """Neighbouring items of a list joined to one block."""
    joined: list[str] = []
    for block in blocks:
        if joined and block.startswith("- ") and joined[-1].startswith("- "):
            joined[-1] += "\n" + block
        else:
            joined.append(block)
    return joined


def _title(given: str | None, blocks: list[str]) -> str | None:
    own = _words(given)
    if own and not _NO_TITLE.match(own):
        return own
    first = blocks[0] if blocks else ""
    return first if 0 < len(first) <= _TITLE_CHARS and not first.endswith((".", ",", ";")) and len(blocks) > 1 else None


def _words(given: str | None) -> str | None:
    return " ".join((given or "").replace("\x00", "").encode("utf-8", "ignore").decode().split()) or None


def _day(raw: str | None) -> date | None:
    found = _PDF_DAY.match(raw or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
