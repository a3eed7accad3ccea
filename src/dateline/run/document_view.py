"""A document with its versions, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.errors import InputError
from dateline.model import ClaimRef, Document, Incident
from dateline.text.changes import Change, changes

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["DocumentView", "FieldChange", "document_view"]

_FIELDS = ("title", "published", "outlet", "agency", "author", "language", "url", "dateline")
_MOST_VERSIONS = 1000  # so that a ring, which only a damaged file can hold, ends


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that an older version had otherwise; None where it was, or is, not known."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document and what is known of it.

    Args:
        document: it.
        versions: its versions, the oldest first, itself among them.
        incidents: what its current coding found.
        events: ids of the events that these were merged into.
        is_coded: whether a run has coded it yet.
    """

    document: Document
    versions: tuple[Document, ...]
    incidents: tuple[Incident, ...]
    events: tuple[str, ...]
    is_coded: bool = True

    @property
    def older(self) -> Document | None:
        """The version that it replaces; None for the first."""
        at = [version.id for version in self.versions].index(self.document.id)
        return self.versions[at - 1] if at else None

    @property
    def is_newest(self) -> bool:
        """Whether no other version replaces it."""
        return self.versions[-1].id == self.document.id

    def claims(self) -> tuple[ClaimRef, ...]:
        """The names of its claims."""
        return tuple(ref for incident in self.incidents for ref in incident.claim_refs())

    def changes(self) -> tuple[Change, ...]:
        """What its text changed in the older version's; none for the first version."""
        return changes(self.older.text, self.document.text) if self.older else ()

    def field_changes(self) -> tuple[FieldChange, ...]:
        """The other fields that differ from the older version's."""
        if self.older is None:
            return ()
        pairs = ((name, _words(getattr(self.older, name)), _words(getattr(self.document, name))) for name in _FIELDS)
        return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def _words(value: object) -> str | None:
    return None if value is None else str(value)


def document_view(store: Store, name: str) -> DocumentView:
    """The document with this id, or the only one whose id begins so, with its versions.

    Args:
        store: where it lies.
        name: an id, or four signs or more of its beginning.
    Raises:
        InputError: there is no such document, or there are several.
    """
    doc = store.documents.get(name) or _beginning(store, name)
    incidents = tuple(store.codings.current((doc.id,)))
    events = store.events.of_incidents({incident.ref for incident in incidents})
    return DocumentView(
        document=doc,
        versions=_versions(store, doc),
        incidents=incidents,
        events=tuple(sorted(set(events.values()))),
        is_coded=store.catalogue.coding(doc.id)[0],
    )


def _beginning(store: Store, name: str) -> Document:
    found = [known for known, _ in store.documents.digests() if len(name) >= 4 and known.startswith(name)][:6]
    doc = store.documents.get(found[0]) if len(found) == 1 else None
    if doc is None:
        fix = f"Give more of it: {', '.join(found[:5])}." if found else "`dateline show EVENT` names the documents of an event."
        many = "several documents" if found else "no document"
        raise InputError("document-missing", f"there {'are' if found else 'is'} {many} {name}", where=store.where, fix=fix)
    return doc


def _versions(store: Store, doc: Document) -> tuple[Document, ...]:
    """The chain of versions that a document stands in: what it replaces, back to the first, and what replaces it, along the latest."""
    before: list[Document] = []
    older = doc
    while older.version_of and len(before) < _MOST_VERSIONS and (found := store.documents.get(older.version_of)):
        before.append(found)
        older = found
    after: list[Document] = []
    newest = doc
    while len(after) < _MOST_VERSIONS:
        cards = [card.id for card in store.catalogue.versions(newest.id, None)]
        later = sorted(store.documents.many(cards), key=lambda one: (str(one.retrieved_at or ""), one.id))
        if not later:
            break
        newest = later[-1]
        after.append(newest)
    return (*reversed(before), doc, *after)
