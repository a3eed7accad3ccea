"""Standing: what has become of the decisions of a store, and which events they are about now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from dateline import review
from dateline.model import Decision
from dateline.review import Standing
from dateline.run.replaying import decide

if TYPE_CHECKING:
    from dateline.run.view import EventView
    from dateline.store import Store

__all__ = ["events_of", "heir_of", "keeping_apart", "standings_of", "standings_on"]


def standings_of(store: Store) -> tuple[Standing, ...]:
    """Every stored decision with what has become of it, in the order in which they were made."""
    made = store.decisions.all()
    return _standings(store, made)


def _standings(store: Store, made: Sequence[Decision]) -> tuple[Standing, ...]:
    incidents = store.codings.current(review.documents_of(made))
    replayed = review.replay(made, incidents)
    named = {ref for refs in replayed.found.values() for ref in refs}
    events = store.events.many(set(store.events.of_incidents(named).values()))
    members = store.codings.current({ref.document for event in events for ref in event.incidents})
    return decide(events, made, replayed, tuple({i.ref: i for i in (*incidents, *members)}.values())).standings


def standings_on(store: Store, view: EventView | None) -> tuple[Standing, ...]:
    """The decisions on an event, or all: those on its id or an id that leads to it, and those on incidents that it tells of now."""
    if view is None:
        return standings_of(store)
    made = store.decisions.all()
    if not made:
        return ()
    heir = heir_of(store)
    members = {incident.ref for incident in view.incidents}
    targeted = [one for one in made if heir(one.target) == view.id]
    documents = {ref.document for ref in members}.union(*map(review.documents_of_one, targeted))
    found = _standings(store, review.connected(made, documents))
    return tuple(one for one in found if members & set(one.incidents) or heir(one.decision.target) == view.id)


def keeping_apart(store: Store, left: EventView, right: EventView) -> tuple[str, ...]:
    """Ids of the decisions that keep incidents of the one event apart from incidents of the other, in their order."""
    from dateline import merge

    made = store.decisions.all()
    incidents = store.codings.current(review.documents_of(made))
    kept = merge.settle(incidents, review.replay(made, incidents).bonds).kept
    ours, theirs = ({incident.ref for incident in view.incidents} for view in (left, right))
    found = (b.decision for b in kept if not b.joined and {b.left, b.right} & ours and {b.left, b.right} & theirs)
    return tuple(dict.fromkeys(found))


def heir_of(store: Store) -> Callable[[str], str]:
    """What gives for each id the one that it leads to now."""
    return partial(_heir, heirs=_heirs(store))


def _heirs(store: Store) -> dict[str, str]:
    """For each id that leads to another that one; an id that came back leads nowhere."""
    heirs: dict[str, str] = {}
    for succession in store.events.successions():
        if succession.kind == "joined":
            heirs[succession.old] = succession.new
        else:
            heirs.pop(succession.new, None)
    return heirs


def _heir(name: str, heirs: Mapping[str, str]) -> str:
    seen = {name}
    while name in heirs and heirs[name] not in seen:
        name = heirs[name]
        seen.add(name)
    return name


def events_of(store: Store, decision: Decision, made: Sequence[Decision]) -> tuple[str, ...]:
    """Ids of the events that tell now of the incidents that a decision is about; of an undo those of what it takes back."""
    by_id = {one.id: one for one in made} | {decision.id: decision}
    while decision.undo_of is not None:
        decision = by_id[decision.undo_of]
    incidents = store.codings.current(review.documents_of((decision,)))
    found = review.replay((decision,), incidents).found.get(decision.id, ())
    return tuple(sorted(set(store.events.of_incidents(found).values())))
