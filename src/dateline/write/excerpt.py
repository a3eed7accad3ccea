"""Text kept to excerpts: quotes cut to a number of characters around the words that name the action, or left out.

Rule `excerpts-N`. An excerpt is still an exact part of the document, with its own place in it. With N = 0 no words of a text are
told but titles: a claim's quote keeps its place alone, and every other quote is left out.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeVar

from dateline.model import Actor, Claim, Event, Harm, Place, Quote, Value, When
from dateline.write.mask import changed, each
from dateline.write.record import EventRecord, Withheld

__all__ = ["excerpted", "is_blank"]

T = TypeVar("T", Actor, Harm, Place, When)
_BLOCK = "█"


def is_blank(text: str) -> bool:
    """Whether no word of a quote is left."""
    return not text.strip(_BLOCK)


def excerpted(record: EventRecord, most: int) -> tuple[EventRecord, tuple[Withheld, ...]]:
    """The record with excerpts in the place of quotes, and how many quotes were cut or left out.

    Args:
        record: the record.
        most: code points of a quote that are told; 0 for none.
    """
    cutter = _Cutter(most)
    claims = {ref: cutter.claim(claim) for ref, claim in record.claims.items()}
    cut = EventRecord(cutter.event(record.event), claims, record.documents)
    withheld = tuple(Withheld(field, n, f"excerpts-{most}") for field, n in sorted(cutter.counts.items()))
    return (cut, withheld) if withheld else (record, ())


class _Cutter:
    """Cuts the quotes of one record, and counts those that it cut."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.counts: Counter[str] = Counter()

    def whole(self, quote: Quote, around: Quote | None) -> Quote:
        """A claim's quote: the part of it that stands around other words; its place alone where nothing is told."""
        if len(quote.text) <= self._most:
            return quote
        self.counts["quotes"] += 1
        if not self._most:
            return changed(quote, text=_BLOCK * len(quote.text))
        return _window(quote, around, self._most)

    def part(self, quote: Quote | None) -> Quote | None:
        """Any other quote: its beginning, or None where nothing is told."""
        if quote is None or len(quote.text) <= self._most:
            return quote
        self.counts["quotes"] += 1
        return _window(quote, None, self._most) if self._most else None

    def quoted(self, one: T) -> T:
        """A noun with its quote cut."""
        return changed(one, quote=self.part(one.quote))

    def claim(self, claim: Claim) -> Claim:
        """The claim with its quotes cut."""
        return changed(
            claim,
            quote=self.whole(claim.quote, claim.trigger),
            trigger=self.part(claim.trigger),
            source=changed(claim.source, quote=self.part(claim.source.quote)),
            perpetrators=each(claim.perpetrators, self.quoted),
            targets=each(claim.targets, self.quoted),
            weapon=changed(claim.weapon, quote=self.part(claim.weapon.quote)) if claim.weapon else None,
            harm=each(claim.harm, self.quoted),
            time=self.quoted(claim.time) if claim.time else None,
            place=self.quoted(claim.place) if claim.place else None,
        )

    def event(self, event: Event) -> Event:
        """The event with the quotes of its values cut."""
        return changed(
            event,
            time=self._value(event.time),
            place=self._value(event.place),
            perpetrators=each(event.perpetrators, self._value),
            targets=each(event.targets, self._value),
        )

    def _value(self, value: Value[Any]) -> Value[Any]:
        return value if value.value is None else changed(value, value=self.quoted(value.value))


def _window(quote: Quote, around: Quote | None, most: int) -> Quote:
    """At most so many code points of a quote, those around other words of it in the middle, no word cut where that can be helped."""
    start = 0
    if around is not None and quote.start <= around.start < quote.end:
        middle = (around.start + around.end) // 2 - quote.start
        start = max(0, min(middle - most // 2, len(quote.text) - most))
    end = start + most
    inner = quote.text[start:end]
    first = inner.find(" ") + 1 if start and quote.text[start - 1].strip() else 0
    last = inner.rfind(" ") if end < len(quote.text) and quote.text[end].strip() else len(inner)
    if last <= first or (around is not None and quote.start + start + first > around.start):
        first, last = 0, len(inner)
    return Quote(quote.doc, quote.start + start + first, quote.start + start + last, inner[first:last])
