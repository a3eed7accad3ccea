"""What decisions mean: for each kind of judgement what it is about, as a frozen value and as the JSON text that is stored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from dateline.errors import InputError
from dateline.model import Action, Actor, Count, Decision, Place, Status, WeaponKind, When
from dateline.model.codec import decode, encode
from dateline.review.mark import ClaimMark, Mark

__all__ = ["Choose", "Chosen", "Join", "Judgement", "Meaning", "Remark", "Split", "meaning_of", "to_text"]


class Judgement(StrEnum):
    """What a person may decide."""

    JOIN = "join"
    SPLIT = "split"
    CHOOSE = "choose"
    ACCEPT = "accept"
    REJECT = "reject"
    COMMENT = "comment"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Events are one: all incidents that they had.

    Args:
        events: their ids at the time, the one that was named first in front.
    """

    events: tuple[str, ...]
    incidents: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Some incidents of an event are an event of their own.

    Args:
        event: its id at the time.
        away: the incidents that go, together.
        rest: those that stay.
    """

    event: str
    away: tuple[Mark, ...]
    rest: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A chosen value: one of these is filled, by the field; none where the value was judged unknown.

    Args:
        actors: in order.
    """

    action: Action | None = None
    status: Status | None = None
    time: When | None = None
    place: Place | None = None
    weapon: WeaponKind | None = None
    actors: tuple[Actor, ...] = ()
    count: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """A value of an event was chosen.

    Args:
        event: its id at the time.
        field: see `dateline.review.field`.
        incidents: those that the event had.
        claim: the claim that it was taken from; None where it was typed.
    """

    event: str
    field: str
    chosen: Chosen
    incidents: tuple[Mark, ...]
    claim: ClaimMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """An event was accepted, rejected or commented on.

    Args:
        event: its id at the time.
        incidents: those that the event had.
    """

    event: str
    incidents: tuple[Mark, ...] = ()


Meaning = Join | Split | Choose | Remark
_KINDS: dict[str, type[Join | Split | Choose | Remark]] = {
    Judgement.JOIN: Join,
    Judgement.SPLIT: Split,
    Judgement.CHOOSE: Choose,
    Judgement.ACCEPT: Remark,
    Judgement.REJECT: Remark,
    Judgement.COMMENT: Remark,
}


def to_text(meaning: Meaning) -> str:
    """The meaning as JSON text, as it is stored with a decision."""
    return json.dumps(encode(meaning), ensure_ascii=False, sort_keys=True)


def meaning_of(decision: Decision) -> Meaning:
    """What a stored decision means; an undo has no meaning of its own, see `active`.

    Raises:
        InputError: this version does not know the judgement, or what is stored with it cannot be read.
    """
    kind = _KINDS.get(decision.judgement)
    if kind is None:
        raise InputError(
            "decision-judgement", f"judgement {decision.judgement!r} is not known", where=decision.id, fix="Update dateline."
        )
    if decision.value is None and kind is Remark:
        return Remark(event=decision.target)
    try:
        return decode(kind, json.loads(decision.value or ""))
    except (ValueError, TypeError, KeyError) as fault:
        raise InputError(
            "decision-value", f"what was decided cannot be read: {fault}", where=decision.id, fix="Undo it and decide again."
        ) from fault
