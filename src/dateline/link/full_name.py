"""Bodies that a text calls by a noun, by the full name that it gives them: "the court", "the prisons agency KARSI"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.link.noun_phrase import NounPhrase
from dateline.link.registry import word_list, words
from dateline.text.normal import fold

__all__ = ["apposed", "full_name"]

_ARTICLE = re.compile(r"^(?:The|A|An|This|That|Its|Their)\s+")
_APPOSED = re.compile(r"^(?:[Tt]he|[Aa]n?) ((?:(?:[A-Z][\w-]+ )?[a-z][\w-]* ){1,4})((?:[A-Z][\w&-]+ ?){1,5})$")


def apposed(text: str) -> str | None:
    """The name that follows the noun for what it is: "the industry association KARGMA" gives "KARGMA"; None where none does."""
    match = _APPOSED.match(text)
    noun = words(match[1])[-1].folded if match else ""
    return match[2].strip() if match and noun in word_list("source_body") | _KINDS_OF_BODY else None


_KINDS_OF_BODY = frozenset(
    ("charity", "consultancy", "newspaper", "outlet", "watchdog", "website", "station", "broadcaster", "company")
)


def full_name(text: str, start: int, phrase: NounPhrase) -> str | None:
    """The name of two words or more, nearest before a place in a text, else first after it, that holds a phrase's noun.

    Args:
        text: the document's.
        start: of the phrase, in code points.
        phrase: an article and a noun ("the court", "The Circle").
    """
    folded = [word.folded for word in phrase.words]
    if len(folded) != 2 or folded[0] not in word_list("determiner"):
        return None
    noun = phrase.words[1].text
    if not (noun[0].isupper() or folded[1] in word_list("source_body")):
        return None
    found = [match for match in _names_with(noun.capitalize(), text) if fold(match[0]) != fold(phrase.text)]
    before = [match for match in found if match.start() < start]
    meant = before[-1] if before else found[0] if found else None
    return _ARTICLE.sub("", " ".join(meant[0].split())) if meant else None


def _names_with(noun: str, text: str) -> Iterator[re.Match[str]]:
    """The names of two words or more in a text that hold a noun, capitals throughout."""
    before, after = r"(?:[A-Z][\w’'-]*[ ]+){0,6}", r"(?:[ ]+(?:(?:of|for|on|to|in|and|the)[ ]+){0,2}[A-Z][\w’'-]+)*"
    for match in re.finditer(rf"\b{before}{re.escape(noun)}\b{after}", text):
        if len(_ARTICLE.sub("", match[0]).split()) > 1:
            yield match
