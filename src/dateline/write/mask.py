"""Masks: a record with some words blacked out wherever they stand, one block for each letter, so that offsets still fit the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

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
        self.secrets = tuple(sorted(filter(None, secrets)))
        self._pattern = _pattern(self.secrets)
        self._shortest = _without_longer(self.secrets)
        self._in_json = tuple([part for secret in self._shortest if (part := _in_json(secret))])
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
        if text is None or self._pattern is None or not self._holds(text):
            return text
        shown = self._pattern.sub(lambda found: re.sub(r"\w", "█", found.group()), text)
        if shown == text:
            return text
        self.kept_back[field].add(text)
        return shown

    def _holds(self, text: str) -> bool:
        """Whether a secret stands in the text, be it within a word: looking for each is quicker than the pattern, and most texts have none."""
        for secret in self._shortest:  # noqa: SIM110 - a loop is twice as quick as any()
            if secret in text:
                return True
        return False

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
        """The claim, masked; most claims have nothing to mask, and are given back as they are."""
        if not self.concerns(claim):
            return claim
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

    def concerns(self, claim: Claim) -> bool:
        """Whether a secret may stand anywhere in a claim; rules that do more than black out words add what they change."""
        try:
            told = msgspec.json.encode(claim)
        except UnicodeEncodeError:  # half a surrogate pair: nothing is known without looking at each text
            return True
        return any(secret in told for secret in self._in_json)

    def event(self, event: Event) -> Event:
        """The event, masked."""
        return changed(
            event,
            time=_value(event.time, self.when),
            place=_value(event.place, self.place),
            perpetrators=each(event.perpetrators, lambda one: _value(one, lambda actor: self.actor(actor, "perpetrators"))),
            targets=each(event.targets, lambda one: _value(one, lambda actor: self.actor(actor, "targets"))),
        )


def _without_longer(secrets: Sequence[str]) -> tuple[str, ...]:
    """The secrets that hold no other one: a text without these has none at all."""
    return tuple([one for one in secrets if not any(other in one for other in secrets if other != one)])


@lru_cache(maxsize=1024)  # the same names come again in the next events
def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern for the words, the longest first; words of scripts without case also match inside a written word.

    An Arabic article or conjunction is attached to the word that it belongs to.
    """
    parts = [_alone(word) for word in sorted(secrets, key=lambda word: (-len(word), word))]
    return re.compile("|".join(parts)) if parts else None


def _in_json(secret: str) -> bytes | None:
    """A secret as it stands in JSON; None for half a surrogate pair, which JSON cannot hold, nor what has it."""
    try:
        return msgspec.json.encode(secret)[1:-1]
    except UnicodeEncodeError:
        return None


def _alone(word: str) -> str:
    """A pattern for one word; it begins with the word's first letter, since texts are searched for such patterns many times as quickly."""
    if word.lower() == word.upper():
        return re.escape(word)
    first, others = re.escape(word[0]), re.escape(word[1:])
    return rf"{first}(?<!\w{first}){others}(?!\w)"


def changed(old: N, **parts: Any) -> N:
    """The value with these parts, and the very same one where each is the old."""
    for name, part in parts.items():
        if part is not getattr(old, name):
            return replaced(old, parts)
    return old


def each(old: tuple[N, ...], change: Callable[[N], N]) -> tuple[N, ...]:
    """The values changed one by one, and the very same tuple where none is."""
    new = tuple([change(one) for one in old])
    for was, is_ in zip(old, new, strict=True):
        if was is not is_:
            return new
    return old


def _value(value: Value[T], change: Callable[[T], T]) -> Value[T]:
    return value if value.value is None else changed(value, value=change(value.value))
