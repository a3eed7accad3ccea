"""Quantities: the runs of tokens that state a number, read into counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dateline.model import Count
from dateline.text.numerals.lexicon import Lexicon, Role
from dateline.text.numerals.tokens import Token

__all__ = ["Number", "number", "with_quantities"]

_MODIFIERS = frozenset({Role.AT_LEAST, Role.MORE_THAN, Role.ABOUT, Role.UP_TO, Role.FEWER_THAN, Role.BETWEEN})
_TRANSPARENT = frozenset({Role.FILLER, Role.ONE, Role.THE, Role.PLURAL})
_VAGUE = frozenset({Role.VAGUE, Role.SCALES})
_ADDITIVE = frozenset({Role.NUMBER, Role.SCALE, Role.SCALES, Role.GROUPED})
# "More than N" is N + 1 only below this. Source: codebook 1.2, "Harm".
_ROUND = 1_000


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral that has been read.

    Args:
        value: the number; for a vague one its low.
        end: index of the token after it.
        is_about: whether the words themselves mean "about" (a dozen).
        is_vague: whether only a low is known (dozens).
    """

    value: int
    end: int
    is_about: bool = False
    is_vague: bool = False


def with_quantities(tokens: Sequence[Token], words: Lexicon) -> list[Token]:
    """The tokens with each quantity made into one, and figures that count no persons (days, years, ages) made plain words."""
    read: list[Token] = []
    i = 0
    while i < len(tokens):
        token, i = _next(tokens, i, words, read[-1] if read else None)
        if _is_twin(read, token):
            read.pop()
        else:
            read.append(token)
    return read


def _is_twin(read: Sequence[Token], token: Token) -> bool:
    """Whether a number only repeats the one before it, as official reports do: "twelve (12) soldiers"."""
    return len(read) > 1 and token.count is not None and read[-1].text == "(" and read[-2].count == token.count


def _next(tokens: Sequence[Token], start: int, words: Lexicon, before: Token | None) -> tuple[Token, int]:
    modifier, at = _modifiers(tokens, start)
    found = number(tokens, at, words)
    if found is None:
        return tokens[start], start + 1
    if modifier and words.genitive_scales and found.is_vague and tokens[at].role is Role.SCALES:
        found = Number(int(tokens[at].value), at + 1)
    count, end = _modified(tokens, found, modifier, words)
    if _counts_no_persons(tokens, at, end, before):
        # An age keeps its role, so that "aged 13 and 15" is two ages.
        role = Role.AGE if before is not None and before.role is Role.AGE else Role.WORD
        return Token(tokens[at].text, role), _past_further_ages(tokens, end) if role is Role.AGE else end
    return Token("", Role.COUNTED, is_figure=tokens[at].is_figure, count=count), end


def _past_further_ages(tokens: Sequence[Token], end: int) -> int:
    while end + 1 < len(tokens) and tokens[end].role in (Role.AND, Role.OR, Role.COMMA) and tokens[end + 1].is_figure:
        end += 2
    return end


def _modifiers(tokens: Sequence[Token], start: int) -> tuple[Role | None, int]:
    """The modifier before a number ("at least", "about"), and where the number may begin."""
    modifier = None
    for at in range(start, len(tokens)):
        role = tokens[at].role
        if role in _MODIFIERS:
            # "At least some 20", "up to about 20": the first sets the ends.
            modifier = modifier or role
        elif role not in _TRANSPARENT:
            return modifier, at
    return modifier, len(tokens)


def _modified(tokens: Sequence[Token], first: Number, modifier: Role | None, words: Lexicon) -> tuple[Count, int]:
    if second := _second(tokens, first, modifier, words):
        return Count(first.value, None, second.value), second.end
    role = modifier
    end = first.end
    if end < len(tokens) and tokens[end].role in (Role.OR_MORE, Role.OR_SO):
        role = Role.AT_LEAST if tokens[end].role is Role.OR_MORE else Role.ABOUT
        end += 1
    elif end < len(tokens) and role is None and tokens[end].role is Role.AT_LEAST:
        # "Five at least"; "five, at least three of them" has a comma.
        role, end = (role, end) if end + 1 < len(tokens) and tokens[end + 1].role in _ADDITIVE else (Role.AT_LEAST, end + 1)
    return _count(first, role), end


def _second(tokens: Sequence[Token], first: Number, modifier: Role | None, words: Lexicon) -> Number | None:
    """The upper number of a range: 20 to 30, 20-30, nine or ten, between 5 and 8."""
    at = first.end
    if at + 1 >= len(tokens):
        return None
    # Spanish and Portuguese "20 a 30", where "a" alone is an article or a preposition.
    joins = tokens[at].role in (Role.TO, Role.OR) or tokens[at].text in ("-", "a")
    if not joins and not (modifier is Role.BETWEEN and tokens[at].role is Role.AND):
        return None
    second = number(tokens, at + 1, words)
    if second is None or second.is_vague or second.value <= first.value:
        return None
    return second


def _count(found: Number, modifier: Role | None) -> Count:
    """The three numbers. Source: codebook 1.2, "Harm" and "Other languages"."""
    n = found.value
    if found.is_vague:
        return Count(n, None, None)
    is_round = n >= _ROUND or n == 0
    above, below = (n, n) if is_round else (n + 1, n - 1)
    ends: dict[Role | None, tuple[int | None, int | None, int | None]] = {
        Role.AT_LEAST: (n, n, None),
        Role.MORE_THAN: (above, above, None),
        Role.UP_TO: (None, None, n),
        Role.FEWER_THAN: (None, None, below),
        Role.ABOUT: (None, n, None),
    }
    return Count(*ends.get(modifier, (None, n, None) if found.is_about else (n, n, n)))


