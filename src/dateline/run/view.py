"""An event with its claims and documents beside it, so that every value can be followed to its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Claim, ClaimRef, Decided, Document, Event, HarmEstimate, HarmKind, Incident, Match, Quote
from dateline.store import MemberIncident

__all__ = ["ClaimView", "End", "EventView", "HarmView", "event_view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim, its speakable id, and the incident and document that it stands in."""

    id: str
    ref: ClaimRef
    claim: Claim
    incident: Incident
    document: Document

    def __repr__(self) -> str:
        return f"<{self.id} {self.speaker or 'unknown'} {self.claim.stance}: {self.quote.text!r}>"

    @property
    def quote(self) -> Quote:
        """The words that the claim rests on."""
        return self.claim.quote

    @property
    def speaker(self) -> str | None:
        """Who says so: the source's name, or the outlet where the document speaks with its own voice; None where neither is known."""
        return self.claim.source.name or self.document.outlet


@dataclass(frozen=True, slots=True)
class End:
    """One number of a count, in persons, and the claims that it came from.

    Args:
        value: None where no claim gives one.
    """

    value: int | None
    claims: tuple[ClaimView, ...] = ()

    def __repr__(self) -> str:
        return f"End({self.value}, claims={[claim.id for claim in self.claims]})"

    @property
    def claim(self) -> ClaimView | None:
        """The first of the claims; None where there is none."""
        return self.claims[0] if self.claims else None


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmView:
    """An event's figure for one kind of harm, each number with its claims; `decided` says who chose it, where a person did."""

    kind: HarmKind
    low: End
    best: End
    high: End
    rule: str
    contradicts: tuple[ClaimView, ...] = ()
    confidence: float | None = None
    decided: Decided | None = None

    def __repr__(self) -> str:
        return f"HarmView({self.kind}, low={self.low.value}, best={self.best.value}, high={self.high.value}, rule={self.rule!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event, every claim about it, and the documents that these stand in.

    Args:
        event: its values, each with the rule that chose it.
        claims: in the order of documents, incidents and their place in them.
        documents: in the order of publication; those without a date come last.
    """

    event: Event
    claims: tuple[ClaimView, ...]
    documents: tuple[Document, ...]

    def __repr__(self) -> str:
        action, place, start = (self.event.action.value, self.event.place.value, self.event.time.value)
        return f"<{self.id} {action} {place.name if place else None} {start.start if start else None}>"

    @property
    def id(self) -> str:
        """The event's permanent name."""
        assert self.event.id is not None
        return self.event.id

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents that it was merged from, in the order of documents and keys."""
        return tuple({claim.incident.ref: claim.incident for claim in self.claims}.values())

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The fields on which its claims disagree."""
        return self.event.conflicts

    @property
    def killed(self) -> HarmView | None:
        """How many were killed; None where no claim gives a figure."""
        return self.harm(HarmKind.KILLED)

    @property
    def wounded(self) -> HarmView | None:
        """How many were wounded; None where no claim gives a figure."""
        return self.harm(HarmKind.WOUNDED)

    def harm(self, kind: HarmKind) -> HarmView | None:
        """The figure for one kind of harm; None where no claim gives one."""
        estimate = self.event.harm_of(kind)
        return None if estimate is None else self._harm(estimate)

    def why(self) -> tuple[Match, ...]:
        """The comparisons that hold the event together; none for an event of one incident."""
        return self.event.matches

    def claims_of(self, refs: Iterable[ClaimRef]) -> tuple[ClaimView, ...]:
        """The claims with these names, in their order: `view.claims_of(view.event.place.supports)`."""
        by_ref = {claim.ref: claim for claim in self.claims}
        return tuple(by_ref[ref] for ref in refs)

    def _harm(self, estimate: HarmEstimate) -> HarmView:
        count = estimate.count
        return HarmView(
            kind=estimate.kind,
            low=End(count.low, self.claims_of(estimate.low_claims)),
            best=End(count.best, self.claims_of(estimate.best_claims)),
            high=End(count.high, self.claims_of(estimate.high_claims)),
            rule=estimate.rule,
            contradicts=self.claims_of(estimate.contradicts),
            confidence=estimate.confidence,
            decided=estimate.decided,
        )


def event_view(event: Event, members: Sequence[MemberIncident], documents: Iterable[Document]) -> EventView:
    """The event with its claims and documents.

    Args:
        event: as stored.
        members: its incidents with the ids of their claims.
        documents: at least those that its incidents stand in.
    """
    told = {member.incident.document for member in members}
    by_id = {doc.id: doc for doc in documents if doc.id in told}
    claims = tuple(
        ClaimView(id=name, ref=ref, claim=claim, incident=member.incident, document=by_id[ref.document])
        for member in members
        for name, ref, claim in zip(member.claim_ids, member.incident.claim_refs(), member.incident.claims, strict=True)
    )
    ordered = sorted(by_id.values(), key=lambda doc: (doc.published is None, doc.published, doc.id))
    return EventView(event=event, claims=claims, documents=tuple(ordered))
