"""Bond: what a person decided on two incidents, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.incident import IncidentRef

__all__ = ["Bond", "Misfit"]


@dataclass(frozen=True, slots=True)
class Bond:
    """Two incidents that a person decided to be one event, or two.

    Args:
        left, right: the incidents; which comes first means nothing.
        joined: whether they are one event.
        decision: id of the decision.
    """

    left: IncidentRef
    right: IncidentRef
    joined: bool
    decision: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """A bond that cannot hold.

    Args:
        why: what stands in its way, in words.
        against: ids of the later decisions that do; none where it is a fact.
    """

    bond: Bond
    why: str
    against: tuple[str, ...] = ()
