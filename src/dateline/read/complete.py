"""The last step of every reader: language, dateline, agency, furniture and id of a document."""

from __future__ import annotations

from dataclasses import replace

from dateline.errors import ReadError
from dateline.model import Document, document_id
from dateline.read import furniture
from dateline.read.agencies import agency
from dateline.read.wire import closing_credit, dateline

__all__ = ["complete", "refuse_empty"]


def refuse_empty(text: str, where: str) -> None:
    """Nothing; there is something to read.

    Raises:
        ReadError: the text is empty or white space.
    """
    if not text.strip():
        what = "there is no text" if not text else f"there is nothing but white space ({len(text)} characters)"
        raise ReadError("text-empty", what, where=where, fix="Give a report's text, or leave it out.")


def complete(doc: Document, *, named: bool) -> Document:
    """The document with what its text itself says about it.

    What the document brings stays: its language, its dateline, its agency, its furniture.

    Args:
        doc: as its reader made it.
        named: whether its id is its own; else it is made from title, text, date, outlet and URL.
    """
    marked = furniture.mark(doc)
    head = dateline(doc.text, _first_reporting(marked))
    found = replace(
        marked,
        language=doc.language or _language(doc.text),
        dateline=doc.dateline or (head.printed if head else None),
        agency=doc.agency or _agency(marked, head.agency if head else None),
    )
    if found.agency and not doc.agency and not doc.furniture:
        found = replace(found, furniture=furniture.spans(found))
    return found if named else replace(found, id=_id(found))


def _first_reporting(doc: Document) -> int:
    at = 0
    for span in doc.furniture:
        if doc.text[at : span.start].strip():
            return at
        at = span.end
    return at


def _agency(doc: Document, in_dateline: str | None) -> str | None:
    credit = closing_credit(doc.text) if not in_dateline else None
    return in_dateline or (credit[1] if credit else None) or (agency(doc.author) if doc.author else None)


def _language(text: str) -> str | None:
    from dateline.text.language import language

    return language(text)


def _id(doc: Document) -> str:
    return document_id(doc.text, title=doc.title, published=doc.published, outlet=doc.outlet, url=doc.url)
