"""Names of private persons, kept out of exports.

Rule `private-person`: an actor of a kind that private persons belong to, and a source of such a kind, keeps its name only
if the registry knows it or if nothing in it may name a person ("market traders", "residents of Kano"; see
`dateline.write.personal`). Otherwise the kind stands in its place, and the name is blacked out wherever it occurs in quotes,
titles and places: one block for each letter, so that offsets and lengths still fit the document.

Source: design, "What must always hold", 9: private persons are not named in exports by default.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from dateline.model import Actor, ActorKind, Claim, Event, Place, Quote, Source, SourceKind, Value, When
from dateline.write.personal import is_description, personal_names, words_of
from dateline.write.record import EventRecord, Withheld

__all__ = ["PRIVATE_ACTORS", "PRIVATE_SOURCES", "RULE", "withhold"]

T = TypeVar("T")

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


def withhold(record: EventRecord) -> tuple[EventRecord, tuple[Withheld, ...]]:
    """The record without names of private persons, and how many of them were withheld in which field."""
    shield = _Shield(record)
    if shield.has_nothing_to_do(record):
        return record, ()
    event = shield.event(record.event)
    claims = {ref: shield.claim(claim) for ref, claim in record.claims.items()}
    documents = {name: replace(doc, title=shield.words(doc.title, "titles")) for name, doc in record.documents.items()}
    return EventRecord(event, claims, documents), shield.withheld()


class _Shield:
    """Withholds what one record gives cause to, and keeps account of it: by field, what was distinct before."""

    def __init__(self, record: EventRecord) -> None:
        self.places = words_of(tuple(_place_names(record)))
        self.names = _pattern(_secrets(record, self.places))
        self.kept_back: defaultdict[str, set[object]] = defaultdict(set)

    def has_nothing_to_do(self, record: EventRecord) -> bool:
        """Whether no name is withheld and none is to be blacked out, as in most events."""
        sources = (claim.source for claim in record.claims.values())
        return (
            self.names is None
            and not any(_is_private(actor, self.places) for actor in _actors(record))
            and not any(_is_private_source(source, self.places) for source in sources)
        )

    def withheld(self) -> tuple[Withheld, ...]:
        return tuple(Withheld(field, len(values), RULE) for field, values in sorted(self.kept_back.items()))

    def words(self, text: str | None, field: str) -> str | None:
        """The text with private names blacked out."""
        if text is None or self.names is None or not self.names.search(text):
            return text
        self.kept_back[field].add(text)
        return self.names.sub(lambda found: re.sub(r"\w", "█", found.group()), text)

    def quote(self, quote: Quote | None) -> Quote | None:
        return quote if quote is None else self._quote(quote)

    def _quote(self, quote: Quote) -> Quote:
        return replace(quote, text=self.words(quote.text, "quotes") or quote.text)

    def actor(self, actor: Actor, field: str) -> Actor:
        if _is_private(actor, self.places):
            self.kept_back[field].add(actor.name)
            actor = replace(actor, name=actor.kind.value.replace("_", " "))
        return replace(actor, quote=self.quote(actor.quote), reason=self.words(actor.reason, "reasons"))

    def source(self, source: Source) -> Source:
        name = source.name
        if name and _is_private_source(source, self.places):
            self.kept_back["sources"].add(name)
            name = source.kind.value.replace("_", " ")
        return replace(source, name=name, quote=self.quote(source.quote))

    def when(self, when: When) -> When:
        return replace(when, quote=self.quote(when.quote), reason=self.words(when.reason, "reasons"))

    def place(self, place: Place) -> Place:
        chain = tuple(self.words(name, "places") or name for name in place.chain)
        quote, reason = self.quote(place.quote), self.words(place.reason, "reasons")
        return replace(place, quote=quote, name=self.words(place.name, "places"), chain=chain, reason=reason)

    def claim(self, claim: Claim) -> Claim:
        return replace(
            claim,
            quote=self._quote(claim.quote),
            trigger=self.quote(claim.trigger),
            source=self.source(claim.source),
            perpetrators=tuple(self.actor(a, "perpetrators") for a in claim.perpetrators),
            targets=tuple(self.actor(a, "targets") for a in claim.targets),
            weapon=replace(claim.weapon, quote=self.quote(claim.weapon.quote)) if claim.weapon else None,
            harm=tuple(replace(h, quote=self.quote(h.quote)) for h in claim.harm),
            time=self.when(claim.time) if claim.time else None,
            place=self.place(claim.place) if claim.place else None,
        )

    def event(self, event: Event) -> Event:
        return replace(
            event,
            time=_changed(event.time, self.when),
            place=_changed(event.place, self.place),
            perpetrators=tuple(_changed(v, lambda a: self.actor(a, "perpetrators")) for v in event.perpetrators),
            targets=tuple(_changed(v, lambda a: self.actor(a, "targets")) for v in event.targets),
        )


def _changed(value: Value[T], change: Callable[[T], T]) -> Value[T]:
    return value if value.value is None else replace(value, value=change(value.value))


def _is_private(actor: Actor, places: frozenset[str]) -> bool:
    return actor.kind in PRIVATE_ACTORS and actor.actor_id is None and not is_description(actor.name, places)


def _is_private_source(source: Source, places: frozenset[str]) -> bool:
    return source.kind in PRIVATE_SOURCES and bool(source.name) and not is_description(source.name or "", places)


def _actors(record: EventRecord) -> Iterator[Actor]:
    yield from (v.value for v in (*record.event.perpetrators, *record.event.targets) if v.value)
    for claim in record.claims.values():
        yield from (*claim.perpetrators, *claim.targets)


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


def _pattern(secrets: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for the words, the longest first; words of scripts without case also match inside a written word.

    An Arabic article or conjunction is attached to the word that it belongs to.
    """
    words = sorted(filter(None, secrets), key=lambda word: (-len(word), word))
    parts = [re.escape(word) if word.lower() == word.upper() else rf"(?<!\w){re.escape(word)}(?!\w)" for word in words]
    return re.compile("|".join(parts)) if parts else None
