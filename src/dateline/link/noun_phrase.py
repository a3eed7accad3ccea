"""Noun phrases of actors: pronoun, common noun or name; the name inside; a plain description.

The word lists cover English and, for the words that stand for a force or a group, Arabic, French, Spanish, Portuguese,
Russian and Ukrainian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.link.registry import Word, word_list, words
from dateline.text.normal import fold

__all__ = ["NounPhrase", "described", "is_generic", "noun_phrase", "proper_name"]

_ARTICLES = (
    "a an the this that these those some any another other several many various few a few more certain its their his her our my "
    "le la les l un une des du de el los las una unos unas o os as um uma uns umas"
)
_QUANTITIES = (
    "at least|no fewer than|no less than|as many as|up to|more than|over|fewer than|less than|about|around|some|nearly|almost|roughly|"
    "approximately|an estimated|a total of|all|both|each of|one of|two of|three of|most of|many of|some of|a group of|a number of|"
    "a couple of|a pair of|a crowd of|a convoy of|dozens of|scores of|hundreds of|thousands of|tens of thousands of|several thousand|several hundred|"
    "a dozen|dozens|hundreds|thousands|the|a|an"
)
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty "
    "forty fifty sixty seventy eighty ninety hundred thousand million dozen half"
)
_LEAD = re.compile(
    rf"^(?:(?:{_QUANTITIES}|{'|'.join(_NUMBERS.split())}|{'|'.join(_ARTICLES.split())}"
    r"|[\d][\d,.\u00a0 ]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+)(?:\s+|(?<=[lLdD])['’])|l['’]|d['’]|[\"“”«'‘])+",
    re.IGNORECASE,
)
# Where a description ends: a clause or an afterthought is no part of a name.
_TAIL = re.compile(
    r"\s*(?:,|;|:|\(|–|—|\s(?:who|whom|which|that|whose|when|after|while|where|including|suspected|believed|said|accused|returning|travelling|"
    r"traveling|carrying|trying|waiting|wearing|armed with|identified as|thought to|known as|on board|reached|contacted|interviewed|quoted|gathered|speaking|seen by|cited by|calling itself|sympathetic to)\s|\s(?:there|reached|contacted)$).*$",
    re.IGNORECASE | re.DOTALL,
)
# A worker is told by the trade; the employer or the place of work is no part of it.
_WORKPLACE = re.compile(r"\s+(?:of|at|for|from|in|with|run by|employed by)\s.*$", re.DOTALL)
# Groups that are spoken of by what they are; with an article they stand for a name told before.
_NAMELESS_HEADS = re.compile(
    r"\b(gunmen|gunman|armed men|attackers?|assailants?|unknown|unidentified|unnamed|hooded|masked)\b", re.IGNORECASE
)
# Words in lower case that may stand inside a name, and nouns that may follow it as part of it.
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
# Words that name no body in particular, though written with a capital.


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What sort of phrase names an actor.

    Args:
        text: the words as written.
        words: the same, one by one.
        is_pronoun: nothing but pronouns ("they", "its", "the two").
        is_anaphor: a definite or possessive common noun that stands for a group named elsewhere ("the group", "its fighters").
    """

    text: str
    words: tuple[Word, ...]
    is_pronoun: bool
    is_anaphor: bool

    @property
    def refers_back(self) -> bool:
        """Whether the phrase stands for a name told elsewhere."""
        return self.is_pronoun or self.is_anaphor


@lru_cache(maxsize=10_000)
def noun_phrase(text: str) -> NounPhrase:
    """The phrase taken apart."""
    spelt = words(text)
    folded = [word.folded for word in spelt]
    is_pronoun = bool(folded) and all(word in word_list("pronoun") or word in ("the", "of", "sides", "side") for word in folded)
    first = folded[0] if folded else ""
    definite = first in word_list("definite")
    common = not any(word.text[0].isupper() for word in spelt[1:]) and any(word in word_list("group") for word in folded)
    unarticled = not spelt or spelt[0].text[:2] == "ال" or not spelt[0].text.isascii()
    return NounPhrase(text, spelt, is_pronoun, common and (definite or unarticled))


