"""What a project lets people decide: one method for each judgement, all by way of a proposal."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dateline.run.proposal import Proposal
from dateline.run.running import merge_project

if TYPE_CHECKING:
    from dateline.review import Standing
    from dateline.run.deciding import Outcome
    from dateline.run.manifest import Manifest
    from dateline.run.own import Own
    from dateline.run.report import RunReport
    from dateline.run.view import EventView
    from dateline.store import Store

__all__ = ["Decides"]


class Decides(ABC):
    """The deciding half of a project.

    A decision is stored, and holds at once and in every later run. In every method `by` says who decides, `why` gives the reason, and
    `dry_run` stores nothing.
    """

    store: Store
    rules: str
    own: Own

    @abstractmethod
    def event(self, name: str) -> EventView:
        """The event with this id; see `Project.event`."""

    @abstractmethod
    def _plan(self) -> Manifest:
        """The manifest of a run that begins now."""

    def decide(self, proposal: Proposal, *, dry_run: bool = False) -> Outcome:
        """What came of deciding what somebody proposes.

        Args:
            proposal: what is to be decided, by whom, and on which revision of the event.
            dry_run: whether nothing is to be stored.
        Raises:
            InputError: it lacks something, what it names is not there or cannot be read, or a fact forbids it.
            ConflictError: the event is not as the coder saw it any more; nothing was stored.
        """
        from dateline.run.deciding import Deciding

        def merge(until: str) -> RunReport:
            return merge_project(self.store, plan=self._plan(), rules=self.rules, until=until)

        self.own.use()
        deciding = Deciding(store=self.store, rules=self.rules, find=self.event, merge=merge)
        return deciding.decide(proposal, dry_run=dry_run)

    def join(self, *events: str, by: str, why: str | None = None, dry_run: bool = False) -> Outcome:
        """What came of deciding that events are one; the oldest id stays, the others answer with it.

        Args:
            events: two ids or more.
            by: who decides.
            why: the reason.
            dry_run: whether nothing is to be stored.
        Raises:
            InputError: an id is none, there is no such event, all are one already, or a fact forbids it.
        """
        first, *others = events or ("",)
        return self.decide(Proposal(judgement="join", event=first, events=tuple(others), by=by, why=why), dry_run=dry_run)

    def split(self, event: str, incidents: Iterable[str], *, by: str, why: str | None = None, dry_run: bool = False) -> Outcome:
        """What came of deciding that some incidents of an event are another event, with a new id.

        Args:
            event: its id.
            incidents: those that go, together: each as `document/key`, as the beginning of a document's id that no other of the
                event's has, or as the id of one of its claims.
            by: who decides.
            why: the reason.
            dry_run: whether nothing is to be stored.
        Raises:
            InputError: there is no such event or incident, or all of its incidents would leave.
        """
        return self.decide(Proposal(judgement="split", event=event, incidents=tuple(incidents), by=by, why=why), dry_run=dry_run)

    def choose(
        self,
        event: str,
        field: str,
        value: str | None = None,
        *,
        claim: str | None = None,
        by: str,
        why: str | None = None,
        dry_run: bool = False,
    ) -> Outcome:
        """What came of choosing a value for a field of an event.

        Args:
            event: its id.
            field: "action", "status", "time", "place", "perpetrators", "targets", "weapon", or a kind of harm, as "killed".
            value: as it is typed, or "unknown": see docs/how-to/decide.md.
            claim: id of the claim that gives it, in place of a value.
            by: who decides.
            why: the reason.
            dry_run: whether nothing is to be stored.
        Raises:
            InputError: there is no such event, field or claim, or the value cannot be read.
        """
        proposal = Proposal(judgement="choose", event=event, field=field, value=value, claim=claim, by=by, why=why)
        return self.decide(proposal, dry_run=dry_run)

    def edit(
        self,
        event: str,
        field: str,
        value: str,
        *,
        by: str,
        words: str | None = None,
        source: str | None = None,
        why: str | None = None,
    ) -> Outcome:
        """What came of editing a value: one that no claim gives, with the words that the coder rests it on.

        Args:
            event: its id.
            field: as `choose`.
            value: as it is typed.
            by: who decides.
            words: as they stand in the source; needed where there is no reason.
            source: where they stand: the id of a stored document, whose text must hold them, an address, or a name.
            why: the reason.
        Raises:
            InputError: there is no such event or field, the value cannot be read, or neither words nor reason are given.
        """
        return self.decide(
            Proposal(judgement="edit", event=event, field=field, value=value, by=by, words=words, source=source, why=why)
        )

    def code(self, event: str, values: Mapping[str, str], *, by: str, blind: bool = False, why: str | None = None) -> Outcome:
        """What came of coding an event: its fields at once, independently of what others chose.

        The first coding gives the event its values. A later one by another person overrules none of them: where both agree on all
        fields the event is checked, where they differ it waits for somebody who chooses.

        Args:
            event: its id.
            values: field and value as typed; "claim:C-4TP9MXQ2" takes what a claim says.
            by: who codes.
            blind: whether the coder saw neither the machine's values nor another coder's.
            why: the reason.
        Raises:
            InputError: there is no such event or field, or a value cannot be read.
        """
        given = tuple(values.items())
        return self.decide(Proposal(judgement="code", event=event, values=given, by=by, blind=blind, why=why))

    def accept(self, event: str, *, by: str, why: str | None = None, dry_run: bool = False) -> Outcome:
        """What came of accepting an event as it is: coded, and checked where another person decided on it before.

        Args:
            event: its id.
            by: who decides.
            why: the reason.
            dry_run: whether nothing is to be stored.
        Raises:
            InputError: it is no event id, or there is no such event.
        """
        return self.decide(Proposal(judgement="accept", event=event, by=by, why=why), dry_run=dry_run)

    def reject(self, event: str, *, by: str, why: str | None = None, dry_run: bool = False) -> Outcome:
        """What came of rejecting an event: it is withdrawn, with its claims kept, until it is accepted or this is undone; as `accept`."""
        return self.decide(Proposal(judgement="reject", event=event, by=by, why=why), dry_run=dry_run)

    def withdraw(self, event: str, *, by: str, why: str, dry_run: bool = False) -> Outcome:
        """What came of taking back an event that was given out; as `reject`, but the reason is needed, since readers are told it."""
        return self.decide(Proposal(judgement="withdraw", event=event, by=by, why=why), dry_run=dry_run)

    def set_state(self, event: str, state: str, *, by: str, why: str | None = None, dry_run: bool = False) -> Outcome:
        """What came of bringing an event to a state; as `accept`.

        Args:
            event: its id.
            state: "machine", "coded", "checked" (only after another person), or "final" (only where it is checked).
            by: who decides.
            why: the reason.
            dry_run: whether nothing is to be stored.
        Raises:
            InputError: there is no such event or state, or the event is not that far yet.
        """
        return self.decide(Proposal(judgement="state", event=event, state=state, by=by, why=why), dry_run=dry_run)

    def same(self, kind: str, *names: str, by: str, why: str | None = None, dry_run: bool = False) -> Outcome:
        """What came of deciding that actors or places are one: from now on every report is read with the first name, and merged so.

        Args:
            kind: "actor" or "place".
            names: two or more, as they are typed in `choose`; the first stays.
            by: who decides.
            why: the reason.
            dry_run: whether nothing is to be stored.
        Raises:
            InputError: fewer than two are named, or one cannot be read.
        """
        return self.decide(Proposal(judgement="same", kind=kind, names=names, by=by, why=why), dry_run=dry_run)

    def comment(self, event: str, text: str, *, by: str, dry_run: bool = False) -> Outcome:
        """What came of a comment on an event: it is kept in the log and changes nothing; as `accept`."""
        return self.decide(Proposal(judgement="comment", event=event, by=by, why=text), dry_run=dry_run)

    def undo(self, decision: str, *, by: str, why: str | None = None, dry_run: bool = False) -> Outcome:
        """What came of taking a decision back; an undo may be taken back itself.

        Args:
            decision: its id, as D-7.
            by: who decides.
            why: the reason.
            dry_run: whether nothing is to be stored.
        Raises:
            InputError: there is no such decision, or it was taken back already.
        """
        return self.decide(Proposal(judgement="undo", undo_of=decision, by=by, why=why), dry_run=dry_run)

    def decisions(self, event: str | None = None) -> tuple[Standing, ...]:
        """What people decided, in the order in which they did, each with what has become of it.

        Args:
            event: only decisions on this event or on incidents that it tells of now.
        Raises:
            InputError: it is no event id, or there is no such event.
        """
        from dateline.run.standing import standings_on

        return standings_on(self.store, None if event is None else self.event(event))
