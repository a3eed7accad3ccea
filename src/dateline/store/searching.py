"""Full-text search over documents and claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.engine import Connection

from dateline.errors import InputError
from dateline.store.database import Database
from dateline.store.hits import ClaimHit, DocumentHit, Hits
from dateline.store.schema import claims, codings, documents, event_members, incidents
from dateline.store.words import CLAIMS, DOCUMENTS, matching
from dateline.text.search import excerpts, marked, places, terms

__all__ = ["MOST_COUNTED", "Search", "telling"]

MOST_COUNTED = 1000  # hits are counted up to here: counting all of a frequent word would take longer than finding the first
_EXCERPTS = 3
_FEW = 2_000  # rows; where there are more, one in a thousand of a million has the words


class Search:
    """Looks words up in a store's documents and in the claims of their current codings, what came last first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def documents(self, typed: str, *, after: str | None = None, limit: int = 20) -> Hits:
        """Documents that have the words in their title or text.

        Args:
            typed: see `text.search.terms`; no typing is an error.
            after: the cursor that an earlier page ended with; None for the first page.
            limit: how many at most.
        Raises:
            InputError: the cursor is none.
        """
        wanted, d = terms(typed), documents.c
        found = select(d.pk, d.id, d.title, d.outlet, d.published, d.language, d.text)
        found = found.select_from(DOCUMENTS.join(documents, d.pk == DOCUMENTS.c.rowid))
        rows, following = self._page(found, _Words(DOCUMENTS, matching(DOCUMENTS, wanted)), after, limit)
        return Hits(documents=tuple(_document(row, wanted) for row in rows), next=following)

    def claims(self, typed: str, *, after: str | None = None, limit: int = 20) -> Hits:
        """Claims that have the words in their quote, or in the name of their source or of an actor; as `documents`."""
        wanted, c = terms(typed), claims.c
        found = select(c.pk, c.id, c.stance, c.source_kind, c.source_name, c.quote, c.quote_start, c.quote_end)
        found = found.add_columns(incidents.c.action, documents.c.id.label("document"), documents.c.outlet, documents.c.published)
        found = found.add_columns(event_members.c.event).select_from(_claims()).where(codings.c.current)
        rows, following = self._page(found, _Words(CLAIMS, matching(CLAIMS, wanted)), after, limit)
        return Hits(claims=tuple(_claim(row, wanted) for row in rows), next=following)

    def count(self, typed: str) -> tuple[int, int]:
        """How many documents and how many claims have the words, each counted up to MOST_COUNTED."""
        wanted = terms(typed)
        some = select(DOCUMENTS.c.rowid).where(matching(DOCUMENTS, wanted))
        told = select(CLAIMS.c.rowid).select_from(_claims()).where(matching(CLAIMS, wanted) & codings.c.current)
        with self._database.read() as connection:
            n_documents, n_claims = (
                int(connection.execute(select(func.count()).select_from(found.limit(MOST_COUNTED).subquery())).scalar_one())
                for found in (some, told)
            )
        return n_documents, n_claims

    def _page(self, found: Any, words: _Words, after: str | None, limit: int) -> tuple[list[Any], str | None]:
        row = words.table.c.rowid
        before = None if after is None else _row(after)
        with self._database.read() as connection:
            few = _few(connection, words) if self._database.is_postgres else None
            if few is None:
                found = found.where(words.condition)
            else:
                found = found.where(row.in_(few if before is None else [number for number in few if number < before]))
            if before is not None:
                found = found.where(row < before)
            rows = list(connection.execute(found.order_by(row.desc()).limit(limit + 1)))
        return rows[:limit], str(rows[limit - 1].pk) if len(rows) > limit else None


@dataclass(frozen=True, slots=True)
class _Words:
    """DOCUMENTS or CLAIMS, and the condition that a row of it has what is looked for."""

    table: Any
    condition: Any


def _few(connection: Connection, words: _Words) -> list[int] | None:
    """The rows that have the words, where they are few; None where they are many.

    PostgreSQL takes rare words for as frequent as others, and would go through all rows from the last one on to find the first few that have them. That is right
    for frequent ones alone. Source: PostgreSQL documentation, 14.1 and 70.1: without statistics on a word, half a percent of rows are expected.
    """
    found = connection.execute(select(words.table.c.rowid).where(words.condition).limit(_FEW + 1)).scalars().all()
    return list(found) if len(found) <= _FEW else None


def telling(typed: str) -> Any:
    """A selection of the ids of events of which a claim or a document has the words."""
    wanted = terms(typed)
    event = event_members.c.event
    claimed = select(event).select_from(
        CLAIMS.join(claims, claims.c.pk == CLAIMS.c.rowid).join(event_members, event_members.c.incident == claims.c.incident)
    )
    reported = select(event).select_from(
        DOCUMENTS.join(codings, codings.c.document == DOCUMENTS.c.rowid)
        .join(incidents, incidents.c.coding == codings.c.pk)
        .join(event_members, event_members.c.incident == incidents.c.pk)
    )
    return union_all(claimed.where(matching(CLAIMS, wanted)), reported.where(matching(DOCUMENTS, wanted) & codings.c.current))


def _claims() -> Any:
    return (
        CLAIMS.join(claims, claims.c.pk == CLAIMS.c.rowid)
        .join(incidents, claims.c.incident == incidents.c.pk)
        .join(codings, incidents.c.coding == codings.c.pk)
        .join(documents, codings.c.document == documents.c.pk)
        .outerjoin(event_members, event_members.c.incident == incidents.c.pk)
    )


def _row(cursor: str) -> int:
    if cursor.isascii() and cursor.isdecimal() and len(cursor) < 10:
        return int(cursor)
    raise InputError(
        "cursor-shape", f"{cursor!r} is no cursor", where="after", fix="Follow `next_url`, or begin without `after`."
    )


def _document(row: Any, wanted: Any) -> DocumentHit:
    titled = places(row.title or "", wanted)
    return DocumentHit(
        id=row.id,
        heading=row.title,
        outlet=row.outlet,
        published=row.published,
        language=row.language,
        title=marked(row.title, titled) if titled else None,
        excerpts=excerpts(row.text, places(row.text, wanted, most=4 * _EXCERPTS), most=_EXCERPTS),
    )


def _claim(row: Any, wanted: Any) -> ClaimHit:
    return ClaimHit(
        id=row.id,
        event=row.event,
        document=row.document,
        outlet=row.outlet,
        published=row.published,
        action=row.action,
        stance=row.stance,
        source_kind=row.source_kind,
        source_name=row.source_name,
        start=row.quote_start,
        end=row.quote_end,
        quote=marked(row.quote, places(row.quote, wanted)),
    )
