"""What a proposal means: read against the events that it names, or refused with what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dateline import review
from dateline.errors import InputError
from dateline.model import EventState, IncidentRef, Quote
from dateline.model import ids as permanent
from dateline.review import Judgement, Meaning
from dateline.run.proposal import Proposal

if TYPE_CHECKING:
    from dateline.run.view import ClaimView, EventView
    from dateline.store import Store

__all__ = ["Proposed", "judgement_of", "proposed"]

_CLAIM = "claim:"
_STATES = (EventState.MACHINE, EventState.CODED, EventState.CHECKED, EventState.FINAL)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that can be decided.

    Args:
        target: id of the event that it is about; for `same` the name that stays.
        views: the events that it is about, as they are.
        away: of a split, the incidents that leave.
    """

    target: str
    meaning: Meaning
    views: tuple[EventView, ...] = ()
    away: frozenset[IncidentRef] = frozenset()


def judgement_of(word: str) -> Judgement:
    """The judgement of this name.

    Raises:
        InputError: there is none.
    """
    name = word.strip().casefold()
    if name not in set(Judgement):
        near = get_close_matches(name, list(Judgement), n=1)
        fix = f"Did you mean {near[0]}?" if near else f"One of: {', '.join(Judgement)}."
        raise InputError("decision-judgement", f"there is no judgement {word!r}", where="judgement", fix=fix)
    return Judgement(name)


def proposed(store: Store, proposal: Proposal, find: Callable[[str], EventView]) -> Proposed:
    """What the proposal means.

    Args:
        store: holds the documents that evidence may stand in.
        proposal: any but an undo.
        find: gives the event with an id.
    Raises:
        InputError: it lacks something, or what it names is not there or cannot be read.
    """
    judgement = judgement_of(proposal.judgement)
    if judgement is Judgement.SAME:
        return _same(proposal)
    if not proposal.event:
        raise _lacking(judgement, "event")
    return _MAKERS[judgement](store, proposal, find(proposal.event), find)


def _lacking(judgement: Judgement, field: str) -> InputError:
    return InputError("decision-lacks", f"{judgement} needs {field}", where=field, fix=f"Give {field}.")


def _marks(views: Iterable[EventView]) -> tuple[review.Mark, ...]:
    return tuple(dict.fromkeys(review.Mark.of(incident) for view in views for incident in view.incidents))


def _join(_: Store, proposal: Proposal, view: EventView, find: Callable[[str], EventView]) -> Proposed:
    views = tuple({one.id: one for one in (view, *map(find, proposal.events))}.values())
    names = tuple(one.id for one in views)
    if len(names) < 2:
        raise InputError("join-same", f"{names[0]} is one event", where="EVENT", fix="Name two events or more that are one.")
    return Proposed(names[0], review.Join(events=names, incidents=_marks(views)), views)


def _split(_: Store, proposal: Proposal, view: EventView, __: Callable[[str], EventView]) -> Proposed:
    gone = frozenset(_member(view, typed) for typed in proposal.incidents)
    if not gone or len(gone) == len(view.incidents):
        raise InputError(
            "split-whole",
            f"{'all' if gone else 'none'} of the incidents of {view.id} would leave it",
            where="--incident",
            fix="Name some of its incidents, and leave at least one.",
        )
    sides = [tuple(review.Mark.of(i) for i in view.incidents if (i.ref in gone) is leaves) for leaves in (True, False)]
    return Proposed(view.id, review.Split(event=view.id, away=sides[0], rest=sides[1]), (view,), gone)


def _choose(store: Store, proposal: Proposal, view: EventView, _: Callable[[str], EventView]) -> Proposed:
    field = review.field_of(proposal.field or "")
    if (proposal.value is None) is (proposal.claim is None):
        raise InputError("choose-value", "a value or a claim is needed, and not both", where=field, fix="Give one of them.")
    given = _given(view, field, proposal.value if proposal.claim is None else _CLAIM + proposal.claim)
    meaning = review.Choose(
        event=view.id,
        field=field,
        chosen=given.chosen,
        incidents=_marks((view,)),
        claim=given.claim,
        evidence=_evidence(store, proposal),
        revision=view.event.version,
    )
    return Proposed(view.id, meaning, (view,))


def _edit(store: Store, proposal: Proposal, view: EventView, find: Callable[[str], EventView]) -> Proposed:
    if proposal.value is None or proposal.claim is not None:
        raise InputError("edit-value", "an edit needs a value", where="value", fix="Give one, or choose a claim's instead.")
    if not (proposal.words or "").strip() and not (proposal.why or "").strip():
        raise InputError(
            "edit-words",
            "an edited value needs the words that it rests on, or a reason",
            where="words",
            fix="Quote the source, or say why.",
        )
    return _choose(store, proposal, view, find)


