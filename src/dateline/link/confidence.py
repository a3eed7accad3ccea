"""How far each way of naming an actor can be trusted: the share of right ones, measured.

Right is the gold name, another name of the same entry, or no name where gold has none.
Source: authored corpus, folds 1 to 4, `python -m benchmarks.link_actor authored --ways`; checked on fold 0.
"""

from __future__ import annotations

from dateline.model import ActorKind

__all__ = [
    "AGAIN",
    "BODY_TOLD",
    "EXPLAINED",
    "JOINED_NAME",
    "LOCAL",
    "PART",
    "REGISTRY",
    "SHORT",
    "STATE",
    "UNKNOWN",
    "described",
    "in_focus",
]

REGISTRY = 0.98
STATE = 0.97  # a country and a branch, both in the phrase
JOINED_NAME = 0.95
BODY_TOLD = 0.95
EXPLAINED = 0.85
SHORT = 0.9
PART = 0.8
UNKNOWN = 0.68
LOCAL = 0.6
AGAIN = 0.84  # of the confidence of the name that a phrase stands for

_FOCUS = {ActorKind.POLICE: 0.63}
_NEVER_NAMED = frozenset((ActorKind.CIVILIANS, ActorKind.PROPERTY, ActorKind.PROTESTERS, ActorKind.UNKNOWN))
_GROUPS = frozenset((ActorKind.ARMED_GROUP, ActorKind.MILITIA, ActorKind.GANG, ActorKind.PRISONERS))


def in_focus(kind: ActorKind) -> float:
    """The confidence that "the army", "police" or "the government" are those of the country in focus."""
    return _FOCUS.get(kind, 0.86)


def described(kind: ActorKind) -> float:
    """The confidence that a phrase without a name stands for nobody in particular."""
    return 0.98 if kind in _NEVER_NAMED else 0.44 if kind in _GROUPS else 0.6