def _counts_no_persons(tokens: Sequence[Token], start: int, end: int, before: Token | None) -> bool:
    """Whether the number belongs to a time, a distance, a date or an age."""
    after = tokens[end] if end < len(tokens) else None
    if after and after.text == "-" and end + 1 < len(tokens):
        after = tokens[end + 1]
    if after and (after.role in (Role.UNIT, Role.AGE) or (_is_month(after) and tokens[start].is_figure)):
        return True
    if before is None:
        return False
    return before.role is Role.AGE or (tokens[start].is_figure and (_is_month(before) or _is_year(tokens[start], before)))


def _is_month(token: Token) -> bool:
    return token.role is Role.MONTH and (token.text != "may" or token.is_capital)


def _is_year(token: Token, before: Token) -> bool:
    return token.text.isdigit() and 1900 <= token.value < 2100 and before.role in (Role.STOP, Role.BETWEEN)


def number(tokens: Sequence[Token], start: int, words: Lexicon) -> Number | None:
    """The numeral that begins at `start`, or None.

    Words add up as long as each fits into the zeros that the one before leaves free: "two hundred" leaves two, "twenty" one.
    """
    if start >= len(tokens) or tokens[start].role not in _ADDITIVE | {Role.VAGUE, Role.PAIR}:
        return None
    first = tokens[start]
    if first.role in (Role.VAGUE, Role.PAIR):
        return Number(int(first.value), start + 1, is_vague=first.role is Role.VAGUE)
    if first.role is Role.SCALES:
        return _of_plural_scale(tokens, start)
    return _Reader(tokens, start, words).read()


def _of_plural_scale(tokens: Sequence[Token], start: int) -> Number:
    """The number of a plural scale word: "millions" alone is at least two of them, Russian "тысячи две" about two thousand."""
    after = tokens[start + 1] if start + 1 < len(tokens) else None
    scale = int(tokens[start].value)
    if after and after.role is Role.NUMBER and not after.is_figure and 1 < after.value < 100:
        return Number(scale * int(after.value), start + 2, is_about=True)
    return Number(2 * scale, start + 1, is_vague=True)


class _Reader:
    """One numeral, added up from left to right."""

    def __init__(self, tokens: Sequence[Token], start: int, words: Lexicon) -> None:
        self.tokens = tokens
        self.at = start
        self.words = words
        self.total = Fraction(0)  # whole thousands and above
        self.part = Fraction(0)  # what is being built below the next scale
        self.room = 0  # the next word must be below this; 0 at the start
        self.top = 10**13  # scales go down: "two thousand million" does not follow "million"
        self.is_about = False

    def read(self) -> Number | None:
        while self._step():
            pass
        value = self.total + self.part
        if value.denominator != 1 or not self.room:
            return None
        return Number(int(value), self.at, is_about=self.is_about)

    def _step(self) -> bool:
        at = self._past_glue()
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        took = token.role in _ADDITIVE and (self._add(token, at) if token.role is Role.NUMBER else self._scale(token))
        if took:
            self.at = at + 1
        return took

    def _past_glue(self) -> int:
        """Where the next numeral word stands, past a hyphen or an "and" that may stand inside a numeral here."""
        if not self.room or self.at + 1 >= len(self.tokens) or self.tokens[self.at - 1].is_figure:
            return self.at
        token = self.tokens[self.at]
        is_hyphen = token.text == "-" and 1 < self.room < 100
        glue = self.words.glue_room
        is_glue = token.role is Role.AND and bool(glue) and (self.room >= glue or self._is_reversed(self.at + 1))
        return self.at + 1 if is_hyphen or is_glue else self.at

    def _is_reversed(self, at: int) -> bool:
        """Arabic says the units first: خمسة وعشرون."""
        value = self.tokens[at].value if self.tokens[at].role is Role.NUMBER else 0
        return (
            self.words.language == "ar" and self.room == 1 and 0 < self.part % 100 < 10 and 20 <= value < 100 and value % 10 == 0
        )

    def _add(self, token: Token, at: int) -> bool:
        if self.room and (token.is_figure or self.tokens[self.at - 1].is_figure):
            return False
        if self.room and not 0 < token.value < self.room and not (at > self.at and self._is_reversed(at)):
            return False
        self.part += token.value
        self.room = _room(token.value)
        return True

    def _scale(self, token: Token) -> bool:
        scale = int(token.value)
        if scale >= self.top or (token.role is Role.GROUPED and self.room and self.part >= 100):
            return False
        if token.role is Role.SCALES and not self.part:
            return False
        if scale < 1_000:
            return self._multiply_part(token, scale)
        self.total += (self.part or Fraction(1)) * scale
        self.part = Fraction(0)
        self.room = self.top = scale
        return True

    def _multiply_part(self, token: Token, scale: int) -> bool:
        """Takes a scale word below a thousand: "two hundred", "two dozen"."""
        if self.part >= 100 and self.part % 100 == 0:
            return False
        self.part = (self.part or Fraction(1)) * scale
        self.is_about = token.role is Role.GROUPED
        self.room = 1 if self.is_about else scale
        return True


def _room(value: Fraction) -> int:
    """The power of ten below which another word may be added: 100 after 300, 10 after 20, 1 after 7 (none)."""
    if value.denominator != 1 or not value:
        return 1
    room = 1
    while value % (room * 10) == 0 and room < 1_000:
        room *= 10
    # Ten takes no unit: "ten five" is two numbers.
    return 1 if value == 10 else room
