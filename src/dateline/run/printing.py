"""Briefs and dossiers: what the store holds, without what is withheld, as printouts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import dateline
from dateline.model import Claim, Document
from dateline.run.exporting import record_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.review import Standing
    from dateline.run.project import Project
    from dateline.run.selection import Selection
    from dateline.run.view import ClaimView, EventView
    from dateline.store import Change
    from dateline.write import EventRecord, Withheld
    from dateline.write.printout import Printout
    from dateline.write.withhold import Withholding

__all__ = ["Period", "brief_of", "dossier_of"]

_CONTEXT = 240  # code points before and after a claim's words that a dossier tells, as far as their paragraph goes
_NEAR = 3  # near misses that a dossier names


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both inclusive."""

    since: date
    until: date

    @property
    def before(self) -> Period:
        """The days before, as many."""
        length = self.until - self.since + timedelta(1)
        return Period(self.since - length, self.since - timedelta(1))


def brief_of(
    project: Project, chosen: Selection, period: Period, *, conditions: str | None, withholding: Withholding
) -> Printout:
    """The situation report of some days.

    Args:
        project: whose events they are.
        chosen: the events that may stand in it.
        period: the days.
        conditions: what the events had to fit, as they were typed.
        withholding: what is withheld.
    """
    from dateline.write.brief import About, brief

    kept_back: Counter[tuple[str, str]] = Counter()
    now, loose = _dated(chosen, period, withholding, kept_back)
    before, _ = _dated(chosen, period.before, withholding, Counter())  # of these only counts are told
    about = About(
        project=project.name,
        since=period.since,
        until=period.until,
        before=period.before.since,
        conditions=conditions,
        loose=loose,
        colophon=_colophon(project, withholding, kept_back),
    )
    return brief(now, before, about)


def _dated(
    chosen: Selection, period: Period, withholding: Withholding, kept_back: Counter[tuple[str, str]]
) -> tuple[list[EventRecord], int]:
    """The events whose first day lies in a period, as they may be told, and how many others may have happened in it.

    They are made records one by one, so that the texts of their documents are not all held at a time.
    """
    from dateline.write.withhold import withhold

    inside: list[EventRecord] = []
    loose = 0
    for view in chosen.where(date=f"{period.since}..{period.until}"):
        when = view.event.time.value
        if when is None or when.start is None or when.start < period.since:
            loose += 1
            continue
        record, withheld = withhold(record_of(view), withholding)
        _count(withheld, kept_back)
        inside.append(record)
    return inside, loose


def _count(withheld: Sequence[Withheld], kept_back: Counter[tuple[str, str]]) -> None:
    for one in withheld:
        kept_back[one.rule, one.field] += one.n


def dossier_of(project: Project, view: EventView, *, withholding: Withholding) -> Printout:
    """The dossier of one event.

    Args:
        project: whose event it is.
        view: the event.
        withholding: what is withheld.
    """
    from dateline.merge import load
    from dateline.merge.copies import witnesses
    from dateline.write.dossier import Case, dossier
    from dateline.write.withhold import withhold

    whole = record_of(view)
    told = {claim.ref: _whole_claim(claim) for claim in view.claims}
    record, withheld = withhold(replace(whole, claims=told), withholding)
    around = {claim.ref: _widened(claim.claim, claim.document) for claim in view.claims}
    contexts = withhold(replace(whole, claims=around), withholding)[0].claims
    kept_back: Counter[tuple[str, str]] = Counter()
    _count(withheld, kept_back)
    copies = witnesses(view.documents, load(project.rules).copies)
    total = project.tally(view.id)
    case = Case(
        record=record,
        contexts=contexts,
        actions={claim.ref: claim.incident.action for claim in view.claims},
        ids={claim.ref: claim.id for claim in view.claims},
        witnesses={name: witness for name, witness in copies.items() if name != witness},
        matches=view.why(),
        revisions=tuple(_revision(project, one) for one in project.history.of(view.id)),
        decisions=_masked(whole, [_line(one) for one in project.decisions(view.id)], withholding),
        joined=tuple(
            dict.fromkeys(one.old for one in project.store.events.successions() if one.kind == "joined" and one.new == view.id)
        ),
        near=tuple(
            f"{one.right} (mean log odds {one.mean:+.2f})" for one in project.near_misses(view.id, _NEAR) if one.mean is not None
        ),
        tally=f"The project holds {len(total.certain)} of the occurrences that it counts" if total else None,
        colophon=_colophon(project, withholding, kept_back),
    )
    return dossier(case)


def _whole_claim(view: ClaimView) -> Claim:
    """The claim with the time and place that hold for it, be they its own or its incident's."""
    return replace(view.claim, time=view.claim.time or view.incident.time, place=view.claim.place or view.incident.place)


def _widened(claim: Claim, doc: Document) -> Claim:
    """The claim, its quote widened to the words around it in its paragraph."""
    text, start, end = doc.text, claim.quote.start, claim.quote.end
    if text[start:end] != claim.quote.text:
        return claim
    first = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - _CONTEXT)
    stop = text.find("\n\n", end)
    last = min(len(text) if stop < 0 else stop, end + _CONTEXT)
    # A window ends at a blank, so that no name is cut in two and escapes the rule that withholds it.
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return replace(claim, quote=doc.quote(first, last))


def _line(one: Standing) -> str:
    """A decision in a line: who, when, what, why, and what has become of it."""
    decision = one.decision
    why = f": {decision.reason}" if decision.reason else ""
    what = f"undo {decision.undo_of}" if decision.undo_of else decision.judgement
    unfit = f" — conflict: {'; '.join(one.conflicts)}" if one.conflicts else ""
    return f"{decision.id}, {decision.at:%Y-%m-%d %H:%M} UTC, {decision.by}: {what}{why} [{one.state.value}]{unfit}"


def _masked(record: EventRecord, lines: Sequence[str], withholding: Withholding) -> tuple[str, ...]:
    """Lines that people wrote, without the names that are withheld from an event: they go behind its mask as titles do."""
    from dateline.write import DocumentHead
    from dateline.write.withhold import withhold

    heads = {f"line {n}": DocumentHead(id=f"line {n}", digest="", n_code_points=0, title=line) for n, line in enumerate(lines)}
    shown, _ = withhold(replace(record, documents={**record.documents, **heads}), withholding)
    return tuple(shown.documents[name].title or "" for name in heads)


def _revision(project: Project, one: Change) -> str:
    """A revision in a line: when, what became of the event, which fields it changed, and who made it."""
    fields = [found.field for found in project.history.differences(one.event, end=one.revision)] if one.kind == "changed" else []
    maker = f"{one.by} ({one.decision})" if one.decision else f"run {one.run}"
    return (
        f"revision {one.revision}, {one.at:%Y-%m-%d %H:%M} UTC, {one.kind}{': ' + ', '.join(fields) if fields else ''} — {maker}"
    )


def _colophon(project: Project, withholding: Withholding, kept_back: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """What a printout was made from and by which rules, and what was withheld."""
    run = next(iter(project.store.runs.all()), None)
    manifest = json.loads(run.manifest) if run else {}
    told = "; ".join(f"{rule}: {n} in {field}" for (rule, field), n in sorted(kept_back.items()))
    rules = ", ".join(withholding.rules) or "none"
    return (
        f"Made by dateline {dateline.__version__} from project {project.name}"
        + (f", run {run.digest}, rule set {str(manifest.get('rules', 'unknown')).rpartition(' ')[0]}." if run else "."),
        f"Withheld by rule ({rules}): {told or 'nothing'}.",
    )
