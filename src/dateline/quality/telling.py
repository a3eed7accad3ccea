"""A document's incidents as the measures see them: read from codebook JSON that may be faulty.

A prediction is measured, not refused: what is of the wrong type counts as not given, so that it is right for nothing and
stops nothing. Wherever `score.py` of the data kit gives a figure, the reading here leads to the same one; where that
program stops on a wrong type, the value is read as missing.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import TypeAlias, cast

from dateline.quality.names import fold, is_unnamed

__all__ = ["ActorTold", "Bounds", "ClaimTold", "HarmTold", "IncidentTold", "Node", "PlaceTold", "rows", "telling"]

Node: TypeAlias = Mapping[str, object]
Bounds: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ActorTold:
    """One mention of an actor."""

    kind: Hashable
    name: str
    at: Bounds | None

    @property
    def is_unnamed(self) -> bool:
        """Whether it is described, not named."""
        return is_unnamed(self.name, self.kind)


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place that is more specific than its country."""

    name: str
    country: object
    precision: object
    chain: tuple[str, ...]
    at: Bounds | None
    point: tuple[float, float] | None

    @property
    def is_area(self) -> bool:
        """Whether it is a province or district, no point on the map."""
        return self.precision in ("province", "district")


@dataclass(frozen=True, slots=True)
class HarmTold:
    """One harm figure; its numbers are None where not given."""

    kind: Hashable
    low: Hashable
    best: Hashable
    high: Hashable
    who: Hashable

    @property
    def is_given(self) -> bool:
        """Whether any number is given."""
        return (self.low, self.best, self.high) != (None, None, None)


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """One claim: who says it, how, and with which figures."""

    source_kind: Hashable
    source_name: str
    stance: Hashable
    weapon: Hashable
    harm: tuple[HarmTold, ...]
    evidence: tuple[Bounds, ...]

    @property
    def account(self) -> Hashable:
        """Who said what: source kind, stance and the source's own figures."""
        figures = ((h.kind, h.best if h.best is not None else h.low) for h in self.harm)
        return (self.source_kind, self.stance, tuple(sorted(figures, key=str)))


@dataclass(frozen=True)
class IncidentTold:
    """One incident; `perpetrators` and `targets` hold each distinct actor with all its mentions."""

    key: Hashable
    event_id: Hashable
    action: object
    status: object
    aggregate: bool
    start: object
    end: object
    country: object
    place: PlaceTold | None
    claims: tuple[ClaimTold, ...]
    perpetrators: tuple[tuple[ActorTold, ...], ...]
    targets: tuple[tuple[ActorTold, ...], ...]

    @cached_property
    def evidence(self) -> tuple[Bounds, ...]:
        """Where its claims and figures stand in the text."""
        return tuple(at for claim in self.claims for at in claim.evidence)

    @cached_property
    def killed(self) -> frozenset[HarmTold]:
        """Its distinct figures of deaths."""
        return self.figures("killed")

    def figures(self, *kinds: str) -> frozenset[HarmTold]:
        """Its distinct figures of these kinds that hold a number."""
        return frozenset(h for claim in self.claims for h in claim.harm if h.kind in kinds and h.is_given)


def rows(node: Node, field: str) -> list[Node]:
    """The objects in a list field, whatever else a faulty system put there."""
    found = node.get(field)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def telling(incident: Node, text: str) -> IncidentTold:
    """What one incident tells, its quotes looked up in `text`."""
    time, place = _node(incident, "time"), _node(incident, "place")
    dated = time.get("precision") not in (None, "unknown")
    return IncidentTold(
        key=_key(incident.get("key")),
        event_id=_key(incident.get("event_id")),
        action=incident.get("action"),
        status=incident.get("status"),
        aggregate=bool(incident.get("aggregate")),
        start=time.get("start") if dated else None,
        end=time.get("end") if dated else None,
        country=place.get("country"),
        place=_place(place, text),
        claims=tuple(_claim(claim, text) for claim in rows(incident, "claims")),
        perpetrators=_actors(incident, "perpetrators", text),
        targets=_actors(incident, "targets", text),
    )


def _node(node: Node, field: str) -> Node:
    found = node.get(field)
    return found if isinstance(found, Mapping) else {}


def _key(value: object) -> Hashable:
    """The value itself, or its text where it is a list or an object and cannot be counted."""
    return cast(Hashable, value) if isinstance(value, (str, int, float, type(None))) else repr(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _bounds(node: Node, text: str) -> Bounds | None:
    """Where a node's quote stands: at its own offsets if the text reads so there, else nowhere; without offsets, first."""
    quote, at = node.get("quote"), node.get("at")
    if not isinstance(quote, str) or not quote:
        return None
    if not at:
        start = text.find(quote)
        return None if start < 0 else (start, start + len(quote))
    if not isinstance(at, list) or len(at) != 2 or not all(isinstance(n, int) for n in at):
        return None
    return (at[0], at[1]) if text[at[0] : at[1]] == quote else None


def _point(node: Node) -> tuple[float, float] | None:
    degrees = [node.get("latitude"), node.get("longitude")]
    if all(isinstance(n, (int, float)) and isfinite(n) for n in degrees):
        latitude, longitude = cast(list[float], degrees)
        return (latitude, longitude)
    return None


def _place(node: Node, text: str) -> PlaceTold | None:
    precision, chain = node.get("precision"), node.get("chain")
    if precision in (None, "unknown", "country") or not node.get("name"):
        return None
    return PlaceTold(
        name=_text(node.get("name")),
        country=node.get("country") or "?",
        precision=precision,
        chain=tuple(_text(name) for name in chain) if isinstance(chain, (list, str)) else (),
        at=_bounds(node, text),
        point=_point(node),
    )


def _figure(node: Node) -> HarmTold:
    return HarmTold(*(_key(node.get(field)) for field in ("kind", "low", "best", "high", "who")))


def _claim(node: Node, text: str) -> ClaimTold:
    source, harm = _node(node, "source"), rows(node, "harm")
    return ClaimTold(
        source_kind=_key(source.get("kind")),
        source_name=_text(source.get("name")),
        stance=_key(node.get("stance")),
        weapon=_key(_node(node, "weapon").get("kind")),
        harm=tuple(_figure(h) for h in harm),
        evidence=tuple(at for at in (_bounds(n, text) for n in (node, *harm)) if at),
    )


def _actors(incident: Node, role: str, text: str) -> tuple[tuple[ActorTold, ...], ...]:
    """The distinct actors of a role (same kind and folded name), each with its mentions in order."""
    found: dict[tuple[Hashable, str], list[ActorTold]] = {}
    for claim in rows(incident, "claims"):
        for node in rows(claim, role):
            actor = ActorTold(_key(node.get("kind")), _text(node.get("name")), _bounds(node, text))
            found.setdefault((actor.kind, fold(actor.name)), []).append(actor)
    return tuple(tuple(mentions) for mentions in found.values())
