"""Passages: the parts of documents that claims rest on, with a little of what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Document, Incident, Span
from dateline.run import ClaimView
from dateline.web.addresses import document_path
from dateline.web.found import quotes_of
from dateline.web.marks import Layer, Paragraph, paragraphs

__all__ = ["Passage", "Telling", "around", "tellings"]

_AROUND = 260  # code points on each side: about two sentences
_WIDE = 700  # where one passage alone is shown
_MOST = 4  # passages of one document


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A part of a text.

    Args:
        paragraphs: its words with their marks.
        is_cut: whether text stands before it, and after it.
    """

    paragraphs: tuple[Paragraph, ...]
    is_cut: tuple[bool, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A document with the passages that tell of an event; `n_more` passages are left out."""

    document: Document
    passages: tuple[Passage, ...]
    n_more: int


def tellings(documents: Iterable[Document], claims: Sequence[ClaimView]) -> tuple[Telling, ...]:
    """The passages of each document, in the order of the documents.

    Args:
        documents: those of an event.
        claims: those of the event; a lost quote marks nothing.
    """
    found = []
    for doc in documents:
        own = [claim for claim in claims if claim.document.id == doc.id and claim.quote.holds(doc.text)]
        incidents = {claim.incident.ref: claim.incident for claim in own}.values()
        spans = _windows(doc.text, [claim.quote.span for claim in own])
        shown = tuple(_passage(doc, span, incidents) for span in spans[:_MOST])
        found.append(Telling(document=doc, passages=shown, n_more=len(spans) - len(shown)))
    return tuple(found)


def around(doc: Document, words: Span, incidents: Iterable[Incident]) -> Passage:
    """The passage around some words of a document, which are marked as what was asked for.

    Args:
        doc: the document.
        words: a range of its text.
        incidents: of the document; what they rest on is marked too.
    """
    (span,) = _windows(doc.text, (words,), wide=_WIDE)
    return _passage(doc, span, incidents, here=words)


def _windows(text: str, quotes: Iterable[Span], wide: int = _AROUND) -> list[Span]:
    """The quotes with what stands around them, from blank to blank; windows that meet are one."""
    found: list[Span] = []
    for quote in sorted(quotes):
        start, end = max(0, quote.start - wide), min(len(text), quote.end + wide)
        start = 0 if start == 0 else max(text.find(" ", start, quote.start), start - 1) + 1
        end = end if end == len(text) else max(text.rfind(" ", quote.end, end), quote.end)
        if found and start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return found


def _passage(doc: Document, span: Span, incidents: Iterable[Incident], here: Span | None = None) -> Passage:
    layers = [] if here is None else [Layer(here.start - span.start, here.end - span.start, "here")]
    for incident in incidents:
        for kind, quote in dict.fromkeys(quotes_of(incident)):
            if span.start <= quote.start and quote.end <= span.end and quote.holds(doc.text):
                link = document_path(doc.id, quote) if kind == "claim" else None
                layers.append(Layer(quote.start - span.start, quote.end - span.start, kind, link))
    return Passage(
        paragraphs=paragraphs(doc.text[span.start : span.end], layers),
        is_cut=(span.start > 0, span.end < len(doc.text)),
    )
