"""Documents and the bytes that they were read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Row, func, insert, select
from sqlalchemy.engine import Connection

from dateline.errors import InputError
from dateline.model import Document, SourceKind, Span, document_id
from dateline.store.database import Database, writable
from dateline.store.rows import Arrival, Original, Receipt
from dateline.store.schema import documents, originals
from dateline.store.words import index_documents

__all__ = ["PAGE", "Documents", "check_storable", "chunks", "document_of"]

T = TypeVar("T")

PAGE = 200  # rows read at a time: few enough to stay small in memory, enough that the query costs little

_PLAIN = ("title", "published", "outlet", "agency", "author", "language", "url", "dateline", "retrieved_at")
_LINKS = ("version_of", "copy_of", "story")
# Kinds of file that hold one document: under the same name, another text is a new version.
_SINGLE = frozenset(
    (
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
        "application/nitf+xml",
    )
)


class Documents:
    """The documents of a store; what is stored is never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, arrivals: Sequence[Arrival]) -> tuple[Receipt, ...]:
        """What became of each document, in order; all are stored when this returns, and none if it fails.

        A document is known by its id and text. A text that differs from the stored one of the same id is stored under an id made
        from its words, as a version of the older. So is a text from an address, or from a file of one document, that gave
        another text before.

        Raises:
            InputError: a text cannot be stored, because it holds half a surrogate pair.
            StoreError: the database could not be written.
        """
        for arrival in arrivals:
            check_storable(arrival.document)
        with self._database.write() as connection:
            adder = _Adder(connection)
            return tuple(adder.add(arrival) for arrival in arrivals)

    def check(self, doc: Document) -> None:
        """Nothing, where the document can be stored.

        Raises:
            InputError: its text or a field holds half a surrogate pair, which no database takes.
        """
        check_storable(doc)

    def get(self, name: str) -> Document | None:
        """The document with this id; None where there is none."""
        return next(iter(self.many((name,))), None)

    def many(self, names: Iterable[str]) -> tuple[Document, ...]:
        """The documents with these ids, in the order of their ids; those that are not there are left out."""
        found: list[Document] = []
        with self._database.read() as connection:
            for part in chunks(sorted(set(names))):
                found += map(document_of, connection.execute(select(documents).where(documents.c.id.in_(part))))
        return tuple(sorted(found, key=lambda doc: doc.id))

    def original(self, name: str) -> Original | None:
        """The bytes that the document with this id was read from; None where there are none."""
        query = select(originals.c.data, originals.c.media_type, documents.c.name).join(documents).where(documents.c.id == name)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return Original(data=row.data, media_type=row.media_type, name=row.name) if row else None

    def digests(self) -> Iterator[tuple[str, str]]:
        """Id and text digest of each document, in the order of their ids."""
        with self._database.read() as connection:
            pairs = [(row.id, row.digest) for row in connection.execute(select(documents.c.id, documents.c.digest))]
        # Sorted here, because databases sort letters in ways of their own.
        yield from sorted(pairs)

    def latest(self) -> int:
        """The row of the document that was added last; 0 where there is none."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.max(documents.c.pk))).scalar() or 0)

    def __iter__(self) -> Iterator[Document]:
        """All documents, in the order in which they came."""
        last = 0
        while True:
            with self._database.read() as connection:
                page = connection.execute(
                    select(documents).where(documents.c.pk > last).order_by(documents.c.pk).limit(PAGE)
                ).all()
            if not page:
                return
            last = page[-1].pk
            yield from map(document_of, page)

    def __len__(self) -> int:
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(documents)).scalar_one()


def chunks(names: Sequence[T]) -> Iterator[Sequence[T]]:
    """Runs of at most PAGE names, short enough for one query."""
    return (names[at : at + PAGE] for at in range(0, len(names), PAGE))


def document_of(row: Row[Any]) -> Document:
    """The document that a row holds."""
    return Document(
        id=row.id,
        text=row.text,
        outlet_kind=SourceKind(row.outlet_kind) if row.outlet_kind else None,
        furniture=tuple(Span(start, end) for start, end in row.furniture),
        extra=row.extra,
        **{name: getattr(row, name) for name in (*_PLAIN, *_LINKS)},
    )


class _Adder:
    """Adds documents within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._now = datetime.now(UTC)

    def add(self, arrival: Arrival) -> Receipt:
        doc, given = arrival.document, None
        stored = self._at(doc.id)
        if stored is not None and stored != doc.digest:
            given = doc.id
            doc = self._renamed(doc)
            stored = self._at(doc.id)
        if stored is not None:
            known = self._connection.execute(select(documents).where(documents.c.id == doc.id)).one()
            return Receipt(document_of(known), is_new=False)
        doc = replace(doc, version_of=doc.version_of or self._older(arrival))
        self._insert(doc, arrival.original, given)
        return Receipt(doc, is_new=True)

    def _at(self, name: str) -> str | None:
        return self._connection.execute(select(documents.c.digest).where(documents.c.id == name)).scalar_one_or_none()

    def _renamed(self, doc: Document) -> Document:
        """The document under an id of its own, as the newest version of the one that has its id."""
        newest = documents.c.given_id == doc.id
        older = self._connection.execute(select(documents.c.id).where(newest).order_by(documents.c.pk.desc()).limit(1)).scalar()
        made = document_id(doc.text, title=doc.title, published=doc.published, outlet=doc.outlet, url=doc.url)
        return replace(doc, id=made, version_of=older or doc.id)

    def _older(self, arrival: Arrival) -> str | None:
        """The document that came last from the same address, or else from the same file."""
        doc, original = arrival.document, arrival.original
        if doc.url:
            same = documents.c.url == doc.url
        elif original is not None and original.media_type in _SINGLE:
            same = (documents.c.name == writable(original.name)) & documents.c.url.is_(None)
        else:
            return None
        return self._connection.execute(select(documents.c.id).where(same).order_by(documents.c.pk.desc()).limit(1)).scalar()

    def _insert(self, doc: Document, original: Original | None, given: str | None) -> None:
        row = {name: getattr(doc, name) for name in ("id", "text", "digest", *_PLAIN, *_LINKS)}
        row |= {
            "outlet_kind": doc.outlet_kind.value if doc.outlet_kind else None,
            "furniture": [[span.start, span.end] for span in doc.furniture],
            "extra": dict(doc.extra),
            "original": self._keep(original) if original else None,
            "name": writable(original.name) if original else None,
            "given_id": given,
            "added_at": self._now,
        }
        made = self._connection.execute(insert(documents).values(row)).inserted_primary_key
        assert made is not None
        index_documents(self._connection, [(int(made[0]), doc.title, doc.text)])

    def _keep(self, original: Original) -> str:
        """The digest of the bytes, which are stored once."""
        sha256 = hashlib.sha256(original.data).hexdigest()
        if self._connection.execute(select(originals.c.size_bytes).where(originals.c.sha256 == sha256)).first() is None:
            row = {"media_type": original.media_type, "name": writable(original.name), "data": original.data}
            self._connection.execute(insert(originals), [row | {"sha256": sha256, "size_bytes": len(original.data)}])
        return sha256


def check_storable(doc: Document) -> None:
    """Nothing, where the document can be stored.

    Raises:
        InputError: its text or a field holds half a surrogate pair, which no database takes.
    """
    try:
        for words in (doc.text, doc.id, *(getattr(doc, name) for name in (*_PLAIN, *_LINKS))):
            if isinstance(words, str):
                words.encode()
    except UnicodeEncodeError as fault:
        raise InputError(
            "text-surrogate",
            f"code point {fault.start} is half a surrogate pair, {fault.object[fault.start]!r}",
            where=f"document {doc.id!a}",
            fix="Write the text in UTF-8 again; characters beyond U+FFFF were cut in two.",
        ) from fault
