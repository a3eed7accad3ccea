"""What decisions mean: for each kind of judgement what it is about, as a frozen value and as the JSON text that is stored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from dateline.errors import InputError
from dateline.model import Action, Actor, Count, Decision, EventState, Place, Quote, Status, WeaponKind, When
from dateline.model.codec import decode, encode
from dateline.review.mark import ClaimMark, Mark

__all__ = [
    "Choose",
    "Chosen",
    "Code",
    "Evidence",
    "Given",
    "Join",
    "Judgement",
    "Meaning",
    "Remark",
    "Same",
    "SetState",
    "Split",
    "meaning_of",
    "to_text",
]


class Judgement(StrEnum):
    """What a person may decide."""

    JOIN = "join"
    SPLIT = "split"
    CHOOSE = "choose"
    EDIT = "edit"
    CODE = "code"
    ACCEPT = "accept"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    STATE = "state"
    SAME = "same"
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
class Evidence:
    """The words that a coder rests a value on, beside the claims.

    Args:
        words: as they stand in the source.
        source: where: the id of a stored document, an address, or a name; None where the coder gives none.
        quote: the same words in a stored document's text; None where the source is no stored document.
    """

    words: str
    source: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """A value of an event was chosen, or edited.

    Args:
        event: its id at the time.
        field: see `dateline.review.field`.
        incidents: those that the event had.
        claim: the claim that it was taken from; None where it was typed.
        evidence: of an edit, the words that it rests on; None where only a reason was given.
        revision: of the event that the coder saw.
    """

    event: str
    field: str
    chosen: Chosen
    incidents: tuple[Mark, ...]
    claim: ClaimMark | None = None
    evidence: Evidence | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value that a coding gives to a field; `claim` is the claim that it was taken from."""

    field: str
    chosen: Chosen
    claim: ClaimMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An event was coded by a person: its fields, all at once and independently of what others chose.

    Args:
        event: its id at the time.
        given: one for each field.
        incidents: those that the event had.
        blind: whether the coder saw neither the machine's values nor another coder's.
        revision: of the event that the coder saw.
    """

    event: str
    given: tuple[Given, ...]
    incidents: tuple[Mark, ...]
    blind: bool = False
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """An event was accepted, rejected, withdrawn or commented on.

    Args:
        event: its id at the time.
        incidents: those that the event had.
        field, claim: of a comment, what it is about; None where it is about the event.
        revision: of the event that the coder saw.
    """

    event: str
    incidents: tuple[Mark, ...] = ()
    field: str | None = None
    claim: ClaimMark | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetState:
    """An event was brought to a state.

    Args:
        event: its id at the time.
        incidents: those that the event had.
        revision: of the event that the coder saw.
    """

    event: str
    state: EventState
    incidents: tuple[Mark, ...]
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """Actors are one, or places are one: one of `actors` and `places` is filled, and the first of them stays."""

    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()


Meaning = Join | Split | Choose | Code | Remark | SetState | Same
_KINDS: dict[str, type[Join | Split | Choose | Code | Remark | SetState | Same]] = {
    Judgement.JOIN: Join,
    Judgement.SPLIT: Split,
    Judgement.CHOOSE: Choose,
    Judgement.EDIT: Choose,
    Judgement.CODE: Code,
    Judgement.ACCEPT: Remark,
    Judgement.REJECT: Remark,
    Judgement.WITHDRAW: Remark,
    Judgement.STATE: SetState,
    Judgement.SAME: Same,
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
