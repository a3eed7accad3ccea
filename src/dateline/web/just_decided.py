"""What was just decided, to be told on the page that comes back; and the reports of an event that can be split off."""

from __future__ import annotations

from collections.abc import Iterable

from dateline import review
from dateline.review import Standing
from dateline.run import ClaimView
from dateline.web.desk import Desk

__all__ = ["done_of", "splits_of"]


def done_of(desk: Desk, name: str | None) -> Standing | None:
    """The decision with this id, which holds or was taken back; None where there is none."""
    if not name:
        return None
    made = desk.project.store.decisions.all()
    found = next((decision for decision in made if decision.id == name), None)
    if found is None:
        return None
    gone = review.undone_by(made).get(found.id)
    state = review.State.UNDONE if gone else review.State.HOLDS
    return Standing(decision=found, state=state, against=(gone,) if gone else ())


def splits_of(claims: Iterable[ClaimView]) -> tuple[tuple[str, str], ...]:
    """The reports that an event was merged from: of each the id of its first claim, and words for it."""
    found: dict[object, tuple[str, str]] = {}
    for claim in claims:
        doc = claim.document
        words = f"{doc.outlet or doc.id}, {doc.published or 'no date'}: {claim.quote.text}"
        found.setdefault(claim.incident.ref, (claim.id, words))
    return tuple(found.values())
