"""How many persons a phrase of a report gives, and the cardinal numbers in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Count, HarmKind
from dateline.text.numerals import lexicon_of
from dateline.text.numerals.lexicon import Role
from dateline.text.numerals.persons import COUNTING, is_harm, persons, pieces
from dateline.text.numerals.quantity import number, with_quantities
from dateline.text.numerals.tokens import Token, tokens

__all__ = ["cardinal", "count"]


def cardinal(phrase: str, language: str = "en") -> int | None:
    """The first cardinal number that a phrase gives in figures or words; None where it gives none.

    Articles, ordinals and words such as "several" are no cardinals. "A dozen" is 12, "a hundred" 100.

    Args:
        phrase: "twenty-three attacks".
        language: ISO 639-1 code; figures alone are read in a language that has no table.
    Example:
        >>> cardinal("one thousand two hundred and five")
        1205
    """
    words = lexicon_of(language)
    found = tokens(phrase, words)
    for start in range(len(found)):
        read = number(found, start, words)
        if read is not None and not read.is_vague:
            return read.value
    return None


def count(phrase: str, language: str = "en", *, kind: HarmKind | None = None) -> Count | None:
    """The number of persons that a harm or actor phrase gives, with its low and high; None where it gives none.

    Args:
        phrase: "at least 12 soldiers", "wounding a teacher and two children", "no casualties".
        language: ISO 639-1 code; figures alone are read in a language that has no table.
        kind: takes the number of this kind of harm from a phrase that gives several ("killed two and wounded five"); a
            number given for two kinds together ("killed or wounded dozens") is then none.
    Source: codebook 1.2, "Harm", "Actors" and "Other languages".
    Example:
        >>> count("15 people including 5 soldiers")
        Count(low=15, best=15, high=15)
    """
    words = lexicon_of(language)
    read = with_quantities(tokens(phrase, words), words)
    chosen = _of_kind(_segments(read), kind)
    return None if chosen is None else persons(chosen, words)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of the phrase that tells of one harm (or of none)."""

    tokens: tuple[Token, ...]
    kinds: frozenset[HarmKind | None]


def _segments(read: Sequence[Token]) -> list[_Segment]:
    """The phrase cut where one harm ends and another begins; parts without a harm go with the one before, else after."""
    segments: list[_Segment] = []
    for piece in pieces(read):
        kinds = frozenset(token.kind for token in piece if is_harm(token))
        last = segments[-1] if segments else None
        if last and (not kinds or not last.kinds or kinds == last.kinds or _is_joint(last, piece)):
            segments[-1] = _Segment(last.tokens + piece, last.kinds | kinds)
        else:
            segments.append(_Segment(piece, kinds))
    return segments


def _is_joint(last: _Segment, piece: Sequence[Token]) -> bool:
    """Whether two harms share one number: "killed or wounded", "dead and injured"."""
    return (
        is_harm(last.tokens[-1])
        and len(piece) > 1
        and piece[0].role in (Role.AND, Role.OR)
        and is_harm(piece[1])
        and None not in last.kinds
        and not (_has_number(last.tokens) and _has_number(piece))
    )


def _has_number(part: Sequence[Token]) -> bool:
    return any(token.role in COUNTING for token in part)


def _of_kind(segments: Sequence[_Segment], kind: HarmKind | None) -> tuple[Token, ...] | None:
    if not segments:
        return None
    if kind is None:
        return segments[0].tokens
    named = [segment for segment in segments if kind in segment.kinds]
    chosen = named[0] if named else segments[0]
    return None if len(chosen.kinds - {None}) > 1 else chosen.tokens
