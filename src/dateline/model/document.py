"""Document: one published text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dateline.model.codes import SourceKind
from dateline.model.span import Quote, Span

__all__ = ["Document", "document_id", "text_digest"]


def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as `sha256:` and 64 hexadecimal digits."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(text: str, *, title: str | None, published: date | None, outlet: str | None, url: str | None) -> str:
    """The id of a document that brings none: 16 hexadecimal digits of a hash of what it says and where.

    The same text in two outlets is two documents; the same file read twice is one.
    """
    what = json.dumps([title, text, published.isoformat() if published else None, outlet, url], ensure_ascii=False)
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published text and what is known of its publication.

    Args:
        id: permanent name; see `document_id` for documents that bring none.
        text: Unicode, immutable; all offsets count its code points.
        published: day of publication; None where it is not known (never guessed).
        outlet_kind: `media` where None, else the kind of publisher (a ministry, a monitor).
        agency: the news agency credited, "Reuters".
        language: ISO 639-1 code.
        dateline: place and agency as printed, "MAIDUGURI, Nigeria (Reuters)".
        version_of: id of the document that this text replaces.
        copy_of: id of the document that this text copies.
        story: label under which an experiment groups documents; documents of different stories are never joined.
        furniture: ranges that are not reporting (captions, prompts, link lists, by-lines).
        extra: fields of the input that the codebook does not name, kept as they came; read only.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    outlet_kind: SourceKind | None = None
    agency: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    dateline: str | None = None
    retrieved_at: datetime | None = None
    version_of: str | None = None
    copy_of: str | None = None
    story: str | None = None
    furniture: tuple[Span, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the text; see `text_digest`."""
        return text_digest(self.text)

    def quote(self, start: int, end: int) -> Quote:
        """The quote at [start, end), in code points.

        Raises:
            InputError: the range is empty or runs past the text.
        """
        return Quote.of(self.id, self.text, start, end)
