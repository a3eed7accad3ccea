"""Runs, problems and decisions: what was done, what failed, and what people decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.engine import Connection

from dateline.errors import ConflictError, InputError
from dateline.model import Decision, Problem
from dateline.store.chain import Audit, audit, link
from dateline.store.counters import CHAIN, known
from dateline.store.database import Database, writable
from dateline.store.rows import Basis, Run
from dateline.store.schema import counters, decisions, events, problems, runs

__all__ = ["Decisions", "Problems", "Runs", "note_problems", "settle_problems"]

_COMMENT = "comment"  # changes nothing, so that nobody has to look again


class Runs:
    """The runs of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, *, digest: str, manifest: str) -> int:
        """The number of a run that begins now.

        Args:
            digest: of the manifest.
            manifest: as JSON text.
        """
        row = {"started_at": datetime.now(UTC), "digest": digest, "manifest": json.loads(manifest)}
        with self._database.write() as connection:
            made = connection.execute(insert(runs).values(row)).inserted_primary_key
            assert made is not None
            return int(made[0])

    def end(self, number: int, *, counts: str) -> None:
        """Note that a run came to its end, with its counts as JSON text."""
        with self._database.write() as connection:
            row = {"ended_at": datetime.now(UTC), "counts": json.loads(counts)}
            connection.execute(update(runs).where(runs.c.pk == number).values(row))

    def all(self) -> tuple[Run, ...]:
        """All runs, the latest first."""
        with self._database.read() as connection:
            return tuple(map(_run, connection.execute(select(runs).order_by(runs.c.pk.desc()))))

    def last_ended(self) -> int | None:
        """The number of the latest run that came to its end; None before the first."""
        with self._database.read() as connection:
            return connection.execute(select(func.max(runs.c.pk)).where(runs.c.ended_at.is_not(None))).scalar()


class Problems:
    """The inputs that could not be used; each fault is one row however often it is met."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, found: Sequence[Problem]) -> int:
        """How many of the problems were not there yet; all are stored when this returns."""
        with self._database.write() as connection:
            return note_problems(connection, found)

    def settle(self, location: str) -> None:
        """Close the problems of the reading stage at this place, because what is there could be read now."""
        with self._database.write() as connection:
            settle_problems(connection, (problems.c.location == writable(location)) & (problems.c.stage == "read"))

    def open(self) -> tuple[Problem, ...]:
        """The problems that are still there, in the order in which they were met."""
        query = select(problems).where(problems.c.settled_at.is_(None)).order_by(problems.c.pk)
        with self._database.read() as connection:
            return tuple(map(_problem, connection.execute(query)))


class Decisions:
    """What people decided: rows are added, never changed and never removed, each chained to the one before it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, decision: Decision) -> None:
        """Store a decision under the id that it has.

        Raises:
            InputError: its id is taken, or it takes back one that is not there.
        """
        with self._database.write() as connection:
            _add(connection, decision)

    def append(self, decision: Decision, *, basis: Basis | None = None, key: str | None = None) -> Decision:
        """The decision as it is stored, with the next free id; where one was stored under the key, that one.

        Args:
            decision: whatever its id.
            basis: the event as whoever decides saw it; None to decide anyway.
            key: names the attempt among those of the same person.
        Raises:
            ConflictError: the event is not as it was seen any more, or another decision on it is not in it yet.
            InputError: it takes back one that is not there.
        """
        with self._database.write() as connection:
            if (stored := _keyed(connection, decision.by, key)) is not None:
                return stored
            if basis is not None:
                _require(connection, basis)
            named = replace(decision, id=_next_id(connection))
            _add(connection, named, key=key)
            return named

    def keyed(self, by: str, key: str) -> Decision | None:
        """The decision that this person sent under this key; None where there is none."""
        with self._database.read() as connection:
            return _keyed(connection, by, key)

    def pending(self) -> tuple[Decision, ...]:
        """The decisions that the stored events do not know yet, in the order in which they were made."""
        with self._database.read() as connection:
            query = select(decisions).where(decisions.c.pk > known(connection).decided).order_by(decisions.c.pk)
            return tuple(map(_decision, connection.execute(query)))

    def is_known(self, name: str) -> bool:
        """Whether the stored events know the decision with this id."""
        with self._database.read() as connection:
            row = connection.execute(select(decisions.c.pk).where(decisions.c.id == name)).scalar()
            return row is not None and row <= known(connection).decided

    def all(self, target: str | None = None) -> tuple[Decision, ...]:
        """The decisions about a thing, or all, in the order in which they were made."""
        query = select(decisions).order_by(decisions.c.pk)
        if target is not None:
            query = query.where(decisions.c.target == target)
        with self._database.read() as connection:
            return tuple(map(_decision, connection.execute(query)))

    def audit(self, kept: str | None = None) -> Audit:
        """Whether the log is whole: every decision as it was stored, none missing.

        Args:
            kept: digest of a last decision that was noted earlier.
        """
        with self._database.read() as connection:
            row = connection.execute(select(counters).where(counters.c.name == CHAIN)).one()
            rows = connection.execute(select(decisions).order_by(decisions.c.pk))
            told = ((_decision(row), row.previous, row.digest) for row in rows)
            return audit(told, count=row.number, head=row.digest, kept=kept)


