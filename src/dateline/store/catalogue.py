"""The documents as a list that people leaf through, without their texts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import and_, func, literal, or_, select, tuple_

from dateline.errors import InputError
from dateline.store.database import Database
from dateline.store.rows import Card, Cards, Kept
from dateline.store.schema import claim_rows, claims, codings, documents, event_members, incident_rows, incidents, originals

__all__ = ["Catalogue"]

_CURSOR_SIGN = "~"


class Catalogue:
    """The documents of a store, the latest published first; those without a day come last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, *, after: str | None, limit: int) -> Cards:
        """Some documents, and where the next page begins.

        Args:
            after: the cursor that an earlier page ended with; None for the first page.
            limit: how many at most.
        Raises:
            InputError: the cursor is none.
        """
        d = documents.c
        day, name = (None, None) if after is None else _read_cursor(after)
        known = _cards().where(d.published.is_not(None)).order_by(d.published.desc(), d.id.desc())
        unknown = _cards().where(d.published.is_(None)).order_by(d.id.desc())
        if day is not None:
            known = known.where(tuple_(d.published, d.id) < tuple_(literal(day), literal(name)))
        elif name is not None:
            unknown = unknown.where(d.id < name)
        cards: list[Card] = []
        with self._database.read() as connection:
            # Apart, so that an index gives each in its order.
            for wanted in (known, unknown) if day is not None or name is None else (unknown,):
                cards += [Card(*row) for row in connection.execute(wanted.limit(limit + 1 - len(cards)))]
        return Cards(tuple(cards[:limit]), _cursor(cards[limit - 1]) if len(cards) > limit else None)

    def count(self) -> int:
        """How many documents there are."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(documents)).scalar_one())

    def copies(self, name: str, original: str | None) -> tuple[Card, ...]:
        """The documents that say that they copy this one, and those that copy the same text as it.

        Args:
            name: id of the document.
            original: id of the document that it copies; None where it copies none.
        """
        same = documents.c.copy_of == name
        if original is not None:
            same = or_(same, documents.c.copy_of == original, documents.c.id == original)
        return self._cards(and_(same, documents.c.id != name))

    def versions(self, name: str, older: str | None) -> tuple[Card, ...]:
        """The text that this document replaces, and those that replace it.

        Args:
            name: id of the document.
            older: id of the document that it is a version of; None where it is the first.
        """
        same = documents.c.version_of == name
        return self._cards(or_(same, documents.c.id == older) if older is not None else same)

    def coding(self, name: str) -> tuple[bool, float | None]:
        """Whether the document with this id is coded, and the probability with which it was turned away, where it was."""
        wanted = select(codings.c.turned_away).select_from(codings.join(documents))
        with self._database.read() as connection:
            row = connection.execute(wanted.where(codings.c.current & (documents.c.id == name))).one_or_none()
        return row is not None, None if row is None else row.turned_away

    def kept(self, name: str) -> Kept | None:
        """What is known of the bytes that the document with this id was read from; None where there is no such document."""
        d, o = documents.c, originals.c
        wanted = select(o.sha256, o.media_type, o.size_bytes, d.name, d.added_at)
        with self._database.read() as connection:
            found = connection.execute(wanted.select_from(documents.outerjoin(originals)).where(d.id == name)).mappings()
            row = found.one_or_none()
        return None if row is None else Kept(**row)

    def beside(self, name: str) -> tuple[str, ...]:
        """The ids of the documents that tell of an event that this one tells of, itself among them."""
        # In two steps: asked at once, SQLite would go through all documents in the order of their ids.
        own = _members(event_members.c.event).where(documents.c.id == name)
        with self._database.read() as connection:
            told = tuple(connection.execute(own.distinct()).scalars())
            found = connection.execute(_members(documents.c.id).where(event_members.c.event.in_(told)).distinct())
            return tuple(sorted(found.scalars()))

    def claim_ids(self, name: str) -> dict[str, tuple[str, ...]]:
        """The speakable ids of the claims of the document's current coding, in order, by the key of their incident."""
        found: dict[str, list[str]] = defaultdict(list)
        wanted = select(incidents.c.key, claims.c.id).select_from(claim_rows).where(codings.c.current & (documents.c.id == name))
        with self._database.read() as connection:
            for row in connection.execute(wanted.order_by(incidents.c.key, claims.c.n)):
                found[row.key].append(row.id)
        return {key: tuple(ids) for key, ids in found.items()}

    def _cards(self, condition: Any) -> tuple[Card, ...]:
        with self._database.read() as connection:
            return tuple(Card(*row) for row in connection.execute(_cards().where(condition).order_by(documents.c.id)))


def _members(column: Any) -> Any:
    return select(column).select_from(event_members.join(incident_rows, event_members.c.incident == incidents.c.pk))


def _cards() -> Any:
    d = documents.c
    coding = and_(codings.c.document == d.pk, codings.c.current)
    found = select(func.count()).select_from(incidents.join(codings, incidents.c.coding == codings.c.pk)).where(coding)
    return select(d.id, d.title, d.outlet, d.published, d.language, found.correlate(documents).scalar_subquery().label("found"))


def _cursor(card: Card) -> str:
    return f"{card.published.isoformat() if card.published else ''}{_CURSOR_SIGN}{card.id}"


def _read_cursor(cursor: str) -> tuple[date | None, str]:
    """The day and id of the document that a cursor names."""
    day, sign, name = cursor.partition(_CURSOR_SIGN)
    try:
        published = date.fromisoformat(day) if day else None
    except ValueError as fault:
        raise _no_cursor(cursor) from fault
    if not sign or not name:
        raise _no_cursor(cursor)
    return published, name


def _no_cursor(cursor: str) -> InputError:
    return InputError(
        "cursor-shape", f"{cursor!r} is no cursor", where="after", fix="Follow `next_url`, or begin without `after`."
    )
