"""What the writers take and give back: one event with all that it refers to, and an account of what was written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateline.errors import InputError
from dateline.model import Claim, ClaimRef, Document, Event, Incident, Value

__all__ = ["DocumentHead", "EventRecord", "LeftOut", "Withheld", "Written"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHead:
    """A document without its text: what exports say of it.

    Args:
        digest: SHA-256 of its text.
        n_code_points: length of its text; None where it was not asked for.
    """

    id: str
    digest: str
    n_code_points: int | None
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    agency: str | None = None
    language: str | None = None
    url: str | None = None
    copy_of: str | None = None
    retrieved_at: datetime | None = None

    @classmethod
    def of(cls, doc: Document) -> DocumentHead:
        """The head of a document."""
        return cls(
            id=doc.id,
            digest=doc.digest,
            n_code_points=len(doc.text),
            title=doc.title,
            published=doc.published,
            outlet=doc.outlet,
            agency=doc.agency,
            language=doc.language,
            url=doc.url,
            copy_of=doc.copy_of,
            retrieved_at=doc.retrieved_at,
        )


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event, its claims by name in their order, and the heads of the documents that they stand in by id."""

    event: Event
    claims: Mapping[ClaimRef, Claim]
    documents: Mapping[str, DocumentHead]

    @classmethod
    def of(cls, event: Event, incidents: Iterable[Incident], documents: Iterable[Document]) -> EventRecord:
        """The record of an event, with the claims of its own incidents picked from `incidents`.

        Raises:
            InputError: an incident or a claim that the event names is not given, or a claim's document is not.
        """
        own = frozenset(event.incidents)
        claims = {
            ref: claim
            for incident in sorted((i for i in incidents if i.ref in own), key=lambda i: i.ref)
            for ref, claim in zip(incident.claim_refs(), incident.claims, strict=True)
        }
        ids = frozenset(ref.document for ref in claims)
        heads = {doc.id: DocumentHead.of(doc) for doc in sorted(documents, key=lambda d: d.id) if doc.id in ids}
        return cls(event, claims, heads).whole()

    def whole(self) -> EventRecord:
        """The record itself, when all that its event names is there.

        Raises:
            InputError: a claim that the event names is not given, or a claim's document is not.
        """
        lost = [str(ref) for ref in _named(self.event) if ref not in self.claims]
        lost += sorted({ref.document for ref in self.claims} - self.documents.keys())
        if lost:
            what = f"{len(lost)} claims or documents of the event are not given, the first is {lost[0]}"
            fix = "Give every claim that the event names, with its document."
            raise InputError("record-incomplete", what, where=f"event {self.event.id}", fix=fix)
        return self


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An event that a format cannot hold, and why."""

    event: str | None
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Withheld:
    """How many values of a field were withheld, and by which rule."""

    field: str
    n: int
    rule: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.n} in {self.field}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a writer did.

    Args:
        n_events: events written.
        left_out: events that the format cannot hold.
        withheld: what was withheld, summed over all events.
    """

    n_events: int
    left_out: Collection[LeftOut] = ()
    withheld: tuple[Withheld, ...] = ()


def _named(event: Event) -> Iterable[ClaimRef]:
    values: list[Value[Any]] = [event.action, event.status, event.time, event.place, event.weapon]
    for value in (*values, *event.perpetrators, *event.targets):
        yield from (*value.supports, *value.contradicts)
    for harm in event.harm:
        yield from (*harm.low_claims, *harm.best_claims, *harm.high_claims, *harm.contradicts)
