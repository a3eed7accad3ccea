"""Footnotes: for each claim that is cited who says so, in which words, in which document, with its day and address."""

from __future__ import annotations

from dateline.model import Claim, ClaimRef, SourceKind, Stance
from dateline.text.words import code_words
from dateline.write.excerpt import is_blank
from dateline.write.printout import Inline, Link, Note, Refs
from dateline.write.record import DocumentHead, EventRecord

__all__ = ["Footnotes", "document_words", "quoted", "speaker_words"]

_QUOTE_LENGTH = 300  # code points of a quote that a footnote tells


class Footnotes:
    """Numbers for claims, in the order in which they are cited first; a claim that is cited again keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str | None, ClaimRef], int] = {}
        self._notes: list[Note] = []

    def refs(self, record: EventRecord, refs: tuple[ClaimRef, ...]) -> Refs:
        """The marks for some claims of an event."""
        return Refs(tuple(dict.fromkeys(self._number(record, ref) for ref in refs)))

    def all(self) -> tuple[Note, ...]:
        """The footnotes in the order of their numbers."""
        return tuple(self._notes)

    def _number(self, record: EventRecord, ref: ClaimRef) -> int:
        key = (record.event.id, ref)
        if key not in self._numbers:
            claim, doc = record.claims[ref], record.documents[ref.document]
            where = f" ({ref.document}:{claim.quote.start}-{claim.quote.end})"
            is_own = claim.source.kind is SourceKind.OUTLET and claim.stance is Stance.REPORTS
            speaker = "" if is_own else f"{speaker_words(claim, doc)}: "
            words = (f"{speaker}{quoted(claim)} ", *document_words(doc), where)
            self._notes.append(Note(words))
            self._numbers[key] = len(self._notes)
        return self._numbers[key]


def speaker_words(claim: Claim, doc: DocumentHead) -> str:
    """Who says so, with its kind, unless the document speaks with its own voice; and what it does but telling it."""
    source = claim.source
    kind = code_words(source.kind)
    if source.kind is SourceKind.OUTLET:
        name = doc.outlet or "the document itself"
    else:
        name = f"{source.name} ({kind})" if source.name and source.name.casefold() != kind else kind
    return name if claim.stance == "reports" else f"{name}, {_STANCES[claim.stance.value]}"


_STANCES = {
    "claims_responsibility": "claiming responsibility",
    "confirms": "confirming",
    "accuses": "accusing",
    "denies": "denying",
    "disputes": "disputing",
}


def quoted(claim: Claim) -> str:
    """The claim's words in quotation marks, cut where they are long; "words withheld" where none are told."""
    if is_blank(claim.quote.text):
        return "words withheld"
    text = " ".join(claim.quote.text.split())
    return f"“{text if len(text) <= _QUOTE_LENGTH else text[: _QUOTE_LENGTH - 1] + '…'}”"


def document_words(doc: DocumentHead) -> tuple[Inline, ...]:
    """A document as it is cited: outlet, agency, title, day, address."""
    outlet = doc.outlet or doc.agency or "outlet unknown"
    agency = f" ({doc.agency})" if doc.agency and doc.agency != outlet else ""
    title = f", “{' '.join(doc.title.split())}”" if doc.title else ""
    text = f"{outlet}{agency}{title}, {doc.published.isoformat() if doc.published else 'no date'}"
    return (f"{text}, ", Link(doc.url, doc.url)) if doc.url else (text,)
