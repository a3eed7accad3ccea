"""One document from one path, page or text."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from dateline.errors import InputError, ReadError
from dateline.model import Document
from dateline.read import archive, lines, plain, shapes
from dateline.read.batch import load
from dateline.read.formats import ONE
from dateline.read.reading import Known
from dateline.read.sniff import DOCX, JSON, JSONL, ZIP, media_type

__all__ = ["document", "text"]


def document(
    source: str | Path | bytes,
    *,
    title: str | None = None,
    published: date | str | None = None,
    outlet: str | None = None,
    agency: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Document:
    """The document in a file or in the bytes of a page.

    A str is a path, never a text: for a text, see `read.text`. What the caller gives wins over what the document says.

    Args:
        source: path of an HTML, text, PDF, Word, mail or JSON file with one document, or its bytes.
        title: the headline.
        published: day of publication: a date, or one in ISO form ("2026-02-21").
        outlet: who published it.
        agency: the news agency credited.
        url: where it stood.
        language: ISO 639-1 code.
    Raises:
        ReadError: the source cannot be read, or holds no document or several.
        InputError: `published` is no ISO date.
    Example: >>> document("press/market.html", outlet="Karsa Post")  # doctest: +SKIP
    """
    known = Known(title=title, published=_day(published), outlet=outlet, agency=agency, url=url, language=language)
    if isinstance(source, str) and ("\n" in source or source.lstrip()[:1] in {"<", "{"}):
        raise ReadError(
            "source-no-path",
            f"{source.strip()[:40]!r} is text, and a str is taken for a path",
            fix="Call read.text(…) for text, or give the bytes of a page.",
        )
    name = "the given bytes" if isinstance(source, bytes) else str(source)
    data = source if isinstance(source, bytes) else load(Path(source))
    kind = media_type("" if isinstance(source, bytes) else name, data)
    if kind in {JSON, JSONL}:
        return _only(data, name, known)
    if kind == ZIP and archive.is_docx(io.BytesIO(data)):
        kind = DOCX
    if kind in ONE:
        return ONE[kind](data, name, known)
    raise ReadError(
        "documents-several", f"{kind} may hold many documents", where=name, fix="Call read.files([…]), which gives them all."
    )


def text(
    words: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    outlet: str | None = None,
    agency: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Document:
    """The document that a text is, read as a text file is: header lines and a headline at its top are recognised.

    Args: as for `document`.
    Raises:
        ReadError: there is no text.
        InputError: `published` is no ISO date.
    """
    known = Known(title=title, published=_day(published), outlet=outlet, agency=agency, url=url, language=language)
    return plain.raw(words, "the given text", known)


def _only(data: bytes, name: str, known: Known) -> Document:
    rows = [row for row in data.removeprefix(b"\xef\xbb\xbf").splitlines() if row.strip()]
    node = lines.loads(rows[0] if len(rows) > 1 and rows[0].rstrip().endswith(b"}") else b"\n".join(rows), name)
    node = shapes.records(node) or node
    n_documents = (
        len(node) if isinstance(node, list) else len(rows) if isinstance(node, dict) and rows[0].rstrip().endswith(b"}") else 1
    )
    if n_documents != 1:
        raise ReadError(
            "documents-several",
            f"the file holds {n_documents} documents",
            where=name,
            fix="Call read.files([…]), which gives them all.",
        )
    return lines.node_document(node[0] if isinstance(node, list) else node, name, known)


def _day(published: date | str | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as fault:
        raise InputError(
            "field-date", f"published is {published!r}", where="read.document", fix="Write it like 2026-02-21."
        ) from fault
