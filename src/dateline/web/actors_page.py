"""Actors: who is named in the events, under which names, by which entry of the registry, and what may be the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from rapidfuzz import fuzz, process
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import InputError
from dateline.link.registry import registry
from dateline.link.registry_entries import Organisation
from dateline.store import ActorCount
from dateline.text.normal import fold
from dateline.web.addresses import actor_path, with_query
from dateline.web.answers import html, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of
from dateline.web.just_decided import done_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_LISTED, _EVENTS = 200, 100
_COMPARED = 2000  # names that a name is compared with: those of most events
_ALIKE = 82.0  # of 100, of token_set_ratio: one word of three may differ
_MOST_ALIKE = 8


@dataclass(frozen=True, slots=True)
class _Kin:
    """An actor that belongs to another, or came after or before it: what it is to it, its id and name."""

    what: str
    key: str
    name: str


@router.get("/actors")
def actors(request: Request) -> Response:
    """The actors that most events name."""
    refuse_unknown(request.query_params.multi_items(), ("q", "done"))
    part = (request.query_params.get("q") or "").strip()[:200]

    def make() -> Response:
        desk_of(request).project.own.use()
        found = desk_of(request).project.store.actors.most_named(part=part or None, limit=_LISTED)
        return html(
            request,
            "actors.html",
            title="Actors",
            actors=found,
            part=part,
            most=_LISTED,
            entries=registry().organisations,
            actor_path=actor_path,
            back=with_query("/actors", [("q", part)] if part else []),
            done=done_of(desk_of(request), request.query_params.get("done")),
        )

    return unless_known(request, make)


@router.get("/a/{key:path}")
def actor(key: str, request: Request) -> Response:
    """An actor with its names, its entry of the registry, its events, and names that may be the same."""
    refuse_unknown(request.query_params.multi_items(), ("done",))
    return unless_known(request, lambda: _page(request, key))


def _page(request: Request, key: str) -> Response:
    desk = desk_of(request)
    desk.project.own.use()
    entry = registry().organisations.get(key)
    names = desk.project.store.actors.names(key)
    if not names and entry is None:
        raise InputError("actor-missing", f"no event names an actor {key}", fix="Find it in the list of actors.")
    heading = entry.name if entry else names[0].name
    parts = desk.project.store.actors.events(key, limit=_EVENTS)
    by_id = {event.id: event for event in desk.project.store.events.many({name for name, _ in parts})}
    return html(
        request,
        "actor.html",
        title=heading,
        heading=heading,
        actor_key=key,
        names=names,
        entry=entry,
        kin=_kin(entry) if entry else (),
        events=[(by_id[name], _PARTS[field]) for name, field in parts if name in by_id],
        most=_EVENTS,
        alike=_alike(desk, key, names),
        actor_path=actor_path,
        back=actor_path(key),
        done=done_of(desk, request.query_params.get("done")),
    )


_PARTS = {"perpetrators": "perpetrator", "targets": "target"}


def _kin(entry: Organisation) -> tuple[_Kin, ...]:
    known = registry().organisations
    parent = known.get(entry.parent or "")
    found = [_Kin("part of", parent.id, parent.name)] if parent else []
    found += [_Kin("holds", one.id, one.name) for one in known.values() if one.parent == entry.id]
    return tuple(found)


def _alike(desk: Desk, key: str, names: Sequence[ActorCount]) -> tuple[ActorCount, ...]:
    """Other actors of the events with names like one of these, the likest first."""
    others = [one for one in desk.project.store.actors.most_named(limit=_COMPARED) if (one.key or one.name) != key]
    folded = [fold(one.name) for one in others]
    best: dict[int, float] = {}
    for own in names:
        found = process.extract(fold(own.name), folded, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, limit=_MOST_ALIKE)
        for _, score, place in found:
            best[place] = max(score, best.get(place, 0.0))
    ordered = sorted(best, key=lambda place: (-best[place], -others[place].count))
    return tuple(others[place] for place in ordered[:_MOST_ALIKE])
