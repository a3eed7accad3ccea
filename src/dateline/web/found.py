"""What was found in a document: its claims in the order of their words, and the marks that they leave in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model import Claim, Document, Incident, IncidentRef, Quote, SourceKind
from dateline.store import Store
from dateline.text.words import code_words
from dateline.web.addresses import event_path
from dateline.web.marks import Layer

__all__ = ["Found", "found_in", "layers_of", "quotes_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A claim of a document.

    Args:
        anchor: its place in the page; None where its quote is lost.
        id: its speakable id.
        event: id of the event that it was merged into; None where there is none yet.
    """

    anchor: str | None
    id: str
    event: str | None
    incident: IncidentRef
    speaker: str
    stance: str
    action: str
    claim: Claim

    @property
    def link(self) -> str | None:
        """Where its words lead."""
        return None if self.event is None else f"{event_path(self.event)}#{self.id}"

    @property
    def n_signs(self) -> int:
        """How many signs its words have, blanks left out: a script counts them in the page's text, where line breaks are gone."""
        return sum(not sign.isspace() for sign in self.claim.quote.text)


def found_in(store: Store, doc: Document, incidents: Sequence[Incident]) -> tuple[Found, ...]:
    """The document's claims in the order of their words."""
    events = store.events.of_incidents([incident.ref for incident in incidents])
    ids = store.catalogue.claim_ids(doc.id)
    claims = [(incident, n, claim) for incident in incidents for n, claim in enumerate(incident.claims)]
    claims.sort(key=lambda one: (one[2].quote.start, one[2].quote.end, one[0].key, one[1]))
    return tuple(
        Found(
            anchor=f"claim-{place}" if claim.quote.holds(doc.text) else None,
            id=ids[incident.key][n],
            event=events.get(incident.ref),
            incident=incident.ref,
            speaker=_speaker(doc, claim),
            stance=code_words(claim.stance),
            action=code_words(incident.action),
            claim=claim,
        )
        for place, (incident, n, claim) in enumerate(claims, start=1)
    )


def _speaker(doc: Document, claim: Claim) -> str:
    source = claim.source
    if source.kind is SourceKind.OUTLET:
        return doc.outlet or "the document itself"
    kind = code_words(source.kind)
    return f"{source.name} ({kind})" if source.name and source.name.casefold() != kind else kind


def layers_of(doc: Document, incidents: Sequence[Incident], found: Sequence[Found]) -> Iterator[Layer]:
    """What is marked; a quote that the text does not hold any more is not, since it would mark other words."""
    yield from (Layer(span.start, span.end, "furniture") for span in doc.furniture)
    for one in found:
        if one.claim.quote.holds(doc.text):
            yield Layer(one.claim.quote.start, one.claim.quote.end, "claim", one.link)
    events = {one.incident: one.event for one in found}
    for incident in incidents:
        event = events.get(incident.ref)
        link = event_path(event) if event else None
        for kind, quote in dict.fromkeys(quotes_of(incident)):
            if kind != "claim" and quote.holds(doc.text):
                yield Layer(quote.start, quote.end, kind, link)


def quotes_of(incident: Incident) -> Iterator[tuple[str, Quote]]:
    """Every quote of an incident with its kind of mark."""
    pairs: list[tuple[str, Quote | None]] = [("time", incident.time.quote), ("place", incident.place.quote)]
    for claim in incident.claims:
        pairs += [("claim", claim.quote), ("trigger", claim.trigger), ("source", claim.source.quote)]
        pairs += [("actor", actor.quote) for actor in (*claim.perpetrators, *claim.targets)]
        pairs += [("harm", harm.quote) for harm in claim.harm]
        pairs += [("weapon", claim.weapon.quote)] if claim.weapon else []
        pairs += [("time", claim.time.quote)] if claim.time else []
        pairs += [("place", claim.place.quote)] if claim.place else []
    yield from ((kind, quote) for kind, quote in pairs if quote is not None)
