"""Whose force it is: "the army", "soldiers", "the enemy" and "the government" to the body of a country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.link import confidence
from dateline.link.named import Name
from dateline.link.office import office
from dateline.link.registry import Country
from dateline.link.scene import Scene
from dateline.link.state_body import state_body
from dateline.model import ActorKind

__all__ = ["adversary", "body_of", "is_adversary", "is_part", "office_of"]

_PLAIN_FORCE = re.compile(r"\b(army|military|soldiers?|troops|forces)\b", re.IGNORECASE)
# Things and persons of a force that the codebook describes rather than names: a police station, a captain.
_THING = re.compile(
    r"\b(station|post|outpost|kiosk|building|checkpoint|headquarters|barracks|base|centre|jail|prison|office|commissariat|vehicle|car|truck|van)s?\b(?! of)"
    r"|(?<!border )(?<!coast )(?<!national )(?<!presidential )\bguards?\b|\bbodyguards?\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"\b(captains?|colonels?|lieutenants?|majors?|admirals?|officers?|generals?|corporals?|conscripts?|commandos?|rangers?|escorts?)\b",
    re.IGNORECASE,
)
_ADVERSARY = re.compile(
    r"\b(enemy|adversary|occupiers?|invaders?|aggressors?)\b|ворог|противник|окупант|оккупант|العدو", re.IGNORECASE
)
_FORCES = (ActorKind.MILITARY, ActorKind.FOREIGN_FORCES)


def is_part(text: str, kind: ActorKind) -> bool:
    """Whether a phrase is for a thing or a single rank of a force, which is described and not named."""
    if kind is ActorKind.POLICE:
        return bool(_THING.search(text))
    return kind is ActorKind.MILITARY and bool((_THING.search(text) and not _PLAIN_FORCE.search(text)) or _RANK.search(text))


def is_adversary(text: str) -> bool:
    """Whether a bulletin speaks of the other side ("the enemy")."""
    return bool(_ADVERSARY.search(text))


def office_of(country: Country, start: int, text: str) -> Name | None:
    """The office of a country that a phrase means; None where it means none."""
    body = office(country, text)
    reason = f"{text!r} where {country.name} is the country in focus"
    return (
        Name(start, body.name, ActorKind.GOVERNMENT, body.id, country.iso3, confidence.in_focus(ActorKind.GOVERNMENT), reason)
        if body
        else None
    )


def body_of(scene: Scene, country: Country, kind: ActorKind, *, start: int, text: str) -> Name | None:
    """The force of a country that a phrase means, in the document's own spelling where it has one."""
    body = state_body(country, kind, text)
    if body is None:
        return None
    if body.name == country.police and scene.local_police:
        reason = "the one police that the document names by its place"
        return Name(start, scene.local_police, kind, body.id, country.iso3, confidence.LOCAL, reason)
    usual = body == state_body(country, kind, "") or _PLAIN_FORCE.search(text)
    name = scene.spellings.get(body.id, body.name) if usual else body.name
    reason = f"{text!r} where {country.name} is the country in focus"
    return Name(start, name, kind, body.id, country.iso3, confidence.in_focus(kind), reason)


def adversary(scene: Scene, told: Sequence[Name], country: Country, *, start: int, text: str) -> Name | None:
    """The force on the other side: of the state at war with a country, else the last told of another country.

    Source: `adversary` in countries.tsv, for wars between two states and for the occupation of a country without an army.
    """
    if country.adversary:
        return body_of(scene, scene.registry.countries[country.adversary], ActorKind.MILITARY, start=start, text=text)
    forces = [name for name in told if name.country and name.country != country.iso3 and name.kind in _FORCES]
    before = [name for name in forces if name.start < start]
    if before:
        return before[-1]
    return forces[0] if forces else None
