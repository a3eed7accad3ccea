"""What was found in each document: its incidents and claims, coding after coding."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, Text, and_, cast, func, insert, select, true, update
from sqlalchemy.engine import Connection

from dateline.errors import StoreError
from dateline.model import Claim, Document, Incident, Problem, ids
from dateline.model.codec import decode_json, encode
from dateline.store.database import Database
from dateline.store.documents import PAGE, chunks, document_of
from dateline.store.journal import note_problems, settle_problems
from dateline.store.rows import MemberIncident, StoredClaim, TurnedAway
from dateline.store.schema import claim_rows, claims, codings, documents, event_members, incident_rows, incidents, problems
from dateline.store.words import index_claims

__all__ = ["Codings", "member_incidents"]

_CODING_STAGES = ("find", "link")


class Codings:
    """The codings of a store's documents; each document has at most one current coding."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, coder: str, *, run: int | None = None) -> Iterator[Document]:
        """The documents whose current coding is by another coder, or that have none, in the order in which they came.

        Documents may be coded while this goes on.

        Args:
            coder: digest of what codes now.
            run: also those that were coded by the same coder in another run than this.
        """
        last = 0
        while True:
            query = _pending(select(documents), coder, run).where(documents.c.pk > last).order_by(documents.c.pk).limit(PAGE)
            with self._database.read() as connection:
                page = connection.execute(query).all()
            if not page:
                return
            last = page[-1].pk
            yield from map(document_of, page)

    def n_pending(self, coder: str, *, run: int | None = None) -> int:
        """How many documents `pending` gives."""
        with self._database.read() as connection:
            return int(connection.execute(_pending(select(func.count()).select_from(documents), coder, run)).scalar_one())

    def record(
        self,
        document: str,
        found: Sequence[Incident],
        *,
        run: int,
        coder: str,
        problems: Sequence[Problem] = (),
        turned_away: float | None = None,
    ) -> None:
        """Store what was found in a document as its current coding; all of it is stored when this returns.

        It outlives the end of the process at any moment. A power cut may cost the latest codings, which the next run makes again.

        Args:
            document: id of the document.
            found: its incidents.
            run: number of the run.
            coder: digest of what coded it.
            problems: what went wrong; earlier problems of coding this document are closed.
            turned_away: the probability with which the relevance test turned it away; None where it did not.
        Raises:
            StoreError: there is no such document, or the database could not be written.
        """
        with self._database.write(to_disk=False) as connection:
            row = connection.execute(select(documents.c.pk).where(documents.c.id == document)).scalar_one_or_none()
            if row is None:
                raise StoreError(
                    "document-missing", f"there is no document {document}", where=self._database.where, fix="Add it first."
                )
            coding = _new_coding(connection, row, run=run, coder=coder, turned_away=turned_away)
            _insert_incidents(connection, coding, document, found)
            _replace_problems(connection, document, problems)

    def turned_away(self) -> tuple[TurnedAway, ...]:
        """The documents whose current coding is that the relevance test turned them away, the likeliest first."""
        query = (
            select(documents.c.id, documents.c.title, documents.c.outlet, documents.c.published, codings.c.turned_away)
            .select_from(codings.join(documents))
            .where(codings.c.current & codings.c.turned_away.is_not(None))
            .order_by(codings.c.turned_away.desc(), documents.c.id)
        )
        with self._database.read() as connection:
            return tuple(
                TurnedAway(
                    document=row.id, title=row.title, outlet=row.outlet, published=row.published, probability=row.turned_away
                )
                for row in connection.execute(query)
            )

    def incidents(self) -> Iterator[Incident]:
        """All incidents of the current codings, document after document."""
        with self._database.read() as connection:
            keys = (
                connection.execute(
                    select(codings.c.pk).select_from(codings.join(documents)).where(codings.c.current).order_by(documents.c.id)
                )
                .scalars()
                .all()
            )
        for part in chunks(keys):
            with self._database.read() as connection:
                yield from (incident for _, incident, _ in _read(connection, incidents.c.coding.in_(part)))

    def rows(self, rows: Collection[int]) -> tuple[Incident, ...]:
        """The incidents in these rows, of current or earlier codings, in the order of the rows."""
        found: dict[int, Incident] = {}
        with self._database.read() as connection:
            for part in chunks(sorted(rows)):
                found |= {row: incident for row, incident, _ in _read(connection, incidents.c.pk.in_(part))}
        return tuple(found[row] for row in sorted(found))

    def current(self, names: Collection[str]) -> tuple[Incident, ...]:
        """The incidents of the current codings of the documents with these ids."""
        found: list[Incident] = []
        with self._database.read() as connection:
            for part in chunks(sorted(names)):
                found += (incident for _, incident, _ in _read(connection, codings.c.current & documents.c.id.in_(part)))
        return tuple(found)

    def members(self, events: Collection[str]) -> tuple[MemberIncident, ...]:
        """The incidents of the events with these ids, in the order of events, documents and keys."""
        home: dict[int, str] = {}
        with self._database.read() as connection:
            for part in chunks(sorted(events)):
                member = select(event_members).where(event_members.c.event.in_(part))
                home |= {row.incident: row.event for row in connection.execute(member)}
            found = member_incidents(connection, home)
        return tuple(sorted(found, key=lambda member: (member.event, member.incident.ref)))

    def claim(self, name: str) -> StoredClaim | None:
        """The claim with this id, in its latest coding; None where there is none.

        Raises:
            InputError: it is no claim id.
        """
        name = ids.normalise(name, ids.CLAIM)
        latest = (
            select(claims.c.incident, claims.c.n)
            .select_from(claims.join(incidents))
            .where(claims.c.id == name)
            .order_by(incidents.c.coding.desc())
        )
        with self._database.read() as connection:
            found = connection.execute(latest.limit(1)).one_or_none()
            if found is None:
                return None
            _, incident, _ = next(_read(connection, incidents.c.pk == found.incident))
        return StoredClaim(id=name, ref=incident.claim_refs()[found.n], claim=incident.claims[found.n], incident=incident)


