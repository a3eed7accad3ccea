"""Persons: how many of them one part of a phrase gives, from its noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from dateline.model import Count
from dateline.text.numerals.lexicon import Lexicon, Role
from dateline.text.numerals.tokens import Token

__all__ = ["COUNTING", "is_harm", "persons", "pieces"]

_ZERO = Count(0, 0, 0)
_ONE = Count(1, 1, 1)
_TWO = Count(2, 2, 2)
# Source: codebook 1.2, "Harm": a bare plural low 2.
_BARE_PLURAL = Count(2, None, None)
# Words that begin a noun phrase and tell its number.
_WEAK = frozenset({Role.ONE, Role.THE, Role.PLURAL, Role.PERSON, Role.NONE})
# English endings of words for what a person does: driver, governor, president, secretary, policeman, activist.
_OFFICE = re.compile(r".+(?:er|or|ent|ary|man|woman|ist|ian|eer|head)")
_ENDS_NOUN = frozenset(Role) - {
    Role.WORD,
    Role.HARM,
    Role.GROUP,
    Role.HOUSEHOLD,
    Role.CARRIER,
    Role.FILLER,
    Role.PERSON,
    Role.UNIT,
    Role.MONTH,
}
COUNTING = _WEAK | {Role.COUNTED}
_NO_PERSON = frozenset({Role.GROUP, Role.HOUSEHOLD, Role.CARRIER, Role.UNIT, Role.MONTH})


def is_harm(token: Token) -> bool:
    """Whether a word names a kind of harm, or its absence."""
    return token.role is Role.HARM or token.kind is not None


def pieces(read: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The parts of a phrase, cut before each "and", "or", comma or stronger sign."""
    start = 0
    for i, token in enumerate(read):
        if i > start and token.role in (Role.AND, Role.OR, Role.COMMA, Role.BREAK):
            yield tuple(read[start:i])
            start = i
    if read:
        yield tuple(read[start:])


def persons(part: Sequence[Token], words: Lexicon) -> Count | None:
    """The sum of the noun phrases that "and" joins; what "including" introduces is counted already."""
    if any(token.role is Role.HARM and token.kind is None for token in part):
        return _ZERO
    at = _first(part, words)
    if at is None:
        return _bare(part, words)
    leading = _leading_noun(part, at, words)
    if leading == _BARE_PLURAL or (leading and _is_age_between_commas(part, at - 1)):
        return leading
    first = _term(part, at, words)
    if first is None or first == _ZERO:
        return first
    return _sum([*([leading] if leading else []), first, *_further(part, at + 1, words)])


def _leading_noun(part: Sequence[Token], at: int, words: Lexicon) -> Count | None:
    """The nouns without article before the first number: "fighters of the front" are several, "driver and a guard" begin with one."""
    end = len(_noun(part, 0))
    if part[0].role is not Role.WORD or end >= at or words.plural is None:
        return None
    leading = _bare_noun(part, words)
    if leading == _BARE_PLURAL:
        is_told_later = any(token.role is Role.VERB or token.text == ":" for token in part[end:at])
        return leading if part[end].role is Role.STOP and not is_told_later else None
    goes_on = end == at - 1 and (part[end].role is Role.AND or _is_age_between_commas(part, end))
    return leading if goes_on else None


def _first(part: Sequence[Token], words: Lexicon) -> int | None:
    """Where the first noun phrase with a number stands: a numeral, else an article; "the toll" and "the army" lead to what follows."""
    skipped = None
    for i, token in enumerate(part):
        if token.role is Role.PART and skipped is None and i:
            break
        if token.role is Role.NONE or (token.role is Role.COUNTED and not _counts_groups(part, i, words)):
            return i
        if token.role is Role.COUNTED:
            skipped = i if skipped is None else skipped
        if token.role in _WEAK:
            # "The gunmen killed 16", "the other 20", "a further 5".
            after = i + 1 + len(_noun(part, i + 1))
            if after < len(part) and part[after].role is Role.COUNTED:
                return after
            if not _leads_on(part, i, words):
                return i
            skipped = i if skipped is None else skipped
    return skipped


