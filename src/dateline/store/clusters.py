"""The events on a map: gathered in the cells of a grid, so that a map of a million events is drawn as fast as one of ten."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Float, Integer, cast, func, select

from dateline.store.database import Database
from dateline.store.fitting import fitting
from dateline.store.query import Box, EventQuery
from dateline.store.rows import Cluster
from dateline.store.schema import event_values, events

__all__ = ["Clusters"]

# Cells that a reply may have. A screen has room for some hundreds; more come only where cells are much smaller than the view.
_MOST = 4_000
_PARAMETERS = 500  # names in one query


class Clusters:
    """The living events of a store by where they lie."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def within(self, query: EventQuery, cell_degrees: float) -> tuple[Cluster, ...]:
        """The events that fit and have coordinates, by the cells of a grid; those with most events first.

        Args:
            query: the conditions.
            cell_degrees: width and height of a cell.
        """
        c = events.c
        column, row = (_cell(edge + shift, cell_degrees) for edge, shift in ((c.longitude, 180), (c.latitude, 90)))
        wanted = select(
            func.count().label("n"),
            func.avg(c.longitude).label("longitude"),
            func.avg(c.latitude).label("latitude"),
            func.sum(c.killed_best).label("killed"),
            func.min(c.id).label("event"),
            func.min(c.action).label("first"),
            func.max(c.action).label("last"),
            func.min(c.place).label("place"),
            func.max(c.place).label("other_place"),
        )
        wanted = fitting(wanted, query).where(c.latitude.is_not(None) & c.longitude.is_not(None))
        wanted = wanted.group_by(column, row).order_by(func.count().desc(), func.min(c.id)).limit(_MOST)
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
            precisions = _precisions(connection, [one.event for one in rows if one.n == 1])
        return tuple(_cluster(one, precisions.get(one.event)) for one in rows)

    def extent(self, query: EventQuery) -> Box | None:
        """The least box around the events that fit, from west to east without crossing the 180th meridian; None where none has a point."""
        c = events.c
        edges = (func.min(c.longitude), func.min(c.latitude), func.max(c.longitude), func.max(c.latitude))
        with self._database.read() as connection:
            west, south, east, north = connection.execute(fitting(select(*edges).select_from(events), query)).one()
        return None if west is None else Box(west, south, east, north)


def _cell(degrees: Any, size: float) -> Any:
    """The number of a cell, counted from the south-west; PostgreSQL would round where SQLite cuts off, so both floor."""
    return cast(func.floor(degrees / cast(size, Float)), Integer)


def _precisions(connection: Any, names: list[str]) -> dict[str, str]:
    """How closely the places of some events are known, by the events' ids."""
    found: dict[str, str] = {}
    precision = event_values.c.value["precision"].as_string()
    for first in range(0, len(names), _PARAMETERS):
        some = event_values.c.event.in_(names[first : first + _PARAMETERS])
        wanted = select(event_values.c.event, precision).where((event_values.c.field == "place") & some)
        found |= {name: word for name, word in connection.execute(wanted) if word}
    return found


def _cluster(row: Any, precision: str | None) -> Cluster:
    return Cluster(
        latitude=row.latitude,
        longitude=row.longitude,
        n_events=row.n,
        killed=None if row.killed is None else int(row.killed),
        action=row.first if row.first == row.last else None,
        place=row.place if row.place == row.other_place else None,
        event=row.event if row.n == 1 else None,
        precision=precision if row.n == 1 else None,
    )
