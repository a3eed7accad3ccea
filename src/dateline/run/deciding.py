"""Deciding: what a person says of events made into a decision, checked against what is there, and stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dateline import review
from dateline.errors import ConflictError, InputError
from dateline.model import Decision, EventState, Incident, ids
from dateline.review import Judgement
from dateline.run.proposal import Proposal
from dateline.run.proposed import Proposed, judgement_of, proposed
from dateline.run.standing import events_of, heir_of
from dateline.store import Basis

if TYPE_CHECKING:
    from dateline.run.report import RunReport
    from dateline.run.view import EventView
    from dateline.store import Store

__all__ = ["Deciding", "Outcome"]

_ON_PARTS = (Judgement.JOIN, Judgement.SPLIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A decision and what came of it.

    Args:
        events: ids of the events that tell of its incidents now, or have the actors or lie in the places that are one; before the merge,
            where nothing was stored.
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
        find: gives the event with an id.
        merge: brings the events up to date with the decisions that are stored, at least with the one whose id it is given; whoever
            else writes events meanwhile knows that one too, from their second attempt on.
    """

    store: Store
    rules: str
    find: Callable[[str], EventView]
    merge: Callable[[str], RunReport]

    def decide(self, proposal: Proposal, *, dry_run: bool = False) -> Outcome:
        """What came of a proposal; see `Project.decide`."""
        if (stored := self._sent_before(proposal)) is not None:
            return self._outcome(stored, None, self.store.decisions.all())
        if judgement_of(proposal.judgement) is Judgement.UNDO:
            return self._undo(proposal, dry_run=dry_run)
        self._require_same_event(proposal)
        what = proposed(self.store, proposal, self.find)
        decision = _decision(proposal, what.target, review.to_text(what.meaning))
        outcome = self._take(decision, what, proposal, dry_run=dry_run)
        if not what.away:
            return outcome
        (view,) = what.views
        return replace(outcome, copies=_copies_left(view, {ref.document for ref in what.away}, self.rules))

    def _undo(self, proposal: Proposal, *, dry_run: bool) -> Outcome:
        made = self.store.decisions.all()
        name = proposal.undo_of or ""
        one = next((d for d in made if d.id.upper() == name.strip().upper()), None)
        if one is None:
            raise InputError("decision-missing", f"there is no decision {name}", fix="`dateline log` lists the decisions.")
        gone = review.undone_by(made).get(one.id)
        if gone is not None:
            raise InputError(
                "decision-undone", f"{one.id} was taken back by {gone} already", fix=f"To bring it back: dateline undo {gone}"
            )
        decision = replace(_decision(proposal, one.target, None), undo_of=one.id)
        return self._take(decision, None, proposal, dry_run=dry_run)

    def _require_same_event(self, proposal: Proposal) -> None:
        """Nothing, unless the event that the coder saw was joined into another since."""
        if proposal.revision is None or not proposal.event:
            return
        now = self.find(proposal.event).id
        if now != ids.normalise(proposal.event):
            raise ConflictError(
                "revision-newer",
                f"{proposal.event} was joined into {now} in the meantime",
                where=now,
                fix=f"Look at {now}, then decide again.",
            )

    def _take(self, decision: Decision, what: Proposed | None, proposal: Proposal, *, dry_run: bool) -> Outcome:
        made = self.store.decisions.all()
        if what is not None:
            self._require_fit(made, decision, what)
        if dry_run:
            return Outcome(decision=replace(decision, id=f"D-{len(made) + 1}"), events=self._events(decision, what, made))
        basis = None if proposal.revision is None else Basis(decision.target, proposal.revision)
        return self._outcome(self._store(decision, basis, proposal.key), what, made)

    def _outcome(self, stored: Decision, what: Proposed | None, made: Sequence[Decision]) -> Outcome:
        report = self.merge(stored.id)
        return Outcome(decision=stored, events=self._events(stored, what, made), report=report)

    def _sent_before(self, proposal: Proposal) -> Decision | None:
        """The decision that the same person sent under the same key.

        Raises:
            InputError: it was another.
        """
        stored = self.store.decisions.keyed(proposal.by.strip(), proposal.key) if proposal.key else None
        if stored is not None and stored.judgement != judgement_of(proposal.judgement).value:
            what = f"{proposal.key!r} was the key of {stored.id}, which is {stored.judgement}"
            raise InputError("decision-key", what, where="key", fix="Give each decision a key of its own.")
        return stored

    def _events(self, decision: Decision, what: Proposed | None, made: Sequence[Decision]) -> tuple[str, ...]:
        meaning = what.meaning if what else None
        if isinstance(meaning, review.Same):
            names = [actor.name for actor in meaning.actors]
            return self.store.events.naming(names, [(place.name, place.country) for place in meaning.places])
        return events_of(self.store, decision, made)

    def _store(self, decision: Decision, basis: Basis | None, key: str | None) -> Decision:
        try:
            return self.store.decisions.append(decision, basis=basis, key=key)
        except ConflictError as fault:
            if fault.code != "decision-pending":
                raise
            # Whoever stored it may have stopped before its end; once it is merged, it can be told what it changed.
            for waiting in self.store.decisions.pending()[-1:]:
                self.merge(waiting.id)
            return self.store.decisions.append(decision, basis=basis, key=key)

    def _require_fit(self, made: Sequence[Decision], decision: Decision, what: Proposed) -> None:
        """Nothing, where the decision fits what is there and what was decided.

        Raises:
            InputError: a fact stands in its way.
        """
        judgement = Judgement(decision.judgement)
        if judgement in _ON_PARTS:
            _require_bonds(self.store, made, decision)
        if isinstance(what.meaning, review.SetState):
            why = self._why_not(what.meaning.state, what.views[0], made, decision)
            if why is not None:
                raise InputError("state-order", why, where=decision.target, fix="Bring it to the state before, then to this one.")

    def _why_not(self, wanted: EventState, view: EventView, made: Sequence[Decision], decision: Decision) -> str | None:
        if wanted is EventState.FINAL and view.event.state not in (EventState.CHECKED, EventState.FINAL):
            return f"{view.id} is {view.event.state.value}, not checked, so it cannot be final"
        if wanted is not EventState.CHECKED:
            return None
        others = {one.by for one in self._on(view, made) if one.judgement != Judgement.COMMENT}
        return None if others - {decision.by} else f"nobody but {decision.by} has worked on {view.id}, so it is not checked"

    def _on(self, view: EventView, made: Sequence[Decision]) -> list[Decision]:
        heir = heir_of(self.store)
        return [one for one in review.active(made) if heir(one.target) == view.id]


