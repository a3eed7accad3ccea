"""Copies: documents that tell one text and are therefore one witness."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from dateline.merge.rules import CopyRules
from dateline.model import Document

__all__ = ["Copying", "Witnesses", "copyings", "groups", "is_version", "n_independent", "witnesses"]

Witnesses = Mapping[str, str]

_WORD = re.compile(r"\w+")
# Names that newsrooms change when they take over a text, by the one that stands for all.
_RENAMED = (
    (re.compile(r"\b(?:islamic state(?: in iraq and (?:syria|the levant))?|isis|isil|daesh|daech|dash)\b"), "is"),
    (re.compile(r"\b(?:al[- ])?shabaa?b\b"), "shabab"),
    (re.compile(r"\bper ?cent\b|%"), "percent"),
)
# Titles of a desk's own later versions. Source: usage of the agencies' style guides ("CORRECTED-", "UPDATE 2-").
_VERSION = re.compile(
    r"^\W*(?:corrected|correction|clarification|update(?:d)?(?: ?\d+)?|refiles?|recasts?|adds|rectificatif|mise a jour|actualiza\w*)\b",
    re.IGNORECASE,
)


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


@dataclass(frozen=True, slots=True)
class Copying:
    """One document that is no witness of its own, and why.

    Args:
        document: its id.
        of: id of the one that it follows: the one told, else the earlier text that shares most of its words.
        is_version: whether it is a later version by the same desk (an update, a correction), and no copy.
        share: of the shorter text's runs of words, those that both hold, 0 to 1; None where the text was not needed.
        reason: in words.
    """

    document: str
    of: str
    is_version: bool
    share: float | None
    reason: str


def copyings(documents: Iterable[Document], rules: CopyRules) -> tuple[Copying, ...]:
    """Who copied whom among some documents, sorted by document; the original of each group is not among them."""
    docs = {doc.id: doc for doc in documents}
    members: dict[str, list[Document]] = defaultdict(list)
    for name, witness in witnesses(docs.values(), rules).items():
        members[witness].append(docs[name])
    found = [_copying(doc, docs[w], own, rules) for w, own in members.items() for doc in own if doc.id != w]
    return tuple(sorted(found, key=lambda one: one.document))


def _copying(doc: Document, original: Document, group: Sequence[Document], rules: CopyRules) -> Copying:
    told = next((name for name in (doc.version_of, doc.copy_of) if name in {one.id for one in group}), None)
    if told is not None:
        return Copying(doc.id, told, told == doc.version_of, None, "as it says itself")
    earlier = [one for one in group if one.id != doc.id and (one is original or _comes_before(one, doc))]
    of = max(earlier, key=lambda one: (_share(one, doc, rules), one is original, one.id))
    share = _share(of, doc, rules)
    later = is_version(doc, of)
    credit = f", credits {doc.agency}" if doc.agency and doc.agency in (of.agency, of.outlet) and not later else ""
    what = "a later text of the same desk" if later else "the same text"
    return Copying(
        doc.id, of.id, later, round(share, 3), f"{what}: {share:.0%} of the shorter's runs of words{credit}{_lag(of, doc)}"
    )


def is_version(doc: Document, original: Document) -> bool:
    """Whether a text that counts with an earlier one is its desk's own later version, so that what it says replaces what that one said."""
    return doc.id != original.id and (doc.version_of is not None or (doc.copy_of is None and _is_one_desk(doc, original)))


def _comes_before(one: Document, other: Document) -> bool:
    return one.published is not None and other.published is not None and one.published < other.published


def _lag(one: Document, other: Document) -> str:
    days = (other.published - one.published).days if one.published and other.published else 0
    return f", {days} day{'s' if days > 1 else ''} later" if days > 0 else ""


def n_independent(names: Iterable[str], named: Witnesses) -> int:
    """How many of some documents remain when copies and versions count once."""
    return len({named.get(name, name) for name in names})


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
        if len(shingles[i] & shingles[k]) >= _enough(a, b, rules) * min(len(shingles[i]), len(shingles[k])):
            yield a, b


def _enough(a: Document, b: Document, rules: CopyRules) -> float:
    """The share from which two texts are one witness: less where both credit one agency, or one is titled a version by the same desk."""
    credits_one = bool(a.agency) and a.agency == b.agency
    is_version = _is_one_desk(a, b) and any(_VERSION.match(doc.title or "") for doc in (a, b))
    return rules.share_same_agency if credits_one or is_version else rules.share


def _is_one_desk(a: Document, b: Document) -> bool:
    """Whether one newsroom printed both: the outlet is the same, and it is not one that prints another's text."""
    return bool(a.outlet) and a.outlet == b.outlet and a.agency == b.agency


def _share(a: Document, b: Document, rules: CopyRules) -> float:
    left, right = (_shingles(doc.text, rules.shingle_words) for doc in (a, b))
    return len(left & right) / max(1, min(len(left), len(right)))


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
    plain = text.casefold()
    for pattern, name in _RENAMED:
        plain = pattern.sub(name, plain)
    words = _WORD.findall(plain)
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
