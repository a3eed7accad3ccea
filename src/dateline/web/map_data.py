"""The map's data: the events of a selection in the part of the world that is in view, gathered in cells."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.store import Box, EventQuery
from dateline.web import asked
from dateline.web.answers import json_reply, unless_known
from dateline.web.chart import features
from dateline.web.desk import desk_of
from dateline.web.exports import event_parameters

__all__ = ["router"]

router = APIRouter(tags=["events"])
_LEAST_CELL, _MOST_CELL = 0.0005, 90.0  # degrees
_CELL_FIX = f"Give {_LEAST_CELL:g} to {_MOST_CELL:g} degrees."
_OWN: tuple[dict[str, object], ...] = (
    {
        "name": "view",
        "in": "query",
        "required": False,
        "description": "The part of the map that is in view, as bbox; it narrows bbox, and is no part of the selection.",
        "schema": {"type": "string"},
    },
    {
        "name": "cell",
        "in": "query",
        "required": True,
        "description": "Width and height of a cell, in degrees.",
        "schema": {"type": "number", "minimum": _LEAST_CELL, "maximum": _MOST_CELL},
    },
)
_PARAMETERS = {"parameters": [*event_parameters(*asked.FIELDS, "as_of")["parameters"], *_OWN]}  # type: ignore[misc]


@router.get("/events/map.json", summary="The events in view, by the cells of a grid, as GeoJSON", openapi_extra=_PARAMETERS)
def map_json(request: Request) -> Response:
    """The events that fit and have coordinates: for each cell how many, the deaths in them, and which one where it is a single one."""
    pairs = request.query_params.multi_items()
    chosen = asked.read(pair for pair in pairs if pair[0] not in ("view", "cell"))
    query = _in_view(chosen.query, request.query_params.get("view"))
    cell = _cell(request.query_params.get("cell"))

    def make() -> Response:
        found = chosen.store(desk_of(request).project).clusters.within(query, cell) if query else ()
        return json_reply(request, features(found))

    return unless_known(request, make)


def _in_view(query: EventQuery, text: str | None) -> EventQuery | None:
    """The query narrowed to a view; None where its box lies outside."""
    if not text:
        return query
    try:
        view = Box.of(text)
    except InputError as fault:
        raise InputError(fault.code, fault.what, where="view", fix=fault.fix) from fault
    box = query.box
    if box is None or box.west > box.east or view.west > view.east:  # a box over the 180th meridian is drawn whole
        return query if box else replace(query, box=view)
    west, south = max(box.west, view.west), max(box.south, view.south)
    east, north = min(box.east, view.east), min(box.north, view.north)
    return replace(query, box=Box(west, south, east, north)) if west <= east and south <= north else None


def _cell(text: str | None) -> float:
    try:
        cell = float(text or "")
    except ValueError as fault:
        raise InputError("cell-shape", f"cell is {text!r}", where="cell", fix=_CELL_FIX) from fault
    if not _LEAST_CELL <= cell <= _MOST_CELL:
        raise InputError("cell-range", f"cell is {text!r}", where="cell", fix=_CELL_FIX)
    return cell
