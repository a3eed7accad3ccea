"""Incident: what the claims of one document are about, when they are about the same occurrence."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.claim import Claim
from dateline.model.codes import Action, Status
from dateline.model.place import Place
from dateline.model.when import When

__all__ = ["ClaimRef", "Incident", "IncidentRef"]


@dataclass(frozen=True, slots=True, order=True)
class IncidentRef:
    """The name of an incident: its document and its key in it."""

    document: str
    key: str

    def __str__(self) -> str:
        return f"{self.document}/{self.key}"


@dataclass(frozen=True, slots=True, order=True)
class ClaimRef:
    """The name of a claim: its incident and its place among the incident's claims, from 0."""

    document: str
    key: str
    n: int

    @property
    def incident(self) -> IncidentRef:
        """The incident that the claim belongs to."""
        return IncidentRef(self.document, self.key)

    def __str__(self) -> str:
        return f"{self.document}/{self.key}#{self.n}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One occurrence as one document tells it.

    Args:
        document: id of the document.
        key: local name, unique in the document.
        n_incidents: for an aggregate, how many occurrences it counts, if the text says.
        event_id: the event that it was merged into, once it was.
        confidence: 0 to 1.
    """

    document: str
    key: str
    action: Action
    time: When
    place: Place
    claims: tuple[Claim, ...]
    status: Status = Status.OCCURRED
    aggregate: bool = False
    n_incidents: int | None = None
    event_id: str | None = None
    confidence: float | None = None

    @property
    def ref(self) -> IncidentRef:
        """The incident's name."""
        return IncidentRef(self.document, self.key)

    def claim_refs(self) -> tuple[ClaimRef, ...]:
        """The names of its claims, in order."""
        return tuple(ClaimRef(self.document, self.key, n) for n in range(len(self.claims)))
