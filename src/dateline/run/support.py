"""Support: how many documents say each value of an event, and how many of them are independent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model import ClaimRef, Event
from dateline.run.view import EventView

if TYPE_CHECKING:
    from dateline.merge.copies import Copying

__all__ = ["Support", "Supporting", "copies_of", "supporting"]


@dataclass(frozen=True, slots=True)
class Support:
    """How far one value is told.

    Args:
        field: "action", "place", "perpetrators.0", "harm.killed.best" …
        n_documents: documents with a claim for it.
        n_independent: of these, the ones that are no copies or versions of one another.
    """

    field: str
    n_documents: int
    n_independent: int


@dataclass(frozen=True, slots=True)
class Supporting:
    """Who copied whom among the documents of an event, and how far each of its values is told.

    Args:
        witnesses: for each document the id of the one that it counts with.
    """

    witnesses: dict[str, str]

    def of(self, field: str, claims: Iterable[ClaimRef]) -> Support:
        """How far some claims are told."""
        names = {ref.document for ref in claims}
        return Support(field, len(names), len({self.witnesses.get(name, name) for name in names}))

    def values(self, event: Event) -> Iterator[Support]:
        """The support of each value that an event has."""
        singles = (
            ("action", event.action),
            ("status", event.status),
            ("time", event.time),
            ("place", event.place),
            ("weapon", event.weapon),
        )
        yield from (self.of(field, value.supports) for field, value in singles if value.value is not None)
        for role, values in (("perpetrators", event.perpetrators), ("targets", event.targets)):
            yield from (self.of(f"{role}.{n}", value.supports) for n, value in enumerate(values))
        for one in event.harm:
            ends = (("low", one.low_claims), ("best", one.best_claims), ("high", one.high_claims))
            yield from (self.of(f"harm.{one.kind.value}.{end}", claims) for end, claims in ends if claims)


def supporting(view: EventView, rules: str) -> Supporting:
    """Which of an event's documents count together, and with them the support of its values.

    Args:
        view: the event.
        rules: name or file of the rule set, which says when documents are copies.
    """
    from dateline.merge import load
    from dateline.merge.copies import witnesses

    return Supporting(dict(witnesses(view.documents, load(rules).copies)))


def copies_of(view: EventView, rules: str) -> tuple[Copying, ...]:
    """Which of an event's documents copy another of them or are its later versions, and why.

    Args:
        view: the event.
        rules: as in `supporting`.
    """
    from dateline.merge import load
    from dateline.merge.copies import copyings

    return copyings(view.documents, load(rules).copies)
