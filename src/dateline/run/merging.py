"""Merging over a store: what was added, changed, withdrawn or decided is merged anew with all that it may be one event with.

Everything else stays as it is stored, and what comes out is what merging everything would give: see docs/decisions/010-incremental-merging.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.errors import ConflictError
from dateline.model import Decision, Event, EventState, Incident, IncidentRef, ids
from dateline.run.causing import causes, of_joined
from dateline.run.decided_work import decided_work
from dateline.run.naming import Anchor, Former, anchor, name_events
from dateline.run.renaming import renamed
from dateline.run.replaying import decide, leave
from dateline.run.touching import Touched, touched
from dateline.run.tracing import trace
from dateline.store import Filed, Named, Naming, Refiling

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.merge import Merged
    from dateline.review import Replay
    from dateline.store import Store

__all__ = ["Remerged", "merge_store"]

# Another run that ends at the same time changes the events between reading and writing; all is then made again.
_ATTEMPTS = 12

# Ids that a new event might get: made from its first incident, and where that one is taken, with the next numbers.
_NAMES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Remerged:
    """What merging changed.

    Args:
        new, changed, joined, withdrawn: events, as in `RunReport`.
        unfit: decisions that do not fit, or only partly.
    """

    new: int
    changed: int
    joined: int
    withdrawn: int
    unfit: int


def merge_store(
    store: Store, rules: str, digest: str, *, run: int, begin: Callable[[int], None] | None = None, until: str | None = None
) -> Remerged:
    """What merging changed; the events and blocks of the store are brought up to date.

    Args:
        store: whose incidents are merged.
        rules: name or file of the rule set.
        digest: of all that decides how incidents are merged; where it is another than the last, all are merged anew.
        run: number of the run.
        begin: told how many incidents are merged anew, before they are.
        until: id of a decision because of which it is merged, with no look at what else may have changed; nothing is left to do once
            another run has merged it.
    Raises:
        ConflictError: other runs changed the events again and again in the meantime.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _Attempt(store, rules, digest, run).merge(begin, only_decided=until is not None)
        except ConflictError:
            if until is not None and store.decisions.is_known(until):
                return Remerged(new=0, changed=0, joined=0, withdrawn=0, unfit=0)
            if attempt == _ATTEMPTS:
                raise
    raise AssertionError  # the last attempt returns or raises


