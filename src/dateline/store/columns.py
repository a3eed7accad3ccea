"""The living events as arrays, so that a selection of a million of them is counted in every way that a page shows within its time.

An array for each column by which events are found or counted; words stand in it as numbers of a vocabulary. Beside each other they take
some 50 bytes an event. They are read from the store once, and what changes later is taken over by the revisions that the changes made, so that they
always say what the store says: nothing that was counted is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Text, cast, func, select
from sqlalchemy.engine import Connection

from dateline.model.ids import ALPHABET, EVENT
from dateline.store.documents import chunks
from dateline.store.schema import event_values, events, revisions
from dateline.store.vocabulary import UNKNOWN, Casts, Spot, Spots, Vocabulary

__all__ = [
    "NO_DAY",
    "Columns",
    "Numbers",
    "Vocabularies",
    "day_of",
    "id_of",
    "last_revision",
    "names_of",
    "order_of",
    "precisions",
]

_EPOCH = date(1970, 1, 1)
_BATCH = 5_000  # rows taken over at a time
_N_SYMBOLS = 7
_ID_BITS = 5 * _N_SYMBOLS  # an event's id: seven symbols of an alphabet of 32
_ID_MASK = (1 << _ID_BITS) - 1
_SYMBOLS = np.zeros(256, np.int64)  # by their ASCII codes
_SYMBOLS[[ord(symbol) for symbol in ALPHABET]] = np.arange(len(ALPHABET))
_EARLIEST, _LATEST = ((day - _EPOCH).days for day in (date.min, date.max))
NO_DAY = np.iinfo(np.int32).min  # the start and end of an event without a known time

Numbers = NDArray[Any]
_LIVING = events.c.joined_into.is_(None)


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The words of the columns; shared by all states of the columns of one store."""

    state: Vocabulary[str] = field(default_factory=Vocabulary)
    country: Vocabulary[str] = field(default_factory=Vocabulary)
    action: Vocabulary[str] = field(default_factory=Vocabulary)
    spot: Spots = field(default_factory=Spots)
    cast: Casts = field(default_factory=Casts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The living events, withdrawn ones among them, the newest day first and those without a day last.

    Args:
        revision: the last one that is in them; see `last_revision`.
        words: what the numbers of `state`, `country`, `action`, `spot` and `cast` stand for.
        order: of the list: sorts by day and id, and is the id; see `order_of`.
        start, end: days since 1970-01-01; NO_DAY where they are not known.
        low, best, high: killed, in persons; UNKNOWN where no figure is known.
        is_total: whether it is a total over several occurrences.
        spot: coordinates and place, UNKNOWN where there are no coordinates.
        cast: its perpetrators and targets.
        n_independent: documents that do not copy each other.
    """

    revision: int
    words: Vocabularies
    order: Numbers
    state: Numbers
    start: Numbers
    end: Numbers
    country: Numbers
    action: Numbers
    is_total: Numbers
    spot: Numbers
    cast: Numbers
    low: Numbers
    best: Numbers
    high: Numbers
    n_independent: Numbers

    @classmethod
    def load(cls, connection: Connection, words: Vocabularies) -> Columns:
        """The columns of all living events."""
        number = connection.execute(select(func.count()).select_from(events).where(_LIVING)).scalar_one()
        return _made(last_revision(connection), words, int(number), _read(connection, None))

    def refreshed(self, connection: Connection) -> Columns:
        """The columns as the store has them now: only what a revision changed is read."""
        last, changed = last_revision(connection), _changed(connection, self.revision)
        new = _made(last, self.words, len(changed), _read(connection, changed))
        if not changed:
            return replace(self, revision=last)
        kept = ~np.isin(ids_of(self.order), numbers_of(changed))
        at = np.searchsorted(self.order[kept], new.order)
        columns: dict[str, Any] = {name: _put(getattr(self, name)[kept], at, getattr(new, name)) for name in _ARRAYS}
        return replace(self, revision=last, **columns)


_ARRAYS = tuple(one.name for one in fields(Columns) if one.name not in ("revision", "words"))
_TYPES = {
    "order": np.int64, "state": np.int8, "start": np.int32, "end": np.int32, "country": np.int16, "action": np.int8,
    "is_total": np.bool_, "spot": np.int32, "cast": np.int32, "low": np.int64, "best": np.int64, "high": np.int64,
    "n_independent": np.int32,
}  # fmt: skip
_TOLLS = ("low", "best", "high")


def order_of(name: str, start: date | None) -> int:
    """Where an event stands in the list: the later its day the lower, then by its id.

    Args:
        name: its id.
        start: its first day; None where it is not known.
    """
    days = np.array([NO_DAY if start is None else (start - _EPOCH).days])
    return int(_orders(numbers_of((name,)), days)[0])


def id_of(order: int) -> str:
    """The id of the event that stands there in the list."""
    number = int(order) & _ID_MASK
    return f"{EVENT}-{''.join(ALPHABET[number >> 5 * n & 31] for n in reversed(range(_N_SYMBOLS)))}"


def day_of(number: Any) -> date:
    """The day with so many days since 1970-01-01."""
    return _EPOCH + timedelta(days=int(number))


def last_revision(connection: Connection) -> int:
    """The number of the last revision in the store, 0 before the first: it grows with every change of an event."""
    return int(connection.execute(select(func.max(revisions.c.pk))).scalar() or 0)


def precisions(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """How closely the places of some events are known, by the events' ids."""
    found: dict[str, str] = {}
    told = event_values.c.value["precision"].as_string()
    for part in chunks(names):
        wanted = select(event_values.c.event, told).where((event_values.c.field == "place") & event_values.c.event.in_(part))
        found |= {name: word for name, word in connection.execute(wanted) if word}
    return found


def names_of(connection: Connection, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The names of the perpetrators and targets of some events, by the events' ids."""
    found: dict[str, tuple[str, ...]] = {}
    v = event_values.c
    for part in chunks(sorted(names)):
        wanted = select(v.event, v.value["name"].as_string()).where(v.event.in_(part) & v.field.in_(("perpetrators", "targets")))
        for event, name in connection.execute(wanted):
            found[event] = (*found.get(event, ()), *((name,) if name else ()))
    return found


def numbers_of(names: Sequence[str]) -> NDArray[np.int64]:
    """Ids of events as numbers, in the order in which the ids are sorted."""
    if not names:
        return np.zeros(0, np.int64)
    symbols = np.array(names, "S9").view(np.uint8).reshape(len(names), 9)[:, 2:]
    places = np.arange(_N_SYMBOLS - 1, -1, -1) * 5
    numbers: NDArray[np.int64] = (_SYMBOLS[symbols] << places).sum(axis=1)
    return numbers


def ids_of(order: Numbers) -> NDArray[np.int64]:
    """The numbers of the ids of the events that stand there in the list."""
    found: NDArray[np.int64] = order & _ID_MASK
    return found


def _orders(numbers: NDArray[np.int64], start: Numbers) -> NDArray[np.int64]:
    days = np.where(start == NO_DAY, _EARLIEST - 1, start).astype(np.int64)
    found: NDArray[np.int64] = (_LATEST - days) << _ID_BITS | numbers
    return found


def _changed(connection: Connection, after: int) -> tuple[str, ...]:
    """The ids of the events that changed after a revision."""
    return tuple(connection.execute(select(revisions.c.event).where(revisions.c.pk > after).distinct()).scalars())


def _read(connection: Connection, names: Sequence[str] | None) -> Iterator[Sequence[Any]]:
    """The rows of living events, many at a time.

    Args:
        connection: open for reading.
        names: ids of the events; None for all.
    """
    c = events.c
    days = (cast(c.start, Text), cast(c.end, Text))
    wanted = select(c.id, c.state, *days, c.country, c.action, c.aggregate, c.latitude, c.longitude, c.place, c.actors)
    wanted = wanted.add_columns(c.killed_low, c.killed_best, c.killed_high, c.n_independent).where(_LIVING)
    wanted = wanted.execution_options(yield_per=_BATCH)  # else PostgreSQL's driver would hold all rows at once
    parts: Iterable[Collection[str] | None] = (None,) if names is None else chunks(names)
    for part in parts:
        rows = connection.execute(wanted if part is None else wanted.where(c.id.in_(part)))
        yield from rows.partitions()


def _made(revision: int, words: Vocabularies, most: int, batches: Iterable[Sequence[Any]]) -> Columns:
    """The columns of some rows, of which there are so many at most: they are filled in place, so that nothing is held twice."""
    filled: dict[str, Numbers] = {name: np.zeros(most, kind) for name, kind in _TYPES.items()}
    number = 0
    for rows in batches:
        for name, part in _arrays(rows, words).items():
            filled[name][number : number + len(rows)] = part
        number += len(rows)
    in_order = np.argsort(filled["order"][:number])
    columns = {name: _narrow(name, filled.pop(name)[:number])[in_order] for name in _TYPES}
    return Columns(revision=revision, words=words, **columns)


def _narrow(name: str, column: Numbers) -> Numbers:
    """Tolls in half the memory, where they are no larger than anybody ever told of."""
    fits = name in _TOLLS and (not len(column) or column.max() <= np.iinfo(np.int32).max)
    return column.astype(np.int32) if fits else column


def _put(column: Numbers, at: Numbers, new: Numbers) -> Numbers:
    """A column with new values in front of the places that they belong to."""
    return np.insert(column.astype(np.result_type(column, new), copy=False), at, new)


def _arrays(rows: Sequence[Any], words: Vocabularies) -> dict[str, Any]:
    """The columns of some rows."""
    names, state, start, end, country, action, total, *where, actors, low, best, high, independent = zip(*rows, strict=True)
    days = _Days()
    starts = [days[text] for text in start]
    spots = [None if row[0] is None or row[1] is None else Spot(*row) for row in zip(*where, strict=True)]
    return {
        "order": _orders(numbers_of(names), np.array(starts)),
        "state": words.state.coded(state),
        "start": starts,
        "end": [days[text] for text in end],
        "country": words.country.coded(country),
        "action": words.action.coded(action),
        "is_total": list(total),
        "spot": words.spot.coded(spots),
        "cast": words.cast.coded(actors),
        **{
            name: [UNKNOWN if n is None else n for n in column] for name, column in (("low", low), ("best", best), ("high", high))
        },
        "n_independent": list(independent),
    }


class _Days(dict[str | None, int]):
    """Days since 1970-01-01 by their texts, each read once."""

    def __missing__(self, text: str | None) -> int:
        self[text] = day = NO_DAY if text is None else (date.fromisoformat(text[:10]) - _EPOCH).days
        return day