def _decision(proposal: Proposal, target: str, value: str | None) -> Decision:
    if not proposal.by.strip():
        raise InputError("decision-by", "nobody knows who decides", where="by", fix="Give a name.")
    return Decision(
        id="",
        target=target,
        judgement=judgement_of(proposal.judgement).value,
        by=proposal.by.strip(),
        at=datetime.now(UTC),
        value=value,
        reason=(proposal.why or "").strip() or None,
    )


def _require_bonds(store: Store, made: Sequence[Decision], decision: Decision) -> None:
    from dateline import merge

    named = replace(decision, id="new")
    whole = (*made, named)
    incidents: tuple[Incident, ...] = store.codings.current(review.documents_of(whole))
    misfits = merge.settle(incidents, review.replay(whole, incidents).bonds).misfits
    unfit = next((misfit for misfit in misfits if misfit.bond.decision == named.id), None)
    if unfit is not None:
        raise InputError(
            "decision-unfit", unfit.why, where=decision.target, fix="Split off what does not belong, then decide again."
        )


def _copies_left(view: EventView, gone: set[str], rules: str) -> tuple[str, ...]:
    from dateline import merge
    from dateline.merge import copies

    found = copies.groups(view.documents, merge.load(rules).copies)
    return tuple(name for group in found if gone & set(group) for name in group if name not in gone)
