"""A document on the terminal: what is known of it, its versions, and what changed in it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dateline.cli.speech import counted

if TYPE_CHECKING:
    from dateline.model import Document
    from dateline.run.document_view import DocumentView
    from dateline.text.changes import Change

__all__ = ["diff_lines", "document_lines", "document_to_json"]

_WIDTH = 100
_AROUND = 60  # code points of what was kept that are told before and after a change
_FIELDS = ("outlet", "agency", "author", "dateline", "language", "url")


def document_lines(view: DocumentView) -> Iterator[str]:
    """What is known of the document, and its text."""
    doc = view.document
    yield f"document {doc.id}  {doc.published or 'no date'}  {doc.title or 'without a title'}"
    for name in _FIELDS:
        if value := getattr(doc, name):
            yield f"  {name:<10}{value}"
    if doc.retrieved_at:
        yield f"  {'retrieved':<10}{doc.retrieved_at:%Y-%m-%d %H:%M} UTC"
    yield f"  {'text':<10}{len(doc.text):,} characters, {doc.digest}"
    told = counted(len(view.claims()), "claim") if view.is_coded else "not coded yet"
    yield f"  {'found':<10}{told}{', in ' + ', '.join(view.events) if view.events else ''}"
    if len(view.versions) > 1:
        yield "versions:"
        yield from (_version(one, is_this=one.id == doc.id) for one in view.versions)
    yield ""
    for paragraph in doc.text.split("\n"):
        yield from textwrap.wrap(paragraph, _WIDTH) or [""]


def _version(doc: Document, *, is_this: bool) -> str:
    when = f"{doc.retrieved_at:%Y-%m-%d %H:%M}" if doc.retrieved_at else str(doc.published or "no date")
    return f"  {doc.id}  {when}  {len(doc.text):,} characters{'  (this one)' if is_this else ''}"


def diff_lines(view: DocumentView) -> Iterator[str]:
    """What the document changed in the version that it replaces: [-what was cut-] and {+what was added+}, with a few words around."""
    doc, older = view.document, view.older
    if older is None:
        yield f"{doc.id} is the first version{'' if view.is_newest else '; ' + view.versions[-1].id + ' is the latest'}."
        return
    yield f"{older.id} → {doc.id}"
    for one in view.field_changes():
        yield f"  {one.field}: {one.old or '–'} → {one.new or '–'}"
    found = view.changes()
    if all(change.kind == "kept" for change in found):
        yield "  The text is the same."
        return
    told = "".join(_told(change, is_first=n == 0, is_last=n == len(found) - 1) for n, change in enumerate(found))
    for paragraph in told.split("\n"):
        yield from textwrap.wrap(paragraph, _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _told(change: Change, *, is_first: bool, is_last: bool) -> str:
    if change.kind == "cut":
        return f"[-{change.text.strip()}-]"
    if change.kind == "added":
        return f"{{+{change.text.strip()}+}} "
    text = change.text
    before = "" if is_first else text[:_AROUND]
    after = "" if is_last else text[-_AROUND:]
    if len(text) <= len(before) + len(after):
        return text
    return f"{before} …\n… {after}" if before and after else f"… {after}" if after else f"{before} …"


def document_to_json(view: DocumentView) -> dict[str, Any]:
    """The document's particulars without its text, its versions, and what changed."""
    doc = view.document
    return {
        "document": doc.id,
        "title": doc.title,
        "published": doc.published.isoformat() if doc.published else None,
        "retrieved_at": doc.retrieved_at.isoformat() if doc.retrieved_at else None,
        **{name: getattr(doc, name) for name in _FIELDS},
        "digest": doc.digest,
        "characters": len(doc.text),
        "claims": len(view.claims()),
        "events": list(view.events),
        "versions": [one.id for one in view.versions],
        "version_of": doc.version_of,
        "fields_changed": [{"field": one.field, "old": one.old, "new": one.new} for one in view.field_changes()],
        "changes": [{"kind": one.kind.value, "old": one.old, "new": one.new, "length": len(one.text)} for one in view.changes()],
    }