def proper_name(text: str) -> str | None:
    """The proper name in a phrase, without article, rank and file: "fighters of the Red River Front" gives "Red River Front".

    None where the phrase has no capital letter but at its head, or where it is all in capitals.
    """
    spelt = noun_phrase(text).words
    if not spelt or text.isupper() or fold(text) in word_list("pronoun"):
        return None
    capitals = [n for n, word in enumerate(spelt) if word.text[0].isupper() and word.folded not in word_list("no_name")]
    if capitals[:1] == [0] and len(spelt) > 1 and not _goes_on(spelt, 0, text):
        del capitals[0]
    if not capitals:
        return None
    start, end = capitals[0], _name_end(spelt, capitals[0], text)
    before = _before(spelt, start)
    named = any(word.folded not in word_list("generic_capital") | word_list("inside_name") for word in spelt[start : end + 1])
    if before in word_list("before_place") or not (named or _ORDINAL.fullmatch(before)):
        return None
    first = start - 1 if _ORDINAL.fullmatch(before) else start
    return text[spelt[first].start : spelt[end].end].strip(' ,.;:"“”')


def _before(spelt: tuple[Word, ...], start: int) -> str:
    """The word before a name, its article passed over; none where the name stands first."""
    at = start - 1
    if at > 0 and spelt[at].folded in ("the", "la", "le", "el"):
        at -= 1
    return spelt[at].folded if at >= 0 else ""


def is_generic(word: Word) -> bool:
    """Whether a capitalised word names no body in particular ("Army", "Policía"), or is in a script where this does not tell."""
    return word.folded in word_list("generic_capital") or word.text[0] > "\u02ff"


def _goes_on(spelt: tuple[Word, ...], at: int, text: str) -> bool:
    """Whether a name that begins at a sentence's or phrase's first word goes on in the next one."""
    following = next((word for word in spelt[at + 1 :] if word.folded not in word_list("inside_name")), spelt[at + 1])
    gap = text[spelt[at].end : following.start]
    return (following.text[0].isupper() and not re.search(r"[,;:()]", gap)) or spelt[at + 1].folded in word_list("after_name")


def _name_end(spelt: tuple[Word, ...], start: int, text: str) -> int:
    """The last word of the name that begins at `start`."""
    end = start
    for n in range(start + 1, len(spelt)):
        gap = text[spelt[n - 1].end : spelt[n].start]
        if re.search(r"[,;:()\"“”]", gap):
            break
        if (
            spelt[n].text[0].isupper()
            or spelt[n].text[0].isdigit()
            or (spelt[n].folded in word_list("after_name") and n == end + 1)
        ):
            end = n
        elif spelt[n].folded not in word_list("inside_name"):
            break
    return end


def described(text: str, kind: str, names: frozenset[str] = frozenset()) -> str:
    """A plain description: no article, number or clause; "unidentified" where the text says so or gives nobody.

    Args:
        text: the phrase.
        kind: the actor kind's value, or any other word for sources.
        names: words that are written with a capital inside sentences of the document.
    Source: codebook, Actor: a description if unnamed ("unidentified gunmen").
    """
    plain = " ".join(text.split())
    bare = _TAIL.sub("", _LEAD.sub("", plain)).strip(" ,.;:\"“”«»'‘’") or _LEAD.sub("", plain).strip(' ,."“”') or plain
    spelt = fold(bare).split()
    if kind == "civilians" and (not spelt or spelt[-1] in word_list("people") or spelt[0] in word_list("people")):
        return "civilians"
    if kind in ("health_workers", "journalists", "aid_workers"):
        bare = _WORKPLACE.sub("", bare)
    if kind in ("armed_group", "gang", "militia", "unknown") and _NAMELESS_HEADS.fullmatch(bare):
        return bare if bare.lower().startswith("un") else f"unidentified {bare.lower()}"
    is_name = any(c.isupper() for c in bare[1:]) or any(word.text in names for word in words(bare)[:1])
    return bare if is_name else bare[:1].lower() + bare[1:]
