"""The events as a list that people leaf through: pages, counts by value, counts by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import and_, case, distinct, func, or_, select

from dateline.errors import InputError
from dateline.store.database import Database
from dateline.store.fitting import fitting, named
from dateline.store.query import EventQuery
from dateline.store.rows import Counted, Day, Page, Point, Sums
from dateline.store.schema import codings, decisions, documents, event_values, events, problems, runs

__all__ = ["Listing"]

_CURSOR_SIGN = "~"
_ROLES = ("perpetrators", "targets")
# Names of actors that are counted; more of them than a page shows, since their exact counts may order them anew.
_NAMES = 24


class Listing:
    """The living events of a store, the newest day first; those without a day come last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self, query: EventQuery) -> tuple[str, ...]:
        """The ids of all events that fit."""
        with self._database.read() as connection:
            return tuple(connection.execute(_ordered(fitting(select(events.c.id), query))).scalars())

    def page(self, query: EventQuery, *, after: str | None, limit: int) -> Page:
        """The ids of some events that fit, and where the next page begins.

        Args:
            query: the conditions.
            after: the cursor that an earlier page ended with; None for the first page.
            limit: how many at most.
        Raises:
            InputError: the cursor is none.
        """
        wanted = fitting(select(events.c.id, events.c.start), query)
        if after is not None:
            wanted = wanted.where(_behind(after))
        with self._database.read() as connection:
            rows = connection.execute(_ordered(wanted).limit(limit + 1)).all()
        shown = rows[:limit]
        return Page(tuple(row.id for row in shown), _cursor(shown[-1]) if len(rows) > limit else None)

    def sums(self, query: EventQuery) -> Sums:
        """How many events fit, and the deaths in them; totals over several occurrences are not added to the deaths."""
        single, c = events.c.aggregate.is_(False), events.c
        added = [func.sum(case((single, column), else_=None)) for column in (c.killed_low, c.killed_best, c.killed_high)]
        lonely = func.sum(case((and_(single, c.n_independent <= 1), c.killed_best), else_=None))
        columns: list[Any] = [func.count(), func.sum(case((single, 0), else_=1)), *added, lonely]
        wanted = fitting(select(*columns).select_from(events), query)
        with self._database.read() as connection:
            n_events, totals, low, best, high, one = (int(n or 0) for n in connection.execute(wanted).one())
        return Sums(n_events=n_events, n_totals=totals, low=low, best=best, high=high, best_on_one=one)

    def by(self, field: str, query: EventQuery) -> tuple[Counted, ...]:
        """How many events have each country, action or state, the query's own condition on that field left out; the most first."""
        column = events.c[field]
        wanted = fitting(select(column, func.count().label("n")), replace(query, **{field: None}), any_state=field == "state")
        with self._database.read() as connection:
            rows = connection.execute(wanted.where(column.is_not(None)).group_by(column)).all()
        return _sorted(Counted(row[0], row.n) for row in rows)

    def by_actor(self, query: EventQuery, *, most: int) -> tuple[Counted, ...]:
        """The actors that most events name, each with how many events a condition on its name gives."""
        others = replace(query, actor=None)
        name = event_values.c.value["name"].as_string()
        inner = fitting(select(events.c.id), others).scalar_subquery()
        often = select(name).where(event_values.c.field.in_(_ROLES) & event_values.c.event.in_(inner))
        often = often.group_by(name).order_by(func.count(distinct(event_values.c.event)).desc(), name).limit(_NAMES)
        with self._database.read() as connection:
            names = [found for found in connection.execute(often).scalars() if found and _is_searchable(found)]
            if not names:
                return ()
            sums = [func.sum(case((named(found), 1), else_=0)) for found in names]
            counts = connection.execute(fitting(select(*sums).select_from(events), others)).one()
        return _sorted(Counted(found, int(n or 0)) for found, n in zip(names, counts, strict=True))[:most]

    def by_day(self, query: EventQuery) -> tuple[Day, ...]:
        """How many events begin on each day, in the order of days; the query's own dates hold too."""
        loose = func.sum(case((events.c.start != events.c.end, 1), else_=0))
        wanted = fitting(select(events.c.start, func.count().label("n"), loose.label("loose")), query)
        wanted = wanted.where(events.c.start.is_not(None)).group_by(events.c.start).order_by(events.c.start)
        with self._database.read() as connection:
            return tuple(Day(row.start, row.n, int(row.loose or 0)) for row in connection.execute(wanted))

    def points(self, query: EventQuery, *, most: int) -> tuple[Point, ...]:
        """Where events lie, those with most deaths first; events without coordinates are left out."""
        c = events.c
        wanted = fitting(select(c.id, c.latitude, c.longitude, c.action, c.place, c.killed_best), query)
        wanted = wanted.where(c.latitude.is_not(None) & c.longitude.is_not(None))
        wanted = wanted.order_by(c.killed_best.is_(None), c.killed_best.desc(), c.id).limit(most)
        with self._database.read() as connection:
            return tuple(Point(*row) for row in connection.execute(wanted))

    def state(self) -> str:
        """A text that differs whenever the store holds something else: the ends of its journals."""
        counted = [func.max(table.c.pk) for table in (documents, codings, decisions, runs, problems)]
        open_problems = select(func.count()).select_from(problems).where(problems.c.settled_at.is_(None)).scalar_subquery()
        with self._database.read() as connection:
            ends = connection.execute(select(*(select(end).scalar_subquery() for end in counted), open_problems)).one()
            ended = connection.execute(select(func.count(), func.max(runs.c.ended_at)).select_from(runs)).one()
        return repr((tuple(ends), tuple(map(str, ended))))


def _ordered(wanted: Any) -> Any:
    return wanted.order_by(events.c.start.is_(None), events.c.start.desc(), events.c.id)


def _cursor(row: Any) -> str:
    return f"{row.start.isoformat() if row.start else ''}{_CURSOR_SIGN}{row.id}"


def _behind(cursor: str) -> Any:
    """The condition that an event comes later in the list than the one that a cursor names."""
    day, sign, name = cursor.partition(_CURSOR_SIGN)
    try:
        start = date.fromisoformat(day) if day else None
    except ValueError as fault:
        raise _no_cursor(cursor) from fault
    if not sign or not name:
        raise _no_cursor(cursor)
    if start is None:
        return events.c.start.is_(None) & (events.c.id > name)
    same_day = (events.c.start == start) & (events.c.id > name)
    return or_(events.c.start < start, same_day, events.c.start.is_(None))


def _no_cursor(cursor: str) -> InputError:
    return InputError(
        "cursor-shape", f"{cursor!r} is no cursor", where="after", fix="Follow `next_url`, or begin without `after`."
    )


def _is_searchable(name: str) -> bool:
    from dateline.text.normal import fold

    return bool(fold(name))


def _sorted(counted: Any) -> tuple[Counted, ...]:
    found: Sequence[Counted] = sorted(counted, key=lambda one: (-one.count, one.value))
    return tuple(found)
