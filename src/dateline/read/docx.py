"""Word files (.docx) to documents.

Read with lxml rather than with python-docx, which leaves out what stands in tracked insertions, links, content controls and text
boxes: situation reports are full of these.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from dateline.errors import ReadError
from dateline.model import Document
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import refuse_rubbish
from dateline.read.guard import parsing, xml
from dateline.read.printed_day import printed_day
from dateline.read.reading import Known
from dateline.read.sniff import MAX_DOCUMENT_BYTES, refuse_large

__all__ = ["docx"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_CORE: Final = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
    "created": "{http://purl.org/dc/terms/}created",
}
# Deleted text, field codes, and the copy of a text box for old readers.
_UNSEEN: Final = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_TITLE_STYLE: Final = re.compile(r"title|titre|titel|t[íi]tulo", re.IGNORECASE)


def docx(data: bytes, where: str, known: Known) -> Document:
    """The text of a Word file: paragraphs, items of lists a line each, rows of tables with " | " between the cells.

    Changes that are tracked are taken as accepted; headers, footers, comments and footnotes are left out. Title, author and the day on
    which it was made (in `extra`) are those of the file's properties; the day of publication is the one printed near the top.

    Raises:
        ReadError: the bytes are no Word file, or it has no text.
    """
    refuse_large(len(data), where)
    with parsing("Word file", where), zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = xml(_part(parts, "word/document.xml", where).replace(_STRICT, _W[1:-1].encode()), "Word file", where)
        core = _properties(parts, where)
        rows = list(_rows(body))
    titled = next((text for text, style in rows[:5] if _TITLE_STYLE.search(style)), None)
    text = _text([said for said, _ in rows if said != titled or titled is None])
    refuse_empty(text, where)
    refuse_rubbish(text, where)
    language = core.get("language", "")[:2].lower()
    doc = Document(
        id="",
        text=text,
        title=known.title or titled or core.get("title"),
        published=known.published or printed_day([said for said, _ in rows]),
        outlet=known.outlet,
        agency=known.agency,
        author=core.get("creator"),
        language=known.language or (language if language.isalpha() and len(language) == 2 else None),
        url=known.url,
        extra={"file_made_on": core["created"][:10]} if _is_day(core.get("created", "")[:10]) else {},
    )
    return complete(doc, named=False)


def _part(parts: zipfile.ZipFile, name: str, where: str) -> bytes:
    with parts.open(name) as stream:
        data = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise ReadError(
            "archive-bomb", f"{name} unpacks to more than {MAX_DOCUMENT_BYTES:,} bytes", where=where, fix="Leave it out."
        )
    return data


def _properties(parts: zipfile.ZipFile, where: str) -> dict[str, str]:
    if "docProps/core.xml" not in parts.namelist():
        return {}
    root = xml(_part(parts, "docProps/core.xml", where), "Word file", where)
    found = {name: " ".join((root.findtext(tag) or "").split()) for name, tag in _CORE.items()}
    return {name: value for name, value in found.items() if value}


def _is_day(raw: str) -> bool:
    try:
        date.fromisoformat(raw)
    except ValueError:
        return False
    return True


def _rows(body: Any) -> Iterator[tuple[str, str]]:
    """Each paragraph, or row of a table, with the name of its style."""
    for node in body.iter(f"{_W}p", f"{_W}tr"):
        if any(above.tag == f"{_W}tr" or above.tag in _UNSEEN for above in node.iterancestors()):
            continue
        if node.tag == f"{_W}tr":
            cells = [
                " ".join(" ".join("".join(_runs(part)) for part in cell.iter(f"{_W}p")).split()) for cell in node.iter(f"{_W}tc")
            ]
            said = " | ".join(filter(None, cells))
        else:
            said = "\n".join(" ".join(line.split()) for line in "".join(_runs(node)).split("\n")).strip()
        if said:
            yield _listed(node, said), _style(node)


def _runs(node: Any) -> Iterator[str]:
    """The words of a paragraph, those of text boxes in it left to their own paragraphs."""
    stack = list(reversed(node))
    while stack:
        inner = stack.pop()
        if inner.tag in _UNSEEN or inner.tag == f"{_W}txbxContent":
            continue
        if inner.tag == f"{_W}t":
            yield inner.text or ""
        elif inner.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif inner.tag in {f"{_W}tab", f"{_W}noBreakHyphen"}:
            yield " " if inner.tag == f"{_W}tab" else "-"
        stack.extend(reversed(inner))


def _style(node: Any) -> str:
    style = node.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val") or "") if style is not None else ""


def _listed(node: Any, said: str) -> str:
    is_item = node.find(f"{_W}pPr/{_W}numPr") is not None or "list" in _style(node).lower()
    return "- " + said if is_item else said


def _text(rows: list[str]) -> str:
    text = ""
    for before, row in zip(["", *rows], rows, strict=False):
        text += ("\n" if before.startswith("- ") and row.startswith("- ") else "\n\n") + row
    return text.strip()
