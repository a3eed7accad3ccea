"""Masks: a record with some words blacked out wherever they stand, one block for each letter, so that offsets still fit the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from dateline.model import Actor, Claim, Event, Place, Quote, Source, Value, When
from dateline.model.light import replaced
from dateline.write.record import EventRecord, Withheld

__all__ = ["Mask", "changed", "each"]

T = TypeVar("T")
N = TypeVar("N")


class Mask:
    """Blacks out words, and keeps account of it: by field, the distinct values that it changed.

    Rules that do more than that change `actor`, `source` or `place`; values without one of the words stay the same objects.

    Args:
        rule: name of the rule.
        secrets: the words that are blacked out.
    """

    def __init__(self, rule: str, secrets: Iterable[str]) -> None:
        self.rule = rule
        self.secrets = tuple(filter(None, secrets))
        self._pattern = _pattern(self.secrets)
        self.kept_back: defaultdict[str, set[object]] = defaultdict(set)

    def record(self, record: EventRecord) -> EventRecord:
        """The record behind the mask."""
        claims = {ref: self.claim(claim) for ref, claim in record.claims.items()}
        documents = {name: changed(doc, title=self.words(doc.title, "titles")) for name, doc in record.documents.items()}
        return EventRecord(self.event(record.event), claims, documents)

    def withheld(self) -> tuple[Withheld, ...]:
        """How many distinct values were changed in each field."""
        return tuple(Withheld(field, len(values), self.rule) for field, values in sorted(self.kept_back.items()))

    def words(self, text: str | None, field: str) -> str | None:
        """The text with the secrets blacked out."""
        # Looking for the words one by one is quick, and most texts have none of them.
        if text is None or self._pattern is None or not any(secret in text for secret in self.secrets):
            return text
        shown = self._pattern.sub(lambda found: re.sub(r"\w", "█", found.group()), text)
        if shown == text:
            return text
        self.kept_back[field].add(text)
        return shown

    def quote(self, quote: Quote | None) -> Quote | None:
        """The quote, masked."""
        return quote if quote is None else changed(quote, text=self.words(quote.text, "quotes"))

    def actor(self, actor: Actor, field: str) -> Actor:
        """The actor, its quote and reason masked.

        Args:
            actor: the actor.
            field: the side that it stands on, for the account.
        """
        name = self.words(actor.name, field)
        return changed(actor, name=name, quote=self.quote(actor.quote), reason=self.words(actor.reason, "reasons"))

    def source(self, source: Source) -> Source:
        """The source, masked."""
        return changed(source, name=self.words(source.name, "sources"), quote=self.quote(source.quote))

    def place(self, place: Place) -> Place:
        """The place, masked."""
        chain = tuple([self.words(name, "places") or name for name in place.chain])
        quote, reason = self.quote(place.quote), self.words(place.reason, "reasons")
        kept = place.chain if chain == place.chain else chain
        return changed(place, quote=quote, name=self.words(place.name, "places"), chain=kept, reason=reason)

    def when(self, when: When) -> When:
        """The time, masked."""
        return changed(when, quote=self.quote(when.quote), reason=self.words(when.reason, "reasons"))

    def claim(self, claim: Claim) -> Claim:
        """The claim, masked."""
        return changed(
            claim,
            quote=self.quote(claim.quote),
            trigger=self.quote(claim.trigger),
            source=self.source(claim.source),
            perpetrators=each(claim.perpetrators, lambda actor: self.actor(actor, "perpetrators")),
            targets=each(claim.targets, lambda actor: self.actor(actor, "targets")),
            weapon=changed(claim.weapon, quote=self.quote(claim.weapon.quote)) if claim.weapon else None,
            harm=each(claim.harm, lambda harm: changed(harm, quote=self.quote(harm.quote))),
            time=self.when(claim.time) if claim.time else None,
            place=self.place(claim.place) if claim.place else None,
        )

    def event(self, event: Event) -> Event:
        """The event, masked."""
        return changed(
            event,
            time=_value(event.time, self.when),
            place=_value(event.place, self.place),
            perpetrators=each(event.perpetrators, lambda one: _value(one, lambda actor: self.actor(actor, "perpetrators"))),
            targets=each(event.targets, lambda one: _value(one, lambda actor: self.actor(actor, "targets"))),
        )


def _pattern(secrets: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for the words, the longest first; words of scripts without case also match inside a written word.

    An Arabic article or conjunction is attached to the word that it belongs to.
    """
    words = sorted(filter(None, secrets), key=lambda word: (-len(word), word))
    parts = [re.escape(word) if word.lower() == word.upper() else rf"(?<!\w){re.escape(word)}(?!\w)" for word in words]
    return re.compile("|".join(parts)) if parts else None


def changed(old: N, **parts: Any) -> N:
    """The value with these parts, and the very same one where each is the old."""
    new = {name: part for name, part in parts.items() if part is not getattr(old, name)}
    return replaced(old, new) if new else old


def each(old: tuple[N, ...], change: Callable[[N], N]) -> tuple[N, ...]:
    """The values changed one by one, and the very same tuple where none is."""
    new = tuple([change(one) for one in old])
    return old if all(a is b for a, b in zip(old, new, strict=True)) else new


def _value(value: Value[T], change: Callable[[T], T]) -> Value[T]:
    return value if value.value is None else changed(value, value=change(value.value))
