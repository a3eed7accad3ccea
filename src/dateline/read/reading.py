"""Reading: one document with the bytes that it was made from, and what a caller already knows of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.model import Document

__all__ = ["Known", "Reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document and its origin.

    Args:
        document: what was read.
        original: the bytes as they came: the whole file, or the one line of a JSONL file.
        media_type: what the bytes are: `text/html`, `text/plain` or `application/json`.
        name: where they came from; a line of a file has its number, `reports.jsonl:12`.
    """

    document: Document
    original: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the caller knows of a document; it wins over what the document says of itself. None: not known."""

    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None
