"""Tokens: the words, figures and signs of a phrase, each with what it does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from dateline.model import Count, HarmKind
from dateline.text.numerals.lexicon import Lexicon, Role, plain

__all__ = ["Token", "tokens"]

# "12-year-old", "six-year-old", "two 9-year-olds", "12-летний", "61-річна": the age and the person are one word.
_AGE = r"[\w-]{1,40}?[-\s]year[-\s]old(?P<olds>s)?\b|\d+[-\s]?(?:летн|річн)\w+"
# Thousands are set apart by a comma, a point, an apostrophe or a space (in many widths); decimals by a comma or a point. More than twelve
# digits count no persons.
_FIGURE = r"\d{1,3}(?:[.,'’ \u00a0\u2009\u202f٬،]\d{3}){1,4}(?!\d)(?:[.,٫]\d{1,9})?|\d{1,12}(?:[.,٫]\d{1,9})?"
_TOKEN = re.compile(
    rf"(?P<age>{_AGE})|(?P<figure>(?<![^\W_])(?<![^\W\d_][-–])(?:{_FIGURE})(?=(?:k|mn?|bn)\b|(?![^\W_])))|(?P<word>[^\W_]+(?:[\u0300-\u036f\u064b-\u0652\u0670'’ʼ]+[^\W_]+)*[\u0300-\u036f\u064b-\u0652\u0670]*)"
    r"|(?P<money>[$€£]\s?\d[\d.,]*)|(?P<sign>[-–—+%,،(;؛:\n])",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u2009\u202f٬،])\d{3})+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure, a sign, or a quantity read from several of them.

    Args:
        text: the plain form; empty for signs.
        role: what it does.
        value: its number, where the role has one; a fraction only before a scale word ("1.5 million").
        kind: its kind of harm, for `Role.HARM`.
        is_figure: whether it is written in digits.
        is_capital: whether the word begins with a capital.
        count: the quantity, for `Role.COUNTED`.
    """

    text: str
    role: Role
    value: Fraction = Fraction(0)
    kind: HarmKind | None = None
    is_figure: bool = False
    is_capital: bool = False
    count: Count | None = None


# What signs do; all others do nothing. A dash may stand in a numeral or a range, a bracket before a number said twice.
_SIGNS = {
    **{sign: Token("-", Role.WORD) for sign in "-–—"},
    **{sign: Token(sign, Role.COMMA) for sign in ",،("},
    **{sign: Token(sign, Role.BREAK) for sign in ";؛\n"},
    ":": Token(":", Role.WORD),
    "+": Token("+", Role.OR_MORE),
    "%": Token("%", Role.UNIT),
}


def tokens(phrase: str, words: Lexicon) -> list[Token]:
    """The tokens of a phrase, with runs of words joined where the lexicon knows them."""
    raw: list[Token] = []
    # Arabic writes "and", "in" and "for" together with a figure: "بين 20 و30".
    spaced = re.sub(r"(?<=[وبلفك])(?=\d)", " ", phrase) if words.clitics else phrase
    for match in _TOKEN.finditer(spaced):
        raw.extend(_raw(match, words))
    if phrase.isupper():
        raw = [replace(token, is_capital=False) for token in raw]
    return _tagged(raw, words)


def _raw(match: re.Match[str], words: Lexicon) -> list[Token]:
    text = match[0]
    match match.lastgroup:
        case "figure":
            return [Token(text, Role.NUMBER, _figure(text, words.decimal), is_figure=True)]
        case "word":
            return _words(text, words)
        case "money":
            return [Token("money", Role.WORD)]
        case "sign":
            return [_SIGNS[text]] if text in _SIGNS else []
        case _:
            return [Token("youths", Role.WORD) if match["olds"] else Token("youth", Role.PERSON)]


def _figure(text: str, decimal: str) -> Fraction:
    """The number in a figure: a sign before exactly three digits sets thousands apart, whatever the language."""
    if thousands := _THOUSANDS.match(text):
        whole = re.sub(r"\D", "", thousands[0])
        rest = re.sub(r"\D", "", text[thousands.end() :])
        return Fraction(f"{int(whole)}.{rest or 0}")
    whole, _, rest = re.sub(f"[{re.escape(decimal)},.٫]", ".", text).partition(".")
    return Fraction(f"{int(whole)}.{''.join(str(int(c)) for c in rest) or 0}")


def _words(text: str, words: Lexicon) -> list[Token]:
    parts = [text]
    if words.elision:
        parts = [part for part in re.split("['’ʼ]", text) if part]
    split = [piece for part in parts for piece in _without_clitics(plain(part), words)]
    capital = text[0].isupper()
    return [Token(piece, Role.WORD, is_capital=capital) for piece in split if piece]


def _without_clitics(word: str, words: Lexicon) -> list[str]:
    """The word, or its clitics and the known word behind them; "و" stays as the word for "and"."""
    if not words.clitics or word in words.vocabulary:
        return [word]
    for clitic in words.clitics:
        rest = word.removeprefix(clitic)
        if rest != word and rest in words.vocabulary:
            return ["و", rest] if clitic.startswith("و") else [rest]
    return [word]


def _tagged(raw: list[Token], words: Lexicon) -> list[Token]:
    tagged: list[Token] = []
    i = 0
    while i < len(raw):
        run, token = _longest(raw, i, words)
        tagged.append(token)
        i += run
    return tagged


def _longest(raw: list[Token], start: int, words: Lexicon) -> tuple[int, Token]:
    """How many raw tokens the longest known run at `start` has, and its token; a hyphen inside a run is passed over."""
    first = raw[start]
    if first.role is not Role.WORD or not first.text:
        return 1, first
    key: tuple[str, ...] = ()
    best = (1, first)
    for end in range(start, min(len(raw), start + 2 * words.longest)):
        if raw[end].role is not Role.WORD or raw[end].is_figure:
            break
        if raw[end].text == "-" and key:
            continue
        key = (*key, raw[end].text)
        if sense := words.senses.get(key):
            found = Token(" ".join(key), sense.role, Fraction(sense.value), sense.kind, is_capital=first.is_capital)
            best = (end + 1 - start, found)
    return best
