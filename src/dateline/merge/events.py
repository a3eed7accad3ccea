"""Events: the whole of merging as one pure function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.errors import InputError
from dateline.merge.block import candidate_pairs
from dateline.merge.bonds import settle
from dateline.merge.cluster import FORBIDDEN, clusters
from dateline.merge.compare import veto
from dateline.merge.copies import Witnesses, witnesses
from dateline.merge.explain import match, spanning
from dateline.merge.resolve import event
from dateline.merge.rules import Rules, load
from dateline.merge.score import score_millis
from dateline.merge.sketch import Sketch, sketch
from dateline.merge.testimony import testimony
from dateline.model import Bond, Document, Event, Incident, Match

__all__ = ["between", "compare", "events"]


def events(
    incidents: Iterable[Incident], documents: Iterable[Document] = (), rules: Rules | None = None, bonds: Sequence[Bond] = ()
) -> tuple[Event, ...]:
    """The occurrences that the incidents tell of, sorted by their first incident; ids stay None.

    The result depends on the set of incidents and documents and on the rules, never on their order.

    Args:
        incidents: of any number of documents; two of one document are never one event.
        documents: those that the incidents come from, as far as they are at hand; they add publication dates, desks,
            copies and stories. Without them every document counts as independent.
        rules: the rule set; the shipped default where None.
        bonds: what people decided on pairs of incidents, in the order in which they did; stronger than any score. `settle` says
            which of them do not fit.
    Returns: one event for each occurrence; every incident is in exactly one.
    Raises:
        InputError: two incidents, or two documents, bear one name.
    Source: average linkage under cannot-link constraints on Fellegi-Sunter weights; see `score` and `cluster`.
    """
    rules = rules or load()
    docs = _by_id(documents)
    ordered = _sorted(incidents)
    sketches = [sketch(i, docs.get(i.document)) for i in ordered]
    scores = {(a, b): _score(sketches[a], sketches[b], rules) for a, b in candidate_pairs(sketches, rules)}
    decided = _decided(ordered, bonds)
    groups = clusters(sketches, scores, rules, together=decided.together, apart=decided.apart)
    return tuple(
        _event([ordered[n] for n in group], _matches(group, sketches, scores, rules=rules, decided=decided), docs, rules)
        for group in groups
    )


def compare(a: Incident, b: Incident, documents: Iterable[Document] = (), *, rules: Rules | None = None) -> Match:
    """Why two incidents are one occurrence, or why not: each comparison in words, its weight, and what forbids a join.

    Args:
        a: one incident.
        b: the other; the order does not matter.
        documents: as in `events`.
        rules: as in `events`.
    """
    docs = _by_id(documents)
    return match(sketch(a, docs.get(a.document)), sketch(b, docs.get(b.document)), rules or load())


def between(
    left: Iterable[Incident], right: Iterable[Incident], documents: Iterable[Document] = (), *, rules: Rules | None = None
) -> tuple[Match, ...]:
    """Why two events are two: every incident of the one compared with every one of the other, closest first.

    Args:
        left: the incidents of one event.
        right: the incidents of the other.
        documents: as in `events`.
        rules: as in `events`.
    """
    rules = rules or load()
    docs = _by_id(documents)
    ours, theirs = ([sketch(i, docs.get(i.document)) for i in side] for side in (left, right))
    found = (match(a, b, rules) for a in ours for b in theirs)
    return tuple(sorted(found, key=lambda m: (m.vetoed is not None, -m.score, m.left, m.right)))


def _score(a: Sketch, b: Sketch, rules: Rules) -> int:
    return FORBIDDEN if veto(a, b, rules) else score_millis(a, b, rules)


@dataclass(frozen=True, slots=True)
class _Decided:
    """The bonds that hold, as positions: the pairs, and for each position those joined to it with the decision."""

    together: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]
    by: Mapping[int, Mapping[int, str]]


def _decided(ordered: Sequence[Incident], bonds: Sequence[Bond]) -> _Decided:
    place = {incident.ref: n for n, incident in enumerate(ordered)} if bonds else {}
    pairs: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    by: dict[int, dict[int, str]] = {}
    for bond in settle(ordered, bonds).kept:
        a, b = sorted((place[bond.left], place[bond.right]))
        pairs[bond.joined].append((a, b))
        if bond.joined:
            by.setdefault(a, {})[b] = bond.decision
    return _Decided(tuple(pairs[True]), tuple(pairs[False]), by)


def _matches(
    group: Sequence[int], sketches: Sequence[Sketch], scores: Mapping[tuple[int, int], int], *, rules: Rules, decided: _Decided
) -> tuple[Match, ...]:
    pairs = {(a, b): decision for a in group for b, decision in decided.by.get(a, {}).items()}
    return tuple(
        replace(match(sketches[a], sketches[b], rules), decision=pairs.get((a, b))) for a, b in spanning(group, scores, pairs)
    )


def _event(incidents: Sequence[Incident], matches: tuple[Match, ...], docs: Mapping[str, Document], rules: Rules) -> Event:
    return event(testimony(incidents, docs, _witnesses(incidents, docs, rules), rules), matches, rules)


def _witnesses(incidents: Sequence[Incident], docs: Mapping[str, Document], rules: Rules) -> Witnesses:
    present = {i.document for i in incidents}
    return witnesses((docs[name] for name in present if name in docs), rules.copies)


def _by_id(documents: Iterable[Document]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for doc in documents:
        if found.setdefault(doc.id, doc) is not doc and found[doc.id] != doc:
            raise InputError(
                "document-twice", f"two documents bear the id {doc.id!r}", fix="Give each document an id of its own."
            )
    return found


def _sorted(incidents: Iterable[Incident]) -> list[Incident]:
    ordered = sorted(incidents, key=lambda i: i.ref)
    for one, other in pairwise(ordered):
        if one.ref == other.ref:
            raise InputError("incident-twice", f"two incidents bear the name {one.ref}", fix="Keys must be unique in a document.")
    return ordered
