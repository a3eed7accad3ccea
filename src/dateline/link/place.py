"""Places: from the words of a quote and what the document is about to an entry of the gazetteer, a chain and a precision.

Source: codebook 1.2, "Incident" (place) and "Time and place".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.link.gazetteer import Entry, gazetteer
from dateline.link.place_choice import candidates as candidates_by_spelling
from dateline.link.place_linker import PlaceLinker
from dateline.link.place_mentions import Mention, read_page
from dateline.model import Claim, Document, Incident, Place, Quote

__all__ = ["Mention", "candidates", "mentions", "resolve"]


def candidates(name: str) -> tuple[Entry, ...]:
    """The entries that a name may stand for, likelier spellings and larger places first; countries are not among them."""
    return tuple(entry for _, entries in candidates_by_spelling(name, gazetteer()) for entry in entries)


def mentions(doc: Document) -> tuple[Mention, ...]:
    """The stretches of a document that name places and countries, in order."""
    return read_page(doc, gazetteer()).mentions


def resolve(doc: Document, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents with their places filled in; quotes stay as they are.

    An incident without a place quote takes the place of the one told right before it in the same paragraph, if it is a
    single occurrence; else the province in which all the document's places lie, else the country in focus. A claim's own
    place, where it has a quote, is linked as the incident's is.

    Raises:
        LinkError: the gazetteer is missing or damaged.
    """
    if not incidents:
        return ()
    linker = PlaceLinker(doc, gazetteer())
    placed = linker.places(_quotes(incidents))
    told = sorted(((_starts(i), placed[i.place.quote]) for i in incidents if i.place.quote is not None), key=lambda row: row[0])
    out = []
    for incident in incidents:
        quote = incident.place.quote
        place = placed[quote] if quote is not None else linker.without_quote(incident, _starts(incident), told)
        out.append(replace(incident, place=place, claims=tuple(_linked(c, placed) for c in incident.claims)))
    return tuple(out)


def _quotes(incidents: Sequence[Incident]) -> list[Quote]:
    """The place quotes of incidents and claims, each once, in the order of the text."""
    places = [place for i in incidents for place in (i.place, *(c.place for c in i.claims)) if place is not None]
    return sorted({p.quote for p in places if p.quote is not None}, key=lambda q: (q.start, q.end))


def _linked(claim: Claim, placed: dict[Quote, Place]) -> Claim:
    if claim.place is None or claim.place.quote is None:
        return claim
    return replace(claim, place=placed[claim.place.quote])


def _starts(incident: Incident) -> int:
    return min((c.quote.start for c in incident.claims), default=0)
