"""Counters: numbers that only grow, by which writers that began from the same state learn of one another."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from dateline.errors import ConflictError
from dateline.store.rows import Known
from dateline.store.schema import codings, counters, decisions

__all__ = ["CHAIN", "advance", "ends", "known"]

WRITES, DECIDED, CODED, CHAIN = "writes", "decided", "coded", "chain"


def known(connection: Connection) -> Known:
    """What the stored events know."""
    found = {row.name: row.number for row in connection.execute(select(counters.c.name, counters.c.number))}
    return Known(found[WRITES], found[DECIDED], found[CODED])


def ends(connection: Connection) -> tuple[int, int]:
    """The rows of the last decision and the last coding that are stored; 0 where there are none."""
    last = (connection.execute(select(func.max(table.c.pk))).scalar() or 0 for table in (decisions, codings))
    return next(last), next(last)


def advance(connection: Connection, before: Known | None, now: Known | None) -> None:
    """Count a write of events; nobody else can count one until the transaction ends.

    Args:
        connection: open for writing.
        before: what the events knew that it was made from; None where that does not matter.
        now: what they know with it; None where that is what they knew.
    Raises:
        ConflictError: somebody else has written since.
    """
    row = counters.c.name == WRITES
    same = row if before is None else row & (counters.c.number == before.writes)
    if connection.execute(update(counters).where(same).values(number=counters.c.number + 1)).rowcount != 1:
        raise ConflictError("events-changed", "somebody else has changed the events in the meantime", fix="Run again.")
    for name, number in ((DECIDED, now.decided), (CODED, now.coded)) if now else ():
        connection.execute(update(counters).where(counters.c.name == name).values(number=number))
