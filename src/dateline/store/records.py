"""The events of a store as the writers take them: with their claims, and their documents without texts; a few queries for many events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Text, cast, func, select
from sqlalchemy.engine import Connection

from dateline.model import Claim, ClaimRef
from dateline.model.codec import decode_json
from dateline.store.database import Database
from dateline.store.schema import claims, codings, documents, event_bodies, event_members, events, incidents
from dateline.store.values import event_in
from dateline.write import DocumentHead, EventRecord

__all__ = ["Records"]


class Records:
    """The events of a store, as records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def address(self) -> str:
        """The address by which another process opens the same store, password and all."""
        return self._database.url.render_as_string(hide_password=False)

    def many(self, names: Sequence[str]) -> list[EventRecord]:
        """The records of the living events with these ids, in their order; those that are not there are left out.

        Args:
            names: some thousands at most.
        """
        with self._database.read() as connection:
            told, rows = _claims(connection, names)
            heads = _heads(connection, rows)
            found = {event.id: event for event in _events(connection, names)}
        return [
            EventRecord(found[name], claims_, {heads[pk].id: heads[pk] for pk in rows_})
            for name, claims_, rows_ in ((name, told[name], rows[name]) for name in names if name in found)
        ]


def _events(connection: Connection, names: Sequence[str]) -> list[Any]:
    c = events.c
    query = select(c.id, c.version, c.state, event_bodies.c.body).select_from(events.join(event_bodies))
    query = query.where(c.id.in_(names) & c.joined_into.is_(None))
    return [
        event_in(body, id=name, version=version, state=state, matches=None)
        for name, version, state, body in connection.execute(query).all()
    ]


def _claims(connection: Connection, names: Sequence[str]) -> tuple[dict[str, dict[ClaimRef, Claim]], dict[str, dict[int, None]]]:
    """The claims of each event in their order, and the rows of its documents in the order of their ids."""
    joined = event_members.join(incidents, event_members.c.incident == incidents.c.pk)
    joined = joined.join(codings, incidents.c.coding == codings.c.pk).join(documents, codings.c.document == documents.c.pk)
    joined = joined.join(claims, claims.c.incident == incidents.c.pk)
    query = select(event_members.c.event, documents.c.pk, documents.c.id, incidents.c.key, claims.c.n, cast(claims.c.body, Text))
    query = query.select_from(joined).where(event_members.c.event.in_(names))
    rows = connection.execute(query.order_by(documents.c.id, incidents.c.key, claims.c.n)).all()
    bodies = decode_json(list[Claim], f"[{','.join([row[5] for row in rows])}]")
    told: dict[str, dict[ClaimRef, Claim]] = {name: {} for name in names}
    pks: dict[str, dict[int, None]] = {name: {} for name in names}
    for (event, pk, doc, key, n, _), claim in zip(rows, bodies, strict=True):
        told[event][ClaimRef(doc, key, n)] = claim
        pks[event][pk] = None
    return told, pks


def _heads(connection: Connection, rows: dict[str, dict[int, None]]) -> dict[int, DocumentHead]:
    wanted = sorted({pk for own in rows.values() for pk in own})
    c = documents.c
    columns = (
        c.id,
        c.digest,
        func.length(c.text),
        c.title,
        c.published,
        c.outlet,
        c.agency,
        c.language,
        c.url,
        c.copy_of,
        c.retrieved_at,
    )
    rows_ = connection.execute(select(c.pk, *columns).where(c.pk.in_(wanted))).all()
    return {
        pk: DocumentHead(
            id=name,
            digest=digest,
            n_code_points=length,
            title=title,
            published=published,
            outlet=outlet,
            agency=agency,
            language=language,
            url=url,
            copy_of=copy_of,
            retrieved_at=retrieved_at,
        )
        for pk, name, digest, length, title, published, outlet, agency, language, url, copy_of, retrieved_at in rows_
    }