def _pending(query: Select[Any], coder: str, run: int | None) -> Select[Any]:
    done = and_(
        codings.c.document == documents.c.pk, codings.c.current, codings.c.coder == coder, codings.c.run == run if run else true()
    )
    return query.where(~select(codings.c.pk).where(done).exists())


def _new_coding(connection: Connection, document: int, *, run: int, coder: str, turned_away: float | None = None) -> int:
    connection.execute(update(codings).where((codings.c.document == document) & codings.c.current).values(current=False))
    row = {"document": document, "run": run, "coder": coder, "coded_at": datetime.now(UTC), "current": True}
    row |= {"turned_away": turned_away}
    made = connection.execute(insert(codings).values(row)).inserted_primary_key
    assert made is not None
    return int(made[0])


def _insert_incidents(connection: Connection, coding: int, document: str, found: Sequence[Incident]) -> None:
    if not found:
        return
    rows = [_incident_row(coding, incident) for incident in found]
    made = connection.execute(insert(incidents).returning(incidents.c.pk, sort_by_parameter_order=True), rows).scalars().all()
    names = iter(_claim_ids(connection, document, found))
    told = [
        (_claim_row(row, n, next(names), claim), claim)
        for row, incident in zip(made, found, strict=True)
        for n, claim in enumerate(incident.claims)
    ]
    if not told:
        return
    keep = insert(claims).returning(claims.c.pk, sort_by_parameter_order=True)
    kept = connection.execute(keep, [row for row, _ in told]).scalars().all()
    index_claims(connection, zip(kept, (claim for _, claim in told), strict=True))


