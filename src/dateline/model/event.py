"""Event: what the incidents of many documents are about, with the claims behind each value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from dateline.model.actor import Actor
from dateline.model.codes import Action, EventState, HarmKind, Status, WeaponKind
from dateline.model.count import Count
from dateline.model.decision import Decided
from dateline.model.incident import ClaimRef, IncidentRef
from dateline.model.place import Place
from dateline.model.when import When

__all__ = ["Event", "HarmEstimate", "Match", "Reason", "Value"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Generic[T]):
    """A value of an event and why it is this one.

    Args:
        value: the estimate; None where no claim gives one.
        rule: name of the rule that chose it.
        supports: the claims that say so.
        contradicts: the claims that say otherwise.
        confidence: 0 to 1.
        decided: who chose it, where a person did; then `rule` is "decision".
    """

    value: T | None = None
    rule: str
    supports: tuple[ClaimRef, ...] = ()
    contradicts: tuple[ClaimRef, ...] = ()
    confidence: float | None = None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmEstimate:
    """The event's figure for one kind of harm.

    Args:
        count: low, best and high, in persons.
        low_claims, best_claims, high_claims: the claims that each number came from.
        rule: name of the rule that chose them.
        contradicts: claims whose figure lies outside low to high, or that deny it.
        decided: who chose the figures, where a person did; then `rule` is "decision".
    """

    kind: HarmKind
    count: Count
    rule: str
    low_claims: tuple[ClaimRef, ...] = ()
    best_claims: tuple[ClaimRef, ...] = ()
    high_claims: tuple[ClaimRef, ...] = ()
    contradicts: tuple[ClaimRef, ...] = ()
    confidence: float | None = None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison of two incidents: what was seen, in words, and its weight (natural-log odds)."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two incidents compared: the sum of the weights and each part of it.

    Args:
        score: log odds that both are the same occurrence; above 0 more likely than not.
        vetoed: a hard fact that forbids joining them, in words; None where there is none.
        decision: id of a person's decision that they are one event; None where merging found so by itself.
    """

    left: IncidentRef
    right: IncidentRef
    score: float
    reasons: tuple[Reason, ...] = ()
    vetoed: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occurrence, estimated from all claims about it.

    Args:
        id: permanent name; None until a store or a run has given one.
        incidents: the incidents that it was merged from, sorted.
        matches: the comparisons that hold it together.
        conflicts: names of the fields on which its claims disagree.
        n_documents: documents that tell it.
        n_independent: of these, the ones that are no copies of one another.
        joined_into: id of the event that replaced this one.
    """

    action: Value[Action]
    status: Value[Status]
    aggregate: bool
    time: Value[When]
    place: Value[Place]
    perpetrators: tuple[Value[Actor], ...] = ()
    targets: tuple[Value[Actor], ...] = ()
    weapon: Value[WeaponKind]
    harm: tuple[HarmEstimate, ...] = ()
    incidents: tuple[IncidentRef, ...] = ()
    n_documents: int
    n_independent: int
    id: str | None = None
    version: int = 1
    state: EventState = EventState.MACHINE
    matches: tuple[Match, ...] = ()
    conflicts: tuple[str, ...] = ()
    joined_into: str | None = None

    def harm_of(self, kind: HarmKind) -> HarmEstimate | None:
        """The estimate for one kind of harm; None where no claim gives a figure."""
        return next((h for h in self.harm if h.kind == kind), None)
