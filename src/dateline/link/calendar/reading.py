"""The reading of a phrase, and the dates that stand in a text, by the rules of the grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from dateline.link.calendar import foreign, lexicon
from dateline.link.calendar.dates import DATE_RULES
from dateline.link.calendar.days import Days
from dateline.link.calendar.frames import FRAME_RULES, LONE_RULES
from dateline.link.calendar.grammar import Frame, reduce
from dateline.link.calendar.lexicon import Token
from dateline.link.calendar.relative import RELATIVE_RULES

__all__ = ["Mention", "mentions", "read"]

RULES = (*DATE_RULES, *RELATIVE_RULES, *FRAME_RULES)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date that a text names: where, which days, and whether it is only when somebody spoke."""

    start: int
    end: int
    days: Days
    sentence: int
    spoken: bool


def read(phrase: str, frame: Frame, language: str = "en") -> Days | None:
    """The days that a phrase means; None where neither the grammar nor, in languages without a word table, dateparser can tell.

    Words that no rule takes lower the confidence; two readings that disagree leave the first.
    """
    if language not in lexicon.LANGUAGES:
        return foreign.read(phrase, frame, language)
    row = lexicon.tokens(phrase, language)
    if row and row[0].code == "g" and any(t.code in "WMX" for t in row) and all(t.code not in "UYR" for t in row):
        frame = replace(frame, ahead=True)
    reduced = reduce(row, frame, RULES)
    found = _intervals(reduced)
    if not found:
        reduced = reduce(reduced, frame, LONE_RULES)
        found = _intervals(reduced)
    if not found:
        return None
    left_over = sum(t.code == "?" for t in reduced) + 2 * sum(t.code in "NOXY" for t in reduced)
    chosen = found[0]
    return replace(chosen, sure=round(chosen.sure * 0.9 ** min(left_over + 2 * (len(found) - 1), 6), 3))


def _intervals(row: Sequence[Token]) -> list[Days]:
    return [cast(Days, t.value) for t in row if t.code == "I"]


def mentions(text: str, frame: Frame, language: str = "en") -> tuple[Mention, ...]:
    """The dates that a text names by themselves, in order; phrases that hang on other occurrences are left out.

    Texts in languages without a word table give none.
    """
    if language not in lexicon.LANGUAGES:
        return ()
    reduced = reduce(lexicon.tokens_of_text(text, language), replace(frame, anchor=None, free=False), RULES)
    found: list[Mention] = []
    sentence, said_at = 0, -9
    for at, token in enumerate(reduced):
        if token.code == "|":
            sentence += 1
        elif token.code == "v":
            said_at = at
        elif token.code == "I":
            found.append(Mention(token.start, token.end, cast(Days, token.value), sentence, at - said_at == 1))
    return tuple(found)
