"""What was decided, in words."""

from __future__ import annotations

from dateline.errors import InputError
from dateline.model import Decision
from dateline.review.held import chosen_words, field_words
from dateline.review.mark import ClaimMark
from dateline.review.meaning import Choose, Chosen, Code, Evidence, Join, Remark, Same, SetState, Split, meaning_of
from dateline.text.words import code_words

__all__ = ["decision_words"]


def decision_words(decision: Decision) -> str:  # noqa: PLR0911 - one return for each kind
    """What was decided: "join E-7K3QWX4 E-9PZ2HM5", "choose E-7K3QWX4 killed = 5, as Radio Meru says: “five bodies”"."""
    if decision.undo_of is not None:
        return f"undo {decision.undo_of}"
    try:
        meaning = meaning_of(decision)
    except InputError:
        return f"{decision.judgement} {decision.target}"  # what cannot be read is told as a conflict
    match meaning:
        case Join():
            return f"join {' '.join(meaning.events)}"
        case Split():
            return f"split {meaning.event}: {', '.join(f'{mark.document}/{mark.key}' for mark in meaning.away)} left"
        case Choose():
            said = f"{_set(meaning.field, meaning.chosen)}{_claim(meaning.claim)}{_evidence(meaning.evidence)}"
            return f"{decision.judgement} {meaning.event} {said}"
        case Code():
            given = "; ".join(_set(one.field, one.chosen) for one in meaning.given)
            return f"code {meaning.event} {given}{' (blind)' if meaning.blind else ''}"
        case SetState():
            return f"state {meaning.event} = {meaning.state.value}"
        case Same():
            return f"same {' = '.join(_names(meaning))}"
        case Remark():
            of = f" on {field_words(meaning.field)}" if meaning.field else ""
            return f"{decision.judgement} {meaning.event}{of}{_claim(meaning.claim)}"


def _set(field: str, chosen: Chosen) -> str:
    return f"{field.removeprefix('harm.')} = {chosen_words(chosen)}"


def _claim(claim: ClaimMark | None) -> str:
    if claim is None:
        return ""
    return f", as {claim.name or code_words(claim.kind)} says: “{_flat(claim.quote.text)}”"


def _evidence(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    return f", by the words “{_flat(evidence.words)}”{f' in {evidence.source}' if evidence.source else ''}"


def _names(meaning: Same) -> list[str]:
    return [actor.name for actor in meaning.actors] + [", ".join(place.chain) or place.name or "" for place in meaning.places]


def _flat(text: str) -> str:
    return " ".join(text.split())
