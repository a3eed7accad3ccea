"""Claim: one source's account of one incident, with the words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.actor import Actor
from dateline.model.codes import SourceKind, Stance, WeaponKind
from dateline.model.count import Harm
from dateline.model.place import Place
from dateline.model.span import Quote
from dateline.model.when import When

__all__ = ["Claim", "Source", "Weapon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says so; the outlet's own voice has neither quote nor name."""

    kind: SourceKind = SourceKind.OUTLET
    quote: Quote | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """What it was done with, as the text names it."""

    kind: WeaponKind
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who says that who did what to whom, with what, at what cost.

    Args:
        quote: the shortest passage that carries the account.
        trigger: the words in it that name the action; None if there are none.
        time, place: only where this claim differs from its incident.
        confidence: 0 to 1.
    """

    quote: Quote
    source: Source
    stance: Stance
    trigger: Quote | None = None
    perpetrators: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    weapon: Weapon | None = None
    harm: tuple[Harm, ...] = ()
    time: When | None = None
    place: Place | None = None
    confidence: float | None = None
