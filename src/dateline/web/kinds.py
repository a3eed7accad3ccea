"""Kinds of action on the map and in lists: each a letter and a colour, so that neither has to be told apart alone."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from dateline.model import Action

__all__ = ["KINDS", "MIXED", "Kind", "kind_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A group of actions.

    Args:
        key: its name in styles.
        letter: on the map.
        words: in the legend.
    """

    key: str
    letter: str
    words: str


# The groups follow the codebook's own (violence, security and control, contention, speech and deals); violence is cut in three by how
# it reaches people, because that is what a map of it is read for. Source: codebook 1.2, Actions.
KINDS = (
    Kind("clash", "C", "clash: two sides fight, ground or power changes hands"),
    Kind("attack", "A", "attack by hand or gun, killing, torture, abduction, looting"),
    Kind("explosion", "E", "explosion or strike from afar"),
    Kind("security", "S", "search, arrest, interception"),
    Kind("protest", "P", "protest, riot, crackdown"),
    Kind("other", "O", "threat, agreement, displacement, unknown"),
)
MIXED = Kind("mixed", "", "several kinds: the number of events")
_MEMBERS: dict[str, tuple[Action, ...]] = {
    "clash": (Action.ARMED_CLASH, Action.SIEGE, Action.TERRITORY_CHANGE, Action.COUP),
    "attack": (
        Action.SHOOTING,
        Action.MELEE_ATTACK,
        Action.EXECUTION,
        Action.SEXUAL_VIOLENCE,
        Action.TORTURE,
        Action.ABDUCTION,
        Action.ARSON_LOOTING,
        Action.ATTACK,
    ),
    "explosion": (
        Action.BOMBING,
        Action.SUICIDE_BOMBING,
        Action.GRENADE_ATTACK,
        Action.AIR_STRIKE,
        Action.DRONE_STRIKE,
        Action.SHELLING,
        Action.CHEMICAL_ATTACK,
    ),
    "security": (Action.RAID, Action.ARREST, Action.INTERCEPTION),
    "protest": (Action.PROTEST, Action.RIOT, Action.CRACKDOWN),
}
_BY_KEY = {kind.key: kind for kind in KINDS}
_KIND_OF = MappingProxyType({action.value: _BY_KEY[key] for key, actions in _MEMBERS.items() for action in actions})


def kind_of(action: str | None) -> Kind:
    """The kind of an action; `other` for one of no group and for none."""
    return _KIND_OF.get(action or "", _BY_KEY["other"])
