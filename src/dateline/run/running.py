"""A run over a store: code what is not coded yet, merge what that touches, give ids, store."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import PlacePrecision
from dateline.run.manifest import Manifest
from dateline.run.merging import Remerged, merge_store
from dateline.run.pipeline import CHUNK, Coder, Coding, code_all
from dateline.run.report import Progress, ProgressCallback, RunReport

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["merge_project", "run_project"]

# How incidents are filed and merged by the same rules; raised where that changes, so that the next run merges everything anew.
FILING = "2"


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
    report = _report(store, number, coded, _merge(store, plan, rules, run))
    store.runs.end(number, counts=report.to_json())
    return report


def merge_project(store: Store, *, plan: Manifest, rules: str, until: str) -> RunReport:
    """What a run did that only merges the decisions which the events do not know yet; its count of those that do not fit is of these
    and of what they have to do with.

    Args:
        store: of the project.
        plan: the manifest that it follows.
        rules: name or file of the rule set.
        until: id of a decision; nothing is left to do once another run has merged it.
    """  # noqa: D205 - one sentence
    number = store.runs.start(digest=plan.digest, manifest=plan.to_json())
    report = _report(store, number, _Coded(), _merge(store, plan, rules, _Run(number, 1, None, None, until)))
    store.runs.end(number, counts=report.to_json())
    return report


@dataclass(frozen=True, slots=True)
class _Run:
    number: int
    workers: int
    progress: ProgressCallback | None
    coder: Coder | None
    until: str | None = None


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


def _merge(store: Store, plan: Manifest, rules: str, run: _Run) -> Remerged:
    """What merging changed: the events and blocks of the store are brought up to date."""
    count = 0

    def begin(n: int) -> None:
        nonlocal count
        count = n
        if run.progress:
            run.progress(Progress("merge", 0, n))

    done = merge_store(store, rules, f"{plan.rules} {FILING}", run=run.number, begin=begin, until=run.until)
    if run.progress:
        run.progress(Progress("merge", count, count))
    return done


def _report(store: Store, number: int, coded: _Coded, merged: Remerged) -> RunReport:
    reports = store.blocks.witnesses()
    return RunReport(
        number=number,
        documents=coded.documents,
        turned_away=coded.turned_away,
        claims=coded.claims,
        placed=coded.placed,
        without_place=coded.claims - coded.placed,
        incidents=store.blocks.n_filed(),
        events=store.events.count(),
        new=merged.new,
        changed=merged.changed,
        joined=merged.joined,
        withdrawn=merged.withdrawn,
        independent=reports.independent,
        copies=reports.copies,
        copied=reports.copied,
        problems=coded.problems,
        unfit=merged.unfit,
    )
