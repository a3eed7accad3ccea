"""Decisions, changes and items of the queue as JSON objects, the same on the command line and in the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline import review

if TYPE_CHECKING:
    from dateline.model import Decision
    from dateline.review import Agreement, Difference, FieldAgreement, Standing
    from dateline.run.questions import Question
    from dateline.run.rating import CoderWork
    from dateline.run.reviewing import Item
    from dateline.store import Change

__all__ = ["agreement_to_node", "change_to_node", "decision_to_node", "difference_to_node", "item_to_node", "standing_to_node"]

Node = dict[str, object]


def decision_to_node(decision: Decision) -> Node:
    """The decision as a JSON object."""
    return {
        "decision": decision.id,
        "judgement": decision.judgement,
        "target": decision.target,
        "by": decision.by,
        "at": decision.at.isoformat(),
        "why": decision.reason,
        "undo_of": decision.undo_of,
    }


def standing_to_node(one: Standing) -> Node:
    """The decision and what has become of it as a JSON object."""
    return decision_to_node(one.decision) | {
        "words": review.decision_words(one.decision),
        "state": one.state.value,
        "conflicts": list(one.conflicts),
        "overruled": list(one.overruled),
        "against": list(one.against),
        "incidents": [str(ref) for ref in one.incidents],
    }


def change_to_node(change: Change) -> Node:
    """The change as a JSON object."""
    return {
        "cursor": str(change.number),
        "kind": change.kind,
        "event": change.event,
        "revision": change.revision,
        "state": change.state.value,
        "at": change.at.isoformat(),
        "until": change.until.isoformat() if change.until else None,
        "by": change.by or review.MACHINE,
        "decision": change.decision,
        "judgement": change.judgement,
        "reason": change.reason,
        "successors": list(change.successors),
        "run": change.run,
    }


def difference_to_node(one: Difference) -> Node:
    """The difference as a JSON object."""
    return {"field": one.field, "before": one.before, "after": one.after}


def item_to_node(item: Item) -> Node:
    """The item of the queue as a JSON object; what the coder is not to see is not in it."""
    return {
        "event": item.event,
        "revision": item.revision,
        "stage": item.stage.value,
        "blind": item.blind,
        "doubt": item.doubt,
        "reasons": list(item.reasons),
        "documents": [{"id": doc.id, "title": doc.title, "outlet": doc.outlet} for doc in item.documents],
        "questions": [_question(question) for question in item.questions],
    }


def _question(question: Question) -> Node:
    options = [
        {"words": one.words, "claims": [claim.id for claim in one.claims], "coders": list(one.coders)} for one in question.options
    ]
    return {
        "field": question.field,
        "words": question.words,
        "conflict": question.is_conflict,
        "ours": question.ours,
        "decided_by": question.decided_by,
        "options": options,
    }


def agreement_to_node(found: Agreement, work: tuple[CoderWork, ...]) -> Node:
    """How far coders agree, and what each did, as a JSON object."""
    return {
        "fields": [_field(one) for one in found.fields],
        "pairs": [_field(one) for one in found.pairs],
        "unlike": [{"event": one.event, "field": one.field, "told": dict(one.told)} for one in found.unlike],
        "coders": [
            {"coder": one.coder, "events": one.n_events, "decisions": one.n_decisions, "minutes": one.minutes} for one in work
        ],
    }


def _field(one: FieldAgreement) -> Node:
    return {
        "field": one.field,
        "coders": list(one.coders),
        "events": one.n_events,
        "pairs": one.n_pairs,
        "percent": one.percent,
        "alpha": one.alpha,
    }