def _replace_problems(connection: Connection, document: str, found: Sequence[Problem]) -> None:
    settle_problems(connection, (problems.c.document == document) & problems.c.stage.in_(_CODING_STAGES))
    note_problems(connection, found)


def _incident_row(coding: int, incident: Incident) -> dict[str, object]:
    return {
        "coding": coding,
        "key": incident.key,
        "action": incident.action.value,
        "status": incident.status.value,
        "start": incident.time.start,
        "end": incident.time.end,
        "country": incident.place.country,
        "place": incident.place.name,
        "body": encode(replace(incident, claims=(), event_id=None)),
    }


def _claim_row(incident: int, n: int, name: str, claim: Claim) -> dict[str, object]:
    return {
        "incident": incident,
        "n": n,
        "id": name,
        "stance": claim.stance.value,
        "source_kind": claim.source.kind.value,
        "source_name": claim.source.name,
        "quote": claim.quote.text,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "body": encode(claim),
    }


def _claim_ids(connection: Connection, document: str, found: Sequence[Incident]) -> list[str]:
    """An id for each claim, made from the document, the words, the source and the stance; the same in every coding that finds them.

    Equal claims of one document are told apart by their order; an id that another document's claim has goes to that one.
    """
    seen: dict[str, int] = {}
    seeds = []
    for claim in (claim for incident in found for claim in incident.claims):
        source = claim.source
        words = json.dumps([document, claim.quote.start, claim.quote.end, source.kind.value, source.name, claim.stance.value])
        seen[words] = seen.get(words, -1) + 1
        seeds.append(f"{words} {seen[words]}")
    made = [ids.make(ids.CLAIM, seed) for seed in seeds]
    attempt = 0
    while taken := _taken(connection, document, made):
        attempt += 1
        made = [
            ids.make(ids.CLAIM, seed, attempt=attempt) if name in taken else name for seed, name in zip(seeds, made, strict=True)
        ]
    return made


def _taken(connection: Connection, document: str, made: list[str]) -> set[str]:
    """The ids that a claim of another document has, or that were made twice."""
    twice = {name for name in made if made.count(name) > 1} if len(set(made)) < len(made) else set()
    owner = select(claims.c.id).select_from(claim_rows)
    for part in chunks(made):
        twice |= set(connection.execute(owner.where(claims.c.id.in_(part) & (documents.c.id != document))).scalars())
    return twice


def member_incidents(connection: Connection, home: Mapping[int, str]) -> list[MemberIncident]:
    """The incidents in these rows, each a member of the event whose id is given for it."""
    return [
        MemberIncident(event=home[row], incident=replace(incident, event_id=home[row]), claim_ids=names)
        for part in chunks(sorted(home))
        for row, incident, names in _read(connection, incidents.c.pk.in_(part))
    ]


def _read(connection: Connection, condition: Any) -> Iterator[tuple[int, Incident, tuple[str, ...]]]:
    """Row, incident and claim ids of the incidents that fit, in the order of documents and rows."""
    chosen = (
        select(incidents.c.pk, cast(incidents.c.body, Text).label("body"))
        .select_from(incident_rows)
        .where(condition)
        .order_by(documents.c.id, incidents.c.pk)
    )
    rows = connection.execute(chosen).all()
    told: dict[int, list[Any]] = {row.pk: [] for row in rows}
    for part in chunks(list(told)):
        of = (
            select(claims.c.incident, claims.c.id, cast(claims.c.body, Text).label("body"))
            .where(claims.c.incident.in_(part))
            .order_by(claims.c.incident, claims.c.n)
        )
        for claim in connection.execute(of):
            told[claim.incident].append(claim)
    for row in rows:
        own = told[row.pk]
        # The claims are set into the text of their incident, so that one reading makes the whole.
        whole = f'{row.body[:-1]}, "claims": [{", ".join([claim.body for claim in own])}]}}'
        yield row.pk, decode_json(Incident, whole), tuple(claim.id for claim in own)
