"""Deciding: what a person says of events made into a decision, checked against what is there, and stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline import review
from dateline.errors import InputError
from dateline.model import Decision, Incident, IncidentRef
from dateline.model import ids as permanent
from dateline.review import Judgement, Meaning
from dateline.run.standing import events_of

if TYPE_CHECKING:
    from dateline.run.report import RunReport
    from dateline.run.view import ClaimView, EventView
    from dateline.store import Store

__all__ = ["Deciding", "Outcome"]

# Another person may take the next number in the same moment.
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A decision and what came of it.

    Args:
        events: ids of the events that tell of its incidents now; before the merge, where nothing was stored.
        copies: of a split, the documents that stay although they are copies of one that leaves, or it of them.
        report: of the merge; None where nothing was stored.
    """

    decision: Decision
    events: tuple[str, ...]
    report: RunReport | None = None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """Makes decisions on the events of a store.

    Args:
        rules: name or file of the rule set.
        merge: merges all incidents anew under the decisions that are stored.
        by: who decides.
        why: the reason.
        dry_run: whether nothing is to be stored.
    """

    store: Store
    rules: str
    merge: Callable[[], RunReport]
    by: str
    why: str | None = None
    dry_run: bool = False

    def join(self, views: Sequence[EventView]) -> Outcome:
        """The events become one; see `Project.join`."""
        names = tuple(dict.fromkeys(view.id for view in views))
        if len(names) < 2:
            raise InputError(
                "join-same", f"{' and '.join(names)} is one event", where="EVENT", fix="Name two events or more that are one."
            )
        marks = tuple(review.Mark.of(incident) for view in views for incident in view.incidents)
        return self._take(Judgement.JOIN, names[0], review.Join(events=names, incidents=tuple(dict.fromkeys(marks))))

    def split(self, view: EventView, away: Iterable[str]) -> Outcome:
        """Incidents of an event become an event of their own; see `Project.split`."""
        gone = {_member(view, typed) for typed in away}
        if not gone or len(gone) == len(view.incidents):
            raise InputError(
                "split-whole",
                f"{'all' if gone else 'none'} of the incidents of {view.id} would leave it",
                where="--incident",
                fix="Name some of its incidents, and leave at least one.",
            )
        sides = [tuple(review.Mark.of(i) for i in view.incidents if (i.ref in gone) is leaves) for leaves in (True, False)]
        outcome = self._take(Judgement.SPLIT, view.id, review.Split(event=view.id, away=sides[0], rest=sides[1]))
        return replace(outcome, copies=_copies_left(view, {ref.document for ref in gone}, self.rules))

    def choose(self, view: EventView, field: str, *, value: str | None, claim: str | None) -> Outcome:
        """A value is set; see `Project.choose`."""
        field = review.field_of(field)
        if (value is None) is (claim is None):
            raise InputError("choose-value", "a value or a claim is needed, and not both", where=field, fix="Give one of them.")
        mark, chosen = None, review.Chosen()
        if claim is not None:
            told = _claim(view, claim)
            mark, chosen = review.ClaimMark.of(told.claim), _given(field, told)
        elif value is not None:
            from dateline.run.completing import complete

            chosen = complete(review.typed(field, value), view.event)
        marks = tuple(review.Mark.of(incident) for incident in view.incidents)
        meaning = review.Choose(event=view.id, field=field, chosen=chosen, incidents=marks, claim=mark)
        return self._take(Judgement.CHOOSE, view.id, meaning)

    def remark(self, judgement: Judgement, view: EventView) -> Outcome:
        """An event is accepted, rejected or commented on; see `Project.accept`."""
        marks = tuple(review.Mark.of(incident) for incident in view.incidents)
        return self._take(judgement, view.id, review.Remark(event=view.id, incidents=marks))

    def undo(self, name: str) -> Outcome:
        """A decision is taken back; see `Project.undo`."""
        made = self.store.decisions.all()
        wanted = name.strip().upper()
        one = next((d for d in made if d.id.upper() == wanted), None)
        if one is None:
            raise InputError("decision-missing", f"there is no decision {name}", fix="`dateline log` lists the decisions.")
        gone = review.undone_by(made).get(one.id)
        if gone is not None:
            raise InputError(
                "decision-undone", f"{one.id} was taken back by {gone} already", fix=f"To bring it back: dateline undo {gone}"
            )
        return self._take(Judgement.UNDO, one.target, None, undo_of=one.id)

    def _take(self, judgement: Judgement, target: str, meaning: Meaning | None, *, undo_of: str | None = None) -> Outcome:
        made = self.store.decisions.all()
        decision = Decision(
            id=_next_id(made),
            target=target,
            judgement=judgement.value,
            by=self.by,
            at=datetime.now(UTC),
            value=None if meaning is None else review.to_text(meaning),
            reason=self.why,
            undo_of=undo_of,
        )
        _require_fit(self.store, made, decision)
        if self.dry_run:
            return Outcome(decision=decision, events=events_of(self.store, decision, made))
        decision = self._store(decision)
        report = self.merge()
        return Outcome(decision=decision, events=events_of(self.store, decision, made), report=report)

    def _store(self, decision: Decision) -> Decision:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self.store.decisions.add(decision)
                break
            except InputError as fault:
                if fault.code != "decision-taken" or attempt == _ATTEMPTS:
                    raise
                decision = replace(decision, id=_next_id(self.store.decisions.all()))
        return decision


