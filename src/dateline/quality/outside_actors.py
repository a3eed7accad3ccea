"""Actors of outside lists: their names freed of what the lists add, their kinds, and their entries in the registry."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.link.look_up import CIVILIANS, look_up
from dateline.model import Actor, ActorKind
from dateline.quality.outside_table import Row

__all__ = ["acled_actors", "ged_actors", "own_actors"]

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]

# What ACLED puts behind a name: the country, or the years of a government.
_ADDED = re.compile(r"\s*\([^)]*\)\s*$")
_UNNAMED = re.compile(r"unidentified|unknown|unclear", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[;|]\s*")

# Source: ACLED Codebook, inter codes, as numbers and as the words that took their place.
_INTER = {
    "1": ActorKind.MILITARY,
    "state forces": ActorKind.MILITARY,
    "2": ActorKind.ARMED_GROUP,
    "rebel group": ActorKind.ARMED_GROUP,
    "rebel groups": ActorKind.ARMED_GROUP,
    "3": ActorKind.MILITIA,
    "political militia": ActorKind.MILITIA,
    "4": ActorKind.MILITIA,
    "identity militia": ActorKind.MILITIA,
    "5": ActorKind.PROTESTERS,
    "rioters": ActorKind.PROTESTERS,
    "6": ActorKind.PROTESTERS,
    "protesters": ActorKind.PROTESTERS,
    "7": ActorKind.CIVILIANS,
    "civilians": ActorKind.CIVILIANS,
    "8": ActorKind.UNKNOWN,
    "external/other forces": ActorKind.UNKNOWN,
}
_FIRST_WORDS = {"civilians": ActorKind.CIVILIANS, "protesters": ActorKind.PROTESTERS, "rioters": ActorKind.PROTESTERS}


def ged_actors(row: Row, country: str | None, year: int | None) -> Sides:
    """The two sides of a row of UCDP GED: a state, an armed group, or civilians."""
    a, b = (_listed(row.get(name), country, year, ActorKind.ARMED_GROUP) for name in ("side_a", "side_b"))
    return a, b


def acled_actors(row: Row, country: str | None, year: int | None) -> Sides:
    """The two actors of a row of ACLED, of the kinds that its inter codes say."""
    sides = []
    for n in ("1", "2"):
        kind = _INTER.get((row.get(f"inter{n}") or "").lower(), ActorKind.UNKNOWN)
        name = row.get(f"actor{n}")
        sides.append((_actor(name, country, year, kind),) if name else ())
    return sides[0], sides[1]


def own_actors(text: str | None, country: str | None, year: int | None) -> tuple[Actor, ...]:
    """The actors of a cell, several with semicolons or bars between."""
    return tuple(_actor(name, country, year, ActorKind.UNKNOWN) for name in _SEPARATOR.split(text or "") if name.strip())


def _listed(text: str | None, country: str | None, year: int | None, default: ActorKind) -> tuple[Actor, ...]:
    """The actors of one side, which may be several bodies with commas between."""
    if not text:
        return ()
    whole = _actor(text, country, year, default)
    if whole.actor_id or "," not in text:
        return (whole,)
    return tuple(_actor(name, country, year, default) for name in text.split(",") if name.strip())


@lru_cache(maxsize=50_000)
def _actor(name: str, country: str | None, year: int | None, default: ActorKind) -> Actor:
    """One actor, by the registry where that knows it."""
    bare = " ".join(name.split())
    while _ADDED.search(bare):
        bare = _ADDED.sub("", bare)
    kind = _FIRST_WORDS.get(bare.lower(), default)
    if kind in (ActorKind.CIVILIANS, ActorKind.PROTESTERS) or _UNNAMED.search(bare):
        return Actor(name=bare.lower(), kind=kind)
    for spelling in dict.fromkeys((bare, *(part.strip() for part in bare.split(":")))):
        ids = look_up(spelling, country, year)
        if ids == (CIVILIANS,):
            return Actor(name=CIVILIANS, kind=ActorKind.CIVILIANS)
        if len(ids) == 1:
            return Actor(name=bare, kind=_kind(ids[0], kind), actor_id=ids[0])
    return Actor(name=bare, kind=kind)


def _kind(actor_id: str, default: ActorKind) -> ActorKind:
    """The kind of a registry entry; a state's is its army where only the state is named."""
    from dateline.link.registry import registry

    entry = registry().organisations.get(actor_id)
    if entry is not None and entry.kind is not None:
        return entry.kind
    parts = actor_id.split("-")
    if parts[0] == "gov":
        return ActorKind.POLICE if parts[-1] == "police" else ActorKind.MILITARY
    return ActorKind.ARMED_GROUP if parts[0] == "rebels" else default
