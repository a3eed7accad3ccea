"""Lexicon: what the words of one language do in a phrase that counts persons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache

from dateline.model import HarmKind
from dateline.text.normal import fold

__all__ = ["Lexicon", "Role", "Sense", "plain", "senses"]


class Role(Enum):
    """What a word or a run of words does; the comments give English examples."""

    WORD = auto()  # anything else
    COUNTED = auto()  # a whole quantity, once it has been read
    NUMBER = auto()  # seven, thirty
    SCALE = auto()  # hundred: multiplies what stands before it
    SCALES = auto()  # millions: multiplies after a number, vague without
    GROUPED = auto()  # dozen: about 12, multiplies
    VAGUE = auto()  # several, scores: gives a low alone
    PAIR = auto()  # both, couple
    NONE = auto()  # no one, no
    AT_LEAST = auto()  # at least, no fewer than
    MORE_THAN = auto()  # more than, over
    ABOUT = auto()  # about, some, nearly
    UP_TO = auto()  # up to, no more than
    FEWER_THAN = auto()  # fewer than
    OR_MORE = auto()  # or more, after the number
    OR_SO = auto()  # or so, after the number
    BETWEEN = auto()  # between
    TO = auto()  # 20 to 30
    OR = auto()  # nine or ten
    AND = auto()  # and
    FILLER = auto()  # only, a total of
    ONE = auto()  # a, another, he, someone
    THE = auto()  # the, his: the noun shows the number
    PLURAL = auto()  # they, others: more than one
    PERSON = auto()  # a noun for one person, where the language needs a list
    PART = auto()  # including, of whom: what follows is counted already
    GROUP = auto()  # army, crowd: a noun for a body of persons of unknown number
    HOUSEHOLD = auto()  # families: a unit that gives no number of persons
    CARRIER = auto()  # toll, bodies, arrest: the number follows
    UNIT = auto()  # years, km: the number before it counts no persons
    MONTH = auto()  # January: a number beside it is a day
    AGE = auto()  # aged: the number after it is an age
    STOP = auto()  # of, from, who: a noun phrase ends
    VERB = auto()  # was, had: a clause begins
    HARM = auto()  # killed, unhurt: names a kind of harm, or its absence
    COMMA = auto()  # , ; ( and dashes between words
    BREAK = auto()  # . ; but, while


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word does, with its number or its kind of harm where it has one."""

    role: Role
    value: int = 0
    kind: HarmKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language.

    Args:
        language: ISO 639-1 code; empty for digits alone.
        senses: runs of plain words, each with its sense; the longest run wins.
        decimal: the sign before decimals.
        glue_room: how many trailing zeros' worth a numeral must leave free for "and" to stand inside it: 100 in
            English (two hundred and five), 10 in Spanish (treinta y cinco); 0 where "and" never does.
        elision: whether an apostrophe ends a word, as in French "l'armée".
        plural: forms of a noun (or of what agrees with it) that mean more than one.
        dual: forms that mean two.
        head_last: whether the noun of a phrase stands last before "of" (English) or first.
        bare_one: whether a noun in the singular needs no article.
        genitive_scales: whether a plural scale word after "about" or "more than" is the genitive of one: "около тысячи", about 1,000.
        clitics: what may be written together with the next word, longest first.
        longest: words in the longest run; follows from `senses`, as does `vocabulary`, all single words of the runs.
    """

    language: str
    senses: Mapping[tuple[str, ...], Sense]
    decimal: str = ","
    glue_room: int = 0
    elision: bool = False
    plural: re.Pattern[str] | None = None
    dual: re.Pattern[str] | None = None
    head_last: bool = False
    bare_one: bool = False
    genitive_scales: bool = False
    clitics: tuple[str, ...] = ()
    longest: int = field(init=False)
    vocabulary: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "longest", max(map(len, self.senses), default=1))
        object.__setattr__(self, "vocabulary", frozenset(word for key in self.senses for word in key))


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """The form under which a lexicon holds a word: one case, no accents, no apostrophe.

    Cyrillic keeps its letters й and ї, which tell singular from plural there.
    """
    if any("\u0400" <= letter <= "\u04ff" for letter in word):
        return re.sub("[\u0301'’ʼ`]", "", word.casefold().replace("ё", "е"))
    return fold(word).replace(" ", "")


def senses(
    numbers: str, valued: Mapping[Role, str], words: Mapping[Role, str], *, harm: Mapping[HarmKind | None, str]
) -> Mapping[tuple[str, ...], Sense]:
    """The senses that tables give, by run of plain words.

    Args:
        numbers: "seven 7, thirty 30".
        valued: as `numbers`, for other roles that carry a value.
        words: "at least, no fewer than" by role.
        harm: words by kind of harm; None is for words that say there was none.
    """
    found: dict[tuple[str, ...], Sense] = {}
    for role, table in {Role.NUMBER: numbers, **valued}.items():
        for entry in _entries(table):
            form, value = entry.rsplit(" ", 1)
            found[_key(form)] = Sense(role, int(value))
    for role, table in words.items():
        found.update({_key(form): Sense(role) for form in _entries(table)})
    for kind, table in harm.items():
        # A noun that leads to its number ("deaths", "arrest") names its kind of harm besides.
        found.update({key: Sense(_harm_role(found.get(key)), kind=kind) for key in map(_key, _entries(table))})
    return found


def _harm_role(before: Sense | None) -> Role:
    return Role.CARRIER if before is not None and before.role is Role.CARRIER else Role.HARM


def _entries(table: str) -> list[str]:
    return [" ".join(entry.split()) for entry in table.replace("\n", " ").split(",") if entry.strip()]


def _key(form: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in re.split(r"[\s-]+", form))
