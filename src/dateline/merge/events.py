"""Events: the whole of merging as one pure function."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError
from dateline.merge.block import is_barred
from dateline.merge.bonds import settle
from dateline.merge.copies import Witnesses, witnesses
from dateline.merge.explain import match, spanning
from dateline.merge.ledger import Ledger
from dateline.merge.part import Bound, Pair
from dateline.merge.resolve import event
from dateline.merge.rules import Rules, load
from dateline.merge.sketch import Sketch, sketch
from dateline.merge.testimony import testimony
from dateline.merge.whole import Whole
from dateline.model import Bond, Document, Event, Incident, IncidentRef, Match

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Merged", "between", "compare", "events", "merged"]


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
    return merged(incidents, documents, rules=rules, bonds=bonds).events


@dataclass(frozen=True, slots=True)
class Merged:
    """Events, and which of their documents are copies.

    Args:
        events: sorted by their first incident.
        copies: for an incident whose document copies another that tells of the same event, the id of that one.
    """

    events: tuple[Event, ...]
    copies: Mapping[IncidentRef, str]


def merged(
    incidents: Iterable[Incident],
    documents: Iterable[Document] = (),
    *,
    rules: Rules | None = None,
    bonds: Sequence[Bond] = (),
    pairs: Iterable[tuple[IncidentRef, IncidentRef]] | None = None,
) -> Merged:
    """The events of the incidents, as `events` makes them, with their copies; also of some of all incidents, which form whole events.

    Args:
        incidents: as in `events`.
        documents: as in `events`.
        rules: as in `events`.
        bonds: as in `events`.
        pairs: the pairs among these incidents that the blocks of all incidents give, barred ones too; None where these are all.
    Raises:
        InputError: as in `events`.
    """
    rules = rules or load()
    docs = _by_id(documents)
    ordered = _sorted(incidents)
    sketches = [sketch(i, docs.get(i.document)) for i in ordered]
    decided = _decided(ordered, bonds)
    kept = {n for pair in decided.bound.together for n in pair}
    ledger = Ledger(rules)
    for one in sketches:
        ledger.add(one)
    chosen = ledger.pairs(kept) if pairs is None else _worth(sketches, pairs, rules, kept)
    whole = Whole(lambda rows: [sketches[n] for n in rows], ledger.order(), chosen, rules=rules, bound=decided.bound)
    made: list[Event] = []
    copies: dict[IncidentRef, str] = {}
    for group, scores in whole.events():
        told = _Told([ordered[n] for n in group], docs, rules)
        copies |= told.copies
        made.append(told.event(_matches(group, sketches, scores, rules=rules, decided=decided)))
    return Merged(events=tuple(sorted(made, key=lambda event: event.incidents)), copies=copies)


class _Told:
    """The incidents of one event, with their documents and whose copies these are."""

    def __init__(self, incidents: Sequence[Incident], docs: Mapping[str, Document], rules: Rules) -> None:
        self._incidents, self._docs, self._rules = incidents, docs, rules
        self._named = _witnesses(incidents, docs, rules)

    @property
    def copies(self) -> dict[IncidentRef, str]:
        """For each incident whose document copies another of these the id of that one."""
        named = self._named
        return {i.ref: named[i.document] for i in self._incidents if named.get(i.document, i.document) != i.document}

    def event(self, matches: tuple[Match, ...]) -> Event:
        """The event that they tell of."""
        return event(testimony(self._incidents, self._docs, self._named, self._rules), matches, self._rules)


def _worth(
    sketches: Sequence[Sketch], pairs: Iterable[tuple[IncidentRef, IncidentRef]], rules: Rules, kept: Collection[int]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Of some pairs those that `Ledger.pairs` would give, in the same shape."""
    import numpy as np

    place = {one.ref: n for n, one in enumerate(sketches)}
    sorted_pairs = {(min(a, b), max(a, b)) for a, b in ((place[left], place[right]) for left, right in pairs)}
    worth = sorted(
        (a, b)
        for a, b in sorted_pairs
        if sketches[a].ref.document != sketches[b].ref.document
        and (a in kept or b in kept or not is_barred(sketches[a], sketches[b], rules))
    )
    both = np.array(worth, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


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


@dataclass(frozen=True, slots=True)
class _Decided:
    """The bonds that hold, as positions: the pairs, and for each position those joined to it with the decision."""

    bound: Bound
    by: Mapping[int, Mapping[int, str]]


def _decided(ordered: Sequence[Incident], bonds: Sequence[Bond]) -> _Decided:
    place = {incident.ref: n for n, incident in enumerate(ordered)} if bonds else {}
    pairs: dict[bool, list[Pair]] = {True: [], False: []}
    by: dict[int, dict[int, str]] = {}
    for bond in settle(ordered, bonds).kept:
        a, b = sorted((place[bond.left], place[bond.right]))
        pairs[bond.joined].append((a, b))
        if bond.joined:
            by.setdefault(a, {})[b] = bond.decision
    return _Decided(Bound(pairs[True], pairs[False]), by)


def _matches(
    group: Sequence[int], sketches: Sequence[Sketch], scores: Mapping[tuple[int, int], int], *, rules: Rules, decided: _Decided
) -> tuple[Match, ...]:
    pairs = {(a, b): decision for a in group for b, decision in decided.by.get(a, {}).items()}
    return tuple(
        replace(match(sketches[a], sketches[b], rules), decision=pairs.get((a, b))) for a, b in spanning(group, scores, pairs)
    )


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
