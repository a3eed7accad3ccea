"""Names of private persons, kept out of exports.

Rule `private-person`: an actor of a kind that private persons belong to, and a source of such a kind, keeps its name only
if the registry knows it or if nothing in it may name a person ("market traders", "residents of Kano"; see
`dateline.write.personal`). Otherwise the kind stands in its place, and the name is blacked out wherever it occurs in quotes,
titles and places.

Source: design, "What must always hold", 9: private persons are not named in exports by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model import Actor, ActorKind, Claim, Quote, Source, SourceKind
from dateline.write.mask import Mask, changed
from dateline.write.personal import is_description, personal_names, words_of
from dateline.write.record import EventRecord, Withheld

__all__ = ["PRIVATE_ACTORS", "PRIVATE_SOURCES", "RULE", "without_private_names"]

RULE = "private-person"
PRIVATE_ACTORS = frozenset(
    {
        ActorKind.CIVILIANS,
        ActorKind.PRISONERS,
        ActorKind.PROTESTERS,
        ActorKind.JOURNALISTS,
        ActorKind.AID_WORKERS,
        ActorKind.HEALTH_WORKERS,
        ActorKind.UNKNOWN,
    }
)
PRIVATE_SOURCES = frozenset(
    {
        SourceKind.ANONYMOUS_OFFICIAL,
        SourceKind.MEDICAL,
        SourceKind.SOCIAL_MEDIA,
        SourceKind.UNKNOWN,
        SourceKind.WITNESS,
    }
)


def without_private_names(record: EventRecord) -> tuple[EventRecord, tuple[Withheld, ...]]:
    """The record without names of private persons, and how many of them were withheld in which field."""
    if _is_plain(record):
        return record, ()
    mask = _Names(record)
    return (record, ()) if mask.has_nothing_to_do(record) else (mask.record(record), mask.withheld())


class _Names(Mask):
    """Blacks out the names that one record gives cause to, and puts the kind in the place of whom they name."""

    def __init__(self, record: EventRecord) -> None:
        self.places = words_of(tuple(_place_names(record)))
        super().__init__(RULE, _secrets(record, self.places))

    def has_nothing_to_do(self, record: EventRecord) -> bool:
        """Whether no name is withheld and none is to be blacked out."""
        sources = (claim.source for claim in record.claims.values())
        return (
            not self.secrets
            and not any(_is_private(actor, self.places) for actor in _actors(record))
            and not any(_is_private_source(source, self.places) for source in sources)
        )

    def concerns(self, claim: Claim) -> bool:
        """Also where a private person tells it, did it or suffered it."""
        if _is_private_source(claim.source, self.places):
            return True
        actors = (*claim.perpetrators, *claim.targets)
        return any(_is_private(actor, self.places) for actor in actors) or super().concerns(claim)

    def actor(self, actor: Actor, field: str) -> Actor:
        """The actor, by its kind where it is a private person; what public actors are called stays."""
        name = actor.name
        if _is_private(actor, self.places):
            self.kept_back[field].add(name)
            name = actor.kind.value.replace("_", " ")
        return changed(actor, name=name, quote=self.quote(actor.quote), reason=self.words(actor.reason, "reasons"))

    def source(self, source: Source) -> Source:
        """The source, likewise."""
        name = source.name
        if name and _is_private_source(source, self.places):
            self.kept_back["sources"].add(name)
            name = source.kind.value.replace("_", " ")
        return changed(source, name=name, quote=self.quote(source.quote))


def _is_plain(record: EventRecord) -> bool:
    """Whether nothing that may be a private person is named with a capital letter, or in another script than English: as in most events.

    With few calls, since every actor of every claim in every export goes through it.
    """
    event = record.event
    groups: list[Sequence[Actor]] = [[value.value for value in (*event.perpetrators, *event.targets) if value.value]]
    for claim in record.claims.values():
        groups += (claim.perpetrators, claim.targets)
        source = claim.source
        if (source.name or source.quote) and source.kind in PRIVATE_SOURCES and not _is_low(source.name or "", source.quote):
            return False
    for actors in groups:
        for actor in actors:
            if actor.actor_id is None and actor.kind in PRIVATE_ACTORS and not _is_low(actor.name, actor.quote):
                return False
    return True


def _is_low(name: str, quote: Quote | None) -> bool:
    """Whether a name and the words of a quote are in small letters of English."""
    text = name if quote is None else f"{name} {quote.text}"
    return text.isascii() and text.islower()


def _is_private(actor: Actor, places: frozenset[str]) -> bool:
    return actor.kind in PRIVATE_ACTORS and actor.actor_id is None and not is_description(actor.name, places)


def _is_private_source(source: Source, places: frozenset[str]) -> bool:
    return source.kind in PRIVATE_SOURCES and bool(source.name) and not is_description(source.name or "", places)


def _actors(record: EventRecord) -> list[Actor]:
    found = [value.value for value in (*record.event.perpetrators, *record.event.targets) if value.value]
    for claim in record.claims.values():
        found += claim.perpetrators
        found += claim.targets
    return found


def _place_names(record: EventRecord) -> Iterator[str]:
    """Names of the event's own place and of its documents' chains: what is in them names no person."""
    places = (record.event.place.value, *(claim.place for claim in record.claims.values()))
    for place in filter(None, places):
        yield from place.chain


def _secrets(record: EventRecord, places: frozenset[str]) -> set[str]:
    """The words that must not stand in any text of the record."""
    private: list[str] = []
    public: set[str] = set()
    for actor in _actors(record):
        if actor.kind not in PRIVATE_ACTORS or actor.actor_id is not None:
            public |= {actor.name, *actor.name.split()}
            continue
        private += personal_names(actor.name, places)
        private += personal_names(actor.quote.text, places, least=2) if actor.quote else ()
    for source in (claim.source for claim in record.claims.values()):
        if source.kind in PRIVATE_SOURCES:
            private += personal_names(source.name or "", places)
            private += personal_names(source.quote.text, places, least=2) if source.quote else ()
    return {word for passage in private for word in _spellings(passage, places)} - public


def _spellings(passage: str, places: frozenset[str]) -> set[str]:
    """A passage, its capitals, and its longer words one by one; a passage in a script without case is kept whole.

    A single word of such a script is too common to be blacked out everywhere.
    """
    if passage.lower() == passage.upper():
        return {passage} if len(passage.split()) > 1 else set()
    longer = (word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", passage) if len(word) > 2 and not word.islower())
    return {passage, passage.upper(), *(word for word in longer if word.lower() not in places)}