class _Attempt:
    def __init__(self, store: Store, rules: str, digest: str, run: int) -> None:
        from dateline import merge

        self._store, self._digest, self._run = store, digest, run
        self._rules = merge.load(rules)
        self._known, self._knows = store.events.known()  # read first, so that whatever another run writes from here on is met

    def merge(self, begin: Callable[[int], None] | None, *, only_decided: bool) -> Remerged:
        from dateline import merge

        everything = self._store.decisions.all()
        pending = self._store.decisions.pending()
        decisions, replayed, work = self._work(everything, pending, only_decided=only_decided)
        if begin is not None:
            begin(len(work.rows))
        done = merge.merged(work.incidents, work.documents, rules=self._rules, bonds=replayed.bonds, pairs=work.pairs)
        decided = decide(done.events, decisions, replayed, work.incidents)
        naming, known = self._named(decided.events, work, replayed)
        named = [event for event, _ in naming.events]
        found = causes(pending, everything, replayed=replayed, incidents=work.incidents, events=named)
        naming = replace(naming, refiling=_refiling(work, done, self._digest), causes=of_joined(found, naming.successions))
        changed = self._store.events.write(naming, run=self._run)
        living = (event for event, _ in naming.events if event.state is not EventState.WITHDRAWN)
        return Remerged(
            new=sum(event.id not in known for event in living),
            changed=changed,
            joined=sum(s.kind == "joined" for s in naming.successions),
            withdrawn=len(naming.withdrawn),
            unfit=decided.n_conflicts,
        )

    def _work(
        self, decisions: Sequence[Decision], pending: Sequence[Decision], *, only_decided: bool
    ) -> tuple[Sequence[Decision], Replay, Touched]:
        """The decisions that are replayed, what they come to, and what is merged anew under them."""
        from dateline import review

        sames = review.Sames.of(decisions)
        if sames:
            self._digest += f" {sames.digest}"
        store = renamed(self._store, sames)
        if only_decided and self._known.coded == self._knows.coded and self._store.blocks.rules() == self._digest:
            return decided_work(store, self._rules, decisions, pending)
        replayed = review.replay(decisions, self._store.codings.current(review.documents_of(decisions)))
        return decisions, replayed, touched(store, self._rules, self._digest, _found(replayed), bonds=replayed.bonds)

    def _named(self, events: Sequence[Event], work: Touched, replayed: Replay) -> tuple[Naming, frozenset[str]]:
        """The events with their ids, and those of their ids that were there before."""
        by_id = {doc.id: doc for doc in work.documents}
        anchors = [anchor(incident, by_id[incident.document]) for incident in work.incidents]
        around, others = self._around(anchors, work)
        formers = leave(_formers(self._store, around, work.incidents), replayed.leaving)
        naming = name_events(events, anchors, formers, [_former(one, {}) for one in others])
        return replace(naming, known=self._known, knows=self._knows), frozenset(one.id for one in (*around, *others))

    def _around(self, anchors: Sequence[Anchor], work: Touched) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
        """The stored events that may have incidents in the merged ones, and others that bear an id which a new one might get."""
        stored = self._store.events
        if work.is_all:
            return stored.named(), ()
        around = stored.named_around([*work.rows.values(), *work.left], work.coded)
        known = {one.id for one in around}
        seeds = {a.seed for a in anchors}
        names = {ids.make(ids.EVENT, seed, attempt=attempt) for seed in seeds for attempt in range(_NAMES)}
        return around, stored.with_ids(names - known)


def _refiling(work: Touched, done: Merged, digest: str) -> Refiling | None:
    """What changes in the blocks; None where nothing does."""
    filed = [
        Filed(row=work.rows[ref], part=part, decided=work.rows[ref] in work.decided, witness=done.copies.get(ref))
        for event in done.events
        for part in (min(work.rows[ref] for ref in event.incidents),)
        for ref in event.incidents
    ]
    changed = tuple(one for one in filed if work.is_all or work.filed.get(one.row) != one)
    if not (work.is_all or changed or work.come or work.gone or work.left):
        return None
    return Refiling(
        rules=digest, whole=work.is_all, filed=changed, come=tuple(work.come), gone=tuple(work.gone), left=tuple(work.left)
    )


def _found(replayed: Replay) -> frozenset[IncidentRef]:
    """The incidents that decisions are about."""
    return frozenset(ref for refs in replayed.found.values() for ref in refs)


def _formers(store: Store, named: Sequence[Named], incidents: Sequence[Incident]) -> list[Former]:
    """The stored events, the members whose document was coded again traced to its present incidents."""
    traced = _traced(store, [m.row for former in named for m in former.members if not m.is_current], incidents)
    return [_former(one, traced) for one in named]


def _former(one: Named, traced: Mapping[int, IncidentRef | None]) -> Former:
    return Former(
        id=one.id,
        seed=one.seed,
        born=one.born,
        run=one.run,
        state=one.state,
        joined_into=one.joined_into,
        members=tuple(m.ref if m.is_current else traced.get(m.row) for m in one.members),
    )


def _traced(store: Store, rows: Sequence[int], incidents: Sequence[Incident]) -> dict[int, IncidentRef | None]:
    """For the row of each earlier incident the present incident that tells the same."""
    old: dict[str, list[tuple[int, Incident]]] = defaultdict(list)
    for row, incident in zip(sorted(rows), store.codings.rows(rows), strict=True):
        old[incident.document].append((row, incident))
    new: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        if incident.document in old:
            new[incident.document].append(incident)
    found: dict[int, IncidentRef | None] = {}
    for name, pairs in old.items():
        refs = trace([incident for _, incident in pairs], new[name])
        found |= {row: ref for (row, _), ref in zip(pairs, refs, strict=True)}
    return found
