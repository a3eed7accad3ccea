"""Marks in a text: what lies where, cut into pieces that overlap nowhere, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

__all__ = ["KINDS", "Layer", "Paragraph", "Piece", "Stretch", "paragraphs"]

KINDS = ("claim", "trigger", "actor", "place", "time", "harm", "source", "weapon", "furniture", "here")
_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")


@dataclass(frozen=True, slots=True)
class Layer:
    """A range of code points that is marked.

    Args:
        kind: one of KINDS.
        link: where its words lead; None where they lead nowhere.
    """

    start: int
    end: int
    kind: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks; `kinds` in the order of KINDS."""

    text: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces in a row that lead to the same place, and the names of places that begin with them."""

    link: str | None
    anchors: tuple[str, ...]
    pieces: tuple[Piece, ...]


Paragraph = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    kinds: tuple[str, ...]
    link: str | None
    text: str


def paragraphs(text: str, layers: Iterable[Layer], anchors: Mapping[int, Sequence[str]] | None = None) -> tuple[Paragraph, ...]:
    """The text with its marks. All words are there, in order; only line breaks between paragraphs are left out.

    Args:
        text: the document's.
        layers: what is marked; ranges may overlap and lie in one another.
        anchors: names by the code point that they begin at.
    """
    named = {at: tuple(names) for at, names in (anchors or {}).items()}
    whole = [match.span() for match in _PARAGRAPH.finditer(text)]
    edges = sorted({edge for span in whole for edge in span} | set(named))
    cuts = list(_cuts(text, list(layers), edges))
    found, at = [], 0
    for start, end in whole:
        while at < len(cuts) and cuts[at].start < start:
            at += 1
        first = at
        while at < len(cuts) and cuts[at].start < end:
            at += 1
        found.append(tuple(_stretches(cuts[first:at], named)))
    return tuple(found)


def _cuts(text: str, layers: Sequence[Layer], edges: Sequence[int]) -> Iterator[_Cut]:
    """The text cut wherever a mark begins or ends."""
    begin, stop = defaultdict(list), defaultdict(list)
    for n, layer in enumerate(layers):
        begin[layer.start].append(n)
        stop[layer.end].append(n)
    bounds = sorted({0, len(text), *edges, *(at for at in (*begin, *stop) if 0 <= at <= len(text))})
    active: dict[int, Layer] = {}
    for start, end in pairwise(bounds):
        for n in stop[start]:
            active.pop(n, None)
        active |= {n: layers[n] for n in begin[start]}
        over = active.values()
        kinds = {layer.kind for layer in over}
        yield _Cut(start, tuple(kind for kind in KINDS if kind in kinds), _link(over), text[start:end])


def _link(over: Iterable[Layer]) -> str | None:
    """Where words under several marks lead: where the shortest claim does, else the shortest other mark."""
    linked = [layer for layer in over if layer.link]
    nearest = min(linked, key=lambda layer: (layer.kind != "claim", layer.end - layer.start, layer.start), default=None)
    return None if nearest is None else nearest.link


def _stretches(cuts: Sequence[_Cut], named: Mapping[int, tuple[str, ...]]) -> Iterator[Stretch]:
    """Cuts with one link in a row; an anchor begins a new stretch, so that it stands before its words."""
    part = 0
    keyed = []
    for cut in cuts:
        part += cut.start in named
        keyed.append((part, cut))
    for (_, link), group in groupby(keyed, key=lambda pair: (pair[0], pair[1].link)):
        inside = [cut for _, cut in group]
        yield Stretch(link, named.get(inside[0].start, ()), tuple(Piece(cut.text, cut.kinds) for cut in inside))
