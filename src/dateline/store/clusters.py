"""The events on a map: gathered in the cells of a grid, so that a map of a million events is drawn as fast as one of ten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.store.columns import Columns, Numbers, id_of, precisions
from dateline.store.index import EventIndex
from dateline.store.query import Box, EventQuery
from dateline.store.rows import Cluster
from dateline.store.selection import Selection, taken
from dateline.store.vocabulary import UNKNOWN

__all__ = ["Clusters"]

# Cells that a reply may have. A screen has room for some hundreds; more come only where cells are much smaller than the view.
_MOST = 4_000
_SEVERAL = -2  # the number that stands for values which differ


class Clusters:
    """The living events of a store by where they lie."""

    def __init__(self, index: EventIndex) -> None:
        self._index = index

    def within(self, query: EventQuery, cell_degrees: float) -> tuple[Cluster, ...]:
        """The events that fit and have coordinates, by the cells of a grid; those with most events first.

        Args:
            query: the conditions.
            cell_degrees: width and height of a cell.
        """
        with self._index.selected(query) as found:
            columns = found.columns
            cells = _gathered(found, cell_degrees)
        largest = np.lexsort((np.arange(len(cells.n)), -cells.n))[:_MOST]
        single = {int(cell): id_of(columns.order[cells.row[cell]]) for cell in largest if cells.n[cell] == 1}
        with self._index.database.read() as connection:
            known = precisions(connection, sorted(single.values()))
        return tuple(_cluster(cells, int(cell), columns, _Single(single.get(int(cell)), known)) for cell in largest)

    def extent(self, query: EventQuery) -> Box | None:
        """The least box around the events that fit, from west to east without crossing the 180th meridian; None where none has a point."""
        with self._index.selected(query) as found:
            latitude, longitude, _ = found.columns.words.spot.table()
            held = _in_spots(found, len(latitude)) > 0
        if not held.any():
            return None
        east_west, north_south = longitude[: len(held)][held], latitude[: len(held)][held]
        edges = (east_west.min(), north_south.min(), east_west.max(), north_south.max())
        return Box(*map(float, edges))


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells that have events, from the south-west.

    Args:
        n: events in each.
        killed: sum of their best figures.
        has_figure: whether an event has one.
        action, place: number of the one that all have that have any; UNKNOWN, or _SEVERAL where they differ.
        row: of one of its events.
    """

    n: NDArray[np.int64]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    killed: Numbers
    has_figure: NDArray[np.bool_]
    action: Numbers
    place: Numbers
    row: Numbers


def _in_spots(found: Selection, n_spots: int) -> NDArray[np.int64]:
    """How many of the events lie in each spot."""
    counts = np.zeros(n_spots + 1, np.int64)
    for rows, mask in found.blocks():
        counts += np.bincount(taken(found.columns.spot[rows], mask).astype(np.int64) + 1, minlength=n_spots + 1)
    return counts[1:]


def _gathered(found: Selection, size: float) -> _Cells:
    """The cells of a grid that the events lie in."""
    latitude, longitude, place = found.columns.words.spot.table()
    in_spot = _in_spots(found, len(latitude))
    held = np.flatnonzero(in_spot)
    line, column = (np.floor(degrees[held] / size) for degrees in (latitude + 90, longitude + 180))
    _, cell_of_held = np.unique(line * (np.floor(360 / size) + 2) + column, return_inverse=True)
    n_cells = int(cell_of_held.max()) + 1 if len(held) else 0
    n = np.bincount(cell_of_held, in_spot[held], n_cells)
    cell_of = np.zeros(len(latitude), np.int64)
    cell_of[held] = cell_of_held
    killed, has_figure, actions, row = _summed(found, cell_of, n_cells)
    return _Cells(
        n=n.astype(np.int64),
        latitude=np.bincount(cell_of_held, in_spot[held] * latitude[held], n_cells) / n,
        longitude=np.bincount(cell_of_held, in_spot[held] * longitude[held], n_cells) / n,
        killed=killed,
        has_figure=has_figure,
        action=_only(actions),
        place=_common(cell_of_held, place[held], n_cells),
        row=row,
    )


def _summed(found: Selection, cell_of: NDArray[np.int64], n_cells: int) -> tuple[Numbers, NDArray[np.bool_], Numbers, Numbers]:
    """For each cell the best figures added, whether there are any, how many events have each action, and the row of one event.

    Args:
        found: the events.
        cell_of: the cell of each spot.
        n_cells: how many cells there are.
    """
    c, n_actions = (
        found.columns,
        len(found.columns.words.action.values) + 1,
    )  # with that of no action, which comes before all others
    killed, has_figure, row = np.zeros(n_cells), np.zeros(n_cells, bool), np.zeros(n_cells, np.int64)
    actions = np.zeros(n_cells * n_actions, np.int64)
    for rows, mask in found.blocks():
        chosen = mask & (c.spot[rows] != UNKNOWN)
        cell, best = cell_of[taken(c.spot[rows], chosen)], taken(c.best[rows], chosen)
        killed += np.bincount(cell, np.maximum(best, 0), n_cells)
        has_figure[cell[best != UNKNOWN]] = True
        actions += np.bincount(cell * n_actions + taken(c.action[rows], chosen) + 1, minlength=len(actions))
        row[cell] = rows.start + np.flatnonzero(chosen)
    return killed, has_figure, actions.reshape(n_cells, n_actions)[:, 1:], row


def _only(counts: NDArray[np.int64]) -> Numbers:
    """For each line the column that alone has any; UNKNOWN where none has, _SEVERAL where several have."""
    if not counts.size:
        return np.full(len(counts), UNKNOWN, np.int64)
    held = (counts > 0).sum(axis=1)
    return np.where(held == 1, counts.argmax(axis=1), np.where(held == 0, UNKNOWN, _SEVERAL))


def _common(cell: NDArray[np.int64], values: Numbers, n_cells: int) -> Numbers:
    """For each cell the value that all in it have that have any."""
    known = values != UNKNOWN
    cell, values = cell[known], values[known]
    common = np.full(n_cells, UNKNOWN, np.int64)
    common[cell] = values
    common[cell[values != common[cell]]] = _SEVERAL
    return common


@dataclass(frozen=True, slots=True)
class _Single:
    """The event of a cell that has no other, and how closely places are known."""

    event: str | None
    precisions: Mapping[str, str]


def _cluster(cells: _Cells, cell: int, columns: Columns, single: _Single) -> Cluster:
    action, place = int(cells.action[cell]), int(cells.place[cell])
    return Cluster(
        latitude=float(cells.latitude[cell]),
        longitude=float(cells.longitude[cell]),
        n_events=int(cells.n[cell]),
        killed=int(cells.killed[cell]) if cells.has_figure[cell] else None,
        action=columns.words.action.values[action] if action >= 0 else None,
        place=columns.words.spot.places.values[place] if place >= 0 else None,
        event=single.event,
        precision=single.precisions.get(single.event or ""),
    )