def _code(_: Store, proposal: Proposal, view: EventView, __: Callable[[str], EventView]) -> Proposed:
    if not proposal.values:
        raise _lacking(Judgement.CODE, "values")
    given = {(one := _given(view, review.field_of(field), value)).field: one for field, value in proposal.values}
    meaning = review.Code(
        event=view.id,
        given=tuple(given[field] for field in review.FIELDS if field in given),
        incidents=_marks((view,)),
        blind=proposal.blind,
        revision=view.event.version,
    )
    return Proposed(view.id, meaning, (view,))


def _remark(_: Store, proposal: Proposal, view: EventView, __: Callable[[str], EventView]) -> Proposed:
    judgement = judgement_of(proposal.judgement)
    if judgement in (Judgement.WITHDRAW, Judgement.COMMENT) and not (proposal.why or "").strip():
        raise _lacking(judgement, "why")
    is_comment = judgement is Judgement.COMMENT
    meaning = review.Remark(
        event=view.id,
        incidents=_marks((view,)),
        field=review.field_of(proposal.field) if is_comment and proposal.field else None,
        claim=review.ClaimMark.of(_claim(view, proposal.claim).claim) if is_comment and proposal.claim else None,
        revision=view.event.version,
    )
    return Proposed(view.id, meaning, (view,))


def _state(_: Store, proposal: Proposal, view: EventView, __: Callable[[str], EventView]) -> Proposed:
    word = (proposal.state or "").strip().casefold()
    if word not in _STATES:
        raise InputError(
            "state-unknown",
            f"{proposal.state!r} is no state that an event can be brought to",
            where="state",
            fix=f"One of: {', '.join(_STATES)}; to take it back, withdraw it.",
        )
    meaning = review.SetState(event=view.id, state=EventState(word), incidents=_marks((view,)), revision=view.event.version)
    return Proposed(view.id, meaning, (view,))


def _same(proposal: Proposal) -> Proposed:
    from dateline.run.completing import complete

    fields = {"actor": "perpetrators", "place": "place"}
    if proposal.kind not in fields:
        raise InputError("same-kind", f"{proposal.kind!r} is neither actor nor place", where="kind", fix="Give one of them.")
    if len(dict.fromkeys(proposal.names)) < 2:
        raise InputError("same-names", "one name is given", where="names", fix="Name two or more that are the same.")
    found = [complete(review.typed(fields[proposal.kind], name), None) for name in proposal.names]
    empty = next((name for name, one in zip(proposal.names, found, strict=True) if one == review.Chosen()), None)
    if empty is not None:
        raise InputError("same-names", f"{empty!r} names nothing", where="names", fix="Give a name.")
    actors = tuple(actor for one in found for actor in one.actors)
    places = tuple(one.place for one in found if one.place is not None)
    return Proposed(proposal.names[0], review.Same(actors=actors, places=places))


_Maker = Callable[["Store", Proposal, "EventView", "Callable[[str], EventView]"], Proposed]
_MAKERS: dict[Judgement, _Maker] = {
    Judgement.JOIN: _join,
    Judgement.SPLIT: _split,
    Judgement.CHOOSE: _choose,
    Judgement.EDIT: _edit,
    Judgement.CODE: _code,
    Judgement.ACCEPT: _remark,
    Judgement.REJECT: _remark,
    Judgement.WITHDRAW: _remark,
    Judgement.COMMENT: _remark,
    Judgement.STATE: _state,
}


def _given(view: EventView, field: str, value: str | None) -> review.Given:
    """A value as it was typed, or as the claim says that it names."""
    from dateline.run.completing import complete

    if value is not None and value.startswith(_CLAIM):
        told = _claim(view, value.removeprefix(_CLAIM))
        chosen = review.value_of_claim(field, told.incident, told.claim)
        if chosen is None:
            raise InputError("choose-claim", f"{told.id} says nothing of {field}", where="--claim", fix="Name another claim.")
        return review.Given(field=field, chosen=chosen, claim=review.ClaimMark.of(told.claim))
    return review.Given(field=field, chosen=complete(review.typed(field, value or ""), view.event))


def _evidence(store: Store, proposal: Proposal) -> review.Evidence | None:
    """The words that a coder gives; where their source is a stored document, they stand in its text.

    Raises:
        InputError: they do not.
    """
    words, source = (proposal.words or "").strip(), (proposal.source or "").strip() or None
    if not words:
        return None
    documents = store.documents.many((source,)) if source else ()
    if not documents:
        return review.Evidence(words=words, source=source)
    at = documents[0].text.find(words)
    if at < 0:
        raise InputError(
            "edit-words", f"{words!r} does not stand in {source}", where="words", fix="Copy the words out of its text."
        )
    return review.Evidence(words=words, source=source, quote=Quote(documents[0].id, at, at + len(words), words))


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