def _key(by: str, key: str) -> str:
    return hashlib.sha256(f"{by}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()


def _keyed(connection: Connection, by: str, key: str | None) -> Decision | None:
    row = key and connection.execute(select(decisions).where(decisions.c.key == _key(by, key))).one_or_none()
    return _decision(row) if row else None


def _add(connection: Connection, decision: Decision, *, key: str | None = None) -> None:
    """Store a decision behind the last one.

    Raises:
        InputError: its id is taken, or it takes back one that is not there.
    """
    taken = set(connection.execute(select(decisions.c.id).where(decisions.c.id.in_((decision.id, decision.undo_of)))).scalars())
    if decision.id in taken:
        raise InputError("decision-taken", f"there is a decision {decision.id} already", fix="Give a new id.")
    if decision.undo_of is not None and decision.undo_of not in taken:
        raise InputError("decision-missing", f"there is no decision {decision.undo_of}", fix="Name the decision to take back.")
    chain = counters.c.name == CHAIN
    previous: str = connection.execute(select(counters.c.digest).where(chain)).scalar_one()
    row = {field.name: getattr(decision, field.name) for field in fields(Decision)}
    digest = link(previous, decision)
    row |= {"previous": previous, "digest": digest, "key": _key(decision.by, key) if key else None}
    connection.execute(insert(decisions), [row])
    connection.execute(update(counters).where(chain).values(number=counters.c.number + 1, digest=digest))


def _next_id(connection: Connection) -> str:
    """The next free number: that of the decision after the last, unless somebody gave it to another already."""
    number = connection.execute(select(counters.c.number).where(counters.c.name == CHAIN)).scalar_one() + 1
    while connection.execute(select(decisions.c.pk).where(decisions.c.id == f"D-{number}")).scalar() is not None:
        number += 1
    return f"D-{number}"


def _require(connection: Connection, basis: Basis) -> None:
    """Nothing, where the event is as it was seen.

    Raises:
        ConflictError: it is not, or another decision on it is not in it yet.
    """
    about = (decisions.c.target == basis.event) & (decisions.c.judgement != _COMMENT)
    waiting = select(decisions.c.id).where(about & (decisions.c.pk > known(connection).decided)).order_by(decisions.c.pk.desc())
    name = connection.execute(waiting.limit(1)).scalar()
    if name is not None:
        raise ConflictError(
            "decision-pending",
            f"{name} on {basis.event} was stored in the meantime",
            where=basis.event,
            fix="Look again, then decide.",
        )
    now = connection.execute(select(events.c.version).where(events.c.id == basis.event)).scalar()
    if now != basis.revision:
        raise ConflictError(
            "revision-newer",
            f"{basis.event} is at revision {now}, and the decision was made on revision {basis.revision}",
            where=basis.event,
            fix=f"Look at what has changed (dateline diff {basis.event} --from {basis.revision}), then decide again.",
        )


def _decision(row: Row[Any]) -> Decision:
    return Decision(**{field.name: getattr(row, field.name) for field in fields(Decision)})


def note_problems(connection: Connection, found: Sequence[Problem]) -> int:
    """How many of the problems were not open yet."""
    new = 0
    for problem in map(_writable, found):
        digest = _digest(problem)
        same = problems.c.digest == digest
        stored = connection.execute(select(problems.c.settled_at).where(same)).one_or_none()
        if stored is None:
            row = {name: getattr(problem, name) for name in ("code", "what", "fix", "stage", "document")}
            row |= {"digest": digest, "location": problem.where, "met_at": datetime.now(UTC)}
            connection.execute(insert(problems), [row])
        elif stored.settled_at is not None:
            connection.execute(update(problems).where(same).values(settled_at=None))
        new += stored is None or stored.settled_at is not None
    return new


def settle_problems(connection: Connection, condition: Any) -> None:
    """Close the open problems that fit the condition."""
    settled = update(problems).where(condition & problems.c.settled_at.is_(None))
    connection.execute(settled.values(settled_at=datetime.now(UTC)))


def count_open_problems(connection: Connection) -> int:
    """How many problems are open."""
    return connection.execute(select(func.count()).select_from(problems).where(problems.c.settled_at.is_(None))).scalar_one()


def _writable(problem: Problem) -> Problem:
    """The problem with half surrogate pairs written out: a file's name, or the very text that is at fault, may hold some."""
    words = {name: writable(getattr(problem, name)) for name in ("what", "where", "fix")}
    return replace(problem, document=None if problem.document is None else writable(problem.document), **words)


def _digest(problem: Problem) -> str:
    what = [problem.code, problem.what, problem.where, problem.stage, problem.document]
    return "sha256:" + hashlib.sha256(json.dumps(what).encode()).hexdigest()


def _problem(row: Row[Any]) -> Problem:
    return Problem(code=row.code, what=row.what, where=row.location, fix=row.fix, stage=row.stage, document=row.document)


def _run(row: Row[Any]) -> Run:
    return Run(
        number=row.pk,
        started_at=row.started_at,
        ended_at=row.ended_at,
        digest=row.digest,
        manifest=json.dumps(row.manifest, ensure_ascii=False),
        counts=json.dumps(row.counts, ensure_ascii=False) if row.counts is not None else None,
    )
