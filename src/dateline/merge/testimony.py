"""Testimony: all claims of one event, each with who tells it, how far to trust it, and whose copy it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.merge.copies import is_version
from dateline.merge.publisher import publisher_kind
from dateline.merge.rules import Rules
from dateline.model import Claim, ClaimRef, Document, Incident, SourceKind, Stance
from dateline.text.normal import fold

__all__ = ["Telling", "Testimony", "testimony"]


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim in its surroundings.

    Args:
        kind: who speaks; the outlet's own voice is read as the kind of its publisher.
        witness: id of the document that its document copies, or of its own.
        is_copy: whether the original of this document tells the event too; then its claims add no weight.
        is_version: whether it is the same desk's later version of the original, which says what the desk says now.
        source: the one who speaks, comparable between documents; for its own voice the agency or outlet.
    """

    ref: ClaimRef
    claim: Claim
    incident: Incident
    kind: SourceKind
    reliability: int
    witness: str
    is_copy: bool
    source: str
    published: date | None
    is_version: bool = False

    @property
    def order(self) -> tuple[date, ClaimRef]:
        """Sorts tellings by publication; undated ones come first."""
        return (self.published or date.min, self.ref)

    @property
    def denies(self) -> bool:
        """Whether the claim says that it was not so."""
        return self.claim.stance is Stance.DENIES


@dataclass(frozen=True, slots=True)
class Testimony:
    """The tellings of one event, earliest first, and its incidents sorted by reference."""

    tellings: tuple[Telling, ...]
    incidents: tuple[Incident, ...]
    witnesses: Mapping[str, str]
    n_documents: int

    @property
    def n_independent(self) -> int:
        """How many documents remain when copies count once."""
        return len(set(self.witnesses.values()))

    def refs(self, incidents: Iterable[Incident]) -> tuple[ClaimRef, ...]:
        """The claims of some incidents, sorted."""
        return tuple(sorted(ref for i in incidents for ref in i.claim_refs()))

    def n_witnesses(self, incidents: Iterable[Incident]) -> int:
        """How many independent documents tell some incidents."""
        return len({self.witnesses[i.document] for i in incidents})

    def trust(self, incidents: Iterable[Incident]) -> int:
        """The best reliability among the claims of some incidents."""
        chosen = {i.ref for i in incidents}
        return max((t.reliability for t in self.tellings if t.incident.ref in chosen), default=0)


def testimony(
    incidents: Sequence[Incident], documents: Mapping[str, Document], witness_of: Mapping[str, str], rules: Rules
) -> Testimony:
    """What the claims of an event's incidents say, ready for the rules that choose its values.

    Args:
        incidents: all of one event.
        documents: by id, as far as they are at hand.
        witness_of: witness of each document's id; a document that is missing is its own.
        rules: the worth of the sources.
    """
    ordered = tuple(sorted(incidents, key=lambda i: i.ref))
    names = {i.document: witness_of.get(i.document, i.document) for i in ordered}
    tellings = [t for i in ordered for t in _tellings(i, documents, names, rules)]
    return Testimony(tuple(sorted(tellings, key=lambda t: t.order)), ordered, names, len(names))


def _tellings(
    incident: Incident, documents: Mapping[str, Document], witnesses: Mapping[str, str], rules: Rules
) -> Iterable[Telling]:
    """The incident's claims in their surroundings; `witnesses` holds the documents of the event."""
    doc, witness = documents.get(incident.document), witnesses[incident.document]
    original = documents.get(witness)
    desk = fold((doc.agency or doc.outlet or "") if doc else "") or witness
    for ref, claim in zip(incident.claim_refs(), incident.claims, strict=True):
        kind = _kind(claim, doc)
        yield Telling(
            ref=ref,
            claim=claim,
            incident=incident,
            kind=kind,
            reliability=rules.reliability[kind],
            witness=witness,
            is_copy=witness != incident.document and witness in witnesses,
            source=desk if kind is SourceKind.OUTLET else f"{kind.value} {fold(claim.source.name or desk)}",
            published=doc.published if doc else None,
            is_version=doc is not None and original is not None and is_version(doc, original),
        )


def _kind(claim: Claim, doc: Document | None) -> SourceKind:
    """Source: codebook 1.2, Source: own voice of a publisher of reports is read as the publisher's kind."""
    if claim.source.kind is not SourceKind.OUTLET or doc is None:
        return claim.source.kind
    own = publisher_kind(doc)
    return SourceKind.OUTLET if own is SourceKind.MEDIA else own
