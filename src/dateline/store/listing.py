"""The events as a list that people leaf through: pages, counts by value, counts by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from dateline.errors import InputError
from dateline.model import ids
from dateline.store.columns import NO_DAY, Columns, Numbers, day_of, id_of, names_of, order_of
from dateline.store.index import EventIndex
from dateline.store.query import EventQuery
from dateline.store.rows import Counted, Crossed, Day, Page, Sums
from dateline.store.schema import codings, decisions, documents, problems, runs
from dateline.store.selection import Selection, taken
from dateline.store.vocabulary import UNKNOWN
from dateline.text.normal import fold

__all__ = ["Listing"]

_CURSOR_SIGN = "~"
# Names of actors that are counted; more of them than a page shows, since their exact counts may order them anew.
_NAMES = 24


class Listing:
    """The living events of a store, the newest day first; those without a day come last."""

    def __init__(self, index: EventIndex) -> None:
        self._index = index
        self._database = index.database

    def names(self, query: EventQuery) -> tuple[str, ...]:
        """The ids of all events that fit."""
        with self._index.selected(query) as found:
            order = found.columns.order[found.mask()]
        return tuple(map(id_of, order))

    def page(self, query: EventQuery, *, after: str | None, limit: int) -> Page:
        """The ids of some events that fit, and where the next page begins.

        Args:
            query: the conditions.
            after: the cursor that an earlier page ended with; None for the first page.
            limit: how many at most.
        Raises:
            InputError: the cursor is none.
        """
        behind = None if after is None else _behind(after)
        with self._index.selected(query) as found:
            columns = found.columns
            first = 0 if behind is None else int(np.searchsorted(columns.order, behind, side="right"))
            rows = list(islice(_rows(found, first), limit + 1))
        shown = rows[:limit]
        following = _cursor(columns, shown[-1]) if len(rows) > limit else None
        return Page(tuple(map(id_of, columns.order[shown])), following)

    def sums(self, query: EventQuery) -> Sums:
        """How many events fit, and the deaths in them; totals over several occurrences are not added to the deaths."""
        n_events = n_single = low = best = high = lonely = 0
        with self._index.selected(query) as found:
            c = found.columns
            for rows, mask in found.blocks():
                single = mask & ~c.is_total[rows]
                n_events += int(np.count_nonzero(mask))
                n_single += int(np.count_nonzero(single))
                low, best, high = (
                    n + _sum(taken(one[rows], single)) for n, one in ((low, c.low), (best, c.best), (high, c.high))
                )
                lonely += _sum(c.best[rows][single & (c.n_independent[rows] <= 1)])
        return Sums(n_events=n_events, n_totals=n_events - n_single, low=low, best=best, high=high, best_on_one=lonely)

    def by(self, field: str, query: EventQuery) -> tuple[Counted, ...]:
        """How many events have each country, action or state, the query's own condition on that field left out; the most first."""
        with self._index.selected(query) as found:
            words = getattr(found.columns.words, field).values
            counts = _counts(found, getattr(found.columns, field), len(words), without=field)
        return _sorted(Counted(words[number], int(counts[number])) for number in np.flatnonzero(counts))

    def by_actor(self, query: EventQuery, *, most: int) -> tuple[Counted, ...]:
        """The actors that most events name, each with how many events a condition on its name gives."""
        with self._index.selected(query) as found:
            columns, casts = found.columns, found.columns.words.cast
            counts = _counts(found, columns.cast, len(casts.values), without="actor")
            named = casts.by_name(counts)
            often = sorted(np.flatnonzero(named), key=lambda number: (-named[number], casts.names.values[number]))[:_NAMES]
            folded = [casts.names.values[number] for number in often]
            exact = _sorted(Counted(name, int(counts[casts.having(name)[: len(counts)]].sum())) for name in folded)[:most]
        spelt = self._spelt([one.value for one in exact], columns)
        return tuple(Counted(spelt[one.value], one.count) for one in exact)

    def by_day(self, query: EventQuery) -> tuple[Day, ...]:
        """How many events begin on each day, in the order of days; the query's own dates hold too."""
        with self._index.selected(query) as found:
            start, end = found.columns.start, found.columns.end
            known = found.mask() & (start != NO_DAY)
            if not known.any():
                return ()
            # The newest stand first.
            last, first = int(start[known.argmax()]), int(start[len(known) - 1 - known[::-1].argmax()])
            all_of, loose = np.zeros(last - first + 1, np.int64), np.zeros(last - first + 1, np.int64)
            for rows, mask in found.blocks():
                chosen = mask & (start[rows] != NO_DAY)
                days = taken(start[rows], chosen) - first
                all_of += np.bincount(days, minlength=len(all_of))
                loose += np.bincount(days[taken(end[rows], chosen) != days + first], minlength=len(loose))
        held = np.flatnonzero(all_of)
        dates: list[date] = (held + first).astype("datetime64[D]").tolist()
        return tuple(map(Day, dates, all_of[held].tolist(), loose[held].tolist()))

    def by_month(self, field: str, query: EventQuery) -> tuple[Crossed, ...]:
        """How many of the events that fit have each country or state, and begin in each month; in the order of values and months."""
        with self._index.selected(query) as found:
            words = getattr(found.columns.words, field).values
            known = found.mask() & (found.columns.start != NO_DAY) & (getattr(found.columns, field) != UNKNOWN)
            numbers, days = getattr(found.columns, field)[known].astype(np.int64), found.columns.start[known]
            months, month = np.unique(days.astype("datetime64[D]").astype("datetime64[M]"), return_inverse=True)
            counts = np.bincount(numbers * len(months) + month, minlength=len(words) * len(months))
        crossed = (Crossed(words[n // len(months)], str(months[n % len(months)]), int(counts[n])) for n in np.flatnonzero(counts))
        return tuple(sorted(crossed, key=lambda one: (one.first or "", one.second or "")))

    def on_one_source(self, query: EventQuery) -> int:
        """How many of the events that fit rest on one independent document."""
        with self._index.selected(query) as found:
            return int(np.count_nonzero(found.mask() & (found.columns.n_independent <= 1)))

    def _spelt(self, folded: Sequence[str], columns: Columns) -> dict[str, str]:
        """Folded names as the newest event that has each writes it."""
        spellings = columns.words.cast.spellings
        if missing := [name for name in folded if name not in spellings]:
            newest = {name: _newest(columns, name) for name in missing}
            with self._database.read() as connection:
                told = names_of(connection, set(newest.values()))
            for name, event in newest.items():
                spellings[name] = next((one for one in told.get(event, ()) if fold(one) == name), name)
        return {name: spellings[name] for name in folded}

    def state(self) -> str:
        """A text that differs whenever the store holds something else: the ends of its journals."""
        counted = [func.max(table.c.pk) for table in (documents, codings, decisions, runs, problems)]
        open_problems = select(func.count()).select_from(problems).where(problems.c.settled_at.is_(None)).scalar_subquery()
        with self._database.read() as connection:
            ends = connection.execute(select(*(select(end).scalar_subquery() for end in counted), open_problems)).one()
            ended = connection.execute(select(func.count(), func.max(runs.c.ended_at)).select_from(runs)).one()
        return repr((tuple(ends), tuple(map(str, ended))))


def _newest(columns: Columns, folded: str) -> str:
    """The id of the newest event that has an actor of this name."""
    casts = columns.words.cast
    having = np.flatnonzero(casts.naming(folded))
    return id_of(columns.order[int(np.argmax(np.isin(columns.cast, having)))])


def _sum(killed: Numbers) -> int:
    return int(np.maximum(killed, 0).sum(dtype=np.int64))


def _counts(found: Selection, column: Numbers, n_values: int, *, without: str | None = None) -> NDArray[np.int64]:
    """How often the events have each number of a column; UNKNOWN is not counted."""
    counts = np.zeros(n_values + 1, np.int64)
    for rows, mask in found.blocks(without=without):
        counts += np.bincount(taken(column[rows], mask).astype(np.int64) + 1, minlength=n_values + 1)
    return counts[1:]


def _rows(found: Selection, first: int) -> Iterator[int]:
    """The rows of the events, from one on."""
    for rows, mask in found.blocks():
        if rows.stop > first:
            yield from (int(row) for row in rows.start + np.flatnonzero(mask) if row >= first)


def _cursor(columns: Columns, row: Any) -> str:
    start = columns.start[row]
    return f"{'' if start == NO_DAY else day_of(start).isoformat()}{_CURSOR_SIGN}{id_of(columns.order[row])}"


def _behind(cursor: str) -> int:
    """The place in the list of the event that a cursor names."""
    day, sign, name = cursor.partition(_CURSOR_SIGN)
    try:
        start = date.fromisoformat(day) if day else None
    except ValueError as fault:
        raise _no_cursor(cursor) from fault
    if not sign or not ids.has_form(name):
        raise _no_cursor(cursor)
    return order_of(name, start)


def _no_cursor(cursor: str) -> InputError:
    return InputError(
        "cursor-shape", f"{cursor!r} is no cursor", where="after", fix="Follow `next_url`, or begin without `after`."
    )


def _sorted(counted: Any) -> tuple[Counted, ...]:
    found: Sequence[Counted] = sorted(counted, key=lambda one: (-one.count, one.value))
    return tuple(found)
