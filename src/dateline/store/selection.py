"""Which of the living events fit a query, as a mask over their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.model import EventState
from dateline.store.columns import NO_DAY, Columns, Numbers
from dateline.store.query import Box, EventQuery, alternatives
from dateline.store.vocabulary import UNKNOWN, Vocabulary

__all__ = ["Selection", "select_rows", "taken"]

Mask = NDArray[np.bool_]
_EPOCH = date(1970, 1, 1)
_BLOCK = 1 << 17  # rows; a megabyte for numbers of eight bytes


@dataclass(frozen=True, slots=True)
class Selection:
    """The events that fit a query, and those that would if one of its conditions were left out.

    It must choose as `store.fitting` does, which asks the database the same question.

    Args:
        columns: of all living events.
        masks: for each condition, by its field of the query, which events fit it; `state` is always among them.
    """

    columns: Columns
    masks: dict[str, Mask]

    def mask(self, *, without: str | None = None) -> Mask:
        """Which events fit all conditions, but for one field's; without `state`, withdrawn events fit too."""
        wanted = [mask for field, mask in self.masks.items() if field != without]
        if not wanted:
            return np.ones(len(self.columns.order), bool)
        found = wanted[0]
        for mask in wanted[1:]:
            found = found & mask
        return found

    def blocks(self, *, without: str | None = None) -> Iterator[tuple[slice, Mask]]:
        """The mask part by part, each with the rows that it is about: what is made of a part for a moment stays small."""
        mask = self.mask(without=without)
        for first in range(0, len(mask), _BLOCK):
            rows = slice(first, min(len(mask), first + _BLOCK))
            if mask[rows].any():
                yield rows, mask[rows]


def taken(column: Numbers, mask: Mask) -> Numbers:
    """The numbers of a part of a column where a mask has them: all at once where it has all."""
    found: Numbers = column if mask.all() else column[mask]
    return found


def select_rows(columns: Columns, query: EventQuery, told: Numbers | None) -> Selection:
    """The selection that a query makes.

    Args:
        columns: of all living events.
        query: the conditions.
        told: rows of the events that have the words of `query.q`; None where it asks for none.
    """
    c, masks = columns, {"state": _state(columns, query)}
    for field, column, words in (("country", c.country, c.words.country), ("action", c.action, c.words.action)):
        if (values := getattr(query, field)) is not None:
            masks[field] = _one_of(column, words, alternatives(values))
    if query.since is not None:
        masks["since"] = c.end >= _number(query.since)
    if query.until is not None:
        masks["until"] = (c.start <= _number(query.until)) & (c.start != NO_DAY)
    if query.actor is not None:
        masks["actor"] = _named(c, alternatives(query.actor))
    if query.box is not None:
        masks["box"] = _within(c, query.box)
    if told is not None:
        masks["q"] = np.zeros(len(c.order), bool)
        masks["q"][told] = True
    return Selection(columns, masks)


def _state(columns: Columns, query: EventQuery) -> Mask:
    words = columns.words.state
    if query.state is not None:
        return _one_of(columns.state, words, alternatives(query.state))
    withdrawn = words.numbers([EventState.WITHDRAWN.value])
    found: Mask = columns.state != (withdrawn[0] if withdrawn else UNKNOWN)
    return found


def _one_of(column: Numbers, words: Vocabulary[str], values: Sequence[Any]) -> Mask:
    numbers = words.numbers(str(value) for value in values)
    if len(numbers) == 1:
        found: Mask = column == numbers[0]
        return found
    return _looked_up(column, len(words.values), numbers)


def _looked_up(column: Numbers, n_values: int, numbers: Sequence[int]) -> Mask:
    """Which numbers of a column are among these."""
    fits = np.zeros(n_values + 1, bool)  # the last place is that of UNKNOWN
    fits[list(numbers)] = True
    found: Mask = fits[column]
    return found


def _named(columns: Columns, actors: Sequence[str]) -> Mask:
    """Which events have an actor of whose name one of these is a part."""
    from dateline.text.normal import fold

    fits = [columns.words.cast.having(fold(actor)) for actor in actors]
    # Another thread may add casts meanwhile; those of these columns are known to all.
    known = min(map(len, fits))
    found: Mask = np.logical_or.reduce([one[:known] for one in fits])[columns.cast]
    return found


def _within(columns: Columns, box: Box) -> Mask:
    latitude, longitude, _ = columns.words.spot.table()
    east_of, west_of = longitude >= box.west, longitude <= box.east
    fits = (latitude >= box.south) & (latitude <= box.north) & (east_of & west_of if box.west <= box.east else east_of | west_of)
    return np.append(fits, False)[columns.spot]


def _number(day: date) -> int:
    return (day - _EPOCH).days