def _counts_groups(part: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether a numeral counts households, or is the article of a group: "150 families (about 900 people)", "un grupo de 12"."""
    return _is_of_households(part, at) or (part[at].count == _ONE and _leads_on(part, at, words))


def _is_of_households(part: Sequence[Token], at: int) -> bool:
    """Whether what is counted is households: "86 families", "hundreds of displaced families", but not "three members of one family"."""
    start = at + 2 if at + 1 < len(part) and part[at + 1].text in ("of", "de", "d") else at + 1
    return any(token.role is Role.HOUSEHOLD for token in _noun(part, start))


def _leads_on(part: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether a noun phrase only leads to the number: "the toll", "the army", "the injured at 12"."""
    noun = _noun(part, at + 1)
    head = _head(noun, words)
    if head is None:
        return any(is_harm(token) for token in noun)
    return head.role in _NO_PERSON


def _noun(part: Sequence[Token], start: int) -> list[Token]:
    """The tokens of a noun phrase from `start` on, up to a preposition, a clause or a sign."""
    return list(takewhile(lambda token: token.role not in _ENDS_NOUN, part[start:]))


def _head(noun: Sequence[Token], words: Lexicon) -> Token | None:
    """The noun that bears the number: the last in English, participles of harm aside, the first elsewhere."""
    bearing = [token for token in noun if token.role is not Role.FILLER and token.text != "-"]
    plain_words = [token for token in bearing if token.role is not Role.HARM]
    if not plain_words:
        return None
    return plain_words[-1] if words.head_last else plain_words[0]


def _is_plural(token: Token, words: Lexicon) -> bool:
    return bool(words.plural and words.plural.fullmatch(token.text))


def _term(part: Sequence[Token], at: int, words: Lexicon) -> Count | None:
    """The number of one noun phrase, which begins at `at`."""
    token = part[at]
    noun = _noun(part, at + 1)
    head = _head(noun, words)
    if _is_of_households(part, at):
        return None
    match token.role:
        case Role.COUNTED:
            return token.count
        case Role.NONE:
            return _ZERO
        case Role.PLURAL:
            return _BARE_PLURAL if head is None or head.role not in _NO_PERSON else None
        case Role.ONE | Role.PERSON:
            # "A body" and "a death" are one person, "a toll" is none.
            return None if head and head.role in _NO_PERSON and head.kind is None else _ONE
        case _:
            return _of_definite(head, noun, words)


def _of_definite(head: Token | None, noun: Sequence[Token], words: Lexicon) -> Count | None:
    """The number that the noun shows after "the" or "his"; "the wounded" are several, "the other" is one."""
    if head is None:
        return _BARE_PLURAL if any(token.role is Role.HARM for token in noun) else _ONE
    if head.role in _NO_PERSON:
        return None
    if _is_plural(head, words):
        return _BARE_PLURAL
    if words.dual and words.dual.fullmatch(head.text):
        return _TWO
    # "The Front", "the RSF": bodies that the tables do not know.
    return None if words.head_last and head.is_capital and not _OFFICE.fullmatch(head.text) else _ONE


def _further(part: Sequence[Token], start: int, words: Lexicon) -> list[Count]:
    """The numbers that "and" adds: "a soldier and two civilians", "a man, a woman and a child"."""
    terms: list[Count] = []
    pending: list[Count] = []
    in_of = False
    for i in range(start, len(part) - 1):
        token, after = part[i], part[i + 1]
        if token.role in (Role.PART, Role.BREAK, Role.VERB):
            break
        in_of = in_of or token.role is Role.STOP
        if token.role not in (Role.AND, Role.COMMA):
            continue
        if _is_of_those_counted(part, i + 1):
            break
        added = _added(part, i + 1, words, in_of=in_of)
        if added is None or _is_age_between_commas(part, i):
            continue
        pending.append(added)
        if token.role is Role.AND:
            terms += pending
            pending = []
            in_of = after.role is Role.STOP
    return terms


def _added(part: Sequence[Token], at: int, words: Lexicon, *, in_of: bool) -> Count | None:
    role = part[at].role
    if role not in (Role.COUNTED, Role.ONE, Role.THE, Role.PERSON):
        return None
    # "The director of the school and the hospital" is one person.
    if in_of and role is Role.THE and part[at].text in ("the", "le", "la", "el", "o", "a"):
        return None
    if role is not Role.COUNTED and _leads_on(part, at, words):
        return None
    return _term(part, at, words)


def _is_of_those_counted(part: Sequence[Token], at: int) -> bool:
    """Whether a numeral gives a part of the number before: "nine of them foreigners", "one a Chinese national"."""
    if part[at].role is not Role.COUNTED or at + 1 >= len(part):
        return False
    return part[at + 1].role in (Role.PART, Role.ONE) and part[at + 1].text not in ("he", "she")


def _is_age_between_commas(part: Sequence[Token], at: int) -> bool:
    """Whether the figure after `at` is an age set between commas: "a nurse, 34, and a driver"."""
    if part[at].role is not Role.COMMA or part[at + 1].role is not Role.COUNTED or not part[at + 1].is_figure:
        return False
    return at + 2 >= len(part) or part[at + 2].role in (Role.COMMA, Role.AND, Role.BREAK)


def _sum(terms: Sequence[Count]) -> Count | None:
    """The terms added end by end; an end that one term leaves open stays open."""

    def added(ends: list[int | None]) -> int | None:
        known = [end for end in ends if end is not None]
        return sum(known) if len(known) == len(ends) else None

    total = Count(added([term.low for term in terms]), added([term.best for term in terms]), added([term.high for term in terms]))
    return total if total.is_known else None


def _bare(part: Sequence[Token], words: Lexicon) -> Count | None:
    """The number of nouns without article: "farmers" low 2, "driver and assistant" two, "Amina Yusuf" one."""
    if words.plural is None:
        return None
    counts: list[Count] = []
    for piece in pieces(part):
        begins = piece[1:] if piece[0].role in (Role.AND, Role.OR, Role.COMMA, Role.BREAK) else piece
        if counts and piece[0].role is not Role.AND:
            break
        one = _bare_noun(begins, words, is_later=bool(counts))
        if one is None:
            break
        counts.append(one)
    if not counts:
        return None
    return _BARE_PLURAL if _BARE_PLURAL in counts else _sum(counts)


def _bare_noun(piece: Sequence[Token], words: Lexicon, *, is_later: bool = False) -> Count | None:
    start = next((i for i, token in enumerate(piece) if token.role is not Role.HARM), len(piece))
    noun = _noun(piece, start)
    head = _head(noun, words)
    if head is None or head.role in _NO_PERSON:
        return None
    if _is_plural(head, words):
        return _BARE_PLURAL
    if words.dual and words.dual.fullmatch(head.text):
        return _TWO
    return _ONE if words.bare_one or is_later or _is_name_or_headline(noun) else None


def _is_name_or_headline(noun: Sequence[Token]) -> bool:
    """A person's name has two words or more that begin with capitals; a headline drops the article of a noun such as "driver"."""
    if not noun or not noun[0].is_capital or any(token.role in _NO_PERSON for token in noun):
        return False
    return len(noun) > 1 or bool(_OFFICE.fullmatch(noun[0].text))
