"""Copies: documents that tell one text and are therefore one witness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from zlib import crc32

from dateline.merge.rules import CopyRules
from dateline.model import Document

__all__ = ["Witnesses", "groups", "witnesses"]

Witnesses = Mapping[str, str]

_WORD = re.compile(r"\w+")


def witnesses(documents: Iterable[Document], rules: CopyRules) -> Witnesses:
    """For each document's id the id of its witness: the original where it is known, else the earliest of the copies.

    A document is a copy where it says so (`copy_of`), or where it shares enough of its word shingles with another; the
    share is of the shorter text, because outlets cut from the end. A later version of a text is the same witness too.
    """
    docs = sorted(documents, key=lambda doc: doc.id)
    known = {doc.id for doc in docs}
    group = _Union(doc.id for doc in docs)
    for doc in docs:
        for other in (doc.copy_of, doc.version_of):
            if other in known:
                group.join(doc.id, other)
    # Two copies of a text that is not among the documents are one witness all the same.
    for siblings in _by_original(docs, known):
        for other in siblings[1:]:
            group.join(siblings[0], other)
    for a, b in _near_duplicates(docs, rules):
        group.join(a.id, b.id)
    return _named(docs, group)


def groups(documents: Iterable[Document], rules: CopyRules) -> tuple[tuple[str, ...], ...]:
    """The ids of the documents, grouped by witness, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for doc, witness in witnesses(documents, rules).items():
        found[witness].append(doc)
    return tuple(sorted(tuple(sorted(ids)) for ids in found.values()))


def _by_original(docs: Sequence[Document], known: set[str]) -> Iterable[list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for doc in docs:
        if doc.copy_of and doc.copy_of not in known:
            found[doc.copy_of].append(doc.id)
    return found.values()


def _named(docs: Sequence[Document], group: _Union) -> dict[str, str]:
    members: dict[str, list[Document]] = defaultdict(list)
    for doc in docs:
        members[group.find(doc.id)].append(doc)
    return {doc.id: _original(copies).id for copies in members.values() for doc in copies}


def _original(copies: Sequence[Document]) -> Document:
    """No copy by its own word, printed by the agency itself, the earliest, the longest."""
    return min(
        copies,
        key=lambda doc: (
            doc.copy_of is not None,
            not (doc.agency and doc.agency == doc.outlet),
            doc.published is None,
            doc.published,
            -len(doc.text),
            doc.id,
        ),
    )


def _near_duplicates(docs: Sequence[Document], rules: CopyRules) -> Iterable[tuple[Document, Document]]:
    shingles = [_shingles(doc.text, rules.shingle_words) for doc in docs]
    for i, k in sorted(_sharing(shingles)):
        a, b = docs[i], docs[k]
        smaller = min(len(shingles[i]), len(shingles[k]))
        same_agency = bool(a.agency) and a.agency == b.agency
        if len(shingles[i] & shingles[k]) >= (rules.share_same_agency if same_agency else rules.share) * smaller:
            yield a, b


def _sharing(shingles: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs that share one of the sampled shingles; in a long list each is paired with its neighbours and the first only."""
    filed: dict[int, list[int]] = defaultdict(list)
    for n, own in enumerate(shingles):
        for shingle in own:
            if shingle % 4 == 0 or len(own) < 40:
                filed[shingle].append(n)
    found: set[tuple[int, int]] = set()
    for members in filed.values():
        for i, n in enumerate(members[1:], 1):
            found.update((m, n) for m in {members[0], *members[max(0, i - 8) : i]})
    return found


@lru_cache(maxsize=20000)
def _shingles(text: str, size: int) -> frozenset[int]:
    """Checksums of all runs of `size` words (of the whole text where it is shorter)."""
    words = _WORD.findall(text.casefold())
    return frozenset(crc32(" ".join(words[i : i + size]).encode()) for i in range(max(1, len(words) - size + 1)) if words)


class _Union:
    """Disjoint sets of names; the lowest name stands for its set."""

    def __init__(self, names: Iterable[str]) -> None:
        self.parent = {name: name for name in names}

    def find(self, name: str) -> str:
        while self.parent[name] != name:
            self.parent[name] = name = self.parent[self.parent[name]]
        return name

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self.find(a), self.find(b)))
        self.parent[second] = first
