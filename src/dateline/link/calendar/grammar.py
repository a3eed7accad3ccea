"""The grammar's frame: what a rule is, what it may look at, and how rules reduce a row of tokens to intervals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.link.calendar.days import Days
from dateline.link.calendar.lexicon import CODES, Token

__all__ = ["Frame", "Rule", "Tokens", "reduce"]

Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a phrase is read against.

    Args:
        published: day of publication; None where it is not known, and then only absolute dates resolve.
        anchor: the interval that "two days earlier" hangs on; None where there is none.
        ahead: whether the text speaks of what is to come.
        near: a day whose year a date without year takes, in a narrative of another time than publication's.
        period: the days that a report covers, from its title.
        free: whether phrases that hang on an anchor may be read at all (not while a whole text is scanned for dates).
    """

    published: date | None
    anchor: Days | None = None
    ahead: bool = False
    near: date | None = None
    period: Days | None = None
    free: bool = True

    @property
    def base(self) -> Days | None:
        """What hanging phrases hang on: the anchor, else the day of publication."""
        if self.anchor is not None:
            return self.anchor
        return Days(self.published, self.published, sure=0.5, why="publication") if self.published and self.free else None


Build = Callable[[Tokens, Frame], Token | Days | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over token codes and what it makes of the tokens; the builder refuses with None."""

    pattern: re.Pattern[str]
    build: Build

    @classmethod
    def of(cls, pattern: str, build: Build) -> Rule:
        """The rule for a pattern of codes, blanks ignored."""
        return cls(re.compile(pattern.replace(" ", "")), build)


def reduce(row: Tokens, frame: Frame, rules: Sequence[Rule]) -> list[Token]:
    """The row with every reading that the rules find put in place of the tokens that it reads, in the order of the rules."""
    tokens = list(row)
    codes = "".join(t.code for t in tokens)
    for rule in rules:
        at = 0
        while match := rule.pattern.search(codes, at):
            made = _made(rule, tokens[match.start() : match.end()], frame)
            if made is None or match.end() == match.start():
                at = match.start() + 1
                continue
            tokens[match.start() : match.end()] = [made]
            codes = codes[: match.start()] + made.code + codes[match.end() :]
            at = match.start() + 1
    return tokens


def _made(rule: Rule, part: Tokens, frame: Frame) -> Token | None:
    try:
        made = rule.build(part, frame)
    except (ValueError, OverflowError):  # a day that no calendar has: 31 June, the year 0
        return None
    if isinstance(made, Days):
        return Token(CODES["interval"], made, part[0].start, part[-1].end, " ".join(t.word for t in part))
    return made
