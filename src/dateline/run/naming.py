"""Ids of events: given once, kept through every later run, as pure functions of the events and of what is stored.

An event keeps the id of the stored event that it shares most incidents with. Where two stored events have become one, the
older id stays and the other is joined into it; where one has become two, the larger part keeps the id, or what a person left in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.model import Document, Event, EventState, Incident, IncidentRef, ids
from dateline.store import Naming, Succession

__all__ = ["Anchor", "Former", "anchor", "name_events"]


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """What a new event's id is made from: the earliest of its incidents, by publication, document and place in the text.

    Args:
        published: day of publication; the last day that there is where it is not known.
        seed: document, words of the first claim, words of place and time, and action, as offsets.
    """

    published: date
    document: str
    start: int
    end: int
    seed: str
    ref: IncidentRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A stored event, its members traced to the incidents that are there now.

    Args:
        born: number of the run that gave the id.
        run: number of the run that last changed it.
        members: an incident that is not told any more is None.
        leaving: of these, the ones that a person split off; the id stays with the others, however few.
    """

    id: str
    seed: str
    born: int
    run: int
    state: EventState
    joined_into: str | None
    members: tuple[IncidentRef | None, ...]
    leaving: frozenset[IncidentRef] = frozenset()


def anchor(incident: Incident, doc: Document) -> Anchor:
    """Where an incident stands in time, in its document, and what names it for ever."""
    first = min((claim.quote for claim in incident.claims), key=lambda quote: (quote.start, quote.end))
    marks = (incident.place.quote, incident.time.quote)
    words = "/".join(f"{quote.start}-{quote.end}" if quote else "" for quote in (first, *marks))
    seed = f"{doc.id} {words} {incident.action.value}"
    return Anchor(doc.published or date.max, doc.id, first.start, first.end, seed, incident.ref)


def name_events(
    events: Sequence[Event], anchors: Sequence[Anchor], formers: Sequence[Former], bystanders: Sequence[Former] = ()
) -> Naming:
    """The events with their ids, and what became of the stored ones; the order of the arguments changes nothing.

    Args:
        events: as merging made them.
        anchors: one for each of their incidents.
        formers: the stored events that may have incidents in them, joined and withdrawn ones too.
        bystanders: other stored events, which stay as they are; those that bear an id which a new event might get.
    """
    place = {a.ref: a for a in anchors}
    firsts = [min(place[ref] for ref in event.incidents) for event in events]
    order = sorted(range(len(events)), key=lambda n: firsts[n])
    namer = _Namer([events[n] for n in order], [firsts[n] for n in order], sorted(formers, key=lambda f: f.id), bystanders)
    return namer.naming()


class _Namer:
    """Gives ids to events that are sorted by their anchors."""

    def __init__(
        self, events: Sequence[Event], firsts: Sequence[Anchor], formers: Sequence[Former], bystanders: Sequence[Former]
    ) -> None:
        self._events = events
        self._firsts = firsts
        self._formers = formers
        self._by_id = {former.id: former for former in (*bystanders, *formers)}
        self._elsewhere = {former.id for former in bystanders if former.members}
        self._home = {ref: n for n, event in enumerate(events) for ref in event.incidents}
        self._shares = {f.id: Counter(self._home[ref] for ref in f.members if ref in self._home) for f in formers}
        self._origins: dict[int, set[str]] = {}
        for name, share in self._shares.items():
            for n in share:
                self._origins.setdefault(n, set()).add(name)
        self._names: dict[int, tuple[str, str]] = {}
        self._successions: list[Succession] = []

    def naming(self) -> Naming:
        self._keep()
        self._give()
        kept = {name for name, _ in self._names.values()}
        joined = {s.old for s in self._successions if s.kind == "joined"}
        gone = (f.id for f in self._formers if f.joined_into is None and f.state is not EventState.WITHDRAWN)
        return Naming(
            events=tuple((replace(event, id=self._names[n][0]), self._names[n][1]) for n, event in enumerate(self._events)),
            successions=tuple(self._successions),
            withdrawn=tuple(name for name in gone if name not in kept and name not in joined),
            after=max((f.run for f in self._formers), default=0),
        )

    def _keep(self) -> None:
        """The largest part of each stored event claims its id; of several ids that meet in one event the oldest stays."""
        claimants: dict[int, list[Former]] = {}
        for former in self._formers:
            if share := self._staying(former):
                most = max(share.values())
                claimants.setdefault(min(n for n, part in share.items() if part == most), []).append(former)
        for n in sorted(claimants):
            keeper, *others = sorted(
                claimants[n], key=lambda f: (f.state is EventState.WITHDRAWN, f.born, -self._shares[f.id][n], f.id)
            )
            self._names[n] = keeper.id, keeper.seed
            self._successions += (Succession(other.id, keeper.id, "joined") for other in others)

    def _staying(self, former: Former) -> Counter[int]:
        """In which events the incidents of a stored event are now, those left out that were split off, unless all were."""
        stay = Counter(self._home[ref] for ref in former.members if ref in self._home and ref not in former.leaving)
        return stay or self._shares[former.id]

    def _give(self) -> None:
        """New ids for the events that have none; an id that was joined or withdrawn comes back where its first incident stands alone again."""
        taken = {name for name, _ in self._names.values()} | {f.id for f in self._formers if self._shares[f.id]} | self._elsewhere
        for n, first in enumerate(self._firsts):
            if n not in self._names:
                name = self._free(first.seed, taken)
                taken.add(name)
                self._names[n] = name, first.seed
                self._note_split(n, name)

    def _free(self, seed: str, taken: set[str]) -> str:
        attempt = 0
        while True:
            name = ids.make(ids.EVENT, seed, attempt=attempt)
            former = self._by_id.get(name)
            if name not in taken and (former is None or former.seed == seed):
                return name
            attempt += 1

    def _note_split(self, n: int, name: str) -> None:
        """Every stored event that an event with a new id took incidents from is noted as its origin."""
        former = self._by_id.get(name)
        origins = set(self._origins.get(n, ()))
        if former is not None and former.joined_into is not None:
            origins.add(former.joined_into)
        self._successions += (Succession(origin, name, "split") for origin in sorted(origins))
