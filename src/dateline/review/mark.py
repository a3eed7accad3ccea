"""Marks: what a decision remembers of an incident or a claim, so that it finds it again when its document was coded anew.

Keys and ids of claims may differ between two codings of one document; its text does not, so a mark is made of places in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Action, Claim, ClaimRef, Incident, IncidentRef, Quote, SourceKind, Span, Stance
from dateline.text.normal import fold

__all__ = ["ClaimMark", "Mark"]

# From what likeness on an incident is the remembered one: half of the words alone, or a smaller part of them where the action, the
# place, the time or the trigger agrees too. What is less alike is another occurrence, or too little to let a decision go on in silence.
_LEAST = 0.5
_LEAST_CLAIM = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An incident as a decision remembers it.

    Args:
        key: in the coding that the decision was made on.
        words: where its claims' quotes stand in the document.
        place, time, trigger: the words that gave each; None where there were none.
    """

    document: str
    key: str
    action: Action
    words: tuple[Span, ...]
    place: Quote | None = None
    time: Quote | None = None
    trigger: Quote | None = None

    @classmethod
    def of(cls, incident: Incident) -> Mark:
        """The mark of an incident."""
        spans = sorted({claim.quote.span for claim in incident.claims})
        trigger = next((claim.trigger for claim in incident.claims if claim.trigger), None)
        return cls(
            document=incident.document,
            key=incident.key,
            action=incident.action,
            words=tuple(spans),
            place=incident.place.quote,
            time=incident.time.quote,
            trigger=trigger,
        )

    def find(self, incidents: Iterable[Incident]) -> IncidentRef | None:
        """The incident that tells what this one told; None where none does.

        It must share words that a claim rests on, and not name another place.

        Args:
            incidents: of the document's current coding; others are passed over.
        """
        told = [(self._likeness(Mark.of(i)), i.key == self.key, i.ref) for i in incidents if i.document == self.document]
        fit = [one for one in told if one[0] >= _LEAST]
        return min(fit, key=lambda one: (-one[0], not one[1], one[2]))[2] if fit else None

    def _likeness(self, now: Mark) -> float:
        """The shared part of the words (0 to 1), one for each of place, time and trigger that agrees, less one for each that does not,
        and a half for the same action; 0 where no word is shared or the place is another.
        """  # noqa: D205 - one sentence
        before, after = _places(self.words), _places(now.words)
        shared = len(before & after)
        place = _agreement(self.place, now.place)
        if not shared or place < 0:
            return 0.0
        marks = place + _agreement(self.time, now.time) + _agreement(self.trigger, now.trigger)
        return 2 * shared / (len(before) + len(after)) + marks + 0.5 * (self.action is now.action)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMark:
    """A claim as a decision remembers it: its words, and who says them how."""

    quote: Quote
    kind: SourceKind
    name: str | None = None
    stance: Stance

    @classmethod
    def of(cls, claim: Claim) -> ClaimMark:
        """The mark of a claim."""
        return cls(quote=claim.quote, kind=claim.source.kind, name=claim.source.name, stance=claim.stance)

    def find(self, incidents: Iterable[Incident]) -> ClaimRef | None:
        """The claim of the same words and stance; None where there is none.

        Args:
            incidents: of the document's current coding; others are passed over.
        """
        told = [
            (self._likeness(claim), ref)
            for incident in incidents
            if incident.document == self.quote.doc
            for ref, claim in zip(incident.claim_refs(), incident.claims, strict=True)
        ]
        fit = [one for one in told if one[0] >= _LEAST_CLAIM]
        return min(fit, key=lambda one: (-one[0], one[1]))[1] if fit else None

    def _likeness(self, claim: Claim) -> float:
        if claim.stance is not self.stance or not claim.quote.span.overlaps(self.quote.span):
            return 0.0
        shared = min(claim.quote.end, self.quote.end) - max(claim.quote.start, self.quote.start)
        whole = len(claim.quote.text) + len(self.quote.text)
        return 2 * shared / whole + 0.2 * (claim.source.kind is self.kind) + 0.1 * (claim.source.name == self.name)


def _places(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _agreement(a: Quote | None, b: Quote | None) -> int:
    """1 where both stand at the same place of the text or read the same, -1 where they differ, 0 where one is not given."""
    if a is None or b is None:
        return 0
    return 1 if a.span.overlaps(b.span) or fold(a.text) == fold(b.text) else -1
