"""What the types of outside lists may stand for among the actions of the codebook."""

from __future__ import annotations

from dateline.model import Action
from dateline.text.normal import fold
from dateline.write.acled_types import SubEvent

__all__ = ["LETHAL", "acled_actions", "own_actions"]

LETHAL = frozenset(
    {
        Action.ARMED_CLASH, Action.SHOOTING, Action.MELEE_ATTACK, Action.BOMBING, Action.SUICIDE_BOMBING, Action.GRENADE_ATTACK, Action.AIR_STRIKE,
        Action.DRONE_STRIKE, Action.SHELLING, Action.CHEMICAL_ATTACK, Action.EXECUTION, Action.TORTURE, Action.ABDUCTION, Action.ARSON_LOOTING,
        Action.ATTACK, Action.RAID, Action.TERRITORY_CHANGE, Action.SEXUAL_VIOLENCE, Action.INTERCEPTION,
    }
)  # fmt: skip
"""What UCDP's organised violence may be: a use of armed force in which somebody died."""

_ASSAULTS = frozenset(
    {Action.ATTACK, Action.SHOOTING, Action.MELEE_ATTACK, Action.EXECUTION, Action.TORTURE, Action.RAID, Action.ARSON_LOOTING}
)
_REST = frozenset({Action.RAID, Action.SIEGE, Action.COUP, Action.DISPLACEMENT, Action.ABDUCTION, Action.ARREST, Action.THREAT})

# The other way round of `dateline.write.acled_types`: what may lie behind a sub-event type.
_ACLED: dict[SubEvent, frozenset[Action]] = {
    SubEvent.GOVERNMENT_REGAINS: frozenset({Action.TERRITORY_CHANGE, Action.ARMED_CLASH}),
    SubEvent.NON_STATE_OVERTAKES: frozenset({Action.TERRITORY_CHANGE, Action.ARMED_CLASH}),
    SubEvent.ARMED_CLASH: frozenset({Action.ARMED_CLASH, Action.SHOOTING, Action.ATTACK, Action.RAID}),
    SubEvent.EXCESSIVE_FORCE: frozenset({Action.CRACKDOWN}),
    SubEvent.INTERVENTION: frozenset({Action.CRACKDOWN, Action.PROTEST}),
    SubEvent.PEACEFUL_PROTEST: frozenset({Action.PROTEST}),
    SubEvent.VIOLENT_DEMONSTRATION: frozenset({Action.RIOT}),
    SubEvent.MOB_VIOLENCE: frozenset({Action.RIOT, Action.MELEE_ATTACK}),
    SubEvent.CHEMICAL_WEAPON: frozenset({Action.CHEMICAL_ATTACK}),
    SubEvent.AIR_DRONE_STRIKE: frozenset({Action.AIR_STRIKE, Action.DRONE_STRIKE}),
    SubEvent.SUICIDE_BOMB: frozenset({Action.SUICIDE_BOMBING}),
    SubEvent.SHELLING: frozenset({Action.SHELLING}),
    SubEvent.REMOTE_EXPLOSIVE: frozenset({Action.BOMBING}),
    SubEvent.GRENADE: frozenset({Action.GRENADE_ATTACK}),
    SubEvent.SEXUAL_VIOLENCE: frozenset({Action.SEXUAL_VIOLENCE}),
    SubEvent.ATTACK: _ASSAULTS,
    SubEvent.ABDUCTION: frozenset({Action.ABDUCTION}),
    SubEvent.AGREEMENT: frozenset({Action.AGREEMENT}),
    SubEvent.ARRESTS: frozenset({Action.ARREST, Action.RAID}),
    SubEvent.DISRUPTED_WEAPONS: frozenset({Action.INTERCEPTION, Action.BOMBING, Action.DRONE_STRIKE}),
    SubEvent.LOOTING: frozenset({Action.ARSON_LOOTING}),
    SubEvent.TRANSFER: frozenset({Action.TERRITORY_CHANGE}),
    SubEvent.OTHER: _REST,
}
_ACLED_BY_NAME = {fold(sub.value): actions for sub, actions in _ACLED.items()}
_BY_NAME = {fold(action.value): frozenset({action}) for action in Action}


def acled_actions(sub_event: str | None) -> frozenset[Action]:
    """The actions that an ACLED sub-event type may stand for; none where it is not one."""
    return _ACLED_BY_NAME.get(fold(sub_event or ""), frozenset())


def own_actions(words: str | None) -> frozenset[Action]:
    """The action that a cell names, as the codebook or as ACLED writes it; none where it is neither."""
    return _BY_NAME.get(fold((words or "").replace("_", " "))) or acled_actions(words)