def _require_fit(store: Store, made: Sequence[Decision], decision: Decision) -> None:
    """Nothing, where the decision fits what is there and what was decided.

    Raises:
        InputError: a fact stands in its way.
    """
    from dateline import merge

    whole = (*made, decision)
    incidents: tuple[Incident, ...] = store.codings.current(review.documents_of(whole))
    misfits = merge.settle(incidents, review.replay(whole, incidents).bonds).misfits
    unfit = next((misfit for misfit in misfits if misfit.bond.decision == decision.id), None)
    if unfit is not None:
        raise InputError(
            "decision-unfit", unfit.why, where=decision.target, fix="Split off what does not belong, then decide again."
        )


def _next_id(made: Sequence[Decision]) -> str:
    numbers = [int(one.id[2:]) for one in made if one.id.startswith("D-") and one.id[2:].isdecimal()]
    return f"D-{max(numbers, default=0) + 1}"


def _member(view: EventView, typed: str) -> IncidentRef:
    """The event's incident that somebody named: `document/key`, the beginning of a document's id, or the id of a claim.

    Raises:
        InputError: none or several of the event's incidents are meant.
    """
    if permanent.is_valid(typed, permanent.CLAIM):
        return _claim(view, typed).incident.ref
    word = typed.strip()
    exact = [i.ref for i in view.incidents if word in (str(i.ref), i.document)]
    found = exact or [i.ref for i in view.incidents if str(i.ref).startswith(word)]
    if len(found) == 1 and word:
        return found[0]
    names = ", ".join(map(str, found or [i.ref for i in view.incidents][:5]))
    raise InputError(
        "split-incident",
        f"{typed!r} names {'several incidents' if found else 'no incident'} of {view.id}",
        where="--incident",
        fix=f"Name one of {names}.",
    )


def _copies_left(view: EventView, gone: set[str], rules: str) -> tuple[str, ...]:
    from dateline import merge
    from dateline.merge import copies

    found = copies.groups(view.documents, merge.load(rules).copies)
    return tuple(name for group in found if gone & set(group) for name in group if name not in gone)


def _claim(view: EventView, typed: str) -> ClaimView:
    """The event's claim that somebody named: `C-4TP9MXQ2` or `document/key#n`.

    Raises:
        InputError: the event has no such claim.
    """
    wanted = permanent.normalise(typed, permanent.CLAIM) if permanent.is_valid(typed, permanent.CLAIM) else typed.strip()
    found = next((one for one in view.claims if wanted in (one.id, str(one.ref))), None)
    if found is None:
        raise InputError(
            "choose-claim",
            f"{view.id} has no claim {typed}",
            where="--claim",
            fix=f"`dateline show {view.id}` lists its claims, as {view.claims[0].id}.",
        )
    return found


def _given(field: str, told: ClaimView) -> review.Chosen:
    chosen = review.value_of_claim(field, told.incident, told.claim)
    if chosen is None:
        raise InputError("choose-claim", f"{told.id} says nothing of {field}", where="--claim", fix="Name another claim.")
    return chosen
