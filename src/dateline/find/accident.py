"""Causes that make a blast or a fire an accident."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Action, Claim, Stance

__all__ = ["is_accident"]

COULD_BE = frozenset((Action.ATTACK, Action.BOMBING, Action.ARSON_LOOTING))
"""Actions that a report of an accident is taken for."""

CAUSE = re.compile(
    r"\b(?:gas[- ](?:leak|explosion|cylinder|canister)|leaking gas|boiler (?:exploded|explosion|burst)|short[- ]circuit|electrical fault)"
    r"|\bfuga (?:de gas|en un (?:balón|cilindro|tanque))|\bbal[oó]n de gas|\bcortocircuito|\bfuite de gaz|\bcourt-circuit|\bbonbonne de gaz"
    r"|\bvazamento de gás|\bcurto-circuito|\bbotijão de gás|утечк\w+ газа|газовый баллон|короткое замыкание|вит[іо]к\w* газу|коротке замикання"
    r"|تسر[ّ]?ب (?:ال)?غاز|أسطوانة غاز|ماس كهربائي",
    re.IGNORECASE,
)
"""Words for a cause that nobody willed."""


def is_accident(action: Action, claims: Sequence[Claim]) -> bool:
    """Whether an incident is a blast or a fire for which its claims give a harmless cause, and nobody and no weapon.

    A claim that names a doer or a weapon, or that disputes or denies another, leaves the incident for people to judge.

    Source: codebook 1.2, Incidents: accidents are none.
    """
    if action not in COULD_BE or not any(CAUSE.search(claim.quote.text) for claim in claims):
        return False
    return all(claim.stance is Stance.REPORTS and not claim.perpetrators and claim.weapon is None for claim in claims)
