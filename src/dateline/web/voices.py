"""Voices: who says something about an event, each with what it says of one field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model import ClaimRef, Document, HarmKind, Quote, SourceKind
from dateline.run import ClaimView
from dateline.text.words import actor_words, code_words, count_words, place_words, when_words

__all__ = ["Said", "Voice", "said_of", "voices"]

# A source that is itself a side in the fighting. Source: codebook 1.2, list SourceKind.
_PARTIES = frozenset((SourceKind.PERPETRATOR, SourceKind.ARMED_GROUP, SourceKind.MILITARY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One source in one document's outlet, with its claims.

    Args:
        name: the source's, or the outlet's where the document speaks with its own voice.
        kind: of source; None for the outlet's own voice.
        outlet: that carries it.
        is_party: whether it may be a side in the fighting.
    """

    name: str
    kind: str | None
    outlet: str | None
    is_party: bool
    claims: tuple[ClaimView, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that it speaks in."""
        return tuple({claim.document.id: claim.document for claim in self.claims}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a voice says of a field: the value in words, and the words of the document.

    Args:
        claim: id of the claim.
        against: whether it contradicts our value.
        is_lost: whether the words do not stand in the document where they were quoted.
    """

    words: str
    quote: Quote | None
    claim: str
    against: bool
    is_lost: bool = False


def voices(claims: Iterable[ClaimView]) -> tuple[Voice, ...]:
    """Who speaks, in the order of publication and of their first words."""
    found: dict[tuple[str, str | None, str | None], list[ClaimView]] = {}
    for claim in sorted(claims, key=_order):
        found.setdefault(_who(claim), []).append(claim)
    return tuple(
        Voice(name=name, kind=kind, outlet=outlet, is_party=said[0].claim.source.kind in _PARTIES, claims=tuple(said))
        for (name, kind, outlet), said in found.items()
    )


def said_of(field: str, voice: Voice, against: Iterable[ClaimRef]) -> tuple[Said, ...]:
    """What a voice says of a field, each thing once.

    Args:
        field: "account", "action", "status", "when", "where", "perpetrators", "targets", "weapon" or a kind of harm.
        voice: who says it.
        against: claims that contradict our value.
    """
    contrary = frozenset(against)
    found: dict[tuple[str, Quote | None, bool], Said] = {}
    for claim in voice.claims:
        for words, quote in _told(field, claim):
            is_lost = quote is not None and not quote.holds(claim.document.text)
            said = Said(words=words, quote=quote, claim=claim.id, against=claim.ref in contrary, is_lost=is_lost)
            found.setdefault((words, quote, said.against), said)
    return tuple(found.values())


def _order(claim: ClaimView) -> tuple[object, ...]:
    published = claim.document.published
    return (published is None, published or 0, claim.document.id, claim.quote.start)


def _who(claim: ClaimView) -> tuple[str, str | None, str | None]:
    source, outlet = claim.claim.source, claim.document.outlet
    if source.kind is SourceKind.OUTLET:
        return outlet or "the document itself", None, None
    kind = code_words(source.kind)
    return source.name or kind, kind if source.name and source.name.casefold() != kind else None, outlet


def _told(field: str, view: ClaimView) -> Iterator[tuple[str, Quote | None]]:
    claim, incident = view.claim, view.incident
    if field == "account":
        yield code_words(claim.stance), claim.quote
    elif field == "action":
        yield code_words(incident.action), claim.trigger
    elif field == "status":
        yield code_words(incident.status), claim.trigger
    elif field == "when":
        when = claim.time or incident.time
        yield when_words(when), when.quote
    elif field == "where":
        place = claim.place or incident.place
        yield place_words(place), place.quote
    elif field in ("perpetrators", "targets"):
        actors = claim.perpetrators if field == "perpetrators" else claim.targets
        yield from ((actor_words(actor), actor.quote) for actor in actors)
    elif field == "weapon":
        yield from ((code_words(weapon.kind), weapon.quote) for weapon in (claim.weapon,) if weapon)
    else:
        yield from _harm(HarmKind(field), view)


def _harm(kind: HarmKind, view: ClaimView) -> Iterator[tuple[str, Quote | None]]:
    told: Sequence[tuple[str, Quote | None]] = [
        (count_words(harm.count), harm.quote or view.claim.quote) for harm in view.claim.harm if harm.kind is kind
    ]
    yield from told
