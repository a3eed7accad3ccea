"""Reviewing: which events to look at first, what is asked about each, and who may see whose values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge as merged
from itertools import islice
from typing import TYPE_CHECKING

from dateline import review
from dateline.errors import InputError
from dateline.model import Decision, EventState
from dateline.review import Agreement, Stage, Standing, State
from dateline.run.coders import Differences, differing, unseen_changes, workers
from dateline.run.questions import Question, questions
from dateline.run.rating import CoderWork, ratings, work
from dateline.store.query import EventQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.model import Document
    from dateline.run.view import ClaimView, EventView
    from dateline.store import Store

__all__ = ["Item", "Progress", "ReviewQueue", "Reviewing"]

_SIGN = "~"
_PAGE = 50  # events that the store is asked for at a time
_LISTED = (Stage.SETTLE, Stage.AGAIN)  # few, and known only from all decisions
_STATES = {Stage.FIRST: EventState.MACHINE, Stage.SECOND: EventState.CODED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event that waits for somebody.

    Args:
        event: its id.
        revision: give it back with the decision, so that nothing is decided on what is not there any more.
        stage: what it waits for.
        blind: whether the coder is to see neither the event's values nor what others chose, until they have coded it.
        doubt: how doubtful it is; see `dateline.review.doubt`.
        reasons: why it is here, in words.
        view: the event; None where it is hidden.
        claims, documents: what it was told by.
        questions: one for each field, disputed ones first.
    """

    event: str
    revision: int
    stage: Stage
    blind: bool
    doubt: float
    reasons: tuple[str, ...]
    view: EventView | None
    claims: tuple[ClaimView, ...]
    documents: tuple[Document, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """Some items, the most useful first, and the cursor behind which the next ones begin; None where there are none."""

    items: tuple[Item, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many events are in each state; joined ones left out."""

    machine: int
    coded: int
    checked: int
    final: int
    withdrawn: int


class Reviewing:
    """The review half of a project: `project.review`.

    Args:
        store: of the project.
        find: gives the event with an id.
    """

    def __init__(self, store: Store, find: Callable[[str], EventView]) -> None:
        self._store, self._find = store, find

    def queue(self, *, by: str, stage: Stage | str | None = None, after: str | None = None, limit: int = 20) -> ReviewQueue:
        """The events that wait for somebody, the most useful first.

        Without a stage: those that coders differ on, then all that wait for a first or a second coder, by doubt.

        Args:
            by: who is to look; events that they coded do not wait for them a second time.
            stage: "first", "second", "settle", or "again" for what was checked and a run has changed since; None for the first three.
            after: the cursor that the page before ended with.
            limit: how many at most.
        Raises:
            InputError: the stage or the cursor is none.
        """
        asked = _Asked(self._store, by)
        rows = asked.rows(
            (Stage.SETTLE, *_STATES) if stage is None else (_stage(stage),), None if after is None else _Place.of(after)
        )
        found = list(islice(rows, limit + 1))
        shown = found[:limit]
        items = tuple(self._item(asked, row.event, row.stage, row.doubt) for row in shown)
        return ReviewQueue(items, shown[-1].place.cursor if len(found) > limit else None)

    def item(self, event: str, *, by: str) -> Item:
        """What is asked of somebody about one event, whether it waits for them or not.

        Raises:
            InputError: there is no such event.
        """
        view = self._find(event)
        asked = _Asked(self._store, by)
        much = self._store.queue.doubts((view.id,)).get(view.id, 0.0)
        return self._item(asked, view.id, asked.stage_of(view), much)

    def is_blind(self, event: str, *, by: str) -> bool:
        """Whether somebody is not to see the event's values, since another coded it and they have not yet.

        Raises:
            InputError: there is no such event.
        """
        view = self._find(event)
        return _Asked(self._store, by).is_blind(view)

    def recent(self, *, by: str, most: int = 20) -> tuple[Standing, ...]:
        """The last decisions of somebody, the latest first, each either `holds` or `undone`; `project.decisions` tells conflicts too."""
        made = self._store.decisions.all()
        gone = review.undone_by(made)
        own = [one for one in reversed(made) if one.by == by][:most]
        return tuple(
            Standing(decision=one, state=State.UNDONE, against=(gone[one.id],))
            if one.id in gone
            else Standing(decision=one, state=State.HOLDS)
            for one in own
        )

    def progress(self) -> Progress:
        """How many events are in each state."""
        counted = {one.value: one.count for one in self._store.listing.by("state", EventQuery())}
        return Progress(**{state.value: counted.get(state.value, 0) for state in EventState})

    def agreement(self, *, only_independent: bool = True) -> Agreement:
        """How far coders agree, the machine among them, field by field: see `dateline.review.agreement`.

        Args:
            only_independent: whether what was given after seeing another's values is left out: all but what the first person on an event
                gave, and what was coded blind.
        """
        return review.agreement(ratings(self._store, self._store.decisions.all(), only_independent=only_independent))

    def work(self) -> tuple[CoderWork, ...]:
        """What each coder did: events, decisions, and minutes for an event."""
        return work(self._store, self._store.decisions.all())

    def _item(self, asked: _Asked, name: str, stage: Stage, much: float) -> Item:
        view = self._find(name)
        blind = asked.is_blind(view)
        differences = asked.differences.get(view.id, {}) if stage is Stage.SETTLE else {}
        return Item(
            event=view.id,
            revision=view.event.version,
            stage=stage,
            blind=blind,
            doubt=much,
            reasons=_reasons(view, stage, differences, is_blind=blind),
            view=None if blind else view,
            claims=view.claims,
            documents=view.documents,
            questions=questions(view, is_blind=blind, coders=differences),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands in the queue."""

    stage: Stage
    order: tuple[float, str]

    @classmethod
    def of(cls, cursor: str) -> _Place:
        try:
            stage, doubt, name = cursor.split(_SIGN)
            return cls(Stage(stage), (-float(doubt), name))
        except ValueError as fault:
            raise InputError(
                "cursor-shape", f"{cursor!r} is no cursor", where="after", fix="Follow `next`, or begin without `after`."
            ) from fault

    @property
    def cursor(self) -> str:
        return _SIGN.join((self.stage.value, f"{-self.order[0]}", self.order[1]))


@dataclass(frozen=True, slots=True)
class _Row:
    """An event that waits."""

    event: str
    stage: Stage
    doubt: float

    @property
    def place(self) -> _Place:
        return _Place(self.stage, (-self.doubt, self.event))


class _Asked:
    """What somebody is asked, from all that was decided."""

    def __init__(self, store: Store, by: str) -> None:
        self._store, self._by = store, by
        self._made: Sequence[Decision] = store.decisions.all()

    @cached_property
    def workers(self) -> dict[str, set[str]]:
        """For each event who worked on it."""
        return workers(self._store, self._made)

    @cached_property
    def differences(self) -> dict[str, Differences]:
        """For each event that coders differ on, for each field what each of them chose."""
        return differing(self._store, self._made)

    @cached_property
    def unseen(self) -> frozenset[str]:
        """The checked and final events that a run has changed since anybody decided on them."""
        return unseen_changes(self._store, self._made)

    def rows(self, stages: Sequence[Stage], place: _Place | None) -> Iterator[_Row]:
        """What waits, in its order, from behind a place on."""
        is_early = place is None or place.stage in _LISTED
        for stage in (one for one in _LISTED if one in stages and is_early):
            yield from (row for row in self._listed(stage) if place is None or row.place.order > place.order)
        behind = None if is_early or place is None else place.order
        waiting = (self._waiting(one, behind) for one in stages if one in _STATES)
        yield from merged(*waiting, key=lambda row: row.place.order)

    def _listed(self, stage: Stage) -> list[_Row]:
        names = self.differences if stage is Stage.SETTLE else self.unseen
        doubts = self._store.queue.doubts(tuple(names))
        return sorted((_Row(name, stage, doubts.get(name, 0.0)) for name in names), key=lambda row: row.place.order)

    def _waiting(self, stage: Stage, place: tuple[float, str] | None) -> Iterator[_Row]:
        """The events that wait for a first or a second coder, one page of the store after the other."""
        while True:
            rows = self._store.queue.page(_STATES[stage], after=place, limit=_PAGE)
            for row in rows:
                if stage is Stage.FIRST or (
                    self._by not in self.workers.get(row.event, ()) and row.event not in self.differences
                ):
                    yield _Row(row.event, stage, row.doubt)
            if len(rows) < _PAGE:
                return
            place = rows[-1].place

    def stage_of(self, view: EventView) -> Stage:
        """What an event waits for."""
        if view.id in self.differences:
            return Stage.SETTLE
        if view.event.state in (EventState.CHECKED, EventState.FINAL):
            return Stage.AGAIN
        return Stage.FIRST if view.event.state is EventState.MACHINE else Stage.SECOND

    def is_blind(self, view: EventView) -> bool:
        """Whether others coded the event and this one has not yet; two codings in, everybody sees them."""
        if view.event.state is not EventState.CODED:
            return False
        people = self.workers.get(view.id, set())
        return len(people) == 1 and self._by not in people


def _stage(word: str) -> Stage:
    if word not in set(Stage):
        raise InputError("stage-unknown", f"there is no stage {word!r}", where="stage", fix=f"One of: {', '.join(Stage)}.")
    return Stage(word)


def _reasons(view: EventView, stage: Stage, differences: Differences, *, is_blind: bool) -> tuple[str, ...]:
    found = []
    for field, coders in differences.items():
        found.append(f"{' and '.join(sorted(coders))} differ on {review.field_words(field)}")
    conflicts = [review.field_words(field) for field in view.conflicts]
    if conflicts:
        found.append(f"claims disagree on {', '.join(conflicts)}")
    if not is_blind and (least := _least_sure(view)) is not None:
        found.append(f"least sure: {least}")
    if stage is Stage.SECOND:
        found.append("one person has coded it")
    if stage is Stage.AGAIN:
        found.append(f"a run has changed it since it was {view.event.state.value}")
    return tuple(found)


def _least_sure(view: EventView) -> str | None:
    event = view.event
    single = {name: getattr(event, name) for name in ("action", "status", "time", "place", "weapon")}
    told = [(value.confidence, review.field_words(name)) for name, value in single.items() if value.confidence is not None]
    told += [(one.confidence, review.field_words(f"harm.{one.kind}")) for one in event.harm if one.confidence is not None]
    if not told:
        return None
    confidence, name = min(told)
    return f"{name} ({confidence:.2f})"
