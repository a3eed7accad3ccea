"""ACLED's event types and sub-event types, derived from action, sides and harm.

Source: ACLED Codebook, "Event types"; the order of sub-events is their precedence.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from dateline.model import Action, ActorKind, HarmKind, Status, WeaponKind
from dateline.write.record import EventRecord
from dateline.write.scheme import Unfit
from dateline.write.sides import ARMED, STATE, Sides

__all__ = ["EventType", "SubEvent", "sub_event"]


class EventType(StrEnum):
    """ACLED's six event types."""

    BATTLES = "Battles"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    EXPLOSIONS = "Explosions/Remote violence"
    CIVILIANS = "Violence against civilians"
    STRATEGIC = "Strategic developments"


class SubEvent(StrEnum):
    """ACLED's 25 sub-event types, each with its event type and disorder type; which of them dateline fills, docs say."""

    event_type: EventType
    disorder_type: str

    def __new__(cls, value: str, event_type: EventType, disorder_type: str = "Political violence") -> Self:
        """The member for a name and the types that it belongs to."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.event_type = event_type
        member.disorder_type = disorder_type
        return member

    GOVERNMENT_REGAINS = "Government regains territory", EventType.BATTLES
    NON_STATE_OVERTAKES = "Non-state actor overtakes territory", EventType.BATTLES
    ARMED_CLASH = "Armed clash", EventType.BATTLES
    EXCESSIVE_FORCE = "Excessive force against protesters", EventType.PROTESTS, "Political violence; Demonstrations"
    INTERVENTION = "Protest with intervention", EventType.PROTESTS, "Demonstrations"
    PEACEFUL_PROTEST = "Peaceful protest", EventType.PROTESTS, "Demonstrations"
    VIOLENT_DEMONSTRATION = "Violent demonstration", EventType.RIOTS, "Demonstrations"
    MOB_VIOLENCE = "Mob violence", EventType.RIOTS
    CHEMICAL_WEAPON = "Chemical weapon", EventType.EXPLOSIONS
    AIR_DRONE_STRIKE = "Air/drone strike", EventType.EXPLOSIONS
    SUICIDE_BOMB = "Suicide bomb", EventType.EXPLOSIONS
    SHELLING = "Shelling/artillery/missile attack", EventType.EXPLOSIONS
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED", EventType.EXPLOSIONS
    GRENADE = "Grenade", EventType.EXPLOSIONS
    SEXUAL_VIOLENCE = "Sexual violence", EventType.CIVILIANS
    ATTACK = "Attack", EventType.CIVILIANS
    ABDUCTION = "Abduction/forced disappearance", EventType.CIVILIANS
    AGREEMENT = "Agreement", EventType.STRATEGIC, "Strategic developments"
    ARRESTS = "Arrests", EventType.STRATEGIC, "Strategic developments"
    CHANGE = "Change to group/activity", EventType.STRATEGIC, "Strategic developments"
    DISRUPTED_WEAPONS = "Disrupted weapons use", EventType.STRATEGIC, "Strategic developments"
    BASE = "Headquarters or base established", EventType.STRATEGIC, "Strategic developments"
    LOOTING = "Looting/property destruction", EventType.STRATEGIC, "Strategic developments"
    TRANSFER = "Non-violent transfer of territory", EventType.STRATEGIC, "Strategic developments"
    OTHER = "Other", EventType.STRATEGIC, "Strategic developments"


# Actions whose sub-event does not depend on who was hit.
_ALWAYS = {
    Action.BOMBING: SubEvent.REMOTE_EXPLOSIVE,
    Action.SUICIDE_BOMBING: SubEvent.SUICIDE_BOMB,
    Action.GRENADE_ATTACK: SubEvent.GRENADE,
    Action.AIR_STRIKE: SubEvent.AIR_DRONE_STRIKE,
    Action.DRONE_STRIKE: SubEvent.AIR_DRONE_STRIKE,
    Action.SHELLING: SubEvent.SHELLING,
    Action.CHEMICAL_ATTACK: SubEvent.CHEMICAL_WEAPON,
    Action.ARMED_CLASH: SubEvent.ARMED_CLASH,
    Action.EXECUTION: SubEvent.ATTACK,
    Action.TORTURE: SubEvent.ATTACK,
    Action.SEXUAL_VIOLENCE: SubEvent.SEXUAL_VIOLENCE,
    Action.PROTEST: SubEvent.PEACEFUL_PROTEST,
    Action.ARREST: SubEvent.ARRESTS,
    Action.INTERCEPTION: SubEvent.DISRUPTED_WEAPONS,
    Action.AGREEMENT: SubEvent.AGREEMENT,
    Action.SIEGE: SubEvent.OTHER,
    Action.COUP: SubEvent.OTHER,
    Action.DISPLACEMENT: SubEvent.OTHER,
}
_EXPLOSIVE = frozenset(action for action, found in _ALWAYS.items() if found.event_type is EventType.EXPLOSIONS)


def sub_event(record: EventRecord, who: Sides) -> SubEvent | Unfit:
    """The sub-event type of an event, or why ACLED has none for it."""
    event = record.event
    action, status = event.action.value, event.status.value
    if action is None:
        return Unfit("no action is known")
    if event.aggregate:
        return Unfit("a total over several occurrences; ACLED holds each by itself")
    if action is Action.THREAT or status in (Status.THREATENED, Status.HYPOTHETICAL):
        return Unfit("threatened, planned or spoken of; ACLED holds what happened")
    if status is Status.FOILED:
        return SubEvent.DISRUPTED_WEAPONS if action in _EXPLOSIVE else Unfit("stopped before it took effect")
    return _ALWAYS.get(action) or _by_sides(action, record, who)


def _by_sides(action: Action, record: EventRecord, who: Sides) -> SubEvent | Unfit:
    match action:
        case Action.RIOT:
            return SubEvent.MOB_VIOLENCE if who.target_kinds - STATE - {ActorKind.PROPERTY} else SubEvent.VIOLENT_DEMONSTRATION
        case Action.CRACKDOWN:
            return SubEvent.EXCESSIVE_FORCE if _is_excessive(record) else SubEvent.INTERVENTION
        case Action.TERRITORY_CHANGE:
            return _territory(record, who)
        case Action.ABDUCTION:
            return SubEvent.OTHER if who.hits_armed and not who.hits_persons else SubEvent.ABDUCTION
        case Action.RAID | Action.ARSON_LOOTING if not _n(record, HarmKind.KILLED, HarmKind.WOUNDED):
            return SubEvent.OTHER if action is Action.RAID else SubEvent.LOOTING
    return _assault(who)


def _assault(who: Sides) -> SubEvent | Unfit:
    """What shooting, melee, attack of unstated manner, and raids and arson with casualties are, by whom they hit."""
    if who.perpetrator_kinds == {ActorKind.PROTESTERS}:
        return SubEvent.MOB_VIOLENCE
    if who.target_kinds == {ActorKind.PROTESTERS}:
        return SubEvent.EXCESSIVE_FORCE
    if who.hits_armed:
        return SubEvent.ARMED_CLASH
    if who.hits_persons:
        return SubEvent.ATTACK
    if ActorKind.PROPERTY in who.target_kinds:
        return SubEvent.LOOTING
    return Unfit("nobody says whom it was done to; a battle and violence against civilians cannot be told apart")


def _territory(record: EventRecord, who: Sides) -> SubEvent:
    fought = who.target_kinds & ARMED and _n(record, HarmKind.KILLED, HarmKind.WOUNDED)
    if not fought:
        return SubEvent.TRANSFER
    return SubEvent.GOVERNMENT_REGAINS if who.perpetrator_kinds & STATE else SubEvent.NON_STATE_OVERTAKES


def _is_excessive(record: EventRecord) -> bool:
    """Whether force on protesters killed or wounded, or was with live rounds.

    Source: ACLED Codebook, "Excessive force against protesters": lethal violence or violence that leads to serious injuries.
    """
    return bool(_n(record, HarmKind.KILLED, HarmKind.WOUNDED)) or record.event.weapon.value is WeaponKind.SMALL_ARMS


def _n(record: EventRecord, *kinds: HarmKind) -> int:
    """Persons counted, at the least or at the best."""
    counts = (estimate.count for kind in kinds if (estimate := record.event.harm_of(kind)))
    return sum(count.best or count.low or count.high or 0 for count in counts)
