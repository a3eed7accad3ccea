"""The claims of an event side by side, and their words with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.model import Action, Actor, Claim, ClaimRef, HarmKind, SourceKind, Stance
from dateline.text.words import actor_words, code_words, count_words, place_words, when_words
from dateline.write.excerpt import is_blank
from dateline.write.footnotes import document_words, speaker_words
from dateline.write.printout import Anchor, Inline, Link, Marked, Quotation, Table, Words
from dateline.write.record import EventRecord

__all__ = ["claims_table", "quotations"]


def claims_table(record: EventRecord, actions: Mapping[ClaimRef, Action], ids: Mapping[ClaimRef, str]) -> Table:
    """Every claim as a row: who says that who did what to whom, where, when, at what cost.

    Args:
        record: the event; each claim with the time and place that hold for it.
        actions: what each claim's document takes the action to be.
        ids: speakable id of each claim.
    """
    return Table(
        caption=f"{len(record.claims)} claims side by side",
        head=("Claim", "Who says so", "Action", "When", "Where", "Perpetrators", "Targets", "Killed", "Wounded"),
        rows=tuple(_row(record, ref, actions, ids) for ref in _ordered(record)),
    )


def quotations(record: EventRecord, contexts: Mapping[ClaimRef, Claim], ids: Mapping[ClaimRef, str]) -> Iterator[Quotation]:
    """The words of every claim in those around them, the claim's own words marked."""
    for ref in _ordered(record):
        claim, doc = record.claims[ref], record.documents[ref.document]
        around = contexts.get(ref, claim)
        is_own = claim.source.kind is SourceKind.OUTLET and claim.stance is Stance.REPORTS
        by: list[Inline] = [
            Anchor(ids.get(ref, str(ref)), ids.get(ref, str(ref))),
            ": " if is_own else f", {speaker_words(claim, doc)}, in ",
            *document_words(doc),
        ]
        by.append(f" ({ref.document}, characters {claim.quote.start}-{claim.quote.end})")
        yield Quotation(_marked(claim, around), tuple(by), doc.language)


def _ordered(record: EventRecord) -> list[ClaimRef]:
    """The claims by day of publication, those of one document by their place in it."""

    def order(ref: ClaimRef) -> tuple[bool, str, str, int]:
        published = record.documents[ref.document].published
        return (published is None, str(published or ""), ref.document, record.claims[ref].quote.start)

    return sorted(record.claims, key=order)


def _marked(claim: Claim, around: Claim) -> Words:
    """The words around a claim, its own marked. Where quotes are kept to excerpts the claim's own words alone are told."""
    if is_blank(claim.quote.text):
        return ("words withheld",)
    first, text = claim.quote.start - around.quote.start, around.quote.text
    last = first + len(claim.quote.text)
    if first < 0 or text[first:last] != claim.quote.text:
        return (Marked(_flat(claim.quote.text)),)
    before, after = (part.replace("\n", " ") for part in (text[:first], text[last:]))
    return (before, Marked(_flat(claim.quote.text)), after)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _row(
    record: EventRecord, ref: ClaimRef, actions: Mapping[ClaimRef, Action], ids: Mapping[ClaimRef, str]
) -> tuple[Words, ...]:
    claim = record.claims[ref]
    doc = record.documents[ref.document]
    name = ids.get(ref, str(ref))
    action = actions.get(ref)
    return (
        (Link(name, f"#{name}"),),
        (speaker_words(claim, doc),),
        (code_words(action),) if action else ("",),
        (when_words(claim.time),),
        (place_words(claim.place),),
        (_actors(claim.perpetrators),),
        (_actors(claim.targets),),
        (_count(claim, HarmKind.KILLED),),
        (_count(claim, HarmKind.WOUNDED),),
    )


def _actors(actors: tuple[Actor, ...]) -> str:
    return "; ".join(map(actor_words, actors)) or "–"


def _count(claim: Claim, kind: HarmKind) -> str:
    figures = [count_words(harm.count) for harm in claim.harm if harm.kind is kind]
    return " + ".join(figures) or "–"
