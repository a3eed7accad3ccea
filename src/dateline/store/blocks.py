"""The blocks of a store: where the merged incidents stand, so that those that are added are compared with few of them.

All of it can be made again from the incidents, and is where the rules change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from dateline.model import IncidentRef
from dateline.store.database import Database
from dateline.store.documents import chunks
from dateline.store.rows import Filed, Refiling, Witnesses
from dateline.store.schema import block_members, codings, documents, filed, filing_rules, incident_rows, incidents

__all__ = ["Blocks", "incident_rows_of", "refile"]

_BATCH = 5000


class Blocks:
    """The merged incidents and the blocks that they are filed in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rules(self) -> str | None:
        """Digest of the rules that the blocks were made by; None where nothing is filed yet."""
        with self._database.read() as connection:
            return connection.execute(select(filing_rules.c.digest)).scalar_one_or_none()

    def fresh(self) -> list[int]:
        """Rows of the current incidents that are not filed."""
        known = select(filed.c.incident).where(filed.c.incident == incidents.c.pk).exists()
        query = select(incidents.c.pk).select_from(incidents.join(codings)).where(codings.c.current & ~known)
        return self._rows(query)

    def current(self) -> list[int]:
        """Rows of all current incidents."""
        return self._rows(select(incidents.c.pk).select_from(incidents.join(codings)).where(codings.c.current))

    def stale(self) -> list[int]:
        """Rows of the filed incidents whose document was coded again."""
        query = select(filed.c.incident).select_from(codings.join(incidents).join(filed, filed.c.incident == incidents.c.pk))
        return self._rows(query.where(~codings.c.current))

    def decided(self) -> list[int]:
        """Rows of the filed incidents that a decision was about when they were merged last."""
        return self._rows(select(filed.c.incident).where(filed.c.decided))

    def n_filed(self) -> int:
        """How many incidents are filed."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(filed)).scalar_one())

    def rows_of(self, refs: Collection[IncidentRef]) -> dict[IncidentRef, int]:
        """The rows of current incidents."""
        with self._database.read() as connection:
            return incident_rows_of(connection, refs)

    def filed(self, rows: Collection[int]) -> dict[int, Filed]:
        """These incidents as they are filed, those that are not left out."""
        found: dict[int, Filed] = {}
        with self._database.read() as connection:
            for part in chunks(sorted(rows)):
                for row in connection.execute(select(filed).where(filed.c.incident.in_(part))):
                    found[row.incident] = Filed(row=row.incident, part=row.part, decided=row.decided, witness=row.witness)
        return found

    def events(self, parts: Collection[int]) -> list[tuple[int, ...]]:
        """The rows of the incidents in each of these parts, sorted."""
        found: dict[int, list[int]] = defaultdict(list)
        with self._database.read() as connection:
            for some in chunks(sorted(parts)):
                for row in connection.execute(select(filed.c.part, filed.c.incident).where(filed.c.part.in_(some))):
                    found[row.part].append(row.incident)
        return [tuple(sorted(members)) for members in found.values()]

    def blocks(self, keys: Collection[int]) -> dict[int, list[tuple[bytes, int]]]:
        """The members of these blocks, each with its place, in order; a block without members is left out."""
        found: dict[int, list[tuple[bytes, int]]] = defaultdict(list)
        with self._database.read() as connection:
            for some in chunks(sorted(keys)):
                query = select(block_members.c.key, block_members.c.place, block_members.c.incident)
                for key, place, row in connection.execute(query.where(block_members.c.key.in_(some))):
                    found[key].append((place, row))
        for members in found.values():
            members.sort()
        return found

    def witnesses(self) -> Witnesses:
        """How many documents tell of an incident, and how many of them are copies of another that tells of the same event."""
        copying = filed.c.witness.is_not(None)
        named = select(func.count(func.distinct(filed.c.coding)))
        itself = select(documents.c.id).select_from(filed.join(codings, filed.c.coding == codings.c.pk).join(documents))
        copied = select(func.count(func.distinct(filed.c.witness))).where(filed.c.witness.not_in(itself.where(copying)))
        with self._database.read() as connection:
            total, copies = (int(connection.execute(query).scalar_one()) for query in (named, named.where(copying)))
            return Witnesses(total - copies, copies, int(connection.execute(copied).scalar_one()))

    def _rows(self, query: Any) -> list[int]:
        with self._database.read() as connection:
            return sorted(connection.execute(query).scalars())


def incident_rows_of(connection: Connection, refs: Collection[IncidentRef]) -> dict[IncidentRef, int]:
    """The rows of current incidents, as far as they are there."""
    wanted, found = set(refs), {}
    query = select(incidents.c.pk, incidents.c.key, documents.c.id).select_from(incident_rows).where(codings.c.current)
    for part in chunks(sorted({ref.document for ref in wanted})):
        for row in connection.execute(query.where(documents.c.id.in_(part))):
            if (ref := IncidentRef(row.id, row.key)) in wanted:
                found[ref] = row.pk
    return found


def refile(connection: Connection, change: Refiling) -> None:
    """Store what changes in the blocks."""
    if change.whole:
        for table in (block_members, filed, filing_rules):
            connection.execute(delete(table))
        connection.execute(insert(filing_rules).values(digest=change.rules))
    for part in chunks(change.left):
        connection.execute(delete(filed).where(filed.c.incident.in_(part)))
    for rows in _batches(change.gone):
        connection.execute(
            delete(block_members).where(
                and_(
                    block_members.c.key == bindparam("k"),
                    block_members.c.place == bindparam("p"),
                    block_members.c.incident == bindparam("i"),
                )
            ),
            [{"k": key, "p": place, "i": row} for key, place, row in rows],
        )
    _file(connection, change)
    for rows in _batches(sorted(change.come)):
        connection.execute(insert(block_members), [{"key": key, "place": place, "incident": row} for key, place, row in rows])


def _file(connection: Connection, change: Refiling) -> None:
    known: set[int] = set()
    coding: dict[int, int] = {}
    for part in chunks([one.row for one in change.filed]):
        known |= set(connection.execute(select(filed.c.incident).where(filed.c.incident.in_(part))).scalars())
        coding |= {
            row.pk: row.coding
            for row in connection.execute(select(incidents.c.pk, incidents.c.coding).where(incidents.c.pk.in_(part)))
        }
    rows = [
        {"incident": one.row, "part": one.part, "decided": one.decided, "witness": one.witness, "coding": coding[one.row]}
        for one in change.filed
    ]
    new, old = ([row for row in rows if (row["incident"] in known) is there] for there in (False, True))
    if new:
        connection.execute(insert(filed), new)
    if old:
        names = ("part", "decided", "witness")
        connection.execute(
            update(filed).where(filed.c.incident == bindparam("which")),
            [{"which": row["incident"]} | {name: row[name] for name in names} for row in old],
        )


def _batches(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[at : at + _BATCH] for at in range(0, len(rows), _BATCH)]
