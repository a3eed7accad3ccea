"""Replay: stored decisions read for the incidents that are there now, as bonds for merging and values to set afterwards.

Decisions name incidents by marks; here each mark is looked up in the document's present coding. What is not found is kept with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from dateline.errors import InputError
from dateline.model import Bond, ClaimRef, Decided, Decision, Incident, IncidentRef
from dateline.review.active import active
from dateline.review.mark import Mark
from dateline.review.meaning import Choose, Chosen, Code, Given, Join, Meaning, Same, Split, meaning_of

__all__ = ["Choice", "Replay", "connected", "documents_of", "documents_of_one", "replay"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen value, and the incidents of the event that it was chosen for, as far as they are there.

    Args:
        claim: the claim that it was taken from; None where it was typed, or the claim is not told any more.
        independent: whether the coder chose without regard to what others chose, so that it does not overrule them.
    """

    decided: Decided
    field: str
    chosen: Chosen
    incidents: tuple[IncidentRef, ...]
    claim: ClaimRef | None
    independent: bool = False


@dataclass(frozen=True, slots=True)
class Replay:
    """Decisions read for the incidents that are there.

    Args:
        bonds: in the order in which they were decided.
        choices: in the same order.
        found: for each standing decision the incidents that it is about and that are there, in its order.
        lost: for a decision what of it is not there any more, in words.
        leaving: for an event that was split, by its id at that time, the incidents that left it.
    """

    bonds: tuple[Bond, ...] = ()
    choices: tuple[Choice, ...] = ()
    found: Mapping[str, tuple[IncidentRef, ...]] = field(default_factory=dict)
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leaving: Mapping[str, frozenset[IncidentRef]] = field(default_factory=dict)


def documents_of(decisions: Sequence[Decision]) -> frozenset[str]:
    """Ids of the documents that standing decisions are about: `replay` needs their present incidents, and no others."""
    return frozenset().union(*map(documents_of_one, active(decisions)))


