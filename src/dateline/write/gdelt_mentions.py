"""Claims in a table like GDELT 2.0's mentions: one row for each claim about an event of the table `gdelt`, 16 columns.

Source: GDELT Event Database codebook 2.0, "Mentions table"; the shape is our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dateline.model import Claim, Quote
from dateline.write import gdelt
from dateline.write.record import DocumentHead, EventRecord, Written
from dateline.write.scheme import Scheme, SchemeColumn, Unfit, write_scheme
from dateline.write.withhold import Withholding

__all__ = ["SCHEME", "write"]

_WEB, _CITED = 1, 2  # what MentionIdentifier holds: an address, or only a name


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim about one event."""

    event: gdelt.Row
    claim: Claim
    doc: DocumentHead


def code(record: EventRecord) -> Sequence[Mention] | Unfit:
    """A row for each claim about an event, or why the event is none of GDELT's."""
    rows = gdelt.code(record)
    if isinstance(rows, Unfit):
        return rows
    return tuple(
        Mention(rows[0], claim, record.documents[ref.document])
        for ref, claim in sorted(record.claims.items(), key=lambda pair: pair[0])
    )


def _offset(quote: Quote | None) -> int | None:
    return quote.start if quote else None


def _actor_quote(mention: Mention, side: str) -> Quote | None:
    actors = mention.claim.perpetrators if side == "first" else mention.claim.targets
    return next((actor.quote for actor in actors if actor.quote), None)


def _percent(confidence: float | None) -> int | None:
    """The confidence in steps of ten, as GDELT writes it."""
    return None if confidence is None else max(10, round(confidence * 10) * 10)


C: type[SchemeColumn[Mention]] = SchemeColumn
SCHEME: Scheme[Mention] = Scheme(
    name="GDELT-mentions-like",
    source="GDELT Event Database codebook 2.0, mentions table",
    unit="one claim about an event of the table gdelt",
    code=code,
    tells_lengths=True,
    columns=(
        C("GlobalEventID", "permanent name of the event", lambda m: m.event.record.event.id),
        C("EventTimeDate", "when the event's first document was retrieved or published, YYYYMMDDHHMMSS",
          lambda m: gdelt.instant(gdelt.known_at(m.event.documents[0]))),
        C("MentionTimeDate", "when this document was", lambda m: gdelt.instant(gdelt.known_at(m.doc))),
        C("MentionType", "1 where the next but one is an address, 2 where it is a document's id", lambda m: _WEB if m.doc.url else _CITED),
        C("MentionSourceName", "outlet, else agency", lambda m: m.doc.outlet or m.doc.agency),
        C("MentionIdentifier", "address of the document, else its id", lambda m: m.doc.url or m.doc.id),
        C("SentenceID", "always empty: places are offsets", lambda _: None),
        C("Actor1CharOffset", "where the perpetrator is named, in code points of the document's text", lambda m: _offset(_actor_quote(m, "first"))),
        C("Actor2CharOffset", "where the target is named, likewise", lambda m: _offset(_actor_quote(m, "second"))),
        C("ActionCharOffset", "where the action is named, else where the claim begins, likewise", lambda m: _offset(m.claim.trigger or m.claim.quote)),
        C("InRawText", "always 1", lambda _: 1),
        C("Confidence", "confidence of the claim, 10 to 100", lambda m: _percent(m.claim.confidence)),
        C("MentionDocLen", "length of the document's text, in code points", lambda m: m.doc.n_code_points),
        C("MentionDocTone", "always empty: tone is not measured", lambda _: None),
        C("MentionDocTranslationInfo", "always empty: documents are read in their own language", lambda _: None),
        C("Extras", "always empty", lambda _: None),
    ),
    header=(),
    separator="\t",
    losses=(
        "The words of the claim, its source, stance and figures. The whole is in jsonl.",
        "Claims about events that the table gdelt leaves out; the account lists these events, each with the reason.",
    ),
)  # fmt: skip


def write(records: Iterable[EventRecord], out: BinaryIO, *, withholding: Withholding | None = None) -> Written:
    """The claims about events written as a table like GDELT's mentions: tabs, UTF-8, no row of names, in the events' order.

    Args:
        records: the events.
        out: where the bytes go.
        withholding: what is withheld. No name stands in this table; what is withheld from the events is counted all the same.
    """
    return write_scheme(SCHEME, records, out, withholding=withholding)
