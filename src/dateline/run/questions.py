"""Questions on an event: one for each field, with the values that its claims give to choose from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline import review
from dateline.run.view import ClaimView, EventView

__all__ = ["Option", "Question", "questions"]

# Fields that are asked about even where no claim gives anything.
_ALWAYS = ("action", "time", "place", "perpetrators", "targets", "harm.killed")
_ROLES = ("perpetrators", "targets")
_ASKED = {
    "action": "What happened?",
    "status": "Did it happen, or was it tried, stopped or threatened?",
    "time": "When was it?",
    "place": "Where was it?",
    "perpetrators": "Who did it?",
    "targets": "To whom or what was it done?",
    "weapon": "With what was it done?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that can be chosen.

    Args:
        words: as people read it.
        claims: who gives it, those in its very words first; choosing it by the first of them keeps the words behind it. None for one
            that only a coder gives.
        coders: who chose it, where coders are told of one another.
    """

    words: str
    claims: tuple[ClaimView, ...] = ()
    coders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about one field.

    Args:
        field: as `choose` takes it.
        words: the question.
        is_conflict: whether claims, or coders, disagree on it.
        ours: the event's value in words; None where it is hidden.
        decided_by: who chose it; None where a rule did, or where it is hidden.
        options: the values that claims and coders give, those of most claims first.
    """

    field: str
    words: str
    is_conflict: bool
    ours: str | None
    decided_by: str | None = None
    options: tuple[Option, ...] = ()


def questions(
    view: EventView, *, is_blind: bool, coders: Mapping[str, Mapping[str, review.Chosen]] | None = None
) -> tuple[Question, ...]:
    """One question for each field that claims give something for, those that are disputed first.

    Args:
        view: the event.
        is_blind: whether the event's own values are hidden.
        coders: for a field what each coder chose, where coders differ.
    """
    chosen = coders or {}
    asked = [_question(view, field, is_blind=is_blind, coders=chosen.get(field, {})) for field in review.FIELDS]
    wanted = [one for one in asked if one.options or one.field in _ALWAYS]
    return tuple(sorted(wanted, key=lambda one: not one.is_conflict))


def _question(view: EventView, field: str, *, is_blind: bool, coders: Mapping[str, review.Chosen]) -> Question:
    decided = None if is_blind else review.decided_on(view.event, field)
    return Question(
        field=field,
        words=_ASKED.get(
            field, f"How many were {review.field_words(field)}?" if field != "harm.killed" else "How many were killed?"
        ),
        is_conflict=field in view.event.conflicts or bool(coders),
        ours=None if is_blind else review.chosen_words(review.held(view.event, field)),
        decided_by=decided.by if decided else None,
        options=_options(view.claims, field, coders),
    )


def _options(claims: Sequence[ClaimView], field: str, coders: Mapping[str, review.Chosen]) -> tuple[Option, ...]:
    told: dict[str, list[ClaimView]] = defaultdict(list)
    for claim in claims:
        given = review.value_of_claim(field, claim.incident, claim.claim)
        if given is not None:
            told[review.chosen_words(given)].append(claim)
    said: dict[str, list[str]] = defaultdict(list)
    for coder, chosen in coders.items():
        said[review.chosen_words(chosen)].append(coder)
    if field in _ROLES:
        told = _joined(claims, field, told)
    names = sorted({*told, *said}, key=lambda words: (-len(told.get(words, ())), words))
    return tuple(Option(words=w, claims=tuple(told.get(w, ())), coders=tuple(sorted(said.get(w, ())))) for w in names)


def _joined(claims: Sequence[ClaimView], field: str, told: Mapping[str, list[ClaimView]]) -> dict[str, list[ClaimView]]:
    """The claims by the words for their actors, those that only refer back joined to the words that give the names.

    Where no claim gives the names in full, the words stay as they are: a value is chosen by a claim that bears it.
    """
    meant = {claim.ref: _meant_words(claim, field, claims) for given in told.values() for claim in given}
    found = {words: [claim for claim in given if meant[claim.ref] == words] for words, given in told.items()}
    named = {words for words, given in found.items() if given}
    for words, given in told.items():
        for claim in given:
            if meant[claim.ref] != words:
                found[meant[claim.ref] if meant[claim.ref] in named else words].append(claim)
    return {words: given for words, given in found.items() if given}


def _meant_words(claim: ClaimView, field: str, claims: Sequence[ClaimView]) -> str:
    """The words for a claim's actors, with the names that its document gives them."""
    from dateline import merge

    told = [actor for one in claims if one.ref.document == claim.ref.document for actor in getattr(one.claim, field)]
    meant = [merge.meant(actor, told) for actor in getattr(claim.claim, field)]
    once = {actor.actor_id or actor.name: actor for actor in meant}
    return review.chosen_words(review.Chosen(actors=tuple(once.values())))
