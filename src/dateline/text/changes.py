"""What changed between two versions of a text: by paragraphs first, by words within those that were rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

__all__ = ["Change", "ChangeKind", "changes"]

_PARAGRAPH = re.compile(r"[^\n]*\n*")
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
# Two paragraphs with fewer words in common are one that went and one that came. Source: the ratio from which `difflib` calls matches close
_ALIKE = 0.6
# Paragraphs with more words together are compared as wholes: comparing words takes time that grows with their square.
_MOST_WORDS = 4_000


class ChangeKind(StrEnum):
    """What became of a passage."""

    KEPT = "kept"
    CUT = "cut"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """A passage of one of the texts, or of both.

    Args:
        kind: kept, cut or added.
        text: its words.
        old, new: where it begins in the older and in the newer text, in code points; where it is not in one, where it would stand.
    """

    kind: ChangeKind
    text: str
    old: int
    new: int


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The passages of two texts in order, each kept, cut or added; together they make both texts again.

    Args:
        old: the older text.
        new: the newer one.
    """
    before, after = _PARAGRAPH.findall(old)[:-1], _PARAGRAPH.findall(new)[:-1]
    return tuple(_joined(_placed(_by_paragraph(before, after))))


Piece = tuple[ChangeKind, str]


def _by_paragraph(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield ChangeKind.KEPT, "".join(old[a:b])
        else:
            yield from _rewritten(old[a:b], new[c:d])


def _rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Paragraphs beside what took their place: word by word where they are alike, else one cut and one added."""
    before, after = _WORD.findall("".join(old)), _WORD.findall("".join(new))
    if not before or not after or len(before) + len(after) > _MOST_WORDS:
        yield from _exchanged(old, new)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        yield from _exchanged(old, new)
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield ChangeKind.KEPT, "".join(before[a:b])
        else:
            yield from _exchanged(before[a:b], after[c:d])


def _exchanged(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    yield ChangeKind.CUT, "".join(old)
    yield ChangeKind.ADDED, "".join(new)


def _placed(pieces: Iterator[Piece]) -> Iterator[Change]:
    old = new = 0
    for kind, text in pieces:
        if text:
            yield Change(kind, text, old, new)
        old += len(text) if kind is not ChangeKind.ADDED else 0
        new += len(text) if kind is not ChangeKind.CUT else 0


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """Passages of one kind that follow one another, as one."""
    last: Change | None = None
    for one in found:
        if last is not None and last.kind is one.kind:
            last = Change(last.kind, last.text + one.text, last.old, last.new)
        else:
            if last is not None:
                yield last
            last = one
    if last is not None:
        yield last
