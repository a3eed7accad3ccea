"""A run over a store: code what is not coded yet, merge everything, give ids, store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.errors import ConflictError
from dateline.model import Document, Event, EventState, Incident, IncidentRef, PlacePrecision
from dateline.run.manifest import Manifest
from dateline.run.naming import Anchor, Former, anchor, name_events
from dateline.run.pipeline import CHUNK, Coder, Coding, code_all
from dateline.run.replaying import decide, leave
from dateline.run.report import Progress, ProgressCallback, RunReport
from dateline.run.tracing import trace
from dateline.store import Named, Naming

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["run_project"]

# Another run that ends at the same time changes the events between reading and writing; all is then merged again.
_ATTEMPTS = 3


def run_project(
    store: Store,
    *,
    plan: Manifest,
    rules: str,
    coder: Coder | None,
    workers: int = 1,
    progress: ProgressCallback | None = None,
    again: bool = False,
) -> RunReport:
    """What the run did; see `Project.run`. `plan` is the manifest that it follows.

    Where `coder` is None, no document is coded, and the incidents that are there are merged.
    """
    number = store.runs.start(digest=plan.digest, manifest=plan.to_json())
    run = _Run(number, workers, progress, coder)
    coded = _code(store, plan.coder, number if again else None, run)
    merged = _merge(store, rules, run)
    report = _report(number, coded, merged, _witnesses(merged.documents, merged.incidents, rules))
    store.runs.end(number, counts=report.to_json())
    return report


@dataclass(frozen=True, slots=True)
class _Run:
    number: int
    workers: int
    progress: ProgressCallback | None
    coder: Coder | None


@dataclass(slots=True)
class _Coded:
    """Counts of what was coded in this run."""

    documents: int = 0
    turned_away: int = 0
    claims: int = 0
    placed: int = 0
    problems: int = 0

    def count(self, coding: Coding) -> None:
        self.documents += 1
        self.turned_away += coding.turned_away is not None
        self.problems += len(coding.problems)
        for incident in coding.incidents:
            self.claims += len(incident.claims)
            if incident.place.precision is not PlacePrecision.UNKNOWN:
                self.placed += len(incident.claims)


@dataclass(frozen=True, slots=True)
class _Merged:
    documents: tuple[Document, ...]
    incidents: tuple[Incident, ...]
    naming: Naming
    known: frozenset[str]
    changed: int
    unfit: int


@dataclass(frozen=True, slots=True)
class _Reports:
    """How many documents tell of an incident: independent ones, copies, and independent ones that have copies."""

    independent: int
    copies: int
    copied: int


def _code(store: Store, digest: str, again: int | None, run: _Run) -> _Coded:
    """Code the pending documents; each one's coding is stored before it is reported."""
    coded = _Coded()
    total = store.codings.n_pending(digest, run=again) if run.coder else 0
    if not total or run.coder is None:
        return coded
    workers = min(run.workers, -(-total // CHUNK))  # a worker without a chunk only costs its start
    with closing(code_all(store.codings.pending(digest, run=again), workers, coder=run.coder)) as codings:
        for coding in codings:
            store.codings.record(
                coding.document.id,
                coding.incidents,
                run=run.number,
                coder=digest,
                problems=coding.problems,
                turned_away=coding.turned_away,
            )
            coded.count(coding)
            if run.progress:
                run.progress(Progress("find", coded.documents, total))
    return coded


def _merge(store: Store, rules: str, run: _Run) -> _Merged:
    """Merge the incidents of all documents under what people decided, and store the events under their ids.

    Where another run or decision changed the events in the meantime, all is read and merged again.
    """
    attempt = 1
    while True:
        try:
            return _merged(store, rules, run)
        except ConflictError:
            if attempt == _ATTEMPTS:
                raise
            attempt += 1


def _merged(store: Store, rules: str, run: _Run) -> _Merged:
    from dateline import merge, review

    named = store.events.named()  # before all that events are made from: a later write of others is then noticed
    decisions, incidents = store.decisions.all(), tuple(store.codings.incidents())
    documents = tuple(store.documents)
    if run.progress:
        run.progress(Progress("merge", 0, len(incidents)))
    replayed = review.replay(decisions, incidents)
    events = merge.events(incidents, documents, merge.load(rules), replayed.bonds)
    decided = decide(events, decisions, replayed, incidents)
    formers = leave(_formers(store, named, incidents), replayed.leaving)
    naming = name_events(decided.events, _anchors(incidents, documents), formers)
    changed = store.events.write(naming, run=run.number)
    if run.progress:
        run.progress(Progress("merge", len(incidents), len(incidents)))
    return _Merged(documents, incidents, naming, frozenset(former.id for former in named), changed, decided.n_conflicts)


def _anchors(incidents: Sequence[Incident], documents: Sequence[Document]) -> list[Anchor]:
    by_id = {doc.id: doc for doc in documents}
    return [anchor(incident, by_id[incident.document]) for incident in incidents]


def _formers(store: Store, named: Sequence[Named], incidents: Sequence[Incident]) -> list[Former]:
    """The stored events, the members whose document was coded again traced to its present incidents."""
    traced = _traced(store, [m.row for former in named for m in former.members if not m.is_current], incidents)
    return [
        Former(
            id=former.id,
            seed=former.seed,
            born=former.born,
            run=former.run,
            state=former.state,
            joined_into=former.joined_into,
            members=tuple(m.ref if m.is_current else traced[m.row] for m in former.members),
        )
        for former in named
    ]


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


def _witnesses(documents: Sequence[Document], incidents: Sequence[Incident], rules: str) -> _Reports:
    from dateline import merge
    from dateline.merge import copies

    telling = {incident.document for incident in incidents}
    groups = copies.groups((doc for doc in documents if doc.id in telling), merge.load(rules).copies)
    return _Reports(len(groups), sum(len(group) - 1 for group in groups), sum(len(group) > 1 for group in groups))


def _report(number: int, coded: _Coded, merged: _Merged, reports: _Reports) -> RunReport:
    events: tuple[Event, ...] = tuple(event for event, _ in merged.naming.events if event.state is not EventState.WITHDRAWN)
    return RunReport(
        number=number,
        documents=coded.documents,
        turned_away=coded.turned_away,
        claims=coded.claims,
        placed=coded.placed,
        without_place=coded.claims - coded.placed,
        incidents=len(merged.incidents),
        events=len(events),
        new=sum(event.id not in merged.known for event in events),
        changed=merged.changed,
        joined=sum(s.kind == "joined" for s in merged.naming.successions),
        withdrawn=len(merged.naming.withdrawn),
        independent=reports.independent,
        copies=reports.copies,
        copied=reports.copied,
        problems=coded.problems,
        unfit=merged.unfit,
    )
