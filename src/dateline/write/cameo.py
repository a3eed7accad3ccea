"""CAMEO as GDELT uses it: a code for each action, its weight on the Goldstein scale, and the types of actors.

Source: CAMEO Codebook 1.1b3 (Schrodt 2012) for codes and types; CAMEO.goldsteinscale as GDELT publishes it, after Goldstein, A
conflict-cooperation scale for WEIS events data, Journal of Conflict Resolution 36(2), 1992.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Action, Actor, ActorKind, HarmKind, Status, WeaponKind
from dateline.write.record import EventRecord
from dateline.write.scheme import Unfit
from dateline.write.sides import NON_STATE, STATE, Sides

__all__ = ["ACTOR_TYPES", "Cameo", "actor_country", "cameo", "is_told"]

ACTOR_TYPES = {
    ActorKind.MILITARY: "MIL",
    ActorKind.FOREIGN_FORCES: "MIL",
    ActorKind.PEACEKEEPERS: "IGO",
    ActorKind.POLICE: "COP",
    ActorKind.GOVERNMENT: "GOV",
    ActorKind.ARMED_GROUP: "REB",
    ActorKind.MILITIA: "UAF",
    ActorKind.GANG: "CRM",
    ActorKind.PROTESTERS: "OPP",
    ActorKind.CIVILIANS: "CVL",
    ActorKind.PRISONERS: "CVL",
    ActorKind.JOURNALISTS: "MED",
    ActorKind.AID_WORKERS: "NGO",
    ActorKind.HEALTH_WORKERS: "HLH",
    ActorKind.PRIVATE_SECURITY: "BUS",
}
_CODES = {
    Action.ARMED_CLASH: "190",
    Action.SHOOTING: "193",
    Action.MELEE_ATTACK: "182",
    Action.BOMBING: "183",
    Action.SUICIDE_BOMBING: "1831",
    Action.GRENADE_ATTACK: "183",
    Action.AIR_STRIKE: "195",
    Action.DRONE_STRIKE: "195",
    Action.SHELLING: "194",
    Action.CHEMICAL_ATTACK: "2041",
    Action.EXECUTION: "1823",
    Action.SEXUAL_VIOLENCE: "1821",
    Action.TORTURE: "1822",
    Action.ABDUCTION: "181",
    Action.ARSON_LOOTING: "1712",
    Action.ATTACK: "180",
    Action.RAID: "170",
    Action.ARREST: "173",
    Action.INTERCEPTION: "190",
    Action.SIEGE: "191",
    Action.TERRITORY_CHANGE: "192",
    Action.DISPLACEMENT: "174",
    Action.PROTEST: "141",
    Action.RIOT: "145",
    Action.CRACKDOWN: "175",
    Action.THREAT: "138",
    Action.AGREEMENT: "057",
}
_BY_WEAPON = {
    (Action.BOMBING, WeaponKind.VEHICLE_BOMB): "1832",
    (Action.BOMBING, WeaponKind.IED): "1833",
    (Action.BOMBING, WeaponKind.MINE): "1833",
    (Action.ARMED_CLASH, WeaponKind.SMALL_ARMS): "193",
    (Action.ARMED_CLASH, WeaponKind.ARTILLERY): "194",
}
_GOLDSTEIN = {
    "057": 8.0, "130": -4.4, "133": -5.8, "138": -7.0, "141": -6.5, "145": -7.5, "170": -7.0, "1712": -9.2, "173": -5.0, "174": -5.0,
    "175": -9.0, "180": -9.0, "181": -9.0, "182": -9.5, "1821": -9.0, "1822": -9.0, "1823": -10.0, "183": -10.0, "1831": -10.0,
    "1832": -10.0, "1833": -10.0, "190": -10.0, "191": -9.5, "192": -9.5, "193": -10.0, "194": -10.0, "195": -10.0, "2041": -10.0,
}  # fmt: skip
_THREATS = {
    Action.PROTEST: "133",
    Action.ARREST: "130",
    Action.AGREEMENT: "130",
    Action.RAID: "130",
    Action.TERRITORY_CHANGE: "138",
}


@dataclass(frozen=True, slots=True)
class Cameo:
    """A code of CAMEO and what follows from it."""

    code: str

    @property
    def base(self) -> str:
        """The code on the second level."""
        return self.code[:3]

    @property
    def root(self) -> str:
        """The code on the first level."""
        return self.code[:2]

    @property
    def quad(self) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        root = int(self.root)
        return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4

    @property
    def goldstein(self) -> float:
        """The weight on the Goldstein scale, from -10 (conflict) to 10 (cooperation)."""
        return _GOLDSTEIN[self.code]


def is_told(record: EventRecord) -> Unfit | None:
    """Why an event is none that a machine-coded scheme would list; None where it is one."""
    event = record.event
    if event.action.value is None:
        return Unfit("no action is known")
    if event.aggregate:
        return Unfit("a total over several occurrences; the scheme holds each by itself")
    if event.status.value is Status.HYPOTHETICAL:
        return Unfit("only spoken of as a possibility")
    return Unfit("stopped before it took effect") if event.status.value is Status.FOILED else None


def cameo(record: EventRecord, who: Sides) -> Cameo | Unfit:
    """The code of an event, or why CAMEO has none."""
    if unfit := is_told(record):
        return unfit
    action = record.event.action.value
    assert action is not None
    if action is Action.COUP:
        return Unfit("CAMEO has no code for a coup")
    if record.event.status.value is Status.THREATENED:
        return Cameo(_THREATS.get(action, "138"))
    if action is Action.MELEE_ATTACK and _has_killed(record):
        return Cameo("1823")
    if action is Action.ATTACK and who.hits_armed and who.perpetrator_kinds & (STATE | NON_STATE):
        return Cameo("190")
    weapon = record.event.weapon.value
    return Cameo((_BY_WEAPON.get((action, weapon)) if weapon else None) or _CODES[action])


def actor_country(actor: Actor, who: Sides) -> str | None:
    """ISO code of the country that an actor belongs to, by its entry or its kind; None where neither says so."""
    parts = (actor.actor_id or "").split("-")
    if parts[0] == "gov" and len(parts) > 1:
        return parts[1].upper()
    at_home = actor.kind not in NON_STATE | {
        ActorKind.FOREIGN_FORCES,
        ActorKind.PEACEKEEPERS,
        ActorKind.UNKNOWN,
        ActorKind.PROPERTY,
    }
    return who.country.iso3 if at_home and actor.actor_id is None and who.country else None


def _has_killed(record: EventRecord) -> bool:
    estimate = record.event.harm_of(HarmKind.KILLED)
    return estimate is not None and bool(estimate.count.best or estimate.count.low)