def connected(decisions: Sequence[Decision], documents: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions that decide what becomes of the incidents of these documents, in their order, with all undoings.

    Those are the standing ones about any of the documents, and about any that such a decision is about too, and so on: whatever else was
    decided changes nothing for them.

    Args:
        decisions: all that are stored, in the order in which they were made.
        documents: ids.
    """
    told = {one.id: documents_of_one(one) for one in active(decisions)}
    by_document: dict[str, set[str]] = defaultdict(set)
    for name, about in told.items():
        for document in about:
            by_document[document].add(name)
    found: set[str] = set()
    waiting = list(documents)
    seen = set(waiting)
    while waiting:
        for name in by_document.get(waiting.pop(), set()) - found:
            found.add(name)
            fresh = told[name] - seen
            seen |= fresh
            waiting += fresh
    gone = {one.id for one in decisions} - told.keys()
    return tuple(one for one in decisions if one.id in found or one.id in gone)


@lru_cache(maxsize=100_000)
def documents_of_one(decision: Decision) -> frozenset[str]:
    """Ids of the documents that a decision is about, whether it stands or not."""
    return frozenset(mark.document for _, meaning in _readable((decision,)) for mark in _marks(meaning))


def replay(decisions: Sequence[Decision], incidents: Iterable[Incident]) -> Replay:
    """The decisions as bonds and choices between the present incidents; order and surplus of the incidents change nothing.

    Args:
        decisions: all that are stored, in the order in which they were made.
        incidents: the present ones, at least of the documents in `documents_of`.
    """
    standing = active(decisions)
    return _Replay(standing, incidents).result() if standing else Replay()


def _readable(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, Meaning]]:
    for decision in decisions:
        try:
            yield decision, meaning_of(decision)
        except InputError:
            continue  # `_Replay` tells of it, where the decision is replayed


def _marks(meaning: Meaning) -> tuple[Mark, ...]:
    if isinstance(meaning, Split):
        return meaning.away + meaning.rest
    return () if isinstance(meaning, Same) else meaning.incidents


class _Replay:
    """The reading of decisions against present incidents, grouped by their documents."""

    def __init__(self, decisions: Sequence[Decision], incidents: Iterable[Incident]) -> None:
        self._decisions = decisions
        self._meanings = {decision.id: meaning for decision, meaning in _readable(decisions)}
        named = {mark.document for meaning in self._meanings.values() for mark in _marks(meaning)}
        self._told: dict[str, list[Incident]] = defaultdict(list)
        for incident in incidents:
            if incident.document in named:
                self._told[incident.document].append(incident)
        self._lost: dict[str, list[str]] = defaultdict(list)
        self._refs: dict[str, dict[Mark, IncidentRef]] = {}
        self._later_apart: dict[IncidentRef, set[IncidentRef]] = defaultdict(set)

    def result(self) -> Replay:
        for decision in self._decisions:
            self._refs[decision.id] = self._located(decision)
        bonds: list[Bond] = []
        for decision in reversed(self._decisions):  # a join must know what later splits keep apart
            bonds[:0] = self._bonds(decision)
        return Replay(
            bonds=tuple(bonds),
            choices=tuple(choice for decision in self._decisions for choice in self._choices(decision)),
            found={name: tuple(dict.fromkeys(refs.values())) for name, refs in self._refs.items()},
            lost={name: tuple(why) for name, why in self._lost.items()},
            leaving=self._leaving(),
        )

    def _located(self, decision: Decision) -> dict[Mark, IncidentRef]:
        meaning = self._meanings.get(decision.id)
        if meaning is None:
            self._lost[decision.id].append(_unreadable(decision))
            return {}
        refs: dict[Mark, IncidentRef] = {}
        for mark in _marks(meaning):
            ref = mark.find(self._told[mark.document])
            if ref is None:
                self._lost[decision.id].append(f"{mark.document}/{mark.key} is not told any more")
            else:
                refs[mark] = ref
        return refs

    def _bonds(self, decision: Decision) -> list[Bond]:
        meaning, refs = self._meanings.get(decision.id), self._refs[decision.id]
        if isinstance(meaning, Join):
            return self._together(_of(refs, meaning.incidents), decision.id)
        if not isinstance(meaning, Split):
            return []
        away, rest = _of(refs, meaning.away), _of(refs, meaning.rest)
        bonds = self._together(away, decision.id)
        for one in away:
            self._later_apart[one] |= set(rest) - {one}
        for other in rest:
            self._later_apart[other] |= set(away) - {other}
        return [*bonds, *(Bond(one, other, joined=False, decision=decision.id) for one in away for other in rest)]

    def _together(self, refs: Sequence[IncidentRef], decision: str) -> list[Bond]:
        """Bonds that hold the incidents together, so that those stay together which no later split keeps apart.

        A chain through an incident that left later would fall to pieces; so the incidents are chained within the parts that later
        splits leave, and the parts to one another, which tells that those splits stand in the way.
        """
        parts: list[list[IncidentRef]] = []
        for ref in refs:
            apart = self._later_apart.get(ref)
            home = next((part for part in parts if not apart or apart.isdisjoint(part)), None)
            if home is None:
                parts.append([ref])
            else:
                home.append(ref)
        chains = [*parts, [part[0] for part in parts]]
        pairs = [pair for chain in chains for pair in pairwise(chain)]
        return [Bond(one, other, joined=True, decision=decision) for one, other in pairs]

    def _choices(self, decision: Decision) -> Iterator[Choice]:
        meaning = self._meanings.get(decision.id)
        if not isinstance(meaning, (Choose, Code)):
            return
        who = Decided(decision.id, decision.by, decision.at)
        refs = tuple(_of(self._refs[decision.id], meaning.incidents))
        is_coding = isinstance(meaning, Code)
        for one in _given(meaning):
            claim = self._claim(one, decision)
            yield Choice(decided=who, field=one.field, chosen=one.chosen, incidents=refs, claim=claim, independent=is_coding)

    def _claim(self, given: Given, decision: Decision) -> ClaimRef | None:
        if given.claim is None:
            return None
        quote = given.claim.quote
        claim = given.claim.find(self._told[quote.doc])
        if claim is None:
            self._lost[decision.id].append(f"the claim “{quote.text}” of {quote.doc} is not told any more")
        return claim

    def _leaving(self) -> dict[str, frozenset[IncidentRef]]:
        found: dict[str, frozenset[IncidentRef]] = {}
        for name, meaning in self._meanings.items():
            if isinstance(meaning, Split):
                found[meaning.event] = found.get(meaning.event, frozenset()) | set(_of(self._refs[name], meaning.away))
        return found


def _given(meaning: Choose | Code) -> tuple[Given, ...]:
    if isinstance(meaning, Code):
        return meaning.given
    return (Given(field=meaning.field, chosen=meaning.chosen, claim=meaning.claim),)


def _of(refs: Mapping[Mark, IncidentRef], marks: Iterable[Mark]) -> list[IncidentRef]:
    """The incidents that marks were found to be, sorted, each once."""
    return sorted({refs[mark] for mark in marks if mark in refs})


def _unreadable(decision: Decision) -> str:
    try:
        meaning_of(decision)
    except InputError as fault:
        return f"{fault.what}"
    return ""
