"""Numbers of claims: figures of harm, sizes of actors, how many occurrences an aggregate counts."""

from __future__ import annotations

import re

from dateline.model import Claim, Count, Document, HarmKind, Span
from dateline.text import numbers

__all__ = ["counts_of", "number_before", "persons"]

DEFAULT_LANGUAGE = "en"

UNHURT = re.compile(
    r"\b(?:no|without|without any) (?:(?:civilian|human|military) )?(?:casualties|losses|victims)|\b(?:ni|sin|sans|sem) v[ií]c?tim[ae]s"
    r"|aucune victime|без (?:жертв|потерь|втрат)|(?:жертв|потерь|втрат) (?:нет|нема)|لا (?:ضحايا|خسائر)|دون (?:ضحايا|خسائر)",
    re.IGNORECASE,
)
"""Words that deny deaths and wounds at once.

Source: codebook 1.2, Harm: "no casualties" and "no losses" are two entries, killed 0 and wounded 0 (but "no one was
hurt" is wounded 0 alone).
"""

WORDS_BEFORE = 4
"""An aggregate's number stands at most this many words before its trigger ("six separate bomb attacks")."""


YEAR = re.compile(r"(?:19|20)\d\d")
"""A number that is rather a year than how often something happened ("since 2023 attacks have …")."""


def counts_of(phrase: str, kind: HarmKind, language: str | None) -> tuple[tuple[HarmKind, Count], ...]:
    """The figures that a phrase gives for one kind of harm; empty where it gives no number.

    Args:
        phrase: the quoted words, "two soldiers", "wounded another", "no casualties".
        kind: what the finder takes the phrase to count.
        language: ISO 639-1; English where None.
    Source: codebook 1.2, Harm: no entry without any number.
    """
    if UNHURT.search(phrase):
        return (HarmKind.KILLED, Count(0, 0, 0)), (HarmKind.WOUNDED, Count(0, 0, 0))
    count = numbers.count(phrase, language or DEFAULT_LANGUAGE, kind=kind)
    return ((kind, count),) if count is not None and count.is_known else ()


def persons(phrase: str, language: str | None) -> int | None:
    """How many persons an actor's words count; None for plurals without a number and for bodies."""
    count = numbers.count(phrase, language or DEFAULT_LANGUAGE)
    if count is None or count.best is None or count.low != count.high:
        return None
    return count.best or None


def number_before(claim: Claim, doc: Document) -> int | None:
    """How many occurrences an aggregate counts, from the words before its trigger; None if the text does not say."""
    if claim.trigger is None:
        return None
    language = doc.language or DEFAULT_LANGUAGE
    own = numbers.cardinal(claim.trigger.text.split()[0], language)
    if own is not None:
        return own
    start, persons_told = claim.quote.start, _persons_told(claim)
    before = [m.span() for m in re.finditer(r"\S+", doc.text[start : claim.trigger.start])][-WORDS_BEFORE:]
    for first, last in reversed(before):
        if any(told.overlaps(Span(start + first, start + last)) for told in persons_told):
            continue
        word = doc.text[start + first : start + last].strip(".,;:()\"'“”")
        number = None if YEAR.fullmatch(word) else numbers.cardinal(word, language)
        if number is not None:
            return number
    return None


def _persons_told(claim: Claim) -> list[Span]:
    """The words whose numbers count persons, not occurrences."""
    quotes = [h.quote for h in claim.harm] + [a.quote for a in (*claim.perpetrators, *claim.targets)]
    return [q.span for q in quotes if q]
