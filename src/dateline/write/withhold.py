"""Names of private persons, kept out of exports.

Rule `private-person`: an actor of a kind that private persons belong to, and a source of such a kind, keeps its name only
if the registry knows it or if the name is a plain description ("market traders", "residents of Kano"). Otherwise the kind
stands in its place, and the name is blacked out wherever it occurs in quotes, titles and places: one block for each letter,
so that offsets and lengths still fit the document.

Source: design, "What must always hold", 9: private persons are not named in exports by default.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from dateline.model import Actor, ActorKind, Claim, Event, Place, Quote, Source, SourceKind, Value, When
from dateline.write.record import EventRecord, Withheld

__all__ = ["PRIVATE_ACTORS", "PRIVATE_SOURCES", "RULE", "is_description", "total", "withhold"]

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

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PARTICLES = frozenset("abu ag al bin bint da de del der dos el ibn la ould umm van von y".split())  # noqa: SIM905
# Words that are capitalised only because a quote or a description begins with them, and the words of the kinds themselves.
_OPENERS = frozenset(
    "a about all an another around at both dozens each eight eleven every few five four hundreds many more most nine no nobody "  # noqa: SIM905
    "one other others people residents scores seven several six some students ten the their these those thousands three "
    "twelve two villagers witnesses women men children des deux dix huit la le les neuf plusieurs quatre sept six trois un une "
    "cinco cuatro diez dos el los las nueve ocho seis siete tres una uno varios".split()
) | {word for kind in (*ActorKind, *SourceKind) for word in kind.value.split("_")}


def withhold(record: EventRecord) -> tuple[EventRecord, tuple[Withheld, ...]]:
    """The record without names of private persons, and how many of them were withheld in which field."""
    shield = _Shield(record)
    event = shield.event(record.event)
    claims = {ref: shield.claim(claim) for ref, claim in record.claims.items()}
    documents = {name: replace(doc, title=shield.words(doc.title, "titles")) for name, doc in record.documents.items()}
    return EventRecord(event, claims, documents), shield.withheld()


def is_description(name: str, places: frozenset[str] = frozenset()) -> bool:
    """Whether a name is a plain description: no capitalised word but those of places and kinds, in a script that has case.

    Args:
        name: the name.
        places: words of the event's places, in lower case.
    """
    return all(word.islower() or word.lower() in places or word.lower() in _OPENERS for word in _WORD.findall(name))


class _Shield:
    """Withholds what one record gives cause to, and keeps account of it: by field, what was distinct before."""

    def __init__(self, record: EventRecord) -> None:
        self.places = frozenset(word.lower() for name in _place_names(record) for word in _WORD.findall(name))
        self.names = _pattern(_secrets(record, self.places))
        self.kept_back: defaultdict[str, set[object]] = defaultdict(set)

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
    found: set[str] = set()
    public: set[str] = set()
    for actor in _actors(record):
        if actor.kind not in PRIVATE_ACTORS or actor.actor_id is not None:
            public |= {actor.name, *_WORD.findall(actor.name)}
            continue
        found |= _personal(actor.name, places)
        found |= _runs(actor.quote.text, places) if actor.quote else set()
    for source in (claim.source for claim in record.claims.values()):
        if source.kind in PRIVATE_SOURCES:
            found |= _personal(source.name or "", places)
            found |= _runs(source.quote.text, places) if source.quote else set()
    return found - public


def _personal(name: str, places: frozenset[str]) -> set[str]:
    """What of a withheld name would name a person: all of it where nothing describes, else its runs of capitalised words."""
    if is_description(name, places):
        return set()
    words = _WORD.findall(name)
    if not any(_has_case(word) for word in words):
        return {name} if len(words) > 1 else set()
    if any(word.islower() and word not in _PARTICLES for word in words):
        return _runs(name, places)
    return {name, name.upper(), *(word for word in words if len(word) > 2 and word.lower() not in places)}


def _runs(text: str, places: frozenset[str]) -> set[str]:
    """Runs of two and more capitalised words (particles between them allowed), whole and word by word."""
    found: set[str] = set()
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        joined = word is not None and (not run or not text[run[-1].end() : word.start()].strip())
        if word is not None and joined and _may_name(word.group(), places, opened=bool(run)):
            run.append(word)
            continue
        found |= _whole_and_parts(text, run)
        run = [word] if word is not None and _may_name(word.group(), places, opened=False) else []
    return found


def _whole_and_parts(text: str, run: list[re.Match[str]]) -> set[str]:
    while run and run[-1].group().islower():
        run = run[:-1]
    capitals = [word.group() for word in run if not word.group().islower()]
    if len(capitals) < 2:
        return set()
    whole = text[run[0].start() : run[-1].end()]
    return {whole, whole.upper(), *(word for word in capitals if len(word) > 2)}


def _may_name(word: str, places: frozenset[str], *, opened: bool) -> bool:
    if word.islower():
        return opened and word in _PARTICLES
    return _has_case(word) and word.lower() not in places and word.lower() not in _OPENERS


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _pattern(secrets: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for the words, the longest first; words of scripts without case also match inside a written word.

    An Arabic article or conjunction is attached to the word that it belongs to.
    """
    words = sorted(filter(None, secrets), key=lambda word: (-len(word), word))
    parts = [rf"(?<!\w){re.escape(word)}(?!\w)" if _has_case(word) else re.escape(word) for word in words]
    return re.compile("|".join(parts)) if parts else None


def total(withheld: Iterable[Withheld]) -> tuple[Withheld, ...]:
    """The withheld values of many records, summed by field and rule."""
    sums: Counter[tuple[str, str]] = Counter()
    for one in withheld:
        sums[one.field, one.rule] += one.n
    return tuple(Withheld(field, n, rule) for (field, rule), n in sorted(sums.items()))
